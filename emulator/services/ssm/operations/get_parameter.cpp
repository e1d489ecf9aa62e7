#include "emulator/services/ssm/operations/get_parameter.hpp"

namespace tertulia::ssm {

std::span<const core::Member> GetParameter::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::name>("Name", {.required = true}),
      core::member<&Input::with_decryption>("WithDecryption"),
  };
  return kMembers;
}

std::span<const core::Member> GetParameter::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::parameter>("Parameter")};
  return kMembers;
}

core::Resources GetParameter::resources(const Input& input, const core::Call& call) {
  return {{.resource = resource_of(call, input.name.str())}};
}

core::Result<GetParameter::Output> GetParameter::run(Ssm& ssm, const Input& input,
                                                     const core::Call& call) {
  const auto reference = Reference::parse(input.name.str());
  TERTULIA_CHECK(check_name(reference.name));
  auto parameter =
      ssm.get(call, reference, input.with_decryption ? Secrets::kDecrypted : Secrets::kEncrypted);
  if (!parameter.ok()) return parameter.error();
  return Output{std::move(*parameter)};
}

}  // namespace tertulia::ssm

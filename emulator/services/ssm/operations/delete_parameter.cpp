#include "emulator/services/ssm/operations/delete_parameter.hpp"

namespace tertulia::ssm {

std::span<const core::Member> DeleteParameter::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::name>("Name", {.required = true})};
  return kMembers;
}

core::Resources DeleteParameter::resources(const Input& input, const core::Call& call) {
  return {{.resource = resource_of(call, input.name.str())}};
}

core::Result<DeleteParameter::Output> DeleteParameter::run(Ssm& ssm, const Input& input,
                                                           const core::Call& call) {
  TERTULIA_CHECK(check_name(input.name.str()));
  if (!ssm.remove(call, input.name.str())) return parameter_not_found();
  return Output{};
}

}  // namespace tertulia::ssm

#include "emulator/services/ssm/operations/get_parameters.hpp"

#include <algorithm>
#include <set>

namespace tertulia::ssm {

std::span<const core::Member> GetParameters::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::names>("Names", {.required = true, .constraint = kNamesConstraint}),
      core::member<&Input::with_decryption>("WithDecryption"),
  };
  return kMembers;
}

std::span<const core::Member> GetParameters::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::parameters>("Parameters"),
      core::member<&Output::invalid_parameters>("InvalidParameters"),
  };
  return kMembers;
}

core::Resources GetParameters::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& name : input.names) {
    resources.push_back({.resource = resource_of(call, name.str())});
  }
  return resources;
}

core::Result<GetParameters::Output> GetParameters::run(Ssm& ssm, const Input& input,
                                                       const core::Call& call) {
  const auto secrets = input.with_decryption ? Secrets::kDecrypted : Secrets::kEncrypted;
  Output output;
  std::set<std::string_view> seen;
  for (const auto& name : input.names) {
    const auto reference = Reference::parse(name.str());
    TERTULIA_CHECK(check_name(reference.name));
    // A name that is asked for twice is answered once.
    if (!seen.insert(name.str()).second) continue;
    auto parameter = ssm.get(call, reference, secrets);
    if (parameter.ok()) {
      output.parameters.push_back(std::move(*parameter));
    } else {
      output.invalid_parameters.push_back(name.str());
    }
  }
  std::stable_sort(output.parameters.begin(), output.parameters.end(),
                   [](const auto& left, const auto& right) { return left.name < right.name; });
  return output;
}

}  // namespace tertulia::ssm

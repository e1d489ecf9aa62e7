#include "emulator/services/ssm/operations/delete_parameters.hpp"

namespace tertulia::ssm {

std::span<const core::Member> DeleteParameters::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::names>("Names", {.required = true, .constraint = kNamesConstraint})};
  return kMembers;
}

std::span<const core::Member> DeleteParameters::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::deleted_parameters>("DeletedParameters"),
      core::member<&Output::invalid_parameters>("InvalidParameters"),
  };
  return kMembers;
}

core::Resources DeleteParameters::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& name : input.names) {
    resources.push_back({.resource = resource_of(call, name.str())});
  }
  return resources;
}

core::Result<DeleteParameters::Output> DeleteParameters::run(Ssm& ssm, const Input& input,
                                                             const core::Call& call) {
  Output output;
  for (const auto& name : input.names) {
    TERTULIA_CHECK(check_name(name.str()));
    auto& list =
        ssm.remove(call, name.str()) ? output.deleted_parameters : output.invalid_parameters;
    list.push_back(name.str());
  }
  return output;
}

}  // namespace tertulia::ssm

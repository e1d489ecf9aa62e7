#include "emulator/services/lambda/operations/get_function_configuration.hpp"

#include "emulator/services/lambda/operations/access.hpp"

namespace tertulia::lambda {

std::span<const core::Member> GetFunctionConfiguration::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::function_name>("FunctionName",
                                          {.required = true, .place = Place::kPath}),
      core::member<&Input::qualifier>("Qualifier", {.place = Place::kQuery}),
  };
  return kMembers;
}

core::Resources GetFunctionConfiguration::resources(const Input& input, const core::Call& call) {
  return function_access(call, input.function_name, input.qualifier);
}

core::Result<FunctionConfiguration> GetFunctionConfiguration::run(Lambda& lambda,
                                                                  const Input& input,
                                                                  const core::Call& call) {
  const auto reference = refer(call, input.function_name.str(),
                               input.qualifier ? input.qualifier->str() : std::string());
  if (!reference.ok()) return reference.error();
  const auto found = lambda.find(*reference);
  if (!found.ok()) return found.error();
  return FunctionConfiguration::of((*found)->function, !reference->qualifier.empty());
}

}  // namespace tertulia::lambda

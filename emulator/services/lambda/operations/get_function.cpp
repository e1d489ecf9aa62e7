#include "emulator/services/lambda/operations/get_function.hpp"

#include <utility>

#include "emulator/base/text.hpp"
#include "emulator/services/lambda/operations/access.hpp"

namespace tertulia::lambda {

std::span<const core::Member> GetFunction::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::function_name>("FunctionName",
                                          {.required = true, .place = Place::kPath}),
      core::member<&Input::qualifier>("Qualifier", {.place = Place::kQuery}),
  };
  return kMembers;
}

std::span<const core::Member> GetFunction::Code::members() {
  static constexpr std::array kMembers{
      core::member<&Code::repository_type>("RepositoryType"),
      core::member<&Code::location>("Location"),
  };
  return kMembers;
}

std::span<const core::Member> GetFunction::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::configuration>("Configuration"),
      core::member<&Output::code>("Code"),
      core::member<&Output::tags>("Tags"),
  };
  return kMembers;
}

core::Resources GetFunction::resources(const Input& input, const core::Call& call) {
  return function_access(call, input.function_name, input.qualifier);
}

core::Result<GetFunction::Output> GetFunction::run(Lambda& lambda, const Input& input,
                                                   const core::Call& call) {
  const auto reference = refer(call, input.function_name.str(),
                               input.qualifier ? input.qualifier->str() : std::string());
  if (!reference.ok()) return reference.error();
  const auto found = lambda.find(*reference);
  if (!found.ok()) return found.error();
  const auto& function = (*found)->function;
  Output output{
      .configuration = FunctionConfiguration::of(function, !reference->qualifier.empty()),
      .code = {.repository_type = "S3", .location = base::cat("file://", function.code_root)},
      .tags = {}};
  if (!function.tags.empty()) output.tags = function.tags;
  return output;
}

}  // namespace tertulia::lambda

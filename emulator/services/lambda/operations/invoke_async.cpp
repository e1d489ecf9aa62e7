#include "emulator/services/lambda/operations/invoke_async.hpp"

#include <utility>

#include "emulator/services/lambda/operations/access.hpp"
#include "emulator/services/lambda/operations/invoke.hpp"

namespace tertulia::lambda {

std::span<const core::Member> InvokeAsync::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::function_name>("FunctionName",
                                          {.required = true, .place = Place::kPath}),
      core::member<&Input::invoke_args>("InvokeArgs", {.required = true, .place = Place::kPayload}),
  };
  return kMembers;
}

std::span<const core::Member> InvokeAsync::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::status>("Status", {.place = core::Place::kStatus})};
  return kMembers;
}

core::Resources InvokeAsync::resources(const Input& input, const core::Call& call) {
  return function_access(call, input.function_name, std::nullopt, "lambda:InvokeFunction");
}

void InvokeAsync::start(Lambda& lambda, const Input& input, const core::Call& call,
                        core::Reply<Output> reply) {
  const Invoke::Input same{.function_name = input.function_name,
                           .invocation_type = InvocationType::kEvent,
                           .log_type = LogType::kNone,
                           .client_context = {},
                           .payload = input.invoke_args,
                           .qualifier = {}};
  Invoke::start(lambda, same, call,
                [reply = std::move(reply)](core::Result<Invoke::Output> invoked) {
                  if (!invoked.ok()) return reply(std::move(invoked).error());
                  reply(Output{.status = invoked->status_code});
                });
}

}  // namespace tertulia::lambda

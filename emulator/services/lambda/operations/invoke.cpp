#include "emulator/services/lambda/operations/invoke.hpp"

#include <utility>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_check.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/lambda/json_text.hpp"
#include "emulator/services/lambda/operations/access.hpp"

namespace tertulia::lambda {
namespace {

core::Result<std::string> decoded_client_context(const std::optional<std::string>& text) {
  if (!text || text->empty()) return std::string();
  auto json = base::from_base64(*text);
  if (!json || base::check_json(*json) || !base::trim(*json).starts_with('{')) {
    return bad_client_context();
  }
  return std::move(*json);
}

core::Status check_payload(const Lambda& lambda, const Invoke::Input& input) {
  const auto& payload = input.payload.bytes;
  const auto& limits = lambda.limits();
  if (payload.size() > limits.request_bytes) return request_too_large(limits.request_bytes);
  if (input.invocation_type == InvocationType::kEvent && payload.size() > limits.event_bytes) {
    return event_too_large(payload.size(), limits.event_bytes);
  }
  if (payload.empty()) return core::ok();
  if (const auto fault = base::check_json(payload)) return not_json(why_not_json(payload, *fault));
  return core::ok();
}

core::Result<InvokeRequest> request_of(const Lambda& lambda, const Invoke::Input& input,
                                       const core::Call& call) {
  auto function = refer(call, input.function_name.str(),
                        input.qualifier ? input.qualifier->str() : std::string());
  if (!function.ok()) return std::move(function).error();
  TERTULIA_CHECK(check_payload(lambda, input));
  auto client_context = decoded_client_context(input.client_context);
  if (!client_context.ok()) return std::move(client_context).error();
  return InvokeRequest{.function = std::move(function).value(),
                       .request_id = call.request_id.empty()
                                         ? call.env.ids.uuid(core::IdKind::kRequest)
                                         : call.request_id,
                       .payload = input.payload.bytes.empty() ? "{}" : input.payload.bytes,
                       .client_context = std::move(client_context).value(),
                       .trace = call.trace,
                       .wants_log_tail = input.log_type == LogType::kTail};
}

Invoke::Output output_of(Ran ran, std::string version) {
  Invoke::Output output;
  if (ran.failed()) output.function_error = "Unhandled";
  if (!ran.log_tail.empty()) output.log_result = std::move(ran.log_tail);
  output.payload = core::Blob{std::move(ran.outcome.payload)};
  output.executed_version = std::move(version);
  return output;
}

}  // namespace

std::span<const core::Member> Invoke::Input::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Input::function_name>("FunctionName",
                                          {.required = true, .place = Place::kPath}),
      core::member<&Input::invocation_type>(
          "InvocationType", {.place = Place::kHeader, .wire_name = "X-Amz-Invocation-Type"}),
      core::member<&Input::log_type>("LogType",
                                     {.place = Place::kHeader, .wire_name = "X-Amz-Log-Type"}),
      core::member<&Input::client_context>(
          "ClientContext", {.place = Place::kHeader, .wire_name = "X-Amz-Client-Context"}),
      core::member<&Input::payload>("Payload", {.place = Place::kPayload}),
      core::member<&Input::qualifier>("Qualifier", {.place = Place::kQuery}),
  };
  return kMembers;
}

std::span<const core::Member> Invoke::Output::members() {
  using core::Place;
  static constexpr std::array kMembers{
      core::member<&Output::status_code>("StatusCode", {.place = Place::kStatus}),
      core::member<&Output::function_error>(
          "FunctionError", {.place = Place::kHeader, .wire_name = "X-Amz-Function-Error"}),
      core::member<&Output::log_result>("LogResult",
                                        {.place = Place::kHeader, .wire_name = "X-Amz-Log-Result"}),
      core::member<&Output::payload>("Payload", {.place = Place::kPayload}),
      core::member<&Output::executed_version>(
          "ExecutedVersion", {.place = Place::kHeader, .wire_name = "X-Amz-Executed-Version"}),
  };
  return kMembers;
}

core::Resources Invoke::resources(const Input& input, const core::Call& call) {
  return function_access(call, input.function_name, input.qualifier, "lambda:InvokeFunction");
}

void Invoke::start(Lambda& lambda, const Input& input, const core::Call& call,
                   core::Reply<Output> reply) {
  auto request = request_of(lambda, input, call);
  if (!request.ok()) return reply(std::move(request).error());
  auto function = lambda.find(request->function);
  if (!function.ok()) return reply(std::move(function).error());
  const auto& version = (*function)->function.version;
  switch (input.invocation_type) {
    case InvocationType::kDryRun:
      return reply(Output{.status_code = 204,
                          .function_error = {},
                          .log_result = {},
                          .payload = {},
                          .executed_version = {}});
    case InvocationType::kEvent:
      if (auto accepted = lambda.invoke_async(std::move(request).value()); !accepted.ok()) {
        return reply(std::move(accepted).error());
      }
      return reply(Output{.status_code = 202,
                          .function_error = {},
                          .log_result = {},
                          .payload = {},
                          .executed_version = {}});
    case InvocationType::kRequestResponse:
      break;
  }
  lambda.invoke(std::move(request).value(),
                [reply = std::move(reply), version](core::Result<Ran> ran) {
                  if (!ran.ok()) return reply(std::move(ran).error());
                  reply(output_of(std::move(ran).value(), version));
                });
}

}  // namespace tertulia::lambda

// The data plane: from a request to the integration's answer. The event is made inside the monitor,
// as Lambda takes it there; answers are made after leaving it.

#include <array>
#include <utility>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/apigateway/apigateway.hpp"
#include "emulator/services/apigateway/fields.hpp"
#include "emulator/services/apigateway/mock.hpp"
#include "emulator/services/apigateway/proxy_event.hpp"
#include "emulator/services/apigateway/proxy_reply.hpp"

namespace tertulia::apigateway {
namespace {

constexpr std::size_t kBodyMost = 10'485'760;
constexpr std::size_t kHeadersMost = 10'240;

/// The request line, names and values with what separates them on the wire.
std::size_t header_size(const core::HttpRequest& request) {
  constexpr std::size_t kLine = 4;
  std::size_t size =
      request.method.size() + request.target.size() + request.protocol.size() + kLine;
  for (const auto& [name, value] : request.headers) size += name.size() + value.size() + kLine;
  return size;
}

std::optional<Problem> too_large(const core::HttpRequest& request) {
  if (header_size(request) > kHeadersMost) return headers_too_long();
  if (request.body.size() > kBodyMost) return request_too_long();
  return std::nullopt;
}

bool is_present(const RequiredParameter& parameter, const core::HttpRequest& request,
                const Fields& query, const std::vector<Router::Parameter>& path) {
  switch (parameter.place) {
    case ParameterPlace::kHeader:
      return request.headers.find(parameter.name).has_value();
    case ParameterPlace::kPath:
      for (const auto& entry : path) {
        if (entry.name == parameter.name) return true;
      }
      return false;
    case ParameterPlace::kQuery:
      break;
  }
  for (const auto& field : query) {
    if (field.name == parameter.name) return true;
  }
  return false;
}

std::optional<Problem> missing(const Method& method, const core::HttpRequest& request,
                               const std::vector<Router::Parameter>& path) {
  if (!method.checks_parameters || method.required.empty()) return std::nullopt;
  std::vector<std::string> decoded;
  const auto query = query_parameters(request.query(), decoded);
  std::vector<std::string> names;
  for (const auto& parameter : method.required) {
    if (!is_present(parameter, request, query, path)) names.push_back(parameter.name);
  }
  if (names.empty()) return std::nullopt;
  return missing_parameters(names);
}

/// What Lambda's refusal becomes.
Problem problem_of(const core::ApiError& error) {
  if (error.code == core::sender_timed_out().code) return endpoint_timed_out();
  if (error.status == 413) return request_too_long();
  const bool refused = error.status == 403 || error.status == 404;
  return refused ? integration_failure() : bad_gateway();
}

core::HttpResponse problem_response(const Exchange& exchange, const Problem& problem) {
  return render(problem, exchange.stage ? &exchange.stage->responses : nullptr, exchange.request,
                [&](std::string_view name) { return context_value(exchange, name); });
}

/// Calls the reply, with the headers that every answer has.
void send(const Exchange& exchange, core::HttpResponse response) {
  response.headers.add("x-amzn-RequestId", exchange.request_id);
  response.headers.add("x-amz-apigw-id", exchange.extended_request_id);
  if (exchange.request.method == "HEAD") response.body.clear();
  exchange.reply(std::move(response));
}

core::HttpResponse lambda_response(const Exchange& exchange,
                                   const core::Result<core::EventReply>& result) {
  if (!result.ok()) return problem_response(exchange, problem_of(result.error()));
  if (!result->function_error.empty()) return problem_response(exchange, bad_gateway());
  const auto accept = exchange.request.headers.get("Accept");
  auto reply = proxy_reply(
      result->payload,
      {.decodes_base64 = exchange.stage->is_binary(accept.substr(0, accept.find(',')))});
  if (const auto* problem = std::get_if<Problem>(&reply)) {
    return problem_response(exchange, *problem);
  }
  auto& response = std::get<core::HttpResponse>(reply);
  response.headers.add("X-Amzn-Trace-Id", exchange.trace);
  return std::move(response);
}

}  // namespace

void ApiGateway::serve(Target target, core::HttpRequest request, core::HttpReply reply) {
  auto exchange = std::make_unique<Exchange>();
  exchange->stage = find_stage(target.api_id, target.stage);
  exchange->request = std::move(request);
  exchange->path = std::move(target.path);
  exchange->reply = std::move(reply);
  identify(*exchange);
  if (!exchange->stage || exchange->stage->endpoint_disabled) {
    exchange->stage = nullptr;
    return leave(std::move(exchange), forbidden());
  }
  if (const auto problem = too_large(exchange->request)) {
    return leave(std::move(exchange), *problem);
  }
  const auto& stage = *exchange->stage;
  const auto match = stage.router.match(exchange->request.method, exchange->path);
  if (!match) return leave(std::move(exchange), missing_authentication_token());
  const auto& method = stage.methods[match->method];
  exchange->method = &method;
  if (const auto problem = missing(method, exchange->request, match->parameters)) {
    return leave(std::move(exchange), *problem);
  }
  if (const auto* proxy = std::get_if<LambdaProxy>(&method.integration)) {
    return invoke(std::move(exchange), *proxy, match->parameters);
  }
  auto answer = mock_reply(std::get<MockIntegration>(method.integration), exchange->request);
  if (const auto* problem = std::get_if<Problem>(&answer)) {
    return leave(std::move(exchange), *problem);
  }
  leave(std::move(exchange), std::get<core::HttpResponse>(std::move(answer)));
}

void ApiGateway::identify(Exchange& exchange) {
  constexpr std::size_t kExtendedBytes = 11;  // 16 characters of base64, the last one padding
  constexpr std::size_t kTraceDigits = 24;
  exchange.time = env_.clock.now();
  exchange.request_id = env_.ids.uuid(core::IdKind::kRequest);
  exchange.extended_request_id =
      base::base64(env_.ids.bytes(core::IdKind::kRequest, kExtendedBytes));
  const auto trace = exchange.request.headers.get("X-Amzn-Trace-Id");
  if (trace.find("Root=") != std::string_view::npos) {
    exchange.trace = trace;
    return;
  }
  const auto seconds = static_cast<std::uint32_t>(core::epoch_ms(exchange.time) / 1000);
  const std::array<char, 4> bytes{static_cast<char>(seconds >> 24),
                                  static_cast<char>(seconds >> 16), static_cast<char>(seconds >> 8),
                                  static_cast<char>(seconds)};
  exchange.trace = base::cat("Root=1-", base::hex({bytes.data(), bytes.size()}), "-",
                             env_.ids.hex(core::IdKind::kTrace, kTraceDigits));
}

void ApiGateway::invoke(std::unique_ptr<Exchange> exchange, const LambdaProxy& proxy,
                        const std::vector<Router::Parameter>& parameters) {
  if (!proxy.posts) return leave(std::move(exchange), integration_failure());
  // Held on its own: the exchange is the reply's from here on.
  const auto keep = exchange->stage;
  const auto& stage = *keep;
  core::Event event{
      .sender = core::service_principal(stage.account, "apigateway.amazonaws.com"),
      .source_arn = base::cat("arn:", stage.partition, ":execute-api:", stage.region, ":",
                              stage.account, ":", stage.api_id, "/", stage.name, "/",
                              exchange->request.method, exchange->method->resource_path),
      .payload = proxy_event(*exchange, parameters),
      .trace = exchange->trace,
      .timeout_ms = proxy.timeout_ms};
  delivery_.request(
      proxy.function, std::move(event),
      [this, exchange = std::move(exchange)](core::Result<core::EventReply> result) mutable {
        core_.after_leaving([exchange = std::move(exchange), result = std::move(result)]() mutable {
          send(*exchange, lambda_response(*exchange, result));
        });
      });
}

void ApiGateway::leave(std::unique_ptr<Exchange> exchange, core::HttpResponse response) {
  core_.after_leaving([exchange = std::move(exchange), response = std::move(response)]() mutable {
    send(*exchange, std::move(response));
  });
}

void ApiGateway::leave(std::unique_ptr<Exchange> exchange, const Problem& problem) {
  core_.after_leaving([exchange = std::move(exchange), problem]() {
    send(*exchange, problem_response(*exchange, problem));
  });
}

}  // namespace tertulia::apigateway

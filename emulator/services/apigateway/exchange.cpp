#include "emulator/services/apigateway/exchange.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

std::optional<std::string> stage_value(const Stage& stage, std::string_view name) {
  if (name == "accountId") return stage.account;
  if (name == "apiId" || name == "domainPrefix") return stage.api_id;
  if (name == "deploymentId") return stage.deployment_id;
  if (name == "domainName") return stage.domain_name;
  if (name == "stage") return stage.name;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> context_value(const Exchange& exchange, std::string_view name) {
  const auto& request = exchange.request;
  if (name == "requestId") return exchange.request_id;
  if (name == "extendedRequestId") return exchange.extended_request_id;
  if (name == "httpMethod") return request.method;
  if (name == "protocol") return request.protocol;
  if (name == "identity.sourceIp") return request.remote_ip;
  if (name == "requestTime") return core::clf_time(exchange.time);
  if (name == "requestTimeEpoch") return std::to_string(core::epoch_ms(exchange.time));
  if (name == "identity.userAgent") {
    const auto agent = request.headers.find("User-Agent");
    return agent ? std::optional<std::string>(*agent) : std::nullopt;
  }
  if (!exchange.stage) return std::nullopt;
  if (name == "path") return base::cat("/", exchange.stage->name, exchange.path);
  if (name == "resourcePath") {
    return exchange.method == nullptr ? std::nullopt
                                      : std::optional(exchange.method->resource_path);
  }
  return stage_value(*exchange.stage, name);
}

std::string_view event_path(std::string_view path) {
  while (path.starts_with("//")) path.remove_prefix(1);
  return path.empty() ? std::string_view("/") : path;
}

}  // namespace tertulia::apigateway

#include "emulator/services/apigateway/proxy_event.hpp"

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/apigateway/fields.hpp"

namespace tertulia::apigateway {
namespace {

struct Origin {
  std::string_view protocol = "https";
  std::string_view port = "443";
};

/// Of "http://127.0.0.1:3000".
Origin origin_of(std::string_view endpoint) {
  Origin origin;
  const auto scheme = endpoint.find("://");
  if (scheme == std::string_view::npos) return origin;
  origin.protocol = endpoint.substr(0, scheme);
  origin.port = origin.protocol == "http" ? "80" : "443";
  const auto authority = endpoint.substr(scheme + 3);
  const auto colon = authority.rfind(':');
  // A bracket behind the colon: it belongs to an IPv6 address.
  if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
    origin.port = authority.substr(colon + 1);
  }
  return origin;
}

void append_headers(std::string& out, const Exchange& exchange) {
  const auto& request = exchange.request;
  const auto origin = origin_of(request.endpoint);
  std::string chain;
  std::string_view forwarded_for = request.remote_ip;
  if (const auto before = request.headers.find("X-Forwarded-For")) {
    chain = base::cat(*before, ", ", request.remote_ip);
    forwarded_for = chain;
  }
  Fields more{{"X-Amzn-Trace-Id", exchange.trace},
              {"X-Forwarded-For", forwarded_for},
              {"X-Forwarded-Port", origin.port},
              {"X-Forwarded-Proto", origin.protocol}};
  if (!request.headers.find("Host")) more.push_back({"Host", exchange.stage->domain_name});
  const auto headers = forwarded_headers(request.headers, more);
  out += R"(,"headers":)";
  append_single(out, headers, Case::kIgnored);
  out += R"(,"multiValueHeaders":)";
  append_multi(out, headers, Case::kIgnored);
}

void append_query(std::string& out, std::string_view query) {
  std::vector<std::string> decoded;
  const auto parameters = query_parameters(query, decoded);
  if (parameters.empty()) {
    out += R"(,"queryStringParameters":null,"multiValueQueryStringParameters":null)";
    return;
  }
  out += R"(,"queryStringParameters":)";
  append_single(out, parameters, Case::kMatters);
  out += R"(,"multiValueQueryStringParameters":)";
  append_multi(out, parameters, Case::kMatters);
}

/// As they were sent: AWS decodes query parameters and no path parameters.
void append_path_parameters(std::string& out, const std::vector<Router::Parameter>& parameters) {
  if (parameters.empty()) {
    out += R"(,"pathParameters":null)";
    return;
  }
  char separator = '{';
  out += R"(,"pathParameters":)";
  for (const auto& parameter : parameters) {
    out += separator;
    base::append_json_string(out, parameter.name);
    out += ':';
    base::append_json_string(out, parameter.value);
    separator = ',';
  }
  out += '}';
}

void append_identity(std::string& out, const core::HttpRequest& request) {
  out += R"(,"identity":{"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,)"
         R"("caller":null,"sourceIp":)";
  base::append_json_string(out, request.remote_ip);
  out += R"(,"principalOrgId":null,"accessKey":null,"cognitoAuthenticationType":null,)"
         R"("cognitoAuthenticationProvider":null,"userArn":null,"userAgent":)";
  if (const auto agent = request.headers.find("User-Agent")) {
    base::append_json_string(out, *agent);
  } else {
    out += "null";
  }
  out += R"(,"user":null})";
}

void append_context(std::string& out, const Exchange& exchange) {
  const auto& stage = *exchange.stage;
  out += R"(,"requestContext":)";
  out += exchange.method->context_head;
  base::append_json_escaped(out, exchange.request.method);
  base::append(out, R"(","extendedRequestId":")", exchange.extended_request_id,
               R"(","requestTime":")", core::clf_time(exchange.time), R"(","path":"/)", stage.name);
  base::append_json_escaped(out, exchange.path);
  base::append(out, R"(","accountId":")", stage.account, R"(","protocol":)");
  base::append_json_string(out, exchange.request.protocol);
  base::append(out, R"(,"stage":")", stage.name, R"(","domainPrefix":")", stage.api_id,
               R"(","requestTimeEpoch":)", core::epoch_ms(exchange.time), R"(,"requestId":")",
               exchange.request_id, '"');
  append_identity(out, exchange.request);
  base::append(out, R"(,"domainName":")", stage.domain_name, R"(","deploymentId":")",
               stage.deployment_id, R"(","apiId":")", stage.api_id, R"("})");
}

void append_body(std::string& out, const Exchange& exchange) {
  const auto& body = exchange.request.body;
  if (body.empty()) {
    out += R"(,"body":null,"isBase64Encoded":false})";
  } else if (exchange.stage->is_binary(exchange.request.headers.get("Content-Type"))) {
    base::append(out, R"(,"body":")", base::base64(body), R"(","isBase64Encoded":true})");
  } else {
    out += R"(,"body":)";
    base::append_json_string(out, body);
    out += R"(,"isBase64Encoded":false})";
  }
}

std::size_t expected_size(const Exchange& exchange) {
  constexpr std::size_t kFixed = 1400;
  std::size_t headers = 0;
  for (const auto& [name, value] : exchange.request.headers) headers += name.size() + value.size();
  return kFixed + 2 * headers + 3 * exchange.request.target.size() +
         exchange.request.body.size() * 4 / 3;
}

}  // namespace

std::string proxy_event(const Exchange& exchange,
                        const std::vector<Router::Parameter>& parameters) {
  std::string out;
  out.reserve(expected_size(exchange));
  out += exchange.method->event_head;
  base::append_json_escaped(out, event_path(exchange.path));
  out += R"(","httpMethod":)";
  base::append_json_string(out, exchange.request.method);
  append_headers(out, exchange);
  append_query(out, exchange.request.query());
  append_path_parameters(out, parameters);
  out += R"(,"stageVariables":)";
  out += exchange.stage->variables;
  append_context(out, exchange);
  append_body(out, exchange);
  return out;
}

}  // namespace tertulia::apigateway

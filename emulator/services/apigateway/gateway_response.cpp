#include "emulator/services/apigateway/gateway_response.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

constexpr std::string_view kContext = "$context.";
constexpr std::string_view kJson = "application/json";

/// What `context_value` and the rest of the request answer.
constexpr std::array<std::string_view, 20> kVariables{"accountId",
                                                      "apiId",
                                                      "deploymentId",
                                                      "domainName",
                                                      "domainPrefix",
                                                      "error.message",
                                                      "error.messageString",
                                                      "error.responseType",
                                                      "error.validationErrorString",
                                                      "extendedRequestId",
                                                      "httpMethod",
                                                      "identity.sourceIp",
                                                      "identity.userAgent",
                                                      "path",
                                                      "protocol",
                                                      "requestId",
                                                      "requestTime",
                                                      "requestTimeEpoch",
                                                      "resourcePath",
                                                      "stage"};

bool is_name_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
}

/// The name of the variable at the start of `text`: letters, and dots with a letter behind them.
std::string_view variable_name(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() &&
         (is_name_letter(text[size]) || (text[size] == '.' && size > 0 && size + 1 < text.size() &&
                                         is_name_letter(text[size + 1])))) {
    ++size;
  }
  return text.substr(0, size);
}

std::string error_value(const Problem& problem, std::string_view name) {
  if (name == "error.message") return problem.message;
  if (name == "error.responseType") return std::string(name_of(problem.type));
  if (name == "error.messageString") {
    std::string quoted;
    base::append_json_string(quoted, problem.message);
    return quoted;
  }
  return {};
}

/// AWS puts the values in as they are: no escapes but those of `messageString`.
std::string fill_in(std::string_view text, const Problem& problem, const ContextLookup& context) {
  std::string result;
  for (;;) {
    const auto begin = text.find(kContext);
    result += text.substr(0, begin);
    if (begin == std::string_view::npos) return result;
    text.remove_prefix(begin + kContext.size());
    const auto name = variable_name(text);
    text.remove_prefix(name.size());
    result += name.starts_with("error.") ? error_value(problem, name) : context(name).value_or("");
  }
}

/// The template for the media type that the client accepts; JSON's, or else the first.
const std::pair<std::string, std::string>* choose(const GatewayResponse& response,
                                                  const core::HttpRequest& request) {
  if (response.templates.empty()) return nullptr;
  const auto find = [&](std::string_view type) {
    const auto found = std::find_if(response.templates.begin(), response.templates.end(),
                                    [&](const auto& entry) { return entry.first == type; });
    return found == response.templates.end() ? nullptr : &*found;
  };
  const auto accept = request.headers.get("Accept");
  if (const auto* accepted = find(base::trim(accept.substr(0, accept.find_first_of(",;"))))) {
    return accepted;
  }
  const auto* json = find(kJson);
  return json != nullptr ? json : &response.templates.front();
}

const GatewayResponse* find_response(const Problem& problem, const GatewayResponses* responses) {
  if (responses == nullptr) return nullptr;
  auto found = responses->find(name_of(problem.type));
  if (found == responses->end()) {
    found = responses->find(
        name_of(problem.status < 500 ? ResponseType::kDefault4xx : ResponseType::kDefault5xx));
  }
  return found == responses->end() ? nullptr : &found->second;
}

/// AWS's own answers have a space in those with a status from 500 on, and none below.
std::string default_body(const Problem& problem) {
  std::string body = problem.status < 500 ? R"({"message":)" : R"({"message": )";
  base::append_json_string(body, problem.message);
  body += '}';
  return body;
}

}  // namespace

bool is_response_type(std::string_view name) {
  static constexpr std::array<std::string_view, 21> kTypes{"ACCESS_DENIED",
                                                           "API_CONFIGURATION_ERROR",
                                                           "AUTHORIZER_CONFIGURATION_ERROR",
                                                           "AUTHORIZER_FAILURE",
                                                           "BAD_REQUEST_BODY",
                                                           "BAD_REQUEST_PARAMETERS",
                                                           "DEFAULT_4XX",
                                                           "DEFAULT_5XX",
                                                           "EXPIRED_TOKEN",
                                                           "INTEGRATION_FAILURE",
                                                           "INTEGRATION_TIMEOUT",
                                                           "INVALID_API_KEY",
                                                           "INVALID_SIGNATURE",
                                                           "MISSING_AUTHENTICATION_TOKEN",
                                                           "QUOTA_EXCEEDED",
                                                           "REQUEST_TOO_LARGE",
                                                           "RESOURCE_NOT_FOUND",
                                                           "THROTTLED",
                                                           "UNAUTHORIZED",
                                                           "UNSUPPORTED_MEDIA_TYPE",
                                                           "WAF_FILTERED"};
  return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
}

std::optional<std::string> unknown_variable(std::string_view text) {
  for (auto mark = text.find('$'); mark != std::string_view::npos; mark = text.find('$')) {
    text.remove_prefix(mark);
    if (!text.starts_with(kContext)) return base::cat("$", variable_name(text.substr(1)));
    text.remove_prefix(kContext.size());
    const auto name = variable_name(text);
    if (std::find(kVariables.begin(), kVariables.end(), name) == kVariables.end()) {
      return base::cat(kContext, name);
    }
    text.remove_prefix(name.size());
  }
  return std::nullopt;
}

core::HttpResponse render(const Problem& problem, const GatewayResponses* responses,
                          const core::HttpRequest& request, const ContextLookup& context) {
  core::HttpResponse answer{.status = problem.status, .headers = {}, .body = {}};
  const auto* response = find_response(problem, responses);
  const auto* text = response == nullptr ? nullptr : choose(*response, request);
  if (text == nullptr) {
    answer.headers.add("Content-Type", std::string(kJson));
    answer.body = default_body(problem);
  } else {
    answer.headers.add("Content-Type", text->first);
    answer.body = fill_in(text->second, problem, context);
  }
  answer.headers.add("x-amzn-ErrorType", std::string(problem.error_type));
  if (response == nullptr) return answer;
  answer.status = response->status.value_or(problem.status);
  for (const auto& header : response->headers) {
    if (!header.from_request) {
      answer.headers.set(header.name, header.value);
    } else if (const auto value = request.headers.find(header.value)) {
      answer.headers.set(header.name, std::string(*value));
    }
  }
  return answer;
}

}  // namespace tertulia::apigateway

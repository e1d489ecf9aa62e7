/// What API Gateway knows of a deployed API while it serves requests: immutable, compiled once from
/// the stored definitions.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "emulator/core/arn.hpp"
#include "emulator/services/apigateway/gateway_response.hpp"
#include "emulator/services/apigateway/router.hpp"

namespace tertulia::apigateway {

/// AWS_PROXY with a Lambda function.
struct LambdaProxy {
  core::Arn function;
  std::int32_t timeout_ms = 29'000;
  /// Lambda takes invocations by POST alone: with another IntegrationHttpMethod every request
  /// fails.
  bool posts = true;
};

/// The body of a MOCK's answer. AWS renders VTL; here it is literal text, or the Serverless
/// Framework's choice among several origins.
struct ResponseTemplate {
  std::string text;
  /// Patterns with `*` and `?`: an Origin that matches one becomes Access-Control-Allow-Origin.
  std::vector<std::string> origins = {};
};

enum class Passthrough : std::uint8_t { kWhenNoMatch, kWhenNoTemplates, kNever };

struct MockIntegration {
  struct Response {
    /// A regular expression for the status of the request template; empty for the default.
    std::string selection_pattern;
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers = {};
    /// By media type.
    std::vector<std::pair<std::string, ResponseTemplate>> templates = {};
  };
  /// The `statusCode` of each request template, by the media type of the request.
  std::vector<std::pair<std::string, int>> statuses;
  Passthrough passthrough = Passthrough::kWhenNoMatch;
  std::vector<Response> responses;
};

enum class ParameterPlace : std::uint8_t { kPath, kQuery, kHeader };

struct RequiredParameter {
  ParameterPlace place{};
  std::string name;
};

struct Method {
  /// "GET" or "ANY"
  std::string verb;
  std::string resource_id;
  /// "/pets/{id}"
  std::string resource_path;
  std::string operation_name = {};
  /// The method's validator, empty for none, and what it demands.
  std::string validator_id = {};
  std::vector<RequiredParameter> required = {};
  bool checks_parameters = false;
  std::variant<LambdaProxy, MockIntegration> integration;
  /// `{"resource":"/pets/{id}","path":"` of the event.
  std::string event_head = {};
  /// `{"resourceId":"…","resourcePath":"…","httpMethod":"` of its requestContext.
  std::string context_head = {};
};

/// A stage with the deployment that it serves.
struct Stage {
  std::string api_id;
  std::string account;
  std::string region;
  std::string partition;
  std::string name;
  std::string deployment_id;
  /// "ID.execute-api.REGION.amazonaws.com"
  std::string domain_name;
  /// JSON: an object, or null when there are none.
  std::string variables = "null";
  bool endpoint_disabled = false;
  /// "*/*" for all.
  std::vector<std::string> binary_types = {};
  GatewayResponses responses = {};
  std::vector<Method> methods = {};
  Router router = {};

  /// Whether bodies of that media type (parameters allowed) are binary.
  [[nodiscard]] bool is_binary(std::string_view media_type) const;
};

/// Fills in the texts of a method that are the same for all requests.
void prepare(Method& method);

/// "application/json" of "application/json; charset=utf-8" and of nothing.
[[nodiscard]] std::string_view media_type_of(std::string_view content_type);

}  // namespace tertulia::apigateway

/// A request of an API Gateway REST API through the Lambda proxy integration, and the reply to it.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "emulator/sdk/events/event.hpp"
#include "emulator/sdk/fields.hpp"

namespace tertulia::sdk {

/// The members of requestContext that handlers ask for; empty where the event has none.
struct ApiRequestContext {
  std::string request_id;
  std::string api_id;
  std::string account_id;
  /// "dev".
  std::string stage;
  /// "/dev/api/getTogethers", with the stage.
  std::string path;
  std::string domain_name;
  std::string source_ip;
  /// Milliseconds since the epoch.
  std::int64_t request_time_ms = 0;
  /// What the authorizer says of the caller: the object's text, empty without an authorizer.
  std::string authorizer;
};

struct ApiRequest {
  /// "/api/helloWorld/{name}".
  std::string resource;
  /// "/api/helloWorld/Ana", as the client wrote it, without the stage.
  std::string path;
  /// "GET".
  std::string method;
  Fields headers{Fields::Names::kAnyCase};
  Fields query;
  Fields path_parameters;
  Fields stage_variables;
  ApiRequestContext context;
  /// Decoded where API Gateway passed it on as base64; nothing when the request had none.
  std::optional<std::string> body;
};

struct ApiResponse {
  int status = 200;
  Fields headers{Fields::Names::kAnyCase};
  std::string body;
  /// The body is any bytes, which API Gateway gets as base64.
  bool binary = false;
};

/// A reply with a JSON body.
[[nodiscard]] ApiResponse json_reply(int status, const nlohmann::json& body);
/// The same with the body as JSON text.
[[nodiscard]] ApiResponse json_text_reply(int status, std::string body);
/// {"message": …}, as errors are told.
[[nodiscard]] ApiResponse message_reply(int status, std::string_view message);

/// Members that are missing or null are empty, so that tests may write events with what they need.
/// Throws EventError unless the payload is an object whose members have the types that AWS gives
/// them.
template <>
struct EventReader<ApiRequest> {
  [[nodiscard]] static ApiRequest read(std::string_view payload);
};
template <>
struct ReplyWriter<ApiResponse> {
  [[nodiscard]] static std::string write(const ApiResponse& reply);
};

}  // namespace tertulia::sdk

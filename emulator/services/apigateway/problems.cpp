#include "emulator/services/apigateway/problems.hpp"

#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::apigateway {
namespace {

constexpr std::string_view kServerError = "InternalServerErrorException";

Problem internal_server_error(ResponseType type, int status) {
  return {.type = type,
          .status = status,
          .message = "Internal server error",
          .error_type = kServerError};
}

}  // namespace

std::string_view name_of(ResponseType type) {
  static constexpr std::array<std::string_view, 9> kNames{"DEFAULT_4XX",
                                                          "DEFAULT_5XX",
                                                          "API_CONFIGURATION_ERROR",
                                                          "BAD_REQUEST_PARAMETERS",
                                                          "INTEGRATION_FAILURE",
                                                          "INTEGRATION_TIMEOUT",
                                                          "MISSING_AUTHENTICATION_TOKEN",
                                                          "REQUEST_TOO_LARGE",
                                                          "UNSUPPORTED_MEDIA_TYPE"};
  return kNames[static_cast<std::size_t>(type)];
}

Problem missing_authentication_token() {
  return {.type = ResponseType::kMissingAuthenticationToken,
          .status = 403,
          .message = "Missing Authentication Token",
          .error_type = "MissingAuthenticationTokenException"};
}

Problem forbidden() {
  return {.type = ResponseType::kDefault4xx,
          .status = 403,
          .message = "Forbidden",
          .error_type = "ForbiddenException"};
}

Problem missing_parameters(const std::vector<std::string>& names) {
  return {
      .type = ResponseType::kBadRequestParameters,
      .status = 400,
      .message = base::cat("Missing required request parameters: [", base::join(names, ", "), "]"),
      .error_type = "BadRequestException"};
}

Problem unsupported_media_type() {
  return {.type = ResponseType::kUnsupportedMediaType,
          .status = 415,
          .message = "Unsupported Media Type",
          .error_type = "BadRequestException"};
}

Problem request_too_long() {
  return {.type = ResponseType::kRequestTooLarge,
          .status = 413,
          .message = "Request Too Long",
          .error_type = "RequestTooLargeException"};
}

Problem headers_too_long() {
  return {.type = ResponseType::kDefault4xx,
          .status = 400,
          .message = "HTTP header is larger than 10240 bytes.",
          .error_type = "BadRequestException"};
}

Problem bad_gateway() { return internal_server_error(ResponseType::kDefault5xx, 502); }

/// The documentation has 504 for it; AWS answers 500 unless a gateway response says otherwise.
Problem integration_failure() {
  return internal_server_error(ResponseType::kIntegrationFailure, 500);
}

Problem endpoint_timed_out() {
  return {.type = ResponseType::kIntegrationTimeout,
          .status = 504,
          .message = "Endpoint request timed out",
          .error_type = kServerError};
}

Problem api_configuration_error() {
  return internal_server_error(ResponseType::kApiConfigurationError, 500);
}

}  // namespace tertulia::apigateway

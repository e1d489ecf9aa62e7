/// Why API Gateway itself answers a request: each reason spelled once, with the type under which a
/// gateway response may change its answer.
///
/// AWS:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::apigateway {

/// A kind of gateway response; the ones that this emulator gives, and the two that stand in for all
/// others.
enum class ResponseType : std::uint8_t {
  kDefault4xx,
  kDefault5xx,
  kApiConfigurationError,
  kBadRequestParameters,
  kIntegrationFailure,
  kIntegrationTimeout,
  kMissingAuthenticationToken,
  kRequestTooLarge,
  kUnsupportedMediaType,
};

/// "MISSING_AUTHENTICATION_TOKEN"
[[nodiscard]] std::string_view name_of(ResponseType type);

struct Problem {
  ResponseType type{};
  int status = 0;
  std::string message;
  /// x-amzn-ErrorType
  std::string_view error_type;
};

/// No such path, or not with this method.
[[nodiscard]] Problem missing_authentication_token();
/// No such API or stage.
[[nodiscard]] Problem forbidden();
[[nodiscard]] Problem missing_parameters(const std::vector<std::string>& names);
[[nodiscard]] Problem unsupported_media_type();
/// More than 10 MB of body, or more than the integration takes.
[[nodiscard]] Problem request_too_long();
/// More than 10,240 bytes of request line and headers.
[[nodiscard]] Problem headers_too_long();
/// The function failed, or answered what is no reply of a proxy.
[[nodiscard]] Problem bad_gateway();
/// The integration may not be called.
[[nodiscard]] Problem integration_failure();
[[nodiscard]] Problem endpoint_timed_out();
/// The API is set up in a way that cannot be served.
[[nodiscard]] Problem api_configuration_error();

}  // namespace tertulia::apigateway

/// The errors of the Security Token Service, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
#pragma once

#include <string>

#include "emulator/core/result.hpp"

namespace tertulia::sts {

[[nodiscard]] inline core::ApiError validation_error(std::string message) {
  return {.code = "ValidationError", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDenied", .message = std::move(message), .status = 403};
}
[[nodiscard]] inline core::ApiError missing_authentication_token() {
  return {.code = "MissingAuthenticationToken",
          .message = "Request is missing Authentication Token",
          .status = 403};
}

}  // namespace tertulia::sts

/// The errors of Systems Manager Parameter Store, each spelled once.
///
/// AWS:
/// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors
#pragma once

#include <string>

#include "emulator/core/result.hpp"

namespace tertulia::ssm {

[[nodiscard]] inline core::ApiError validation_exception(std::string message) {
  return {.code = "ValidationException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError parameter_not_found() {
  return {.code = "ParameterNotFound", .message = {}};
}

}  // namespace tertulia::ssm

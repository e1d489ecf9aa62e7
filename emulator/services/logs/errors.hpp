/// The errors of CloudWatch Logs, each spelled once.
///
/// AWS:
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html#API_CreateLogGroup_Errors
#pragma once

#include <string>
#include <utility>

#include "emulator/core/result.hpp"

namespace tertulia::logs {

[[nodiscard]] inline core::ApiError invalid_parameter(std::string message) {
  return {.code = "InvalidParameterException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError group_exists() {
  return {.code = "ResourceAlreadyExistsException",
          .message = "The specified log group already exists"};
}

}  // namespace tertulia::logs

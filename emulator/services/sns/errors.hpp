/// The errors of the Simple Notification Service, each spelled once. Its codes are short, as the
/// Query protocol has them.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::sns {

[[nodiscard]] inline core::ApiError validation_error(std::string message) {
  return {.code = "ValidationError", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError authorization_error(std::string message) {
  return {.code = "AuthorizationError", .message = std::move(message), .status = 403};
}
/// "Invalid parameter: WHAT"
[[nodiscard]] inline core::ApiError invalid_parameter(std::string_view what) {
  return {.code = "InvalidParameter", .message = base::cat("Invalid parameter: ", what)};
}
/// What AWS has and the emulator does not.
[[nodiscard]] inline core::ApiError unsupported(std::string_view what) {
  return invalid_parameter(base::cat(what, " is not supported by the emulator"));
}
[[nodiscard]] inline core::ApiError too_few_arn_elements(std::string_view parameter,
                                                         std::size_t elements) {
  return invalid_parameter(
      base::cat(parameter, " Reason: An ARN must have at least 6 elements, not ", elements));
}
/// The value of a message attribute, or its name, is wrong.
[[nodiscard]] inline core::ApiError parameter_value_invalid(std::string message) {
  return {.code = "ParameterValueInvalid", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError topic_not_found() {
  return {.code = "NotFound", .message = "Topic does not exist", .status = 404};
}
[[nodiscard]] inline core::ApiError subscription_not_found() {
  return {.code = "NotFound", .message = "Subscription does not exist", .status = 404};
}
[[nodiscard]] inline core::ApiError tag_limit_exceeded() {
  return {.code = "TagLimitExceeded",
          .message = "Could not complete request: tag quota of per resource exceeded"};
}
[[nodiscard]] inline core::ApiError empty_batch_request() {
  return {.code = "EmptyBatchRequest", .message = "The batch request doesn't contain any entries."};
}
[[nodiscard]] inline core::ApiError too_many_entries() {
  return {.code = "TooManyEntriesInBatchRequest",
          .message = "The batch request contains more entries than permissible."};
}
[[nodiscard]] inline core::ApiError batch_ids_not_distinct() {
  return {.code = "BatchEntryIdsNotDistinct",
          .message = "Two or more batch entries in the request have the same Id."};
}
[[nodiscard]] inline core::ApiError batch_id_invalid(std::string_view id) {
  return {.code = "InvalidBatchEntryId",
          .message = base::cat(
              "The Id of a batch entry in the batch request contains an impermissible character: ",
              id)};
}
[[nodiscard]] inline core::ApiError batch_id_too_long(std::string_view id) {
  return {.code = "InvalidBatchEntryId",
          .message = base::cat("The Id of a batch entry in the batch request is too long: ", id)};
}
[[nodiscard]] inline core::ApiError batch_too_long() {
  return {.code = "BatchRequestTooLong",
          .message = "The length of all the messages put together is more than the limit."};
}

}  // namespace tertulia::sns

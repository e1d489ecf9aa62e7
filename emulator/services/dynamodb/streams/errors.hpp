/// The errors of DynamoDB Streams, each spelled once.
#pragma once

#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb::streams {

[[nodiscard]] inline core::ApiError stream_not_found(std::string_view arn) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Requested resource not found: Stream: ", arn, " not found")};
}
[[nodiscard]] inline core::ApiError shard_not_found(std::string_view shard,
                                                    std::string_view stream_arn) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Requested resource not found: Shard: ", shard,
                               " in Stream: ", stream_arn, " not found")};
}
[[nodiscard]] inline core::ApiError invalid_stream_arn(std::string_view arn) {
  return validation_exception(base::cat("Invalid StreamArn: ", arn));
}
[[nodiscard]] inline core::ApiError invalid_shard_id() {
  return validation_exception("Invalid ShardId");
}
[[nodiscard]] inline core::ApiError invalid_iterator() {
  return validation_exception("Invalid ShardIterator");
}
[[nodiscard]] inline core::ApiError invalid_sequence_number() {
  return validation_exception("Invalid SequenceNumber");
}
[[nodiscard]] inline core::ApiError sequence_number_missing() {
  return validation_exception(
      "SequenceNumber must be specified for AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER");
}
[[nodiscard]] inline core::ApiError sequence_number_unexpected() {
  return validation_exception("SequenceNumber must not be specified for TRIM_HORIZON and LATEST");
}
[[nodiscard]] inline core::ApiError expired_iterator() {
  return {.code = "ExpiredIteratorException",
          .message = "Iterator expired. The iterator can be used for 15 minutes."};
}
[[nodiscard]] inline core::ApiError trimmed() {
  return {.code = "TrimmedDataAccessException",
          .message = "The operation attempted to read past the oldest stream record in a shard."};
}

}  // namespace tertulia::dynamodb::streams

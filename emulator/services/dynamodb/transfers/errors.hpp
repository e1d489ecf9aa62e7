/// The errors of exports and imports, each spelled once.
#pragma once

#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/backups/errors.hpp"

namespace tertulia::dynamodb::transfers {

using backups::invalid_request;

// What the emulator does not have.

[[nodiscard]] inline core::ApiError no_s3() {
  return validation_exception(
      "Tertulia has no S3 here: start it with --s3-folder FOLDER, whose folders are the buckets");
}
[[nodiscard]] inline core::ApiError prefix_not_supported(std::string_view prefix) {
  return validation_exception(base::cat(
      "Tertulia's buckets are folders, which cannot have objects below the prefix: ", prefix));
}
/// `parameter` as "ExportFormat ION".
[[nodiscard]] inline core::ApiError format_not_supported(std::string_view parameter) {
  return validation_exception(base::cat("Tertulia does not support ", parameter));
}

// ARNs.

[[nodiscard]] inline core::ApiError table_arn_is_no_arn() {
  return invalid_parameter("tableArn is not a valid ARN");
}
[[nodiscard]] inline core::ApiError table_arn_is_invalid() {
  return invalid_request("Table ARN is invalid.");
}
[[nodiscard]] inline core::ApiError of_another_account() {
  return access_denied("Access is denied");
}
/// `kind` is "Export" or "Import".
[[nodiscard]] inline core::ApiError invalid_job_arn(std::string_view kind) {
  return validation_exception(base::cat("Invalid ", kind, " ARN"));
}
[[nodiscard]] inline core::ApiError job_of_another_region(std::string_view kind,
                                                          std::string_view word) {
  return {.code = base::cat(kind, "NotFoundException"),
          .message = base::cat(kind, " not found: Invalid ", word, " arn")};
}
[[nodiscard]] inline core::ApiError job_not_found(std::string_view kind, std::string_view arn) {
  return {.code = base::cat(kind, "NotFoundException"),
          .message = base::cat(kind, " not found: ", kind, " not found: ", arn)};
}
[[nodiscard]] inline core::ApiError invalid_next_token(std::string_view token) {
  return invalid_request(base::cat("Provided nextToken is invalid: ", token));
}
[[nodiscard]] inline core::ApiError job_conflict(std::string_view kind) {
  return {.code = base::cat(kind, "ConflictException"),
          .message =
              base::cat(kind, " conflict: Duplicate request detected with conflicting parameters")};
}

// Exports.

[[nodiscard]] inline core::ApiError key_without_kms() {
  return invalid_request("KMS Key Id is not supported for this encryption type");
}
[[nodiscard]] inline core::ApiError specification_without_type() {
  return invalid_request(
      "Export Type expected to be Incremental Export when incremental export specification is "
      "provided");
}
[[nodiscard]] inline core::ApiError specification_of_full_export() {
  return invalid_request(
      "When Export Type is Full Export , Incremental Export Specification should not be provided");
}
[[nodiscard]] inline core::ApiError no_specification() {
  return invalid_request(
      "Incremental Export Specification expected when export type is set as Incremental Export");
}
[[nodiscard]] inline core::ApiError no_from_time() {
  return invalid_request("ExportFromTime must be provided in IncrementalExportSpecification");
}
[[nodiscard]] inline core::ApiError invalid_export_time(std::string_view why) {
  return {.code = "InvalidExportTimeException", .message = std::string(why)};
}
[[nodiscard]] inline core::ApiError export_time_is_invalid() {
  return invalid_export_time("Export Time is invalid");
}
[[nodiscard]] inline core::ApiError export_time_is_not_available() {
  return invalid_export_time("Point in Time Recovery is not available for specified export time");
}
/// Times as "2026-01-31T12:34:56Z".
[[nodiscard]] inline core::ApiError from_time_too_early(std::string_view time) {
  return invalid_export_time(base::cat(
      "Incremental export period from time cannot be less than the table creation time : ", time));
}
[[nodiscard]] inline core::ApiError to_time_too_late(std::string_view time) {
  return invalid_export_time(base::cat(
      "Incremental export period to time cannot be greater than the current time : ", time));
}
[[nodiscard]] inline core::ApiError period_too_short() {
  return invalid_export_time(
      "Difference between export period from time and export period to time is less than 15 "
      "minutes");
}
// AWS's words are not known.
[[nodiscard]] inline core::ApiError period_too_long() {
  return invalid_export_time(
      "Difference between export period from time and export period to time is more than 24 "
      "hours");
}

// Imports.

[[nodiscard]] inline core::ApiError options_not_of_format(std::string_view format) {
  return invalid_request(
      base::cat("Unsupported InputFormatOptions for the given input format: ", format, "."));
}

// Why a job failed, which is told of it.

struct Failure {
  std::string_view code;
  std::string_view message;
};
inline constexpr Failure kNoSuchBucket{
    .code = "S3NoSuchBucket",
    .message =
        "The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error "
        "Code: NoSuchBucket)"};
inline constexpr Failure kS3AccessDenied{
    .code = "S3AccessDenied",
    .message = "Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)"};
inline constexpr Failure kItemValidationError{
    .code = "ItemValidationError",
    .message =
        "Some of the items failed validation checks and were not imported. Please check "
        "CloudWatch error logs for more details."};

}  // namespace tertulia::dynamodb::transfers

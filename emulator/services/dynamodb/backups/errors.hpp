/// The errors of backups and of point-in-time recovery, each spelled once.
#pragma once

#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb::backups {

/// "Invalid Request: WHY"
[[nodiscard]] inline core::ApiError invalid_request(std::string_view why) {
  return validation_exception(base::cat("Invalid Request: ", why));
}

// Tables. Here they have errors of their own.

/// Of a table that is not there, or not yet.
[[nodiscard]] inline core::ApiError table_not_found(std::string_view table) {
  return {.code = "TableNotFoundException", .message = base::cat("Table not found: ", table)};
}
/// Of a table that was named by its ARN.
[[nodiscard]] inline core::ApiError table_not_found() {
  return {.code = "TableNotFoundException", .message = "Table not found"};
}
[[nodiscard]] inline core::ApiError table_already_exists(std::string_view table) {
  return {.code = "TableAlreadyExistsException",
          .message = base::cat("Table already exists: ", table)};
}
/// `source` is "backup: ARN".
[[nodiscard]] inline core::ApiError already_being_restored(std::string_view table,
                                                           std::string_view source) {
  return {.code = "TableInUseException",
          .message = base::cat("Table: ", table, " is already being restored from ", source)};
}
[[nodiscard]] inline core::ApiError continuous_backups_unavailable(std::string_view table) {
  return {.code = "ContinuousBackupsUnavailableException",
          .message = base::cat("Backups are being enabled for the table: ", table,
                               ". Please retry later")};
}

// Backups.

[[nodiscard]] inline core::ApiError invalid_backup_arn() {
  return validation_exception("Invalid Backup ARN");
}
/// Of the ARN of another partition or service.
[[nodiscard]] inline core::ApiError backup_arn_is_not_valid() {
  return invalid_request("BackupArn is not valid");
}
/// Of the ARN of another account.
[[nodiscard]] inline core::ApiError backup_of_another_account() {
  return access_denied("Access is denied");
}
[[nodiscard]] inline core::ApiError backup_not_found(std::string_view arn) {
  return {.code = "BackupNotFoundException", .message = base::cat("Backup not found: ", arn)};
}
[[nodiscard]] inline core::ApiError backup_restores_another_table(std::string_view arn) {
  return {.code = "BackupInUseException",
          .message = base::cat("Backup is being used to restore another table: ", arn)};
}
[[nodiscard]] inline core::ApiError backup_restores_a_table(std::string_view arn) {
  return {.code = "BackupInUseException",
          .message = base::cat("Backup is being used to restore table: ", arn)};
}
// AWS's words are not known.
[[nodiscard]] inline core::ApiError backup_is_being_created(std::string_view arn) {
  return {.code = "BackupInUseException", .message = base::cat("Backup is being created: ", arn)};
}
/// `expires` as "2026-01-31T12:34:56Z".
[[nodiscard]] inline core::ApiError system_backup_cannot_be_deleted(std::string_view arn,
                                                                    std::string_view expires) {
  return invalid_request(base::cat("User is not allowed to delete the system backup with arn ", arn,
                                   ". It will automatically expire on ", expires));
}
[[nodiscard]] inline core::ApiError time_range_is_inverted() {
  return invalid_parameter("Time range lower bound must be less than or equal to upper bound");
}
[[nodiscard]] inline core::ApiError start_of_another_region() {
  return invalid_request("The supplied ExclusiveStartBackupArn does not match the region");
}

// What a restore may change.

[[nodiscard]] inline core::ApiError encryption_needed_across_regions() {
  return invalid_request("sseSpecificationOverride must be provided for cross-region restores");
}
[[nodiscard]] inline core::ApiError throughput_without_provisioned() {
  return invalid_request("Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED");
}
[[nodiscard]] inline core::ApiError provisioned_without_throughput() {
  return invalid_request(
      "Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED");
}
[[nodiscard]] inline core::ApiError throughput_with_pay_per_request() {
  return invalid_request(
      "Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST");
}
[[nodiscard]] inline core::ApiError index_throughput_with_pay_per_request(std::string_view index) {
  return invalid_request(
      base::cat("Cannot override ProvisionedThroughput if BillingMode is overridden to "
                "PAY_PER_REQUEST for index ",
                index));
}
[[nodiscard]] inline core::ApiError index_throughput_missing(std::string_view index) {
  return invalid_request(base::cat("Must specify provisioned throughput for index ", index));
}
/// `limit` is "MaxReadRequestUnits" or "MaxWriteRequestUnits", as below.
[[nodiscard]] inline core::ApiError on_demand_without_pay_per_request(std::string_view limit) {
  return invalid_request(base::cat("Cannot override ", limit,
                                   " for OnDemandThroughput unless BillingModeOverride is "
                                   "PAY_PER_REQUEST"));
}
[[nodiscard]] inline core::ApiError on_demand_out_of_range(std::string_view limit) {
  return invalid_request(
      base::cat("Requested ", limit, " for OnDemandThroughput is outside of valid range"));
}
[[nodiscard]] inline core::ApiError index_was_not_there(std::string_view index) {
  return invalid_request(base::cat("Index ", index,
                                   " does not match a secondary index that existed in the source "
                                   "table and cannot be created during the restore operation"));
}

// Point-in-time recovery.

[[nodiscard]] inline core::ApiError period_while_disabling() {
  return invalid_request(
      "Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
}
[[nodiscard]] inline core::ApiError recovery_is_not_enabled(std::string_view table) {
  return {.code = "PointInTimeRecoveryUnavailableException",
          .message = base::cat("Point in time recovery is not enabled for table '", table, "'")};
}
[[nodiscard]] inline core::ApiError two_sources() {
  return validation_exception("Must provide exactly one of: sourceTableArn, sourceTableName");
}
[[nodiscard]] inline core::ApiError no_source() {
  return validation_exception(
      "The parameter 'TableName' is required but was not present in the request");
}
[[nodiscard]] inline core::ApiError source_is_no_arn() {
  return validation_exception("sourceTableArn is not a valid ARN");
}
[[nodiscard]] inline core::ApiError two_times() {
  return invalid_request(
      "Both RestoreDateTime and UseLatestRestorableTime cannot be set for point-in-time restore "
      "request. Please specify either RestoreDateTime time or UseLatestRestorableTime");
}
[[nodiscard]] inline core::ApiError no_time() {
  return invalid_request(
      "Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both");
}
/// Times as "2026-01-31T12:34:56Z".
[[nodiscard]] inline core::ApiError invalid_restore_time(std::string_view time,
                                                         std::string_view earliest,
                                                         std::string_view latest) {
  return {.code = "InvalidRestoreTimeException",
          .message =
              base::cat("RestoreDateTime '", time, "' must be within EarliestRestorableDateTime '",
                        earliest, "' and LatestRestorableDateTime '", latest, "'")};
}

}  // namespace tertulia::dynamodb::backups

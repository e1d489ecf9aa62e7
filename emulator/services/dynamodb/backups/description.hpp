/// What the replies of several operations tell of a backup.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BackupDescription.html
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/dynamodb/backups/backups.hpp"
#include "emulator/services/dynamodb/operations/describe_time_to_live.hpp"

namespace tertulia::dynamodb::backups {

enum class BackupStatus : std::uint8_t { kCreating, kDeleted, kAvailable };

struct BackupDetails {
  std::string backup_arn;
  std::string backup_name;
  std::int64_t backup_size_bytes = 0;
  BackupStatus backup_status{};
  BackupType backup_type{};
  core::Time backup_creation_date_time;
  std::optional<core::Time> backup_expiry_date_time;
  static std::span<const core::Member> members();
};
struct SourceTableDetails {
  std::string table_name;
  std::string table_id;
  std::string table_arn;
  std::int64_t table_size_bytes = 0;
  std::vector<KeySchemaElement> key_schema;
  core::Time table_creation_date_time;
  ProvisionedThroughput provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::int64_t item_count = 0;
  BillingMode billing_mode{};
  static std::span<const core::Member> members();
};
struct LocalSecondaryIndexInfo {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  static std::span<const core::Member> members();
};
struct GlobalSecondaryIndexInfo {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  ProvisionedThroughput provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  static std::span<const core::Member> members();
};
/// What the table had, as far as it had it.
struct SourceTableFeatureDetails {
  std::optional<std::vector<LocalSecondaryIndexInfo>> local_secondary_indexes;
  std::optional<std::vector<GlobalSecondaryIndexInfo>> global_secondary_indexes;
  std::optional<StreamSpecification> stream_description;
  std::optional<TimeToLiveDescription> time_to_live_description;
  std::optional<SseDescription> sse_description;
  static std::span<const core::Member> members();
};
struct BackupDescription {
  BackupDetails backup_details;
  SourceTableDetails source_table_details;
  SourceTableFeatureDetails source_table_feature_details;
  static std::span<const core::Member> members();
};

[[nodiscard]] BackupDetails details_of(const Backup& backup, BackupStatus status);
[[nodiscard]] BackupDescription describe(const Backup& backup, BackupStatus status);
/// What it is now: CREATING or AVAILABLE.
[[nodiscard]] inline BackupStatus status_of(const Backups& backups, const Backup& backup) {
  return backups.is_available(backup) ? BackupStatus::kAvailable : BackupStatus::kCreating;
}

}  // namespace tertulia::dynamodb::backups

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::backups::BackupStatus> {
  static constexpr std::array<std::string_view, 3> kNames{"CREATING", "DELETED", "AVAILABLE"};
};

/// ListBackups.
#pragma once

#include "emulator/services/dynamodb/backups/description.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

namespace backups {

enum class BackupTypeFilter : std::uint8_t { kUser, kSystem, kAwsBackup, kAll };

struct BackupSummary {
  std::string table_name;
  std::string table_id;
  std::string table_arn;
  std::string backup_arn;
  std::string backup_name;
  core::Time backup_creation_date_time;
  std::optional<core::Time> backup_expiry_date_time;
  BackupStatus backup_status{};
  BackupType backup_type{};
  std::int64_t backup_size_bytes = 0;
  static std::span<const core::Member> members();
};

}  // namespace backups

/// Lists the caller's backups in the order in which they were made, those that users made unless it
/// is asked for others, up to 100 at a time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html
/// Errors: ValidationException.
/// Differs: backups of several tables come in the order of time; AWS's order is not known.
struct ListBackups {
  static constexpr std::string_view kName = "ListBackups";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<TableName> table_name;
    std::int32_t limit = 100;
    std::optional<core::Time> time_range_lower_bound;
    std::optional<core::Time> time_range_upper_bound;
    std::optional<std::string> exclusive_start_backup_arn;
    std::optional<backups::BackupTypeFilter> backup_type;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<backups::BackupSummary> backup_summaries;
    std::optional<std::string> last_evaluated_backup_arn;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::backups::BackupTypeFilter> {
  static constexpr std::array<std::string_view, 4> kNames{"USER", "SYSTEM", "AWS_BACKUP", "ALL"};
};

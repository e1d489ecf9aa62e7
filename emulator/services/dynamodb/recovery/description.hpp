/// What replies tell of a table's continuous backups.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContinuousBackupsDescription.html
#pragma once

#include <optional>

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb::recovery {

enum class Switch : std::uint8_t { kEnabled, kDisabled };

struct PointInTimeRecoveryDescription {
  Switch point_in_time_recovery_status = Switch::kDisabled;
  std::optional<std::int32_t> recovery_period_in_days = std::nullopt;
  std::optional<core::Time> earliest_restorable_date_time = std::nullopt;
  std::optional<core::Time> latest_restorable_date_time = std::nullopt;
  static std::span<const core::Member> members();
};
struct ContinuousBackupsDescription {
  Switch continuous_backups_status = Switch::kEnabled;
  PointInTimeRecoveryDescription point_in_time_recovery_description;
  static std::span<const core::Member> members();
};

[[nodiscard]] ContinuousBackupsDescription describe(DynamoDb& dynamodb, const Table& table);

/// The table of a request on continuous backups. Errors: TableNotFoundException, also while it is
/// CREATING.
[[nodiscard]] core::Result<const Table*> table_of(DynamoDb& dynamodb, const core::Call& call,
                                                  const TableName& name);
/// Refuses a table whose backups have not begun yet: ContinuousBackupsUnavailableException.
[[nodiscard]] core::Status check_backups_have_begun(DynamoDb& dynamodb, const Table& table);

}  // namespace tertulia::dynamodb::recovery

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::recovery::Switch> {
  static constexpr std::array<std::string_view, 2> kNames{"ENABLED", "DISABLED"};
};

#include "emulator/services/dynamodb/recovery/description.hpp"

#include "emulator/services/dynamodb/backups/errors.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"

namespace tertulia::dynamodb::recovery {
namespace {

bool have_begun(DynamoDb& dynamodb, const Table& table) {
  return has_continuous_backups(table, dynamodb.env().clock.now(), dynamodb.transitions().span());
}

}  // namespace

std::span<const core::Member> PointInTimeRecoveryDescription::members() {
  using Self = PointInTimeRecoveryDescription;
  static constexpr std::array kMembers{
      core::member<&Self::point_in_time_recovery_status>("PointInTimeRecoveryStatus"),
      core::member<&Self::recovery_period_in_days>("RecoveryPeriodInDays"),
      core::member<&Self::earliest_restorable_date_time>("EarliestRestorableDateTime"),
      core::member<&Self::latest_restorable_date_time>("LatestRestorableDateTime"),
  };
  return kMembers;
}

std::span<const core::Member> ContinuousBackupsDescription::members() {
  using Self = ContinuousBackupsDescription;
  static constexpr std::array kMembers{
      core::member<&Self::continuous_backups_status>("ContinuousBackupsStatus", {.required = true}),
      core::member<&Self::point_in_time_recovery_description>("PointInTimeRecoveryDescription"),
  };
  return kMembers;
}

ContinuousBackupsDescription describe(DynamoDb& dynamodb, const Table& table) {
  ContinuousBackupsDescription description;
  if (!have_begun(dynamodb, table)) description.continuous_backups_status = Switch::kDisabled;
  if (table.recovery) {
    const auto window = restorable(*table.recovery, dynamodb.env().clock.now());
    description.point_in_time_recovery_description = {
        .point_in_time_recovery_status = Switch::kEnabled,
        .recovery_period_in_days = static_cast<std::int32_t>(table.recovery->period_days),
        .earliest_restorable_date_time = window.earliest,
        .latest_restorable_date_time = std::chrono::floor<std::chrono::seconds>(window.latest)};
  }
  return description;
}

core::Result<const Table*> table_of(DynamoDb& dynamodb, const core::Call& call,
                                    const TableName& name) {
  const auto reference = reference_of(call, name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr || table->status == TableStatus::kCreating) {
    return backups::table_not_found(reference.name);
  }
  return table;
}

core::Status check_backups_have_begun(DynamoDb& dynamodb, const Table& table) {
  if (have_begun(dynamodb, table)) return core::ok();
  return backups::continuous_backups_unavailable(table.name);
}

}  // namespace tertulia::dynamodb::recovery

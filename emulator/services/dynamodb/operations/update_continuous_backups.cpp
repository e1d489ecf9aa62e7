#include "emulator/services/dynamodb/operations/update_continuous_backups.hpp"

#include "emulator/services/dynamodb/backups/errors.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> recovery::PointInTimeRecoverySpecification::members() {
  using Self = PointInTimeRecoverySpecification;
  static constexpr std::array kMembers{
      core::member<&Self::point_in_time_recovery_enabled>("PointInTimeRecoveryEnabled",
                                                          {.required = true}),
      core::member<&Self::recovery_period_in_days>("RecoveryPeriodInDays",
                                                   {.constraint = {.min = 1, .max = 35}}),
  };
  return kMembers;
}

core::Status recovery::update(DynamoDb& dynamodb, const Table& table,
                              const PointInTimeRecoverySpecification& wanted) {
  const auto& days = wanted.recovery_period_in_days;
  auto changed = table;
  if (wanted.point_in_time_recovery_enabled) {
    changed.recovery = recovery_of(table, days, dynamodb.env().clock.now());
  } else {
    if (days) return backups::period_while_disabling();
    changed.recovery.reset();
    dynamodb.history().forget(table);
  }
  dynamodb.tables().update(table, std::move(changed));
  return core::ok();
}

std::span<const core::Member> UpdateContinuousBackups::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_name>("TableName", {.required = true, .check = &check_table_name}),
      core::member<&Input::point_in_time_recovery_specification>("PointInTimeRecoverySpecification",
                                                                 {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> UpdateContinuousBackups::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::continuous_backups_description>("ContinuousBackupsDescription")};
  return kMembers;
}

core::Resources UpdateContinuousBackups::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<UpdateContinuousBackups::Output> UpdateContinuousBackups::run(DynamoDb& dynamodb,
                                                                           const Input& input,
                                                                           const core::Call& call) {
  const auto found = recovery::table_of(dynamodb, call, input.table_name);
  if (!found.ok()) return found.error();
  const auto& table = **found;
  TERTULIA_CHECK(recovery::check_backups_have_begun(dynamodb, table));
  TERTULIA_CHECK(recovery::update(dynamodb, table, input.point_in_time_recovery_specification));
  return Output{recovery::describe(dynamodb, table)};
}

}  // namespace tertulia::dynamodb

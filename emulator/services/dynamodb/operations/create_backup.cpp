#include "emulator/services/dynamodb/operations/create_backup.hpp"

#include "emulator/services/dynamodb/recovery/description.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> CreateBackup::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_name>("TableName", {.required = true, .check = &check_table_name}),
      core::member<&Input::backup_name>("BackupName", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> CreateBackup::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::backup_details>("BackupDetails")};
  return kMembers;
}

core::Resources CreateBackup::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<CreateBackup::Output> CreateBackup::run(DynamoDb& dynamodb, const Input& input,
                                                     const core::Call& call) {
  const auto found = recovery::table_of(dynamodb, call, input.table_name);
  if (!found.ok()) return found.error();
  const auto& table = *found.value();
  TERTULIA_CHECK(recovery::check_backups_have_begun(dynamodb, table));
  const auto backup =
      dynamodb.backups().add(table, dynamodb.tables().totals(table), input.backup_name.str());
  return Output{backups::details_of(backup, backups::BackupStatus::kCreating)};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/restore_table_from_backup.hpp"

#include "emulator/services/dynamodb/backups/backup_arn.hpp"
#include "emulator/services/dynamodb/backups/errors.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_use(const backups::Backups& kept, const backups::Backup& backup) {
  if (!kept.is_available(backup)) return backups::backup_is_being_created(backup.arn());
  if (kept.is_in_use(backup)) return backups::backup_restores_another_table(backup.arn());
  return core::ok();
}

}  // namespace

std::span<const core::Member> RestoreTableFromBackup::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::target_table_name>("TargetTableName", {.required = true}),
      core::member<&Input::backup_arn>("BackupArn",
                                       {.required = true, .constraint = backups::kBackupArn}),
      core::member<&Input::billing_mode_override>("BillingModeOverride"),
      core::member<&Input::global_secondary_index_override>("GlobalSecondaryIndexOverride"),
      core::member<&Input::local_secondary_index_override>("LocalSecondaryIndexOverride"),
      core::member<&Input::provisioned_throughput_override>("ProvisionedThroughputOverride"),
      core::member<&Input::on_demand_throughput_override>("OnDemandThroughputOverride"),
      core::member<&Input::sse_specification_override>("SSESpecificationOverride"),
  };
  return kMembers;
}

std::span<const core::Member> RestoreTableFromBackup::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_description>("TableDescription")};
  return kMembers;
}

core::Resources RestoreTableFromBackup::resources(const Input& input, const core::Call& call) {
  auto resources = backups::resources_of_backup(call, input.backup_arn);
  if (!resources.empty()) {
    backups::add_target_resources(call, input.target_table_name.str(), resources);
  }
  return resources;
}

core::Result<RestoreTableFromBackup::Output> RestoreTableFromBackup::run(DynamoDb& dynamodb,
                                                                         const Input& input,
                                                                         const core::Call& call) {
  const auto named = backups::backup_of_arn(call, input.backup_arn);
  if (!named.ok()) return named.error();
  const auto backup =
      dynamodb.backups().find(named->account, named->region, named->table, named->key);
  if (!backup) return backups::backup_not_found(input.backup_arn);
  const auto target = reference_of(call, input.target_table_name.str());
  auto wanted =
      backups::restored_table(dynamodb.env(), backup->table, backups::overrides_of(input), target);
  if (!wanted.ok()) return std::move(wanted).error();
  TERTULIA_CHECK(backups::check_target(dynamodb.tables(), target));
  TERTULIA_CHECK(check_use(dynamodb.backups(), *backup));
  wanted->restored_from = {
      .backup_arn = backup->arn(), .table_arn = backup->table.arn(), .time = backup->created};
  const auto& table = dynamodb.tables().add(std::move(wanted).value(), {});
  dynamodb.backups().restore(*backup, table);
  return Output{backups::begin_restored(dynamodb, table)};
}

}  // namespace tertulia::dynamodb

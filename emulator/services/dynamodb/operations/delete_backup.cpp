#include "emulator/services/dynamodb/operations/delete_backup.hpp"

#include "emulator/services/dynamodb/backups/backup_arn.hpp"
#include "emulator/services/dynamodb/backups/errors.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_deletion(const backups::Backups& kept, const backups::Backup& backup) {
  if (backup.expires) {
    return backups::system_backup_cannot_be_deleted(backup.arn(), core::iso8601(*backup.expires));
  }
  if (!kept.is_available(backup)) return backups::backup_is_being_created(backup.arn());
  if (kept.is_in_use(backup)) return backups::backup_restores_a_table(backup.arn());
  return core::ok();
}

}  // namespace

std::span<const core::Member> DeleteBackup::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::backup_arn>(
      "BackupArn", {.required = true, .constraint = backups::kBackupArn})};
  return kMembers;
}

std::span<const core::Member> DeleteBackup::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::backup_description>("BackupDescription")};
  return kMembers;
}

core::Resources DeleteBackup::resources(const Input& input, const core::Call& call) {
  return backups::resources_of_backup(call, input.backup_arn);
}

core::Result<DeleteBackup::Output> DeleteBackup::run(DynamoDb& dynamodb, const Input& input,
                                                     const core::Call& call) {
  const auto backup = backups::local_backup(dynamodb.backups(), call, input.backup_arn);
  if (!backup.ok()) return backup.error();
  TERTULIA_CHECK(check_deletion(dynamodb.backups(), *backup));
  dynamodb.backups().erase(*backup);
  return Output{backups::describe(*backup, backups::BackupStatus::kDeleted)};
}

}  // namespace tertulia::dynamodb

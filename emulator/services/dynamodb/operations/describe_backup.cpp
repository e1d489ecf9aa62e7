#include "emulator/services/dynamodb/operations/describe_backup.hpp"

#include "emulator/services/dynamodb/backups/backup_arn.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeBackup::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::backup_arn>(
      "BackupArn", {.required = true, .constraint = backups::kBackupArn})};
  return kMembers;
}

std::span<const core::Member> DescribeBackup::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::backup_description>("BackupDescription")};
  return kMembers;
}

core::Resources DescribeBackup::resources(const Input& input, const core::Call& call) {
  return backups::resources_of_backup(call, input.backup_arn);
}

core::Result<DescribeBackup::Output> DescribeBackup::run(DynamoDb& dynamodb, const Input& input,
                                                         const core::Call& call) {
  const auto backup = backups::local_backup(dynamodb.backups(), call, input.backup_arn);
  if (!backup.ok()) return backup.error();
  return Output{backups::describe(*backup, backups::status_of(dynamodb.backups(), *backup))};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/backups/backup_arn.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/backups/errors.hpp"

namespace tertulia::dynamodb::backups {

core::Result<BackupReference> backup_of_arn(const core::Call& call, std::string_view arn) {
  const auto parts = base::split(arn, ':');
  if (parts.size() != 6 || parts[0] != "arn") return invalid_backup_arn();
  const auto names = base::split(parts[5], '/');
  const bool is_of_backup = names.size() == 4 && names[0] == "table" && is_name(names[1]) &&
                            names[2] == "backup" && !names[3].empty();
  if (!is_of_backup) return invalid_backup_arn();
  if (parts[1] != call.env.partition || parts[2] != "dynamodb") return backup_arn_is_not_valid();
  if (parts[4] != call.account) return backup_of_another_account();
  return BackupReference{
      .account = parts[4], .region = parts[3], .table = names[1], .key = names[3]};
}

core::Result<Backup> local_backup(Backups& backups, const core::Call& call, std::string_view arn) {
  const auto reference = backup_of_arn(call, arn);
  if (!reference.ok()) return reference.error();
  auto backup = backups.find(call.account, call.region, reference->table, reference->key);
  if (!backup) return backup_not_found(arn);
  return *std::move(backup);
}

core::Resources resources_of_backup(const core::Call& call, std::string_view arn) {
  if (!backup_of_arn(call, arn).ok()) return {};
  return {{.resource = std::string(arn)}};
}

}  // namespace tertulia::dynamodb::backups

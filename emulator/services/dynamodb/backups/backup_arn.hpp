/// BackupArn: the parameter by which backups are named.
#pragma once

#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/core/shape.hpp"
#include "emulator/services/dynamodb/backups/backups.hpp"

namespace tertulia::dynamodb::backups {

inline constexpr core::Constraint kBackupArn{.min = 37, .max = 1024};

/// The parts of "arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/backup/KEY"; views of it.
struct BackupReference {
  std::string_view account;
  std::string_view region;
  std::string_view table;
  std::string_view key;
};
/// Whether there is such a backup or not. Errors: ValidationException; AccessDeniedException for
/// one of another account.
[[nodiscard]] core::Result<BackupReference> backup_of_arn(const core::Call& call,
                                                          std::string_view arn);

/// The backup that an operation on it means: the region is the caller's, whatever the ARN says, as
/// on AWS. Errors: those of `backup_of_arn`; BackupNotFoundException.
[[nodiscard]] core::Result<Backup> local_backup(Backups& backups, const core::Call& call,
                                                std::string_view arn);

/// What IAM is asked for an operation on the backup: nothing for what is no ARN of one, which the
/// operation refuses.
[[nodiscard]] core::Resources resources_of_backup(const core::Call& call, std::string_view arn);

}  // namespace tertulia::dynamodb::backups

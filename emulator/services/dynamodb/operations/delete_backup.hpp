/// DeleteBackup.
#pragma once

#include "emulator/services/dynamodb/backups/description.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Deletes a backup, at once; those of deleted tables go by themselves alone.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteBackup.html
/// Errors: AccessDeniedException, BackupInUseException, BackupNotFoundException,
/// ValidationException.
/// Differs: nothing known.
struct DeleteBackup {
  static constexpr std::string_view kName = "DeleteBackup";
  using Service = DynamoDb;

  struct Input {
    std::string backup_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    backups::BackupDescription backup_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

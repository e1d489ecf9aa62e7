/// CreateBackup.
#pragma once

#include "emulator/services/dynamodb/backups/description.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

namespace backups {
struct BackupName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 3, .max = 255, .pattern = kNamePattern};
};
}  // namespace backups

/// Keeps a copy of a table as it is, whatever becomes of the table. The reply says CREATING, as
/// AWS's does; the backup can be used at once, unless the emulator was asked to take its time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html
/// Errors: ContinuousBackupsUnavailableException, TableNotFoundException, ValidationException.
/// Differs: the size of a backup is exact.
struct CreateBackup {
  static constexpr std::string_view kName = "CreateBackup";
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    backups::BackupName backup_name;
    static std::span<const core::Member> members();
  };
  struct Output {
    backups::BackupDetails backup_details;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

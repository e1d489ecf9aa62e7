/// DescribeBackup.
#pragma once

#include "emulator/services/dynamodb/backups/description.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Tells of a backup, and of the table as it was.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeBackup.html
/// Errors: AccessDeniedException, BackupNotFoundException, ValidationException.
/// Differs: nothing known.
struct DescribeBackup {
  static constexpr std::string_view kName = "DescribeBackup";
  static constexpr bool kReadOnly = true;
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

/// DescribeContinuousBackups.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/recovery/description.hpp"

namespace tertulia::dynamodb {

/// Tells whether a table has point-in-time recovery, and to which instants it can be restored.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
/// Errors: TableNotFoundException, ValidationException.
/// Differs: the latest restorable time is now; AWS's is typically five minutes ago.
struct DescribeContinuousBackups {
  static constexpr std::string_view kName = "DescribeContinuousBackups";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    static std::span<const core::Member> members();
  };
  struct Output {
    recovery::ContinuousBackupsDescription continuous_backups_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

/// DeleteTable.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Deletes a table with all its items, at once; the reply says DELETING, as AWS's does.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: the table is gone at once.
struct DeleteTable {
  static constexpr std::string_view kName = "DeleteTable";
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    static std::span<const core::Member> members();
  };
  struct Output {
    TableDescription table_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

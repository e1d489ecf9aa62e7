/// DescribeTable.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Describes a table; its size and number of items are exact.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: size and number of items are exact, where AWS counts every six hours.
struct DescribeTable {
  static constexpr std::string_view kName = "DescribeTable";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    TableName table_name;
    static std::span<const core::Member> members();
  };
  struct Output {
    TableDescription table;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

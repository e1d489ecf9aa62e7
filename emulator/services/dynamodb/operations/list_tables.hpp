/// ListTables.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Returns the names of the caller's tables in order, up to 100 at a time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
/// Errors: ValidationException.
/// Differs: nothing known.
struct ListTables {
  static constexpr std::string_view kName = "ListTables";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<TableName> exclusive_start_table_name;
    std::int32_t limit = 100;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<std::string> table_names;
    std::optional<std::string> last_evaluated_table_name;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

/// GetItem.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Returns the item that has a key, or nothing.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: every read is consistent.
struct GetItem {
  static constexpr std::string_view kName = "GetItem";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::optional<std::vector<std::string>> attributes_to_get;
    TableName table_name;
    AttributeMap key;
    bool consistent_read = false;
    std::optional<std::string> projection_expression;
    std::optional<NameMap> expression_attribute_names;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::optional<StoredItem> item;
    std::optional<ConsumedCapacity> consumed_capacity;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

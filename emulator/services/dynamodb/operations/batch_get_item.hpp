/// BatchGetItem.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

struct KeysAndAttributes {
  std::vector<AttributeMap> keys;
  std::optional<std::vector<std::string>> attributes_to_get;
  std::optional<bool> consistent_read;
  std::optional<std::string> projection_expression;
  std::optional<NameMap> expression_attribute_names;
  static std::span<const core::Member> members();
};

/// Returns up to 100 items of several tables. What goes beyond 16 MB is left in UnprocessedKeys.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: items come in the order of the keys.
struct BatchGetItem {
  static constexpr std::string_view kName = "BatchGetItem";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  using Requests = std::map<std::string, KeysAndAttributes>;
  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    Requests request_items;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::map<std::string, std::vector<StoredItem>> responses;
    Requests unprocessed_keys;
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

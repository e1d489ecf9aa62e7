/// PutItem.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Creates an item or replaces the one that has its key.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
/// Errors: ConditionalCheckFailedException, ResourceNotFoundException, ValidationException.
struct PutItem {
  static constexpr std::string_view kName = "PutItem";
  using Service = DynamoDb;

  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    TableName table_name;
    AttributeMap item;
    std::optional<ConditionalOperator> conditional_operator;
    std::optional<ExpectedMap> expected;
    std::optional<ReturnValue> return_values;
    std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
    std::optional<std::string> condition_expression;
    std::optional<AttributeMap> expression_attribute_values;
    std::optional<NameMap> expression_attribute_names;
    std::optional<ReturnValuesOnFailure> return_values_on_failure;
    static std::span<const core::Member> members();
  };
  struct Output {
    /// What was there before, for ReturnValues ALL_OLD.
    std::optional<StoredItem> attributes;
    std::optional<ConsumedCapacity> consumed_capacity;
    std::optional<ItemCollectionMetrics> item_collection_metrics;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

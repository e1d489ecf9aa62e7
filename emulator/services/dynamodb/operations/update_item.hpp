/// UpdateItem.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Changes attributes of the item that has a key, or makes that item.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
/// Errors: ConditionalCheckFailedException, ResourceNotFoundException, ValidationException.
struct UpdateItem {
  static constexpr std::string_view kName = "UpdateItem";
  using Service = DynamoDb;

  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::optional<AttributeUpdateMap> attribute_updates;
    TableName table_name;
    std::optional<ReturnValue> return_values;
    std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
    AttributeMap key;
    std::optional<ConditionalOperator> conditional_operator;
    std::optional<ExpectedMap> expected;
    std::optional<std::string> update_expression;
    std::optional<std::string> condition_expression;
    std::optional<AttributeMap> expression_attribute_values;
    std::optional<NameMap> expression_attribute_names;
    std::optional<ReturnValuesOnFailure> return_values_on_failure;
    static std::span<const core::Member> members();
  };
  struct Output {
    /// What ReturnValues asks for.
    std::optional<StoredItem> attributes;
    std::optional<ConsumedCapacity> consumed_capacity;
    std::optional<ItemCollectionMetrics> item_collection_metrics;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

/// TransactWriteItems.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/request_tokens.hpp"

namespace tertulia::dynamodb {

/// That a condition holds for an item, which stays as it is.
struct ConditionCheck {
  TableName table_name;
  AttributeMap key;
  std::optional<std::string> condition_expression;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};
struct Put {
  TableName table_name;
  AttributeMap item;
  std::optional<std::string> condition_expression;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};
struct Delete {
  TableName table_name;
  AttributeMap key;
  std::optional<std::string> condition_expression;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};
struct Update {
  TableName table_name;
  AttributeMap key;
  std::string update_expression;
  std::optional<std::string> condition_expression;
  std::optional<AttributeMap> expression_attribute_values;
  std::optional<NameMap> expression_attribute_names;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};
/// One of the four.
struct TransactWriteItem {
  std::optional<ConditionCheck> condition_check;
  std::optional<Put> put;
  std::optional<Delete> erase;
  std::optional<Update> update;
  static std::span<const core::Member> members();
};

/// Writes up to 100 items of any tables, all or none of them.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
/// Errors: IdempotentParameterMismatchException, ResourceNotFoundException,
/// TransactionCanceledException, ValidationException.
struct TransactWriteItems {
  static constexpr std::string_view kName = "TransactWriteItems";
  using Service = DynamoDb;

  struct Input {
    std::optional<ClientRequestToken> client_request_token;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
    std::vector<TransactWriteItem> transact_items;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
    /// By the names of tables.
    std::optional<std::map<std::string, std::vector<ItemCollectionMetrics>>>
        item_collection_metrics;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

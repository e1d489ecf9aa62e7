/// TransactGetItems.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

struct Get {
  TableName table_name;
  AttributeMap key;
  std::optional<std::string> projection_expression;
  std::optional<NameMap> expression_attribute_names;
  static std::span<const core::Member> members();
};
struct TransactGetItem {
  Get get;
  static std::span<const core::Member> members();
};
/// What a transaction answers for one item that it read.
struct ItemResponse {
  /// Absent when there is none.
  std::optional<StoredItem> item;
  static std::span<const core::Member> members();
};

/// Reads up to 100 items of any tables as they are at one time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
/// Errors: ResourceNotFoundException, TransactionCanceledException, ValidationException.
struct TransactGetItems {
  static constexpr std::string_view kName = "TransactGetItems";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDb;

  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::vector<TransactGetItem> transact_items;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
    std::vector<ItemResponse> responses;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

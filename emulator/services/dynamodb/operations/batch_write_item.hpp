/// BatchWriteItem.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

struct PutRequest {
  AttributeMap item;
  static std::span<const core::Member> members();
};
struct DeleteRequest {
  AttributeMap key;
  static std::span<const core::Member> members();
};
/// One of both.
struct WriteRequest {
  std::optional<DeleteRequest> delete_request;
  std::optional<PutRequest> put_request;
  static std::span<const core::Member> members();
};

/// Puts and deletes up to 25 items of several tables. All or none are written here; AWS may leave
/// some unprocessed.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: UnprocessedItems is always empty; the request is echoed in other words where AWS echoes
/// its own structures.
struct BatchWriteItem {
  static constexpr std::string_view kName = "BatchWriteItem";
  using Service = DynamoDb;

  using Requests = std::map<std::string, std::vector<WriteRequest>>;
  struct Input {
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::optional<ReturnItemCollectionMetrics> return_item_collection_metrics;
    Requests request_items;
    static std::span<const core::Member> members();
  };
  struct Output {
    Requests unprocessed_items;
    std::optional<std::map<std::string, std::vector<ItemCollectionMetrics>>>
        item_collection_metrics;
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

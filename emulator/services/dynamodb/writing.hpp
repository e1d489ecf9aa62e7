/// What the operations that write items do alike once a request is found in order.
#pragma once

#include <optional>
#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/guard.hpp"

namespace tertulia::dynamodb {

/// What the reply shall tell of a write.
struct Told {
  bool old_item = false;
  std::optional<ReturnConsumedCapacity> capacity = std::nullopt;
  std::optional<ReturnItemCollectionMetrics> collection = std::nullopt;
};
struct Written {
  std::optional<StoredItem> old_item;
  std::optional<ConsumedCapacity> consumed_capacity;
  std::optional<ItemCollectionMetrics> item_collection_metrics;
};

/// Puts `item` under the key, or erases what is there when it is null, if the guard lets it pass.
[[nodiscard]] core::Result<Written> write_item(DynamoDb& dynamodb, const Table& table,
                                               std::string_view key, const CanonicalItem* item,
                                               const Guard& guard, const Told& told);
/// Makes a change that knows what is there. The reply shows no old item.
[[nodiscard]] Written write_change(DynamoDb& dynamodb, const Change& change, const Told& told);

/// Writes return what was there before or nothing.
[[nodiscard]] core::Status check_return_values(const std::optional<ReturnValue>& wanted);

/// What is told of the collection that an item is in: nothing unless it was asked for and the table
/// has local indexes.
[[nodiscard]] std::optional<ItemCollectionMetrics> collection_metrics(
    DynamoDb& dynamodb, const Table& table, std::string_view key,
    const std::optional<ReturnItemCollectionMetrics>& wanted);

}  // namespace tertulia::dynamodb

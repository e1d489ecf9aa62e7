#include "emulator/services/dynamodb/writing.hpp"

#include <cmath>

#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {

// The old item is looked at only when somebody asks: the guard, the reply, the indexes, or the
// capacity, which counts the larger of both.
core::Result<Written> write_item(DynamoDb& dynamodb, const Table& table, std::string_view key,
                                 const CanonicalItem* item, const Guard& guard, const Told& told) {
  const bool wants_old = told.old_item || guard.has_condition() || Changes::wants_old(table);
  std::optional<SizedItem> old;
  if (wants_old) {
    old = dynamodb.items().find(table, key);
  } else if (tells_capacity(told.capacity)) {
    old = SizedItem{.item = {}, .size = dynamodb.items().size_of(table, key)};
  }
  if (guard.has_condition()) TERTULIA_CHECK(guard.admit(old ? &old->item : nullptr));
  auto written = write_change(
      dynamodb, {.table = table, .key = key, .old = old ? &*old : nullptr, .item = item}, told);
  if (told.old_item && old) written.old_item = std::move(old->item);
  return written;
}

Written write_change(DynamoDb& dynamodb, const Change& change, const Told& told) {
  Written written;
  const auto costs = dynamodb.changes().apply(change);
  if (tells_capacity(told.capacity)) {
    const auto units = write_units(change.old == nullptr ? 0 : change.old->size,
                                   change.item == nullptr ? 0 : change.item->size);
    written.consumed_capacity = consumed(change.table, units, *told.capacity, costs);
  }
  written.item_collection_metrics =
      collection_metrics(dynamodb, change.table, change.key, told.collection);
  return written;
}

core::Status check_return_values(const std::optional<ReturnValue>& wanted) {
  if (wanted && *wanted != ReturnValue::kAllOld && *wanted != ReturnValue::kNone) {
    return validation_exception("ReturnValues can only be ALL_OLD or NONE");
  }
  return core::ok();
}

std::optional<ItemCollectionMetrics> collection_metrics(
    DynamoDb& dynamodb, const Table& table, std::string_view key,
    const std::optional<ReturnItemCollectionMetrics>& wanted) {
  if (wanted != ReturnItemCollectionMetrics::kSize || !table.has_local_indexes()) {
    return std::nullopt;
  }
  const auto range = partition_of(key);
  auto bytes = dynamodb.items().bytes_of(table, range);
  for (const auto& index : table.indexes) {
    if (!index.is_global()) bytes += dynamodb.entries().bytes_of(table, index, range);
  }
  constexpr double kGigabyte = 1024.0 * 1024 * 1024;
  const auto lower = std::floor(static_cast<double>(bytes) / kGigabyte);
  return ItemCollectionMetrics{.item_collection_key = {.json = hash_key_json(table, key)},
                               .size_estimate_range_gb = {lower, lower + 1}};
}

}  // namespace tertulia::dynamodb

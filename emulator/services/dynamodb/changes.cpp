#include "emulator/services/dynamodb/changes.hpp"

namespace tertulia::dynamodb {
namespace {

/// What an index holds of an item.
struct Copy {
  std::string key;
  std::int64_t size = 0;
  /// What is projected; nothing for the whole item.
  std::optional<std::string> json;
};

/// An item with its attributes read once for all indexes.
struct ReadItem {
  std::string_view json;
  std::int64_t size = 0;
  AttributeMap attributes;
};

ReadItem read_item(std::string_view json, std::int64_t size) {
  return {.json = json, .size = size, .attributes = attributes_of(json)};
}

/// Nothing when the index does not hold the item.
std::optional<Copy> copy_of(const Table& table, const Index& index, const ReadItem& item) {
  auto key = index_key_of(index, item.attributes);
  if (!key) return std::nullopt;
  if (index.projects_all()) {
    return Copy{.key = std::move(*key), .size = item.size, .json = std::nullopt};
  }
  AttributeMap projected;
  for (const auto& [name, value] : item.attributes) {
    if (projects(table, index, name)) projected.emplace(name, value);
  }
  auto written = canonical(projected).value();
  return Copy{.key = std::move(*key), .size = written.size, .json = std::move(written.json)};
}

}  // namespace

std::vector<IndexCost> Changes::apply(const Change& change) {
  std::vector<IndexCost> costs;
  if (!change.table.indexes.empty()) costs = update_indexes(change);
  if (change.table.stream_view) {
    streams_.append({.table = change.table,
                     .key = change.key,
                     .old_item = change.old,
                     .new_json = change.item == nullptr ? "" : std::string_view(change.item->json),
                     .new_size = change.item == nullptr ? 0 : change.item->size,
                     .by_service = change.by_service});
  }
  if (change.table.recovery) {
    history_.append(
        {.table = change.table,
         .key = change.key,
         .old_item = change.old,
         .new_json = change.item == nullptr ? "" : std::string_view(change.item->json)});
  }
  if (change.table.ttl_attribute) {
    expiry_.note(change.table, change.key,
                 change.item == nullptr ? "" : std::string_view(change.item->json));
  }
  if (change.item != nullptr) {
    items_.put(change.table, change.key, change.item->json, change.item->size);
  } else {
    items_.erase(change.table, change.key);
  }
  return costs;
}

// AWS writes an entry anew when what is projected of the item changed: once when its key stays, and
// once there and once here when it moves.
std::vector<IndexCost> Changes::update_indexes(const Change& change) {
  std::vector<IndexCost> costs;
  std::optional<ReadItem> old, now;
  if (change.old != nullptr) old = read_item(change.old->item.json, change.old->size);
  if (change.item != nullptr) now = read_item(change.item->json, change.item->size);
  for (const auto& index : change.table.indexes) {
    const auto before = old ? copy_of(change.table, index, *old) : std::nullopt;
    const auto after = now ? copy_of(change.table, index, *now) : std::nullopt;
    if (!before && !after) continue;
    const bool stays = before && after && before->key == after->key;
    const bool is_same =
        stays && (after->json ? before->json == after->json : old->json == now->json);
    if (is_same) continue;
    double units = 0;
    if (before && !stays) {
      entries_.erase(change.table, index, before->key, change.key);
      units += write_units(before->size, 0);
    }
    if (after) {
      entries_.put(
          change.table, index,
          {.key = after->key, .item_key = change.key, .size = after->size, .json = after->json});
      units += write_units(stays ? before->size : 0, after->size);
    }
    costs.push_back({.index = &index, .units = units});
  }
  return costs;
}

void Changes::expire(const Table& table) {
  for (auto keys = expiry_.expired(table); !keys.empty(); keys = expiry_.expired(table)) {
    for (const auto& key : keys) {
      const auto old = items_.find(table, key);
      apply({.table = table, .key = key, .old = old ? &*old : nullptr, .by_service = true});
    }
  }
  expiry_.wait(table);
}

// A cursor and what is written meanwhile are of different tables.
void Changes::fill(const Table& table, const Index& index) {
  auto cursor = items_.scan(table, segment_range(0, 1));
  while (cursor.next()) {
    const auto copy = copy_of(table, index, read_item(cursor.json(), cursor.size()));
    if (!copy) continue;
    entries_.put(
        table, index,
        {.key = copy->key, .item_key = cursor.key(), .size = copy->size, .json = copy->json});
  }
}

}  // namespace tertulia::dynamodb

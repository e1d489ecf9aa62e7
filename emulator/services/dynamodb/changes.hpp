/// Every change of an item goes through here: it keeps the secondary indexes in step.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/entries.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/items.hpp"

namespace tertulia::dynamodb {

struct Change {
  const Table& table;
  std::string_view key;
  /// What is there; null for nothing. Only looked at when `wants_old` says so.
  const SizedItem* old = nullptr;
  /// What shall be there; null for nothing.
  const CanonicalItem* item = nullptr;
};

class Changes {
 public:
  Changes(Items& items, Entries& entries) : items_(items), entries_(entries) {}

  /// Whether a change must know what is there.
  [[nodiscard]] static bool wants_old(const Table& table) { return !table.indexes.empty(); }
  /// Makes the change, whose item has passed `check_index_keys`. Returns what it cost the indexes
  /// that it touched.
  std::vector<IndexCost> apply(const Change& change);
  /// Copies all items that belong there into a new index.
  void fill(const Table& table, const Index& index);

 private:
  [[nodiscard]] std::vector<IndexCost> update_indexes(const Change& change);

  Items& items_;
  Entries& entries_;
};

}  // namespace tertulia::dynamodb

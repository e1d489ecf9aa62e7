/// Every change of an item goes through here: it keeps the secondary indexes in step, tells the
/// table's stream and its history, and notes when the item expires. A restored table alone gets its
/// items elsewhere, before anybody sees it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/entries.hpp"
#include "emulator/services/dynamodb/expiry.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/recovery/history.hpp"
#include "emulator/services/dynamodb/streams/stream_log.hpp"

namespace tertulia::dynamodb {

struct Change {
  const Table& table;
  std::string_view key;
  /// What is there; null for nothing. Only looked at when `wants_old` says so.
  const SizedItem* old = nullptr;
  /// What shall be there; null for nothing.
  const CanonicalItem* item = nullptr;
  /// Whether the service makes it, not a request: the item expired.
  bool by_service = false;
};

class Changes {
 public:
  Changes(Items& items, Entries& entries, streams::StreamLog& streams, Expiry& expiry,
          recovery::History& history)
      : items_(items), entries_(entries), streams_(streams), expiry_(expiry), history_(history) {}

  /// Whether a change must know what is there.
  [[nodiscard]] static bool wants_old(const Table& table) {
    return !table.indexes.empty() || table.stream_view || table.recovery;
  }
  /// Makes the change, whose item has passed `check_index_keys`. Returns what it cost the indexes
  /// that it touched.
  std::vector<IndexCost> apply(const Change& change);
  /// Deletes the items of a table whose time has passed.
  void expire(const Table& table);
  /// Copies all items that belong there into a new index.
  void fill(const Table& table, const Index& index);

 private:
  [[nodiscard]] std::vector<IndexCost> update_indexes(const Change& change);

  Items& items_;
  Entries& entries_;
  streams::StreamLog& streams_;
  Expiry& expiry_;
  recovery::History& history_;
};

}  // namespace tertulia::dynamodb

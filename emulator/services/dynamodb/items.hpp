/// The items of all tables: one ordered row each, read and written by prepared statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/services/dynamodb/key_codec.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

/// An item with its size as AWS counts it.
struct SizedItem {
  StoredItem item;
  std::int64_t size = 0;
};

class Items {
 public:
  /// The database has the schema.
  explicit Items(store::Database& database);

  [[nodiscard]] std::optional<SizedItem> find(const Table& table, std::string_view key);
  /// The size of the item under that key; 0 for none.
  [[nodiscard]] std::int64_t size_of(const Table& table, std::string_view key);
  /// The bytes of all items in the range.
  [[nodiscard]] std::int64_t bytes_of(const Table& table, const KeyRange& range);
  /// Adds or replaces.
  void put(const Table& table, std::string_view key, std::string_view json, std::int64_t size);
  void erase(const Table& table, std::string_view key);

  /// Walks the items of a range in order. Views are valid until the next step; nothing may be
  /// written meanwhile, and one cursor lives at a time.
  class Cursor {
   public:
    Cursor(store::Statement& statement, const Table& table, KeyRange range)
        : range_(std::move(range)),
          rows_(statement.bind(table.id, store::BlobView{range_.begin},
                               store::BlobView{range_.end})) {}
    bool next() { return rows_.next(); }
    [[nodiscard]] std::string_view key() const { return rows_.blob(0); }
    [[nodiscard]] std::int64_t size() const { return rows_.integer(1); }
    [[nodiscard]] std::string_view json() const { return rows_.blob(2); }

   private:
    KeyRange range_;
    store::Statement::Rows rows_;
  };
  enum class Order : std::uint8_t { kForward, kBackward };
  [[nodiscard]] Cursor scan(const Table& table, KeyRange range, Order order = Order::kForward) {
    return {order == Order::kForward ? scan_ : scan_back_, table, std::move(range)};
  }

 private:
  store::Statement find_, size_, bytes_, put_, erase_, scan_, scan_back_;
};

}  // namespace tertulia::dynamodb

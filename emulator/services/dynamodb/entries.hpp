/// The copies of items in secondary indexes: one ordered row each, read and written by prepared
/// statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

class Entries {
 public:
  /// The database has the schema.
  explicit Entries(store::Database& database);

  struct Entry {
    std::string_view key;
    std::string_view item_key;
    /// Of what is projected, as AWS counts it.
    std::int64_t size = 0;
    /// What is projected; nothing for the whole item.
    std::optional<std::string_view> json;
  };
  /// Adds or replaces.
  void put(const Table& table, const Index& index, const Entry& entry);
  void erase(const Table& table, const Index& index, std::string_view key,
             std::string_view item_key);
  void erase_all(const Table& table, const Index& index);
  /// The bytes of all entries with keys in the range.
  [[nodiscard]] std::int64_t bytes_of(const Table& table, const Index& index,
                                      const KeyRange& range);

  /// Walks a range in order. Views are valid until the next step; nothing may be written meanwhile,
  /// and one cursor lives at a time.
  class Cursor {
   public:
    Cursor(store::Statement& statement, const Table& table, const Index& index, EntryRange range);
    bool next() { return rows_.next(); }
    [[nodiscard]] std::int64_t size() const { return rows_.integer(0); }
    /// What is projected.
    [[nodiscard]] std::string_view json() const {
      return rows_.is_null(1) ? whole_json() : rows_.blob(1);
    }
    /// The item itself.
    [[nodiscard]] std::int64_t whole_size() const { return rows_.integer(2); }
    [[nodiscard]] std::string_view whole_json() const { return rows_.blob(3); }

   private:
    EntryRange range_;
    store::Statement::Rows rows_;
  };
  [[nodiscard]] Cursor scan(const Table& table, const Index& index, EntryRange range,
                            Items::Order order) {
    return {order == Items::Order::kForward ? scan_ : scan_back_, table, index, std::move(range)};
  }

 private:
  store::Statement put_, erase_, erase_all_, bytes_, scan_, scan_back_;
};

}  // namespace tertulia::dynamodb

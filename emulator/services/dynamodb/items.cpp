#include "emulator/services/dynamodb/items.hpp"

namespace tertulia::dynamodb {

using store::BlobView;

Items::Items(store::Database& database)
    : find_(database, "SELECT item, size FROM dynamodb_items WHERE table_id = ? AND key = ?"),
      size_(database, "SELECT size FROM dynamodb_items WHERE table_id = ? AND key = ?"),
      bytes_(database,
             "SELECT SUM(size) FROM dynamodb_items WHERE table_id = ? AND key >= ? AND key < ?"),
      put_(database,
           "INSERT OR REPLACE INTO dynamodb_items (table_id, key, size, item)"
           " VALUES (?, ?, ?, ?)"),
      erase_(database, "DELETE FROM dynamodb_items WHERE table_id = ? AND key = ?"),
      scan_(database,
            "SELECT key, size, item FROM dynamodb_items"
            " WHERE table_id = ? AND key >= ? AND key < ? ORDER BY key"),
      scan_back_(database,
                 "SELECT key, size, item FROM dynamodb_items"
                 " WHERE table_id = ? AND key >= ? AND key < ? ORDER BY key DESC") {}

std::optional<SizedItem> Items::find(const Table& table, std::string_view key) {
  auto rows = find_.bind(table.id, BlobView{key});
  if (!rows.next()) return std::nullopt;
  return SizedItem{.item = {.json = std::string(rows.blob(0))}, .size = rows.integer(1)};
}

std::int64_t Items::size_of(const Table& table, std::string_view key) {
  auto rows = size_.bind(table.id, BlobView{key});
  return rows.next() ? rows.integer(0) : 0;
}

std::int64_t Items::bytes_of(const Table& table, const KeyRange& range) {
  auto rows = bytes_.bind(table.id, BlobView{range.begin}, BlobView{range.end});
  return rows.next() ? rows.integer(0) : 0;
}

void Items::put(const Table& table, std::string_view key, std::string_view json,
                std::int64_t size) {
  put_.run(table.id, BlobView{key}, size, BlobView{json});
}

void Items::erase(const Table& table, std::string_view key) { erase_.run(table.id, BlobView{key}); }

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/entries.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

using store::BlobView;

// An entry never lacks its item; CROSS JOIN keeps SQLite from starting with the items.
constexpr std::string_view kScan =
    "SELECT e.size, e.item, i.size, i.item FROM dynamodb_entries e"
    " CROSS JOIN dynamodb_items i ON i.table_id = e.table_id AND i.key = e.item_key"
    " WHERE e.table_id = ? AND e.number = ?"
    " AND (e.key, e.item_key) >= (?, ?) AND (e.key, e.item_key) < (?, ?)";

}  // namespace

Entries::Entries(store::Database& database)
    : put_(database,
           "INSERT OR REPLACE INTO dynamodb_entries (table_id, number, key, item_key, size, item)"
           " VALUES (?, ?, ?, ?, ?, ?)"),
      erase_(database,
             "DELETE FROM dynamodb_entries"
             " WHERE table_id = ? AND number = ? AND key = ? AND item_key = ?"),
      erase_all_(database, "DELETE FROM dynamodb_entries WHERE table_id = ? AND number = ?"),
      bytes_(database,
             "SELECT SUM(size) FROM dynamodb_entries"
             " WHERE table_id = ? AND number = ? AND key >= ? AND key < ?"),
      scan_(database, base::cat(kScan, " ORDER BY e.key, e.item_key")),
      scan_back_(database, base::cat(kScan, " ORDER BY e.key DESC, e.item_key DESC")) {}

void Entries::put(const Table& table, const Index& index, const Entry& entry) {
  std::optional<BlobView> json;
  if (entry.json) json = BlobView{*entry.json};
  put_.run(table.id, index.number, BlobView{entry.key}, BlobView{entry.item_key}, entry.size, json);
}

void Entries::erase(const Table& table, const Index& index, std::string_view key,
                    std::string_view item_key) {
  erase_.run(table.id, index.number, BlobView{key}, BlobView{item_key});
}

void Entries::erase_all(const Table& table, const Index& index) {
  erase_all_.run(table.id, index.number);
}

std::int64_t Entries::bytes_of(const Table& table, const Index& index, const KeyRange& range) {
  auto rows = bytes_.bind(table.id, index.number, BlobView{range.begin}, BlobView{range.end});
  return rows.next() ? rows.integer(0) : 0;
}

Entries::Cursor::Cursor(store::Statement& statement, const Table& table, const Index& index,
                        EntryRange range)
    : range_(std::move(range)),
      rows_(statement.bind(table.id, index.number, BlobView{range_.begin.key},
                           BlobView{range_.begin.item_key}, BlobView{range_.end.key},
                           BlobView{range_.end.item_key})) {}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/recovery/history.hpp"

#include <optional>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"

namespace tertulia::dynamodb::recovery {
namespace {

using store::BlobView;

/// The items of table ?1 at the time ?2: those that were not changed since, and what was there
/// before the first change of the others.
constexpr std::string_view kItemsThen =
    "SELECT ?3, key, size, item FROM dynamodb_items AS now WHERE table_id = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM dynamodb_history WHERE table_id = ?1 AND key = now.key AND time > ?2)"
    " UNION ALL"
    " SELECT ?3, key, size, item FROM dynamodb_history WHERE item IS NOT NULL AND sequence IN"
    " (SELECT MIN(sequence) FROM dynamodb_history WHERE table_id = ?1 AND time > ?2 GROUP BY key)";

/// Of table ?1 from ?2 on and before ?3: what was there before the first change of each item, and
/// what is there before the next change, or now.
constexpr std::string_view kChanges =
    "WITH changed AS (SELECT key, MIN(sequence) AS first, MAX(time) AS last FROM dynamodb_history"
    " WHERE table_id = ?1 AND time >= ?2 AND time < ?3 GROUP BY key)"
    " SELECT changed.key, last, before.item,"
    " CASE WHEN later.sequence IS NULL THEN now.item ELSE later.item END"
    " FROM changed JOIN dynamodb_history AS before ON before.sequence = first"
    " LEFT JOIN dynamodb_history AS later ON later.sequence = (SELECT MIN(sequence)"
    " FROM dynamodb_history WHERE table_id = ?1 AND key = changed.key AND time >= ?3)"
    " LEFT JOIN dynamodb_items AS now ON now.table_id = ?1 AND now.key = changed.key"
    " ORDER BY changed.key";

std::optional<std::string_view> json_of(const store::Statement::Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.blob(column);
}

}  // namespace

History::History(store::Database& database, core::Env& env)
    : env_(env),
      append_(database,
              "INSERT INTO dynamodb_history (table_id, key, time, size, item)"
              " VALUES (?, ?, ?, ?, ?)"),
      trim_(database, "DELETE FROM dynamodb_history WHERE table_id = ? AND time <= ?"),
      forget_(database, "DELETE FROM dynamodb_history WHERE table_id = ?"),
      copy_(database,
            base::cat("INSERT INTO dynamodb_items (table_id, key, size, item) ", kItemsThen)),
      show_(database, base::cat(kItemsThen, " ORDER BY key")),
      show_changes_(database, kChanges) {}

// What was before a change is of use to those who want the time before the change.
void History::append(const ItemChange& change) {
  const auto* old_item = change.old_item;
  if (old_item == nullptr && change.new_json.empty()) return;
  if (old_item != nullptr && old_item->item.json == change.new_json) return;
  const auto now = env_.clock.now();
  trim_.run(change.table.id, core::epoch_ms(restorable(*change.table.recovery, now).earliest));
  std::optional<BlobView> item;
  if (old_item != nullptr) item = BlobView{old_item->item.json};
  append_.run(change.table.id, BlobView{change.key}, core::epoch_ms(now),
              old_item == nullptr ? 0 : old_item->size, item);
}

void History::forget(const Table& table) { forget_.run(table.id); }

void History::copy(const Table& source, core::Time time, const Table& target) {
  copy_.run(source.id, core::epoch_ms(time), target.id);
}

void History::show(const Table& table, core::Time time,
                   const std::function<void(std::string_view json, std::int64_t size)>& visit) {
  auto rows = show_.bind(table.id, core::epoch_ms(time), nullptr);
  while (rows.next()) visit(rows.blob(3), rows.integer(2));
}

void History::show_changes(const Table& table, core::Time begin, core::Time end,
                           const std::function<void(const NetChange& change)>& visit) {
  auto rows = show_changes_.bind(table.id, core::epoch_ms(begin), core::epoch_ms(end));
  while (rows.next()) {
    const NetChange change{.key = rows.blob(0),
                           .time = core::from_epoch_ms(rows.integer(1)),
                           .old_json = json_of(rows, 2),
                           .new_json = json_of(rows, 3)};
    if (change.old_json || change.new_json) visit(change);
  }
}

}  // namespace tertulia::dynamodb::recovery

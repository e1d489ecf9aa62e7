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

}  // namespace

History::History(store::Database& database, core::Env& env)
    : env_(env),
      append_(database,
              "INSERT INTO dynamodb_history (table_id, key, time, size, item)"
              " VALUES (?, ?, ?, ?, ?)"),
      trim_(database, "DELETE FROM dynamodb_history WHERE table_id = ? AND time <= ?"),
      forget_(database, "DELETE FROM dynamodb_history WHERE table_id = ?"),
      copy_(database,
            base::cat("INSERT INTO dynamodb_items (table_id, key, size, item) ", kItemsThen)) {}

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

}  // namespace tertulia::dynamodb::recovery

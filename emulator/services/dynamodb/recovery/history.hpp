/// What was in tables with point-in-time recovery before each change, so that they can be had as
/// they were.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb::recovery {

/// A change of an item: what was there, null for nothing, and what is, empty for nothing.
struct ItemChange {
  const Table& table;
  std::string_view key;
  const SizedItem* old_item = nullptr;
  std::string_view new_json = {};
};

/// What became of an item in a span of time; views are valid while it is shown.
struct NetChange {
  std::string_view key;
  /// Of the last change.
  core::Time time;
  /// JSON of what was there before, and of what was there after; nothing for no item.
  std::optional<std::string_view> old_json;
  std::optional<std::string_view> new_json;
};

/// Keeps as much as the recovery period of each table asks for.
class History {
 public:
  /// The database has the schema.
  History(store::Database& database, core::Env& env);

  /// Keeps what was there, unless nothing changed. The table has point-in-time recovery.
  void append(const ItemChange& change);
  /// Forgets a table that has no point-in-time recovery any more, or that is gone.
  void forget(const Table& table);
  /// Gives the empty table `target` the items that `source` had, all changes of that instant
  /// included.
  void copy(const Table& source, core::Time time, const Table& target);

  /// Shows the items that the table had, in their order, as JSON and with their sizes.
  void show(const Table& table, core::Time time,
            const std::function<void(std::string_view json, std::int64_t size)>& visit);
  /// Shows what became of each item that was changed from `begin` on and before `end`, unless it
  /// was there at neither.
  void show_changes(const Table& table, core::Time begin, core::Time end,
                    const std::function<void(const NetChange& change)>& visit);

 private:
  core::Env& env_;
  store::Statement append_, trim_, forget_, copy_, show_, show_changes_;
};

}  // namespace tertulia::dynamodb::recovery

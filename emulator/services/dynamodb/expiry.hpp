/// Time to live: items that go when the time that they name has passed, by the emulator's clock.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb {

/// Knows when items of tables with a time to live expire, and sees to it that they do.
class Expiry {
 public:
  /// The owner of its tasks on the clock.
  static constexpr const char* kOwner = "dynamodb-expiry";
  /// Deletes what expired of a table: called when a time has come.
  using Expire = std::function<void(std::int64_t table_id)>;

  /// The database has the schema.
  Expiry(store::Database& database, core::Env& env, Expire expire);

  /// Notes when the item under the key expires; `json` is empty for an item that is gone.
  void note(const Table& table, std::string_view key, std::string_view json);
  /// Notes all items of a table whose time to live was enabled.
  void note_all(const Table& table, Items& items);
  /// Forgets a table whose time to live was disabled, or that is gone.
  void forget(const Table& table);
  /// The keys of items that have expired, a bounded number; none are left when it is empty.
  [[nodiscard]] std::vector<std::string> expired(const Table& table);
  /// Sees to the next item that expires.
  void wait(const Table& table);

  /// Drops what is cached of the clock's queue, after it was restored.
  void reload() { waiting_.clear(); }

 private:
  core::Env& env_;
  store::Statement put_, erase_, forget_, expired_, next_;
  /// The time of each table's task that is queued.
  std::map<std::int64_t, core::Time> waiting_;
};

}  // namespace tertulia::dynamodb

/// The streams of all tables, those of tables that are gone included, and their records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/env.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/streams/stream.hpp"
#include "emulator/services/dynamodb/table.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::dynamodb::streams {

/// A change of an item: what was there, and what is; null for nothing.
struct ItemChange {
  const Table& table;
  std::string_view key;
  const SizedItem* old_item = nullptr;
  std::string_view new_json = {};
  std::int64_t new_size = 0;
  bool by_service = false;
};

class StreamLog {
 public:
  /// The database has the schema.
  StreamLog(store::Database& database, core::Env& env);

  /// Opens a stream of the table, from now on. Its id and label belong into the table's definition.
  [[nodiscard]] Stream open(const Table& table, StreamViewType view);
  /// Ends the table's stream, which can be read for another 24 hours.
  void close(const Table& table);
  /// Adds the change to the table's open stream, unless nothing changed.
  void append(const ItemChange& change);

  /// The stream of an ARN's parts; nothing when it is not there or was trimmed.
  [[nodiscard]] std::optional<Stream> find(std::string_view account, std::string_view region,
                                           std::string_view table, std::string_view label);
  /// Streams of an account and region, of one table where it has a name, in the order of their
  /// tables and labels.
  [[nodiscard]] std::vector<Stream> list(std::string_view account, std::string_view region,
                                         std::string_view table);
  /// Records after a position and up to another, the oldest first, no more than a page: so many, or
  /// 1 MB.
  [[nodiscard]] std::vector<LoggedRecord> records(const Stream& stream, std::int64_t after,
                                                  std::int64_t last, std::int64_t limit);
  /// The position of the newest record; that before the first while there is none.
  [[nodiscard]] std::int64_t last_sequence(const Stream& stream);

 private:
  [[nodiscard]] Stream read(const store::Statement::Rows& rows);
  void trim(std::int64_t stream);

  core::Env& env_;
  store::Statement add_, close_, find_, find_open_, list_, forget_;
  store::Statement append_, last_, read_, trim_;
};

}  // namespace tertulia::dynamodb::streams

#include "emulator/services/dynamodb/expiry.hpp"

#include <charconv>

#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb {
namespace {

using store::BlobView;

/// What is longer ago is taken for a mistake, and kept.
constexpr auto kPastMax = std::chrono::days(5 * 365 + 1);
constexpr std::int64_t kBatch = 100;

/// The second since 1970 that the item names; nothing for anything but a number that is one.
std::optional<std::int64_t> second_of(const Table& table, std::string_view json) {
  const auto attributes = attributes_of(json);
  const auto found = attributes.find(*table.ttl_attribute);
  if (found == attributes.end()) return std::nullopt;
  const auto* text = found->second.get<AttributeType::kN>();
  if (text == nullptr) return std::nullopt;
  std::int64_t second = 0;
  // A fraction is cut off.
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), second);
  if (error != std::errc() || (end != text->data() + text->size() && *end != '.')) {
    return std::nullopt;
  }
  return second;
}

/// Far enough from the ends of time to be counted in milliseconds.
constexpr std::int64_t kSecondMax = 1'000'000'000'000;

}  // namespace

Expiry::Expiry(store::Database& database, core::Env& env, Expire expire)
    : env_(env),
      put_(database,
           "INSERT OR REPLACE INTO dynamodb_expiries (table_id, key, expires) VALUES (?, ?, ?)"),
      erase_(database, "DELETE FROM dynamodb_expiries WHERE table_id = ? AND key = ?"),
      forget_(database, "DELETE FROM dynamodb_expiries WHERE table_id = ?"),
      expired_(database,
               "SELECT key FROM dynamodb_expiries WHERE table_id = ? AND expires <= ?"
               " ORDER BY expires, key LIMIT ?"),
      next_(database, "SELECT MIN(expires) FROM dynamodb_expiries WHERE table_id = ?") {
  env_.clock.serve(kOwner, [this, expire = std::move(expire)](const std::string& payload) {
    std::int64_t id = 0;
    std::from_chars(payload.data(), payload.data() + payload.size(), id);
    waiting_.erase(id);
    expire(id);
  });
}

void Expiry::note(const Table& table, std::string_view key, std::string_view json) {
  const auto second = json.empty() ? std::nullopt : second_of(table, json);
  const auto oldest = std::chrono::floor<std::chrono::seconds>(env_.clock.now() - kPastMax);
  if (!second || *second > kSecondMax || *second < oldest.time_since_epoch().count()) {
    erase_.run(table.id, BlobView{key});
    return;
  }
  put_.run(table.id, BlobView{key}, *second);
  wait(table);
}

// The table of items and that of expiries are two, so one is written while the other is read.
void Expiry::note_all(const Table& table, Items& items) {
  auto cursor = items.scan(table, segment_range(0, 1));
  while (cursor.next()) note(table, cursor.key(), cursor.json());
}

void Expiry::forget(const Table& table) { forget_.run(table.id); }

// An item expires when its second has passed.
std::vector<std::string> Expiry::expired(const Table& table) {
  std::vector<std::string> keys;
  const auto now = std::chrono::floor<std::chrono::seconds>(env_.clock.now());
  auto rows = expired_.bind(table.id, now.time_since_epoch().count() - 1, kBatch);
  while (rows.next()) keys.emplace_back(rows.blob(0));
  return keys;
}

void Expiry::wait(const Table& table) {
  std::int64_t second = 0;
  {
    auto rows = next_.bind(table.id);
    if (!rows.next() || rows.is_null(0)) return;
    second = rows.integer(0);
  }
  const auto due = core::Time(std::chrono::seconds(second + 1));
  const auto waiting = waiting_.find(table.id);
  if (waiting != waiting_.end() && waiting->second <= due) return;
  waiting_[table.id] = due;
  env_.clock.at(due, {.owner = kOwner, .payload = std::to_string(table.id)});
}

}  // namespace tertulia::dynamodb

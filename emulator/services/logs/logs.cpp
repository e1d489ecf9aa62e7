#include "emulator/services/logs/logs.hpp"

#include <algorithm>
#include <memory>

#include "tertulia_logs/schema.sql.hpp"
#include <nlohmann/json.hpp>

namespace tertulia::logs {
namespace {

constexpr std::size_t kEventOverhead = 26;

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

}  // namespace

Logs::Logs(store::Database& database, core::Env& env, Limits limits)
    : database_(with_schema(database)),
      env_(env),
      limits_(limits),
      insert_group_(database, "INSERT INTO logs_groups VALUES (?, ?, ?, ?, ?, ?, ?, 0)"),
      update_group_(database,
                    "UPDATE logs_groups SET dropped = ?"
                    " WHERE account = ? AND region = ? AND name = ?"),
      insert_event_(database, "INSERT INTO logs_events VALUES (?, ?, ?, ?, ?)"),
      delete_events_(database, "DELETE FROM logs_events WHERE sequence < ?"),
      select_groups_(database,
                     "SELECT account, region, name, retention_days, class, tags, created, dropped"
                     " FROM logs_groups"),
      select_events_(database,
                     "SELECT sequence, group_name, stream, time, message FROM logs_events"
                     " ORDER BY sequence") {
  reload();
}

void Logs::append(std::string_view group, std::string_view stream_name, core::Time time,
                  std::string message) {
  auto& target = stream(group, stream_name);
  ++target.events;
  bytes_ += message.size() + kEventOverhead;
  events_.push_back({&target, time, std::move(message)});
  trim();
}

Logs::Stream& Logs::stream(std::string_view group_name, std::string_view name) {
  if (const auto found = streams_.find({group_name, name}); found != streams_.end()) {
    return *found->second;
  }
  auto made = std::make_unique<Stream>(Stream{&group(group_name), std::string(name)});
  const StreamName key{made->group->name, made->name};
  return *streams_.emplace(key, std::move(made)).first->second;
}

Logs::Group& Logs::group(std::string_view name) {
  GroupKey key(env_.account, env_.region, name);
  const auto found = groups_.find(key);
  return found != groups_.end() ? found->second : insert(std::move(key), {});
}

Logs::Group& Logs::insert(GroupKey key, GroupSettings settings) {
  const auto& [account, region, name] = key;
  const auto created = env_.clock.now();
  insert_group_.run(account, region, name, settings.retention_days, settings.log_class,
                    nlohmann::json(settings.tags).dump(), core::epoch_ms(created));
  Group made{.name = name, .settings = std::move(settings), .created = created};
  return groups_.emplace(std::move(key), std::move(made)).first->second;
}

core::Status Logs::create_group(std::string_view account, std::string_view region,
                                std::string_view name, const GroupSettings& settings) {
  GroupKey key(account, region, name);
  if (groups_.contains(key)) return group_exists();
  insert(std::move(key), settings);
  return core::ok();
}

void Logs::trim() {
  while (events_.size() > limits_.events || bytes_ > limits_.bytes) {
    const auto& oldest = events_.front();
    auto& stream = *oldest.stream;
    bytes_ -= oldest.message.size() + kEventOverhead;
    ++stream.group->dropped;
    if (--stream.events == 0) streams_.erase({stream.group->name, stream.name});
    events_.pop_front();
    ++first_;
  }
}

std::int64_t Logs::dropped() const {
  std::int64_t sum = 0;
  for (const auto& [key, group] : groups_) sum += group.dropped;
  return sum;
}

// Only what is new since the last time is written: a snapshot per test costs what the test logged.
void Logs::save() {
  store::Savepoint savepoint(database_);
  delete_events_.run(first_);
  for (const auto& [key, group] : groups_) {
    const auto& [account, region, name] = key;
    if (group.dropped > 0) update_group_.run(group.dropped, account, region, name);
  }
  const auto end = first_ + static_cast<std::int64_t>(events_.size());
  for (auto number = std::max(first_, unsaved_); number < end; ++number) {
    const auto& event = events_[static_cast<std::size_t>(number - first_)];
    insert_event_.run(number, event.stream->group->name, event.stream->name,
                      core::epoch_ms(event.time), event.message);
  }
  unsaved_ = end;
  savepoint.keep();
}

void Logs::reload() {
  events_.clear();
  streams_.clear();
  groups_.clear();
  bytes_ = 0;
  first_ = unsaved_ = 0;
  auto groups = select_groups_.bind();
  while (groups.next()) {
    GroupKey key(groups.text(0), groups.text(1), groups.text(2));
    Group group{.name = std::get<2>(key),
                .settings = {.log_class = std::string(groups.text(4)),
                             .tags = nlohmann::json::parse(groups.text(5))},
                .created = core::from_epoch_ms(groups.integer(6)),
                .dropped = groups.integer(7)};
    if (!groups.is_null(3)) group.settings.retention_days = groups.integer(3);
    groups_.emplace(std::move(key), std::move(group));
  }
  auto events = select_events_.bind();
  while (events.next()) {
    if (events_.empty()) first_ = events.integer(0);
    unsaved_ = events.integer(0) + 1;
    append(events.text(1), events.text(2), core::from_epoch_ms(events.integer(3)),
           std::string(events.text(4)));
  }
}

}  // namespace tertulia::logs

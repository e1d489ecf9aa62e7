/// CloudWatch Logs: groups, streams and their events, in the order in which they were written.
///
/// Events live in memory, the newest up to a limit; the oldest make room and are counted. The
/// tables get them by `save`, to be called before a snapshot is taken or the data file is left,
/// and give them back by `reload`. Inside the monitor.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "emulator/core/env.hpp"
#include "emulator/core/logs.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/logs/errors.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::logs {

struct Limits {
  /// Messages with AWS's 26 bytes for each.
  std::size_t bytes = 16 * 1024 * 1024;
  std::size_t events = 100'000;
};

/// What a log group is made with.
struct GroupSettings {
  std::optional<std::int64_t> retention_days = std::nullopt;
  std::string log_class = "STANDARD";
  std::map<std::string, std::string> tags = {};
};

class Logs final : public core::LogSink {
 public:
  static constexpr core::ServiceInfo kInfo{.id = "logs",
                                           .signing_name = "logs",
                                           .iam_prefix = "logs",
                                           .protocol = core::Protocol::kJson11,
                                           .target_prefix = "Logs_20140328",
                                           .validation_error = &invalid_parameter,
                                           .access_denied = &access_denied};

  Logs(store::Database& database, core::Env& env, Limits limits = {});

  /// Into a group of the environment's own account and region.
  void append(std::string_view group, std::string_view stream, core::Time time,
              std::string message) override;

  /// Makes an empty group. Error: ResourceAlreadyExistsException.
  [[nodiscard]] core::Status create_group(std::string_view account, std::string_view region,
                                          std::string_view name, const GroupSettings& settings);

  /// The view "logs": `[{"group","stream","timestamp","message"},…]`, timestamps in epoch
  /// milliseconds. `query`: `group`, `stream` (both exact), `contains` (text of the message),
  /// `since` (epoch milliseconds or ISO 8601). Throws std::invalid_argument for any other. Events
  /// past their group's retention are not shown.
  [[nodiscard]] std::string view(const core::Inspector::Query& query) const;
  /// The view "log-groups": `[{"name","region","class","retentionInDays","tags","created",
  /// "streams","events","dropped"},…]`; `query`: `group`.
  [[nodiscard]] std::string groups_view(const core::Inspector::Query& query) const;

  /// Events that made room for newer ones.
  [[nodiscard]] std::int64_t dropped() const;

  /// Brings the tables up to date.
  void save();
  /// Takes the tables' state for its own.
  void reload();

 private:
  struct Group {
    std::string name;
    GroupSettings settings;
    core::Time created;
    std::int64_t dropped = 0;
  };
  using GroupKey = std::tuple<std::string, std::string, std::string>;  // account, region, name

  struct Stream {
    Group* group;
    std::string name;
    std::size_t events = 0;
  };
  struct StreamName {
    std::string_view group, stream;
    friend bool operator==(const StreamName&, const StreamName&) = default;
  };
  struct StreamHash {
    std::size_t operator()(const StreamName& name) const {
      const std::hash<std::string_view> hash;
      return hash(name.stream) * 31 + hash(name.group);
    }
  };
  struct Event {
    Stream* stream;
    core::Time time;
    std::string message;
  };

  Group& group(std::string_view name);
  Group& insert(GroupKey key, GroupSettings settings);
  Stream& stream(std::string_view group, std::string_view name);
  void trim();

  store::Database& database_;
  core::Env& env_;
  const Limits limits_;
  store::Statement insert_group_, update_group_, insert_event_, delete_events_;
  store::Statement select_groups_, select_events_;

  std::map<GroupKey, Group> groups_;
  /// Keys are views of the values' own names; a stream goes with its last event.
  std::unordered_map<StreamName, std::unique_ptr<Stream>, StreamHash> streams_;
  std::deque<Event> events_;
  std::size_t bytes_ = 0;
  /// The number of the oldest event kept, and of the first that the table does not have.
  std::int64_t first_ = 0, unsaved_ = 0;
};

}  // namespace tertulia::logs

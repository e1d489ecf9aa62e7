// What the admin API shows of the logs.
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/logs/logs.hpp"

namespace tertulia::logs {
namespace {

constexpr auto kDay = std::chrono::hours(24);

/// The filters of a query; throws for one that does not exist.
struct Filter {
  explicit Filter(const core::Inspector::Query& query) {
    for (const auto& [name, value] : query) {
      if (name == "group") {
        group = value;
      } else if (name == "stream") {
        stream = value;
      } else if (name == "contains") {
        contains = value;
      } else if (name == "since") {
        since = instant(value);
      } else {
        throw std::invalid_argument(
            base::cat("logs has no filter ", name, ": use group, stream, contains or since"));
      }
    }
  }

  static core::Time instant(const std::string& text) {
    if (const auto ms = base::parse_integer(text)) return core::from_epoch_ms(*ms);
    if (const auto time = core::parse_iso8601(text)) return *time;
    throw std::invalid_argument(
        base::cat("since is neither epoch milliseconds nor a time of ISO 8601: ", text));
  }

  std::optional<std::string> group, stream;
  std::string contains;
  std::optional<core::Time> since;
};

/// Handlers may log bytes that are no UTF-8; JSON cannot carry them.
void append_text(std::string_view text, std::string& out) {
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string Logs::view(const core::Inspector::Query& query) const {
  const Filter filter(query);
  const auto now = env_.clock.now();
  std::string out = "[";
  for (const auto& event : events_) {
    const auto& group = *event.stream->group;
    const auto& retention = group.settings.retention_days;
    if ((filter.group && group.name != *filter.group) ||
        (filter.stream && event.stream->name != *filter.stream) ||
        (filter.since && event.time < *filter.since) ||
        (retention && event.time + *retention * kDay <= now) ||
        event.message.find(filter.contains) == std::string::npos) {
      continue;
    }
    out += out.size() == 1 ? R"({"group":)" : R"(,{"group":)";
    append_text(group.name, out);
    out += R"(,"stream":)";
    append_text(event.stream->name, out);
    base::append(out, R"(,"timestamp":)", core::epoch_ms(event.time), R"(,"message":)");
    append_text(event.message, out);
    out += '}';
  }
  return out + "]";
}

std::string Logs::groups_view(const core::Inspector::Query& query) const {
  for (const auto& [name, value] : query) {
    if (name != "group") {
      throw std::invalid_argument(base::cat("log-groups has no filter ", name, ": use group"));
    }
  }
  const auto wanted = query.find("group");
  auto out = nlohmann::json::array();
  for (const auto& [key, group] : groups_) {
    if (wanted != query.end() && group.name != wanted->second) continue;
    nlohmann::json shown{{"name", group.name},
                         {"region", std::get<1>(key)},
                         {"class", group.settings.log_class},
                         {"tags", nlohmann::json::object()},
                         {"created", core::epoch_ms(group.created)},
                         {"streams", 0},
                         {"events", 0},
                         {"dropped", group.dropped}};
    for (const auto& [tag, value] : group.settings.tags) shown["tags"][tag] = value;
    if (group.settings.retention_days) shown["retentionInDays"] = *group.settings.retention_days;
    std::size_t streams = 0;
    std::size_t events = 0;
    for (const auto& [name, stream] : streams_) {
      if (stream->group != &group) continue;
      ++streams;
      events += stream->events;
    }
    shown["streams"] = streams;
    shown["events"] = events;
    out.push_back(std::move(shown));
  }
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tertulia::logs

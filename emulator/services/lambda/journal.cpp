#include "emulator/services/lambda/journal.hpp"

#include <stdexcept>
#include <utility>

#include "emulator/base/json_check.hpp"
#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/lambda/json_text.hpp"

namespace tertulia::lambda {
namespace {

std::size_t size_of(const Journal::Entry& entry) {
  return entry.event.size() + entry.payload.size();
}

/// JSON as it is; anything else as a string, so that the view stays JSON.
void append_payload(std::string_view payload, std::string& out) {
  if (base::check_json(payload)) {
    base::append_json_string(out, payload);
  } else {
    out += payload;
  }
}

void append_entry(const Journal::Entry& entry, std::string& out) {
  out += R"({"function":)";
  base::append_json_string(out, entry.function);
  base::append(out, R"(,"version":")", entry.version, R"(","requestId":)");
  base::append_json_string(out, entry.request_id);
  base::append(out, R"(,"type":")", entry.is_async ? "Event" : "RequestResponse", R"(","attempt":)",
               entry.attempt, R"(,"startTime":")", core::iso8601_ms(entry.started),
               R"(","event":)");
  append_payload(entry.event, out);
  base::append(out, R"(,"outcome":{"status":")", entry.status, '"');
  if (entry.status != "running") {
    out += R"(,"payload":)";
    append_payload(entry.payload, out);
  }
  out += "}}";
}

}  // namespace

Journal::Ticket Journal::start(Entry entry) {
  bytes_ += size_of(entry);
  entries_.push_back(std::move(entry));
  make_room();
  return first_ + entries_.size() - 1;
}

void Journal::finish(Ticket ticket, std::string_view status, std::string_view payload) {
  if (ticket < first_ || ticket - first_ >= entries_.size()) return;
  auto& entry = entries_[ticket - first_];
  entry.status = status;
  entry.payload = payload;
  bytes_ += payload.size();
  make_room();
}

void Journal::make_room() {
  while (entries_.size() > 1 && (entries_.size() > limits_.entries || bytes_ > limits_.bytes)) {
    bytes_ -= size_of(entries_.front());
    entries_.pop_front();
    ++first_;
  }
}

void Journal::clear() {
  first_ += entries_.size();
  entries_.clear();
  bytes_ = 0;
}

std::string Journal::view(const core::Inspector::Query& query) const {
  for (const auto& [name, value] : query) {
    if (name != "function" && name != "requestId") {
      throw std::invalid_argument(
          base::cat("invocations are filtered by function and requestId, not by ", name));
    }
  }
  const auto wanted = [&](const std::string& name, const std::string& value) {
    const auto filter = query.find(name);
    return filter == query.end() || filter->second == value;
  };
  std::string out = "[";
  for (const auto& entry : entries_) {
    if (!wanted("function", entry.function) || !wanted("requestId", entry.request_id)) continue;
    if (out.size() > 1) out += ',';
    append_entry(entry, out);
  }
  out += ']';
  return out;
}

}  // namespace tertulia::lambda

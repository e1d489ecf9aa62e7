/// The invocations of late, for whoever looks on. Appending costs two copies and no parsing; the
/// oldest make room for new ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "emulator/core/logs.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::lambda {

class Journal {
 public:
  struct Limits {
    std::size_t entries = 2'000;
    std::size_t bytes = std::size_t{8} << 20;
  };
  struct Entry {
    std::string function;
    std::string version;
    std::string request_id;
    /// 1 for the first.
    std::int32_t attempt = 1;
    bool is_async = false;
    core::Time started;
    std::string event;
    /// "running" until it is over.
    std::string_view status = "running";
    std::string payload = {};
  };
  using Ticket = std::uint64_t;

  Journal() : Journal(Limits{}) {}
  explicit Journal(Limits limits) : limits_(limits) {}

  [[nodiscard]] Ticket start(Entry entry);
  /// `status` must be a literal. Forgotten entries are passed over.
  void finish(Ticket ticket, std::string_view status, std::string_view payload);
  void clear();

  /// `[{"function","version","requestId","type","attempt","startTime","event","outcome":{"status",
  /// "payload"}}, …]`, oldest first; "type" is "RequestResponse" or "Event", "startTime" ISO 8601,
  /// "status" one of success, error, timeout, crash, init_error and running (which has no payload).
  /// `query`: `function` (exact), `requestId`. Throws std::invalid_argument for any other.
  [[nodiscard]] std::string view(const core::Inspector::Query& query) const;

 private:
  void make_room();

  Limits limits_;
  std::deque<Entry> entries_;
  /// The ticket of the first entry.
  Ticket first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace tertulia::lambda

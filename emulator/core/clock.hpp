/// The clock of the emulated world and its queue of things to do later.
///
/// A task is data, not code: who does it, and what. So a snapshot can hold the queue. Not
/// thread-safe: used inside the monitor (`Core`), which also runs the tasks that are due; `now`
/// alone may be asked from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "emulator/core/time.hpp"

namespace tertulia::core {

/// Something that `owner` (a service's id) does when its time comes.
struct Task {
  std::string owner;
  std::string payload;
};

enum class ClockMode : std::uint8_t { kReal, kVirtual };

class Clock {
 public:
  /// A virtual clock starts at `start` and moves by `move_to` alone; a real one is the system's.
  explicit Clock(ClockMode mode, Time start = {});

  [[nodiscard]] ClockMode mode() const { return mode_; }
  [[nodiscard]] bool is_virtual() const { return mode_ == ClockMode::kVirtual; }
  [[nodiscard]] Time now() const;

  /// Queues `task`. Tasks of one instant run in the order in which they were queued.
  void at(Time time, Task task);
  /// Registers who does the tasks of `owner`. Once per owner, before its first task is due.
  void serve(std::string owner, std::function<void(const std::string& payload)> run);

  [[nodiscard]] std::optional<Time> next_due() const;
  [[nodiscard]] bool is_due() const {
    return !queue_.empty() && queue_.begin()->first.first <= now();
  }
  /// Takes the first task off the queue and runs it.
  void run_first();
  /// Virtual clocks: moves forward to `time`; never back.
  void move_to(Time time);

  struct Queued {
    Time time;
    Task task;
  };
  /// The queue in its order, and a way to set it and the virtual time: for snapshots.
  [[nodiscard]] std::vector<Queued> queued() const;
  void restore(Time now, std::vector<Queued> queued);

 private:
  ClockMode mode_;
  std::atomic<Time> now_;
  std::uint64_t sequence_ = 0;
  std::map<std::pair<Time, std::uint64_t>, Task> queue_;
  std::map<std::string, std::function<void(const std::string&)>, std::less<>> owners_;
};

}  // namespace tertulia::core

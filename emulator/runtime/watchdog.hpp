/// Real-time limits: one thread, there from the first limit on, that says when something has taken
/// too long.
///
/// Thread-safe. Each watch ends once, either by `disarm` or by its bark, never by both: who ends it
/// owns what follows.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace tertulia::runtime {

class Watchdog {
 public:
  using Clock = std::chrono::steady_clock;

  /// Something with a limit.
  class Watched {
   public:
    virtual ~Watched() = default;
    /// The limit has passed; on the watchdog's thread, with no lock held. Keeps other limits
    /// waiting while it runs.
    virtual void overran() = 0;
  };
  using Watch = std::pair<Clock::time_point, std::uint64_t>;

  Watchdog() = default;
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  [[nodiscard]] Watch arm(Clock::time_point limit, std::shared_ptr<Watched> watched);
  /// False when the limit has passed: `overran` was called or is about to be.
  [[nodiscard]] bool disarm(const Watch& watch);

  /// Waits for a bark that is on its way and forgets the watches still armed: to disarm them later
  /// answers false, and nothing barks any more.
  void stop();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<Watch, std::shared_ptr<Watched>> watches_;
  /// When the thread looks again, so that only an earlier limit wakes it.
  Clock::time_point looks_again_ = Clock::time_point::max();
  std::uint64_t sequence_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tertulia::runtime

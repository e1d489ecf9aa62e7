/// The monitor in which all services live, and the rule by which its time passes.
///
/// Whoever wants a service enters, works to completion without input, output, sleep or callback,
/// and leaves. What must happen outside (answers to clients, hand-outs to handlers) is left with
/// `after_leaving` and runs on the same thread once the monitor is free. On leaving, tasks that are
/// due run first. Thread-safe; `enter` blocks while another thread is inside and may not be nested.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "emulator/base/unique_function.hpp"
#include "emulator/core/clock.hpp"

namespace tertulia::core {

class Core {
 public:
  using Action = base::UniqueFunction<void()>;

  explicit Core(Clock& clock) : clock_(clock) {}
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  /// Being inside; leaves with its end.
  class [[nodiscard]] Inside {
   public:
    explicit Inside(Core& core);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Core& core_;
  };
  Inside enter() { return Inside(*this); }

  // The following are called inside.

  [[nodiscard]] Clock& clock() { return clock_; }
  /// Runs `action` on this thread when the monitor is free again.
  void after_leaving(Action action);

  /// An invocation counts as running from hand-out to answer, except while it waits for a service:
  /// then it is paused.
  void begin_running() { ++running_; }
  void end_running();
  [[nodiscard]] std::int64_t running() const { return running_; }

  /// Virtual clock: steps from task to task until `span` has passed, waiting between steps until no
  /// handler runs, then calls `done` (outside). With a span of zero it settles: all that is due
  /// happens, and all that follows from it. Real clock: settles only; a longer span is passed by
  /// waiting, which this does not do.
  void advance(Duration span, Action done);

  /// Called after leaving whenever the earliest task may have changed: for the timer of a real
  /// clock.
  void on_change(std::function<void()> hook) { changed_ = std::move(hook); }

 private:
  struct Advance {
    Duration span;
    Time until;
    bool started = false;
    Action done;
  };

  void run_due();
  void step_advances();

  Clock& clock_;
  std::mutex mutex_;
  std::int64_t running_ = 0;
  std::deque<Advance> advances_;
  std::vector<Action> actions_;
  std::function<void()> changed_;
  std::optional<Time> announced_;
};

}  // namespace tertulia::core

/// The threads on which handlers run, and which take turns at looking after a loop of input and
/// output meanwhile.
///
/// Thread-safe. Threads are made when needed, up to a limit, and the one that rested last is used
/// first, so that a light load stays on warm caches.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "emulator/core/loop.hpp"

namespace tertulia::runtime {

class Pool : public std::enable_shared_from_this<Pool> {
 public:
  /// One thread, as its work knows it.
  struct Worker;
  using WorkerHandle = std::shared_ptr<Worker>;

  class Work {
   public:
    virtual ~Work() = default;
    virtual void run(const WorkerHandle& worker) = 0;
  };

  enum class Submitted { kAccepted, kTooManyAbandoned, kStopped };

  /// `threads_max` work at once; one more looks after the loop when there is one.
  [[nodiscard]] static std::shared_ptr<Pool> make(std::size_t threads_max,
                                                  std::size_t abandoned_max);

  /// Queues `work` for the first thread that is free.
  [[nodiscard]] Submitted submit(std::shared_ptr<Work> work);
  /// Stops counting on the thread if it still is at `work`: its place goes to another, and it ends
  /// when its work does. Returns how many such threads there are now.
  std::size_t abandon(const WorkerHandle& worker, const Work& work);
  [[nodiscard]] std::size_t abandoned() const;

  /// Has the threads look after `loop`, and returns when it has ended. There is always one that
  /// does, but for the moments in which it does briefly what the loop has brought. One loop at a
  /// time, before `stop`; from a thread that is none of the pool's.
  void look_after(core::Loop& loop);

  /// Drops what is queued and waits up to `patience` for what runs. Threads that do not end in time
  /// are left to themselves. Further work is refused.
  void stop(std::chrono::milliseconds patience);

 private:
  using Lock = std::unique_lock<std::mutex>;

  Pool(std::size_t threads_max, std::size_t abandoned_max);

  void serve(const WorkerHandle& self);
  [[nodiscard]] bool step(Lock& lock, const WorkerHandle& self);
  [[nodiscard]] std::shared_ptr<Work> take(const WorkerHandle& self);
  void work_on(Lock& lock, const WorkerHandle& self, std::shared_ptr<Work> work);
  void put_down(Worker& worker);
  void lead(Lock& lock, const WorkerHandle& self);
  void stand_by(Lock& lock, const WorkerHandle& self);
  void rest(Lock& lock, const WorkerHandle& self);
  [[nodiscard]] bool is_unattended() const { return loop_ != nullptr && leader_ == nullptr; }
  [[nodiscard]] WorkerHandle help_is_needed();
  [[nodiscard]] WorkerHandle wake_one(bool as_standby);

  const std::size_t threads_max_;
  const std::size_t abandoned_max_;
  /// Threads that work at once as long as they keep up.
  const std::size_t busy_max_;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  std::deque<std::shared_ptr<Work>> queue_;
  std::vector<WorkerHandle> workers_;
  std::vector<WorkerHandle> resting_;
  /// Threads that were woken or made and have not yet looked into the queue.
  std::size_t waking_ = 0;
  /// Threads at work, but for the abandoned.
  std::size_t busy_ = 0;
  /// How much work was ever taken off the queue: whether the busy keep up.
  std::uint64_t taken_ = 0;
  /// How long work takes, on the average of late.
  std::chrono::nanoseconds usual_{0};
  /// Whether a thread stands by in case they do not.
  bool standby_ = false;
  core::Loop* loop_ = nullptr;
  /// The thread inside the loop.
  const Worker* leader_ = nullptr;
  std::size_t abandoned_ = 0;
  bool stopping_ = false;
};

}  // namespace tertulia::runtime

#include "emulator/runtime/pool.hpp"

#include <algorithm>
#include <utility>

namespace tertulia::runtime {

namespace {

using Clock = std::chrono::steady_clock;

/// How long work, or the loop, may wait for the busy threads before another one takes it.
constexpr std::chrono::microseconds kPatience{1000};
/// How often the thread that stands by finds nothing to do before it rests.
constexpr int kIdleLooksMax = 50;
/// Work that takes no longer is done sooner than another thread is woken for it.
constexpr std::chrono::microseconds kBrief{100};
/// Work that takes longer counts as long as this.
constexpr std::chrono::microseconds kOutlier{400};

}  // namespace

struct Pool::Worker {
  std::thread thread;
  std::condition_variable wake;
  const Work* work = nullptr;
  bool woken = false;
  bool standby = false;
  bool abandoned = false;
  bool ended = false;
};

namespace {

/// Which of the pool's threads this is.
thread_local const Pool::Worker* here = nullptr;

}  // namespace

std::shared_ptr<Pool> Pool::make(std::size_t threads_max, std::size_t abandoned_max) {
  return std::shared_ptr<Pool>(
      new Pool(std::max<std::size_t>(threads_max, 1), std::max<std::size_t>(abandoned_max, 1)));
}

Pool::Pool(std::size_t threads_max, std::size_t abandoned_max)
    : threads_max_(threads_max),
      abandoned_max_(abandoned_max),
      busy_max_(std::max<std::size_t>(std::thread::hardware_concurrency(), 2)) {}

// To wake a thread costs more than everything else here, and more than brief work itself; and more
// threads than cores get in each other's way. So the thread that looks after the loop does itself
// what the loop brings, while such work is brief; else one thread is woken at a time, and as many
// work as there are cores as long as they keep up. When they do not, because work blocks or is
// long, a thread that stands by takes the next, or the loop: work that is over in microseconds is
// done by few threads, work that blocks gets a thread each, and the loop never waits for long.
Pool::Submitted Pool::submit(std::shared_ptr<Work> work) {
  WorkerHandle woken;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return Submitted::kStopped;
    if (abandoned_ >= abandoned_max_) return Submitted::kTooManyAbandoned;
    queue_.push_back(std::move(work));
    // From inside the loop: its thread looks into the queue as soon as it is out.
    if (leader_ == nullptr || leader_ != here) woken = help_is_needed();
  }
  if (woken) woken->wake.notify_one();
  return Submitted::kAccepted;
}

/// A resting thread that the caller must notify, when one more is needed.
Pool::WorkerHandle Pool::help_is_needed() {
  if ((queue_.empty() && !is_unattended()) || waking_ != 0 || stopping_) return nullptr;
  if (!queue_.empty() && busy_ < busy_max_) return wake_one(false);
  return standby_ ? nullptr : wake_one(true);
}

/// Null when a new thread was made or none may be.
Pool::WorkerHandle Pool::wake_one(bool as_standby) {
  WorkerHandle worker;
  const bool rested = !resting_.empty();
  if (rested) {
    worker = std::move(resting_.back());
    resting_.pop_back();
  } else if (workers_.size() < threads_max_ + (loop_ != nullptr ? 1 : 0)) {
    worker = std::make_shared<Worker>();
    workers_.push_back(worker);
  } else {
    return nullptr;
  }
  worker->woken = true;
  worker->standby = as_standby;
  as_standby ? static_cast<void>(standby_ = true) : static_cast<void>(++waking_);
  if (rested) return worker;
  worker->thread = std::thread([pool = shared_from_this(), worker] { pool->serve(worker); });
  return nullptr;
}

void Pool::serve(const WorkerHandle& self) {
  here = self.get();
  Lock lock(mutex_);
  while (step(lock, self)) {
  }
  if (self->abandoned) --abandoned_;
  self->ended = true;
  ended_.notify_all();
}

/// One thing that there is to do; false when the thread must end.
bool Pool::step(Lock& lock, const WorkerHandle& self) {
  if (std::exchange(self->woken, false) && !self->standby) --waking_;
  if (self->standby) stand_by(lock, self);
  if (stopping_ || self->abandoned) return false;
  if (auto work = take(self)) {
    work_on(lock, self, std::move(work));
  } else if (is_unattended()) {
    lead(lock, self);
  } else {
    rest(lock, self);
  }
  return true;
}

std::shared_ptr<Pool::Work> Pool::take(const WorkerHandle& self) {
  if (queue_.empty() || busy_ >= threads_max_) return nullptr;
  auto work = std::move(queue_.front());
  queue_.pop_front();
  ++taken_;
  ++busy_;
  self->work = work.get();
  return work;
}

void Pool::put_down(Worker& worker) {
  if (std::exchange(worker.work, nullptr) != nullptr) --busy_;
}

void Pool::work_on(Lock& lock, const WorkerHandle& self, std::shared_ptr<Work> work) {
  const auto woken = help_is_needed();
  lock.unlock();
  if (woken) woken->wake.notify_one();
  const auto start = Clock::now();
  work->run(self);
  work.reset();
  // No single one may change the rule.
  const auto took = std::min<Clock::duration>(Clock::now() - start, kOutlier);
  lock.lock();
  usual_ += (took - usual_) / 8;
  put_down(*self);
}

/// Looks after the loop until it has brought something to do.
void Pool::lead(Lock& lock, const WorkerHandle& self) {
  auto& loop = *loop_;
  leader_ = self.get();
  bool goes_on = true;
  bool is_mine = false;
  while (goes_on && !is_mine && !stopping_) {
    lock.unlock();
    goes_on = loop.run_one();
    lock.lock();
    if (queue_.empty()) continue;
    is_mine = usual_ <= kBrief;
    if (!is_mine) {
      if (const auto woken = help_is_needed()) woken->wake.notify_one();
    }
  }
  leader_ = nullptr;
  if (goes_on) return;
  loop_ = nullptr;
  ended_.notify_all();
}

/// Until the others do not keep up, or there is nothing to stand by for.
void Pool::stand_by(Lock& lock, const WorkerHandle& self) {
  for (int idle_looks = 0; idle_looks < kIdleLooksMax && !stopping_;) {
    const auto taken = taken_;
    self->wake.wait_for(lock, kPatience, [this] { return stopping_; });
    if (taken_ != taken) {
      idle_looks = 0;
      continue;
    }
    if (is_unattended() || (!queue_.empty() && busy_ < threads_max_)) break;
    ++idle_looks;
  }
  self->standby = false;
  standby_ = false;
}

void Pool::rest(Lock& lock, const WorkerHandle& self) {
  resting_.push_back(self);
  self->wake.wait(lock, [&] { return self->woken || stopping_; });
}

std::size_t Pool::abandon(const WorkerHandle& worker, const Work& work) {
  WorkerHandle woken;
  std::size_t count = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find(workers_.begin(), workers_.end(), worker);
    if (found == workers_.end() || worker->work != &work) return abandoned_;
    workers_.erase(found);
    worker->thread.detach();
    worker->abandoned = true;
    put_down(*worker);
    count = ++abandoned_;
    woken = help_is_needed();
  }
  if (woken) woken->wake.notify_one();
  return count;
}

std::size_t Pool::abandoned() const {
  const std::lock_guard lock(mutex_);
  return abandoned_;
}

void Pool::look_after(core::Loop& loop) {
  Lock lock(mutex_);
  if (stopping_) return;
  loop_ = &loop;
  if (const auto woken = wake_one(false)) woken->wake.notify_one();
  ended_.wait(lock, [&] { return loop_ != &loop || stopping_; });
}

void Pool::stop(std::chrono::milliseconds patience) {
  std::deque<std::shared_ptr<Work>> dropped;
  std::vector<WorkerHandle> joinable;
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    dropped.swap(queue_);
    resting_.clear();
    for (const auto& worker : workers_) worker->wake.notify_one();
    const auto all_ended = [&] {
      return std::all_of(workers_.begin(), workers_.end(),
                         [](const WorkerHandle& worker) { return worker->ended; });
    };
    ended_.wait_for(lock, patience, all_ended);
    for (auto& worker : workers_) {
      if (worker->ended) {
        joinable.push_back(std::move(worker));
      } else {
        worker->thread.detach();
      }
    }
    workers_.clear();
  }
  for (const auto& worker : joinable) worker->thread.join();
}

}  // namespace tertulia::runtime

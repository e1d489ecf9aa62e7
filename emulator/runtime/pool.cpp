#include "emulator/runtime/pool.hpp"

#include <algorithm>
#include <utility>

namespace tertulia::runtime {

namespace {

/// How long work may wait for the busy threads before another one takes it.
constexpr std::chrono::microseconds kPatience{500};

}  // namespace

struct Pool::Worker {
  std::thread thread;
  std::condition_variable wake;
  bool woken = false;
  bool standby = false;
  bool busy = false;
  bool abandoned = false;
  bool ended = false;
};

std::shared_ptr<Pool> Pool::make(std::size_t threads_max, std::size_t abandoned_max) {
  return std::shared_ptr<Pool>(
      new Pool(std::max<std::size_t>(threads_max, 1), std::max<std::size_t>(abandoned_max, 1)));
}

Pool::Pool(std::size_t threads_max, std::size_t abandoned_max)
    : threads_max_(threads_max),
      abandoned_max_(abandoned_max),
      busy_max_(std::max<std::size_t>(std::thread::hardware_concurrency(), 2)) {}

// To wake a thread costs the caller more than everything else here, and more threads than cores get
// in each other's way. So one is woken at a time, and as many work as there are cores as long as
// they keep up. When they do not, because work blocks or is long, a thread that stands by takes the
// next: work that is over in microseconds is done by few threads, work that blocks gets a thread
// each.
Pool::Submitted Pool::submit(std::shared_ptr<Work> work) {
  WorkerHandle woken;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return Submitted::kStopped;
    if (abandoned_ >= abandoned_max_) return Submitted::kTooManyAbandoned;
    queue_.push_back(std::move(work));
    woken = help_is_needed();
  }
  if (woken) woken->wake.notify_one();
  return Submitted::kAccepted;
}

/// A resting thread that the caller must notify, when one more is needed for the queue.
Pool::WorkerHandle Pool::help_is_needed() {
  if (queue_.empty() || waking_ != 0) return nullptr;
  if (busy_ < busy_max_) return wake_one(false);
  return standby_ ? nullptr : wake_one(true);
}

/// Null when a new thread was made or none may be.
Pool::WorkerHandle Pool::wake_one(bool as_standby) {
  WorkerHandle worker;
  const bool rested = !resting_.empty();
  if (rested) {
    worker = std::move(resting_.back());
    resting_.pop_back();
  } else if (workers_.size() < threads_max_) {
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

/// Whether the thread goes on standing by; else it takes work, if there is any left.
bool Pool::stands_by(std::unique_lock<std::mutex>& lock, const WorkerHandle& self) {
  const auto taken = taken_;
  self->wake.wait_for(lock, kPatience, [&] { return self->abandoned || stopping_; });
  const bool they_keep_up = taken_ != taken && busy_ >= busy_max_;
  if (!queue_.empty() && they_keep_up && !self->abandoned && !stopping_) return true;
  self->standby = false;
  standby_ = false;
  return false;
}

std::shared_ptr<Pool::Work> Pool::take(const WorkerHandle& self) {
  if (queue_.empty() || self->abandoned) return nullptr;
  auto work = std::move(queue_.front());
  queue_.pop_front();
  ++taken_;
  ++busy_;
  self->busy = true;
  return work;
}

void Pool::put_down(const WorkerHandle& self) {
  if (self->busy) --busy_;
  self->busy = false;
}

std::shared_ptr<Pool::Work> Pool::next(std::unique_lock<std::mutex>& lock,
                                       const WorkerHandle& self) {
  for (;;) {
    if (self->woken) {
      self->woken = false;
      if (!self->standby) --waking_;
    }
    if (self->standby && stands_by(lock, self)) continue;
    if (stopping_) return nullptr;
    auto work = take(self);
    if (const auto woken = help_is_needed()) woken->wake.notify_one();
    if (work || self->abandoned) return work;
    resting_.push_back(self);
    self->wake.wait(lock, [&] { return self->woken || self->abandoned || stopping_; });
  }
}

void Pool::serve(const WorkerHandle& self) {
  std::unique_lock lock(mutex_);
  while (auto work = next(lock, self)) {
    lock.unlock();
    work->run(self);
    work.reset();
    lock.lock();
    put_down(self);
  }
  if (self->abandoned) --abandoned_;
  self->ended = true;
  ended_.notify_all();
}

std::size_t Pool::abandon(const WorkerHandle& worker) {
  WorkerHandle woken;
  std::size_t count = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::find(workers_.begin(), workers_.end(), worker);
    if (found == workers_.end()) return abandoned_;
    workers_.erase(found);
    worker->thread.detach();
    worker->abandoned = true;
    put_down(worker);
    // Its work may have ended just now.
    std::erase(resting_, worker);
    worker->wake.notify_one();
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

#include "emulator/runtime/pool.hpp"

#include <algorithm>
#include <utility>

namespace tertulia::runtime {

struct Pool::Worker {
  std::thread thread;
  std::condition_variable wake;
  bool woken = false;
  bool abandoned = false;
  bool ended = false;
};

std::shared_ptr<Pool> Pool::make(std::size_t threads_max, std::size_t abandoned_max) {
  return std::shared_ptr<Pool>(
      new Pool(std::max<std::size_t>(threads_max, 1), std::max<std::size_t>(abandoned_max, 1)));
}

// To wake a thread costs the caller more than everything else here. So one is woken at a time: when
// it takes its work and finds more, it wakes the next. Work that is over in microseconds is then
// done by few threads, and work that blocks still gets a thread each.
Pool::Submitted Pool::submit(std::shared_ptr<Work> work) {
  WorkerHandle woken;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return Submitted::kStopped;
    if (abandoned_ >= abandoned_max_) return Submitted::kTooManyAbandoned;
    queue_.push_back(std::move(work));
    if (waking_ == 0) woken = wake_one();
  }
  if (woken) woken->wake.notify_one();
  return Submitted::kAccepted;
}

/// A resting thread that the caller must notify; null when a new one was made or none may be.
Pool::WorkerHandle Pool::wake_one() {
  if (!resting_.empty()) {
    auto worker = std::move(resting_.back());
    resting_.pop_back();
    worker->woken = true;
    ++waking_;
    return worker;
  }
  if (workers_.size() < threads_max_) {
    ++waking_;
    auto worker = std::make_shared<Worker>();
    worker->woken = true;
    workers_.push_back(worker);
    worker->thread = std::thread([pool = shared_from_this(), worker] { pool->serve(worker); });
  }
  return nullptr;
}

std::shared_ptr<Pool::Work> Pool::next(std::unique_lock<std::mutex>& lock,
                                       const WorkerHandle& self) {
  for (;;) {
    if (self->woken) {
      self->woken = false;
      --waking_;
    }
    if (stopping_) return nullptr;
    std::shared_ptr<Work> work;
    if (!queue_.empty() && !self->abandoned) {
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    if (!queue_.empty() && waking_ == 0) {
      if (const auto woken = wake_one()) woken->wake.notify_one();
    }
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
    // Its work may have ended just now.
    std::erase(resting_, worker);
    worker->wake.notify_one();
    count = ++abandoned_;
    if (!queue_.empty() && waking_ == 0) woken = wake_one();
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

#include "emulator/runtime/watchdog.hpp"

namespace tertulia::runtime {

Watchdog::~Watchdog() { stop(); }

void Watchdog::stop() {
  std::map<Watch, std::shared_ptr<Watched>> forgotten;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    forgotten.swap(watches_);
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

Watchdog::Watch Watchdog::arm(Clock::time_point limit, std::shared_ptr<Watched> watched) {
  bool earlier = false;
  Watch watch;
  {
    const std::lock_guard lock(mutex_);
    watch = {limit, sequence_++};
    if (stopping_) return watch;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    watches_.emplace(watch, std::move(watched));
    earlier = limit < looks_again_;
    if (earlier) looks_again_ = limit;
  }
  if (earlier) changed_.notify_one();
  return watch;
}

bool Watchdog::disarm(const Watch& watch) {
  std::shared_ptr<Watched> released;
  const std::lock_guard lock(mutex_);
  const auto found = watches_.find(watch);
  if (found == watches_.end()) return false;
  released = std::move(found->second);
  watches_.erase(found);
  return true;
}

// Disarming does not wake the thread: it looks at most once per limit that was ever the earliest,
// which is far less often than handlers answer in time.
void Watchdog::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (watches_.empty()) {
      looks_again_ = Clock::time_point::max();
      changed_.wait(lock);
      continue;
    }
    const auto first = watches_.begin();
    if (Clock::now() < first->first.first) {
      looks_again_ = first->first.first;
      changed_.wait_until(lock, looks_again_);
      continue;
    }
    const auto watched = std::move(first->second);
    watches_.erase(first);
    lock.unlock();
    watched->overran();
    lock.lock();
  }
}

}  // namespace tertulia::runtime

#include "emulator/core/clock.hpp"

#include <algorithm>
#include <stdexcept>

#include "emulator/base/text.hpp"

namespace tertulia::core {

Clock::Clock(ClockMode mode, Time start) : mode_(mode), now_(start) {}

Time Clock::now() const {
  if (mode_ == ClockMode::kVirtual) return now_.load(std::memory_order_relaxed);
  return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

void Clock::at(Time time, Task task) {
  queue_.emplace(std::pair{time, sequence_++}, std::move(task));
}

void Clock::serve(std::string owner, std::function<void(const std::string&)> run) {
  owners_.insert_or_assign(std::move(owner), std::move(run));
}

std::optional<Time> Clock::next_due() const {
  if (queue_.empty()) return std::nullopt;
  return queue_.begin()->first.first;
}

void Clock::run_first() {
  const auto node = queue_.extract(queue_.begin());
  const auto owner = owners_.find(node.mapped().owner);
  if (owner == owners_.end()) {
    throw std::logic_error(base::cat("no one serves the tasks of ", node.mapped().owner));
  }
  owner->second(node.mapped().payload);
}

void Clock::move_to(Time time) { now_ = std::max(now_.load(), time); }

std::vector<Clock::Queued> Clock::queued() const {
  std::vector<Queued> result;
  result.reserve(queue_.size());
  for (const auto& [when, task] : queue_) result.push_back({when.first, task});
  return result;
}

void Clock::restore(Time now, std::vector<Queued> queued) {
  now_ = now;
  queue_.clear();
  for (auto& [time, task] : queued) at(time, std::move(task));
}

}  // namespace tertulia::core

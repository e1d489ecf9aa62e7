#include "emulator/core/core.hpp"

#include <utility>

namespace tertulia::core {

namespace {

/// How often a taken monitor is tried before the thread sleeps: about as long as what others do
/// inside. To sleep and be woken costs more than all of it.
constexpr int kTriesMax = 200;

void pause_briefly() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

void lock(std::mutex& mutex) {
  for (int tries = 0; tries < kTriesMax; ++tries) {
    if (mutex.try_lock()) return;
    pause_briefly();
  }
  mutex.lock();
}

}  // namespace

Core::Inside::Inside(Core& core) : core_(core) { lock(core_.mutex_); }

Core::Inside::~Inside() {
  core_.run_due();
  core_.step_advances();
  auto actions = std::exchange(core_.actions_, {});
  const auto next = core_.clock_.next_due();
  const bool changed = core_.changed_ != nullptr && next != core_.announced_;
  core_.announced_ = next;
  core_.mutex_.unlock();
  for (const auto& action : actions) action();
  if (changed) core_.changed_();
}

void Core::after_leaving(Action action) { actions_.push_back(std::move(action)); }

void Core::end_running() { --running_; }

void Core::advance(Duration span, Action done) {
  advances_.push_back({.span = span, .until = {}, .done = std::move(done)});
}

void Core::run_due() {
  while (clock_.is_due()) clock_.run_first();
}

/// Runs on every leaving, so that the end of a handler carries an advance on. Only the first of
/// several moves the clock; the others wait for it, each with its own span.
void Core::step_advances() {
  while (!advances_.empty() && running_ == 0) {
    auto& advance = advances_.front();
    if (!advance.started) {
      advance.started = true;
      advance.until = clock_.now() + advance.span;
    }
    const auto next = clock_.next_due();
    if (clock_.is_virtual() && next && *next <= advance.until) {
      clock_.move_to(*next);
      run_due();
      continue;
    }
    if (clock_.is_virtual()) clock_.move_to(advance.until);
    after_leaving(std::move(advance.done));
    advances_.pop_front();
  }
}

}  // namespace tertulia::core

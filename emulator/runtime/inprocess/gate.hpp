/// Lets handlers out into the world for as long as the world is there.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace tertulia::runtime {

/// Thread-safe.
class Gate {
 public:
  /// Being outside; check `ok` first.
  class [[nodiscard]] Pass {
   public:
    explicit Pass(Gate& gate) : gate_(gate) {
      gate_.outside_.fetch_add(1);
      ok_ = !gate_.closed_.load();
    }
    ~Pass() { gate_.outside_.fetch_sub(1); }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;
    [[nodiscard]] bool ok() const { return ok_; }

   private:
    Gate& gate_;
    bool ok_ = false;
  };
  Pass pass() { return Pass(*this); }

  /// Nobody passes any more; waits up to `patience` for those who are outside.
  void close(std::chrono::milliseconds patience) {
    closed_.store(true);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (outside_.load() != 0 && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
  }

 private:
  std::atomic<std::int64_t> outside_ = 0;
  std::atomic<bool> closed_ = false;
};

}  // namespace tertulia::runtime

/// One invocation in this process: from the queue through the handler to its answer, with what the
/// handler may ask of the world meanwhile.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/handler_host.hpp"
#include "emulator/core/service_door.hpp"
#include "emulator/runtime/inprocess/environments.hpp"
#include "emulator/runtime/inprocess/gate.hpp"
#include "emulator/runtime/options.hpp"
#include "emulator/runtime/pool.hpp"
#include "emulator/runtime/watchdog.hpp"

namespace tertulia::runtime {

/// What all runs share. Outlives the host for as long as a handler that was given up runs; then the
/// references are no longer used, which `gate` sees to.
struct World {
  core::ServiceDoor& door;
  core::Env& env;
  Options options;
  std::shared_ptr<Pool> pool;
  Environments environments;
  Gate gate;
  Watchdog watchdog;
};

class Run final : public Pool::Work,
                  public Watchdog::Watched,
                  public std::enable_shared_from_this<Run> {
 public:
  Run(std::shared_ptr<World> world, core::Invocation invocation,
      base::UniqueFunction<void(core::Outcome)> done);

  /// On a thread of the pool.
  void run(const Pool::WorkerHandle& worker) override;
  /// Answers that there is no place to run.
  void refuse();
  /// The time is over: answers in the handler's stead.
  void overran() override;

  // What the handler's table leads to; on the handler's thread.
  [[nodiscard]] tertulia_text variable(tertulia_text name);
  [[nodiscard]] std::int64_t now_ms();
  [[nodiscard]] std::int64_t remaining_ms() const;
  [[nodiscard]] std::uint64_t random();
  void log(std::string_view text);
  [[nodiscard]] std::int32_t call(std::string_view service, std::string_view operation,
                                  std::string_view request, tertulia_sink reply, void* target);
  void take_result(std::string_view bytes);

 private:
  [[nodiscard]] std::unique_ptr<Environment> environment();
  [[nodiscard]] std::int32_t call_handler(tertulia_handler_fn handler);
  [[nodiscard]] core::Outcome outcome_of(std::int32_t status);
  [[nodiscard]] std::string* derived_variable(std::string_view name);
  [[nodiscard]] std::vector<std::string> take_log();
  [[nodiscard]] double since_start_ms() const;

  const std::shared_ptr<World> world_;
  core::Invocation invocation_;
  base::UniqueFunction<void(core::Outcome)> done_;
  Pool::WorkerHandle worker_;
  std::atomic<bool> abandoned_ = false;
  bool loading_ = false;
  Watchdog::Clock::time_point started_;
  Watchdog::Clock::time_point limit_;
  double init_ms_ = 0;
  std::string result_;
  bool result_is_cut_ = false;
  std::vector<std::unique_ptr<std::string>> variables_;

  /// The watchdog reads it while the handler may still write.
  std::mutex log_mutex_;
  std::vector<std::string> log_;
  std::size_t log_bytes_ = 0;
};

}  // namespace tertulia::runtime

/// Runs handlers as shared objects inside the emulator's own process.
///
/// A handler is called directly, on a thread of its own: its calls of services cost microseconds
/// and a debugger sees both sides. The price is that a handler which crashes (a segmentation fault,
/// `abort`, `exit`) takes the emulator with it. One that throws, returns nonsense, overruns its
/// time or is missing does not.
///
/// An execution environment is one loaded copy of the file; its globals live from invocation to
/// invocation, as on AWS. A rebuilt file is picked up by the next invocation; if it does not load,
/// the last build that did keeps serving. Code is looked for at `Invocation::handler`, relative to
/// `code_root` and then to each of `Options::function_folders`, as written and with ".so" behind.
///
/// A handler that overruns its time is answered in its stead and left to itself: its thread and its
/// environment are never used again, its calls of services are refused, its answer is dropped.
#pragma once

#include <memory>

#include "emulator/core/core.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/handler_host.hpp"
#include "emulator/core/loop.hpp"
#include "emulator/core/service_door.hpp"
#include "emulator/runtime/options.hpp"

namespace tertulia::runtime {

struct World;

/// Thread-safe.
class InProcessHost final : public core::HandlerHost {
 public:
  InProcessHost(core::ServiceDoor& door, core::Core& core, core::Env& env, Options options);
  /// Stops.
  ~InProcessHost() override;
  InProcessHost(const InProcessHost&) = delete;
  InProcessHost& operator=(const InProcessHost&) = delete;

  void start(core::Invocation invocation, base::UniqueFunction<void(core::Outcome)> done) override;

  /// Further folders after those of the options; before the first `start`.
  void look_in(const std::vector<std::string>& folders);

  /// Has the threads on which handlers run look after `loop` too, and returns when it has ended.
  /// What the loop starts then runs, as long as handlers are brief, where it was started: no thread
  /// is woken for it. A handler that is not is left to its thread, and the loop goes on with
  /// another. Not from a handler; one loop at a time, before `stop`.
  void look_after(core::Loop& loop);

  /// Unloads what is warm: the next invocation of each function is a cold start. What runs goes on.
  void cool_down();

  /// Waits up to `Options::stop_wait` for handlers that run, drops those that wait their turn, and
  /// calls no `done` after it has returned. Must be called before what `done` and the door lead to
  /// goes. May be called again.
  void stop();

 private:
  std::shared_ptr<World> world_;
};

}  // namespace tertulia::runtime

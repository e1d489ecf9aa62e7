/// Input and output that one thread at a time looks after. The edge has one; the runtime lends it
/// the threads on which handlers run.
#pragma once

namespace tertulia::core {

class Loop {
 public:
  virtual ~Loop() = default;
  /// Does one thing that is ready, and waits for one when none is; false, at once, when the loop
  /// has ended. Called by one thread at a time, by no matter which.
  [[nodiscard]] virtual bool run_one() = 0;
};

}  // namespace tertulia::core

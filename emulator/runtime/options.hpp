/// What the host of user code may be told.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::runtime {

struct Options {
  /// Where handlers are looked for besides the code's own folder.
  std::vector<std::string> function_folders = {};
  /// How many handlers run at once, all functions together; further invocations wait their turn. A
  /// handler that invokes another function holds its place meanwhile.
  std::size_t concurrency_max = 64;
  /// Handlers that overran their time and still run, before their places are no longer given to
  /// others.
  std::size_t abandoned_max = 32;
  /// Real seconds per second of a function's timeout: tests shorten them.
  double time_scale = 1.0;
  /// What loading may take, in real time.
  std::chrono::milliseconds init_limit{10'000};
  /// How long `stop` waits for handlers that run.
  std::chrono::milliseconds stop_wait{5'000};
  /// Where loaded copies are kept, in a folder of their own that goes with the process; empty for
  /// $TMPDIR or /tmp.
  std::string temporary_folder = {};
  /// Hears what the developer should know (a rebuilt handler that does not load); called from any
  /// thread. Standard error when empty.
  std::function<void(std::string_view)> report = {};
};

}  // namespace tertulia::runtime

/// Runs a command as a child process, as a shell does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tertulia::app {

/// Changes to the environment of the child: a value, or nothing for a variable to take away.
using Environment = std::map<std::string, std::optional<std::string>>;

/// Runs `command` (found by PATH) with this process's streams and environment, changed by
/// `changes`, and waits for its end. SIGTERM and SIGHUP are handed on to it. Returns its exit
/// status, 128 + N for a death by signal N, 127 when it cannot be started (said on standard error).
/// One child at a time.
[[nodiscard]] int run_child(const std::vector<std::string>& command, const Environment& changes);

}  // namespace tertulia::app

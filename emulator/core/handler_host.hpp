/// The port through which Lambda runs user code. The runtime folder implements it: shared objects
/// in process, worker processes later.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "emulator/base/unique_function.hpp"
#include "emulator/core/call.hpp"

namespace tertulia::core {

/// One run of a function's handler.
struct Invocation {
  std::string request_id;
  /// "gettogether-dev-helloWorld" and its ARN with the qualifier that the caller used.
  std::string function_name;
  std::string function_arn;
  std::string version = "$LATEST";
  /// The handler as the template has it, and the folder that relative paths start from (the code's
  /// location).
  std::string handler;
  std::string code_root;
  std::string payload;
  /// Base64-decoded JSON of X-Amz-Client-Context; empty for none.
  std::string client_context = {};
  std::string trace = {};
  std::map<std::string, std::string> environment;
  /// More variables, the same for many invocations and so not copied for each; `environment` goes
  /// first. May be null.
  std::shared_ptr<const std::map<std::string, std::string>> shared_environment = nullptr;
  std::int32_t memory_mb = 1024;
  /// Real time: user code burns real seconds.
  std::int32_t timeout_ms = 6000;
  /// The function's role: what its calls of services run as.
  Principal principal;
  std::string account;
  std::string region;
  std::string log_group;
  std::string log_stream;
};

enum class OutcomeKind : std::uint8_t {
  kReturned,    // `payload` is what the handler returned
  kFailed,      // it threw or reported an error: `payload` is AWS's error object
  kTimedOut,    // it overran its time and was given up
  kCrashed,     // it took its process with it, or returned what is no result
  kInitFailed,  // its code could not be loaded
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::kReturned;
  /// kReturned: the result. All others: {"errorType":…,"errorMessage":…,…} as AWS words it.
  std::string payload;
  /// kFailed and others: the errorType of the payload.
  std::string error_type = {};
  /// What the handler wrote, line by line, in order.
  std::vector<std::string> log = {};
  /// Real time spent in the handler, and in loading it when this was a cold start.
  double duration_ms = 0;
  double init_duration_ms = 0;
  bool cold_start = false;
  std::int32_t memory_used_mb = 0;
};

class HandlerHost {
 public:
  virtual ~HandlerHost() = default;
  /// Called outside the monitor. Returns at once; calls `done` exactly once, from a thread of its
  /// own or from this one (a function that cannot be loaded), outside the monitor, with a time
  /// limit that holds whatever the handler does.
  virtual void start(Invocation invocation, base::UniqueFunction<void(Outcome)> done) = 0;
};

}  // namespace tertulia::core

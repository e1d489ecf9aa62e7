/// Runs functions: hands invocations out to the host of user code, and on their return writes the
/// log and the journal and answers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "emulator/base/unique_function.hpp"
#include "emulator/core/core.hpp"
#include "emulator/core/credentials.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/handler_host.hpp"
#include "emulator/core/logs.hpp"
#include "emulator/services/lambda/function.hpp"
#include "emulator/services/lambda/journal.hpp"

namespace tertulia::lambda {

struct Limits {
  /// Of synchronous requests, and asynchronous ones: AWS allowed 262,144 bytes until 2025 and
  /// 1,048,576 since.
  std::size_t request_bytes = 6'291'456;
  std::size_t event_bytes = 262'144;
  std::size_t response_bytes = 6'291'556;
};

/// How an invocation ended, as its caller sees it.
struct Ran {
  core::Outcome outcome;
  /// The stream that its log went to.
  std::string log_stream;
  /// Base64 of the last 4 KB of its log, if it was asked for.
  std::string log_tail = {};

  [[nodiscard]] bool failed() const { return outcome.kind != core::OutcomeKind::kReturned; }
};

struct Job {
  std::shared_ptr<Loaded> function;
  /// As the caller named it.
  std::string function_arn;
  std::string request_id;
  std::string payload;
  std::string client_context = {};
  std::string trace = {};
  std::int32_t attempt = 1;
  bool is_async = false;
  bool wants_log_tail = false;
  /// A limit below the function's own timeout; 0 for none.
  std::int32_t timeout_ms = 0;
  /// Inside the monitor.
  base::UniqueFunction<void(Ran)> reply = {};
};

class Runner {
 public:
  struct Ports {
    core::Env& env;
    core::Core& core;
    core::HandlerHost& host;
    core::Credentials& credentials;
    core::LogSink& logs;
  };
  Runner(Ports ports, const Limits& limits) : ports_(ports), limits_(limits) {}

  void run(Job job);
  /// "Root=1-SECONDS-ID;Parent=ID;Sampled=0", as an invocation gets that brings none.
  [[nodiscard]] std::string new_trace();
  /// A line of the emulator's own in the function's log.
  void note(const Loaded& function, std::string_view stream, std::string message);

  [[nodiscard]] const Journal& journal() const { return journal_; }
  /// What is still running belongs to a world that is no more: it is answered, and leaves no trace.
  void reload();

 private:
  struct Running;
  [[nodiscard]] core::Invocation invocation_of(const Running& running);
  [[nodiscard]] const std::shared_ptr<const Variables>& environment_of(Loaded& function);
  [[nodiscard]] std::string take_stream(Loaded& function);
  void finish(Running& running, core::Outcome outcome);
  void write_log(Running& running, const core::Outcome& outcome);
  void write(Running& running, std::string line);
  void limit_response(core::Outcome& outcome) const;

  Ports ports_;
  const Limits& limits_;
  Journal journal_;
  std::uint64_t world_ = 0;
};

}  // namespace tertulia::lambda

#include "emulator/services/lambda/runner.hpp"

#include <exception>
#include <utility>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/lambda/json_text.hpp"
#include "emulator/services/lambda/report.hpp"

namespace tertulia::lambda {
namespace {

constexpr std::size_t kTailBytes = 4096;

std::string_view status_of(core::OutcomeKind kind) {
  switch (kind) {
    case core::OutcomeKind::kReturned:
      return "success";
    case core::OutcomeKind::kFailed:
      return "error";
    case core::OutcomeKind::kTimedOut:
      return "timeout";
    case core::OutcomeKind::kCrashed:
      return "crash";
    case core::OutcomeKind::kInitFailed:
      break;
  }
  return "init_error";
}

}  // namespace

struct Runner::Running {
  Job job;
  std::string stream;
  Journal::Ticket ticket = 0;
  std::uint64_t world = 0;
  std::string log = {};
};

std::string Runner::new_trace() {
  auto& env = ports_.env;
  static constexpr std::string_view kHex = "0123456789abcdef";
  const auto seconds = static_cast<std::uint32_t>(core::epoch_ms(env.clock.now()) / 1000);
  std::string trace = "Root=1-";
  for (int shift = 28; shift >= 0; shift -= 4) trace += kHex[seconds >> shift & 15];
  base::append(trace, "-", env.ids.hex(core::IdKind::kTrace, 24),
               ";Parent=", env.ids.hex(core::IdKind::kTrace, 16), ";Sampled=0");
  return trace;
}

void Runner::run(Job job) {
  auto& function = *job.function;
  if (job.trace.empty()) job.trace = new_trace();
  auto stream = take_stream(function);
  const auto ticket = journal_.start({.function = function.function.name,
                                      .version = function.function.version,
                                      .request_id = job.request_id,
                                      .attempt = job.attempt,
                                      .is_async = job.is_async,
                                      .started = ports_.env.clock.now(),
                                      .event = job.payload});
  const auto running = std::make_shared<Running>(Running{
      .job = std::move(job), .stream = std::move(stream), .ticket = ticket, .world = world_});
  write(*running, start_line(running->job.request_id, function.function.version));
  auto invocation = invocation_of(*running);
  ports_.core.begin_running();
  ports_.core.after_leaving([this, running, invocation = std::move(invocation)]() mutable {
    ports_.host.start(std::move(invocation), [this, running](core::Outcome outcome) {
      const auto inside = ports_.core.enter();
      finish(*running, std::move(outcome));
      ports_.core.end_running();
    });
  });
}

core::Invocation Runner::invocation_of(const Running& running) {
  const auto& job = running.job;
  auto& loaded = *job.function;
  const auto& function = loaded.function;
  core::Invocation invocation;
  invocation.request_id = job.request_id;
  invocation.function_name = function.name;
  invocation.function_arn = job.function_arn;
  invocation.version = function.version;
  invocation.handler = function.handler;
  invocation.code_root = function.code_root;
  invocation.payload = job.payload;
  invocation.client_context = job.client_context;
  invocation.trace = job.trace;
  invocation.shared_environment = environment_of(loaded);
  invocation.memory_mb = function.memory_mb;
  invocation.timeout_ms = function.timeout_s * 1000;
  if (job.timeout_ms > 0 && job.timeout_ms < invocation.timeout_ms) {
    invocation.timeout_ms = job.timeout_ms;
  }
  invocation.principal = loaded.principal;
  invocation.account = function.account;
  invocation.region = function.region;
  invocation.log_group = loaded.log_group;
  invocation.log_stream = running.stream;
  return invocation;
}

/// The keys are issued with the first invocation, so that functions which never run cost nothing.
const std::shared_ptr<const Variables>& Runner::environment_of(Loaded& function) {
  if (!function.environment) {
    auto variables = function.function.environment.value_or(Variables{});
    const auto key = ports_.credentials.issue(function.principal, std::nullopt);
    variables.insert_or_assign("AWS_ACCESS_KEY_ID", key.id);
    variables.insert_or_assign("AWS_SECRET_ACCESS_KEY", key.secret);
    variables.insert_or_assign("AWS_SESSION_TOKEN", key.session_token);
    function.environment = std::make_shared<const Variables>(std::move(variables));
  }
  return function.environment;
}

/// Environments are used in the host as streams are here, the latest first, so a stream stays with
/// its environment.
std::string Runner::take_stream(Loaded& function) {
  if (!function.free_streams.empty()) {
    auto stream = std::move(function.free_streams.back());
    function.free_streams.pop_back();
    return stream;
  }
  return base::cat(core::date_with_slashes(ports_.env.clock.now()), "/[", function.function.version,
                   "]", ports_.env.ids.hex(core::IdKind::kLogStream, 32));
}

void Runner::finish(Running& running, core::Outcome outcome) {
  const auto& job = running.job;
  limit_response(outcome);
  const bool is_present = running.world == world_;
  if (is_present) {
    write_log(running, outcome);
    journal_.finish(running.ticket, status_of(outcome.kind), outcome.payload);
    // What timed out, crashed or did not start has lost its environment.
    if (outcome.kind == core::OutcomeKind::kReturned ||
        outcome.kind == core::OutcomeKind::kFailed) {
      job.function->free_streams.push_back(running.stream);
    }
  }
  Ran ran{.outcome = std::move(outcome), .log_stream = std::move(running.stream)};
  if (job.wants_log_tail) {
    const std::string_view log = running.log;
    ran.log_tail = base::base64(log.substr(log.size() > kTailBytes ? log.size() - kTailBytes : 0));
  }
  if (is_present || !job.is_async) job.reply(std::move(ran));
}

void Runner::limit_response(core::Outcome& outcome) const {
  if (outcome.payload.size() <= limits_.response_bytes) return;
  outcome.kind = core::OutcomeKind::kFailed;
  outcome.error_type = "Function.ResponseSizeTooLarge";
  outcome.payload =
      base::cat(R"({"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload )"
                R"(size exceeded maximum allowed payload size ()",
                limits_.response_bytes, R"( bytes)."})");
}

void Runner::write_log(Running& running, const core::Outcome& outcome) {
  const auto& job = running.job;
  for (const auto& line : outcome.log) write(running, base::cat(line, "\n"));
  if (auto line = error_line(job.request_id, outcome, ports_.env.clock.now()); !line.empty()) {
    write(running, std::move(line));
  }
  write(running, end_line(job.request_id));
  write(running, report_line(job.request_id, job.function->function.memory_mb, outcome,
                             cost_of(outcome, ports_.env)));
}

void Runner::write(Running& running, std::string line) {
  if (running.job.wants_log_tail) running.log += line;
  ports_.logs.append(running.job.function->log_group, running.stream, ports_.env.clock.now(),
                     std::move(line));
}

void Runner::note(const Loaded& function, std::string_view stream, std::string message) {
  ports_.logs.append(function.log_group, stream, ports_.env.clock.now(), std::move(message));
}

void Runner::reload() {
  ++world_;
  journal_.clear();
}

}  // namespace tertulia::lambda

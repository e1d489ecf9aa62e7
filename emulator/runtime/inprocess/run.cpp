#include "emulator/runtime/inprocess/run.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "emulator/base/json_check.hpp"
#include "emulator/base/text.hpp"
#include "emulator/runtime/errors.hpp"

namespace tertulia::runtime {
namespace {

using Clock = Watchdog::Clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// More than any service passes on, so that what is beyond need not be kept to know that it is too
/// much.
constexpr std::size_t kResultMax = 16U << 20;
constexpr std::size_t kLogMax = 16U << 20;

double ms_between(Clock::time_point from, Clock::time_point to) {
  return Milliseconds(to - from).count();
}

std::string_view view(tertulia_text text) {
  return text.data == nullptr ? std::string_view{} : std::string_view(text.data, text.size);
}
tertulia_text text_of(const std::string& text) { return {text.data(), text.size()}; }
Run& run_of(void* context) { return *static_cast<Run*>(context); }

/// The table of host.h: each function leads to the run that `context` points to.
tertulia_host table_of(Run& run) {
  return {.size = sizeof(tertulia_host),
          .context = &run,
          .env = [](void* context, tertulia_text name) { return run_of(context).variable(name); },
          .now_ms = [](void* context) { return run_of(context).now_ms(); },
          .remaining_ms = [](void* context) { return run_of(context).remaining_ms(); },
          .random = [](void* context) { return run_of(context).random(); },
          .log = [](void* context, tertulia_text line) { run_of(context).log(view(line)); },
          .call =
              [](void* context, tertulia_text service, tertulia_text operation,
                 tertulia_text request, tertulia_sink reply, void* target) {
                return run_of(context).call(view(service), view(operation), view(request), reply,
                                            target);
              }};
}

std::string where_not_json(std::string_view result, const base::JsonFault& fault) {
  if (fault.offset >= result.size()) return "the JSON of the result ends too early";
  return base::cat("the result is not JSON at byte ", fault.offset);
}

}  // namespace

Run::Run(std::shared_ptr<World> world, core::Invocation invocation,
         base::UniqueFunction<void(core::Outcome)> done)
    : world_(std::move(world)), invocation_(std::move(invocation)), done_(std::move(done)) {}

void Run::run(const Pool::WorkerHandle& worker) {
  worker_ = worker;
  auto environment = this->environment();
  if (!environment) return;
  started_ = Clock::now();
  limit_ = started_ + std::chrono::duration_cast<Clock::duration>(
                          Milliseconds(invocation_.timeout_ms) * world_->options.time_scale);
  const auto watch = world_->watchdog.arm(limit_, shared_from_this());
  const auto status = call_handler(environment->object->handler());
  const double duration_ms = since_start_ms();
  const auto pass = world_->gate.pass();
  // Too late: answered already. The environment goes too, as nobody knows what it is in.
  if (!world_->watchdog.disarm(watch) || !pass.ok()) return;

  auto outcome = outcome_of(status);
  outcome.log = take_log();
  outcome.duration_ms = duration_ms;
  outcome.cold_start = loading_;
  outcome.init_duration_ms = init_ms_;
  outcome.memory_used_mb = environment->memory_mb;
  // First the environment, then the answer: what follows from the answer finds it warm.
  world_->environments.give_back(std::move(environment));
  done_(std::move(outcome));
}

/// A warm environment or a new one; null when the answer was given here.
std::unique_ptr<Environment> Run::environment() {
  if (auto warm = world_->environments.take(invocation_)) return warm;
  loading_ = true;
  const auto start = Clock::now();
  const auto watch = world_->watchdog.arm(start + world_->options.init_limit, shared_from_this());
  core::Outcome failure;
  auto fresh = world_->environments.load(invocation_, failure);
  const auto pass = world_->gate.pass();
  if (!world_->watchdog.disarm(watch) || !pass.ok()) return nullptr;
  init_ms_ = ms_between(start, Clock::now());
  if (!fresh) {
    failure.cold_start = true;
    failure.init_duration_ms = init_ms_;
    done_(std::move(failure));
  }
  return fresh;
}

void Run::overran() {
  abandoned_.store(true);
  const auto count = world_->pool->abandon(worker_, *this);
  const bool in_handler = started_ != Clock::time_point{};
  const double limit_ms = in_handler ? static_cast<double>(invocation_.timeout_ms)
                                     : static_cast<double>(world_->options.init_limit.count());
  if (count >= world_->options.abandoned_max) {
    world_->options.report(base::cat(
        count, " handlers have overrun their time and still run, the last of them ",
        invocation_.function_name,
        ". No function is invoked until one of them ends; restart the emulator if none does."));
  }
  auto outcome = timed_out(invocation_.request_id, limit_ms / 1000);
  outcome.log = take_log();
  outcome.duration_ms = in_handler ? limit_ms : 0;
  outcome.cold_start = loading_;
  outcome.init_duration_ms = in_handler ? init_ms_ : limit_ms;
  done_(std::move(outcome));
}

void Run::refuse() {
  done_(exited(
      invocation_.request_id,
      base::cat(world_->options.abandoned_max, " handlers have overrun their time and still run")));
}

std::int32_t Run::call_handler(tertulia_handler_fn handler) {
  const auto host = table_of(*this);
  const auto memory = std::to_string(invocation_.memory_mb);
  const tertulia_invocation invocation{.size = sizeof(tertulia_invocation),
                                       .payload = text_of(invocation_.payload),
                                       .request_id = text_of(invocation_.request_id),
                                       .function_name = text_of(invocation_.function_name),
                                       .function_version = text_of(invocation_.version),
                                       .function_arn = text_of(invocation_.function_arn),
                                       .memory_limit_mb = text_of(memory),
                                       .log_group = text_of(invocation_.log_group),
                                       .log_stream = text_of(invocation_.log_stream),
                                       .trace_id = text_of(invocation_.trace),
                                       .client_context = text_of(invocation_.client_context),
                                       .deadline_ms = now_ms() + invocation_.timeout_ms};
  const tertulia_sink sink = [](void* target, const char* data, std::size_t size) {
    if (data != nullptr) run_of(target).take_result({data, size});
  };
  try {
    return handler(&host, &invocation, sink, this);
  } catch (...) {
    // The boundary is C and the SDK lets nothing through; a handler made without it may.
    return -1;
  }
}

core::Outcome Run::outcome_of(std::int32_t status) {
  if (status == TERTULIA_RETURNED) {
    if (result_.empty()) result_ = "null";
    if (!result_is_cut_) {
      if (const auto fault = base::check_json(result_)) {
        return not_json(invocation_.request_id, where_not_json(result_, *fault));
      }
    }
    core::Outcome outcome;
    outcome.payload = std::move(result_);
    return outcome;
  }
  if (status != TERTULIA_FAILED) {
    return exited(invocation_.request_id, base::cat("exit status ", status));
  }
  const auto error = nlohmann::json::parse(result_, nullptr, false);
  if (!error.is_object() || !error.contains("errorType") || !error["errorType"].is_string()) {
    return exited(invocation_.request_id, "the handler reported no error object");
  }
  core::Outcome outcome;
  outcome.kind = core::OutcomeKind::kFailed;
  outcome.error_type = error["errorType"].get<std::string>();
  outcome.payload = std::move(result_);
  return outcome;
}

tertulia_text Run::variable(tertulia_text name) {
  const std::string key(view(name));
  if (const auto found = invocation_.environment.find(key);
      found != invocation_.environment.end()) {
    return text_of(found->second);
  }
  if (const auto* shared = invocation_.shared_environment.get()) {
    if (const auto found = shared->find(key); found != shared->end()) return text_of(found->second);
  }
  const auto* derived = derived_variable(key);
  return derived == nullptr ? tertulia_text{nullptr, 0} : text_of(*derived);
}

/// What Lambda itself sets.
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
std::string* Run::derived_variable(std::string_view name) {
  const auto keep = [this](std::string_view text) {
    return variables_.emplace_back(std::make_unique<std::string>(text)).get();
  };
  if (name == "AWS_REGION" || name == "AWS_DEFAULT_REGION") return &invocation_.region;
  if (name == "AWS_LAMBDA_FUNCTION_NAME") return &invocation_.function_name;
  if (name == "AWS_LAMBDA_FUNCTION_VERSION") return &invocation_.version;
  if (name == "AWS_LAMBDA_FUNCTION_MEMORY_SIZE") return keep(std::to_string(invocation_.memory_mb));
  if (name == "AWS_LAMBDA_LOG_GROUP_NAME") return &invocation_.log_group;
  if (name == "AWS_LAMBDA_LOG_STREAM_NAME") return &invocation_.log_stream;
  if (name == "_HANDLER") return &invocation_.handler;
  if (name == "_X_AMZN_TRACE_ID") return &invocation_.trace;
  if (name == "LAMBDA_TASK_ROOT") return &invocation_.code_root;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kFixed{
      {{"AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"},
       {"AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"},
       {"LAMBDA_RUNTIME_DIR", "/var/runtime"},
       {"LANG", "en_US.UTF-8"},
       {"PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin"},
       {"TZ", ":UTC"}}};
  for (const auto& [known, value] : kFixed) {
    if (name == known) return keep(value);
  }
  return nullptr;
}

std::int64_t Run::now_ms() {
  const auto pass = world_->gate.pass();
  return pass.ok() ? core::epoch_ms(world_->env.clock.now()) : 0;
}

std::int64_t Run::remaining_ms() const {
  const double real_ms = ms_between(Clock::now(), limit_);
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(real_ms / world_->options.time_scale));
}

std::uint64_t Run::random() {
  const auto pass = world_->gate.pass();
  return pass.ok() ? world_->env.ids.next(core::IdKind::kHandler) : 0;
}

void Run::log(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::lock_guard lock(log_mutex_);
  if (abandoned_.load() || log_bytes_ > kLogMax) return;
  log_bytes_ += text.size() + 1;
  if (log_bytes_ > kLogMax) {
    log_.emplace_back("The emulator keeps no more of what this invocation logs.");
    return;
  }
  for (const auto line : base::split(text, '\n')) log_.emplace_back(line);
}

std::vector<std::string> Run::take_log() {
  const std::lock_guard lock(log_mutex_);
  return std::exchange(log_, {});
}

std::int32_t Run::call(std::string_view service, std::string_view operation,
                       std::string_view request, tertulia_sink reply, void* target) {
  const auto pass = world_->gate.pass();
  if (abandoned_.load() || !pass.ok()) {
    // On AWS the sandbox is gone by now, so nothing that it still wants may happen.
    static constexpr std::string_view kGone =
        R"({"__type":"Sandbox.Timedout","message":"The invocation has been given up"})";
    reply(target, kGone.data(), kGone.size());
    return 500;
  }
  const auto answer = world_->door.call(service, operation, request, invocation_.principal,
                                        invocation_.region, invocation_.trace);
  reply(target, answer.body.data(), answer.body.size());
  return answer.status;
}

void Run::take_result(std::string_view bytes) {
  const auto room = kResultMax - result_.size();
  result_is_cut_ = result_is_cut_ || bytes.size() > room;
  result_.append(bytes.substr(0, room));
}

double Run::since_start_ms() const { return ms_between(started_, Clock::now()); }

}  // namespace tertulia::runtime

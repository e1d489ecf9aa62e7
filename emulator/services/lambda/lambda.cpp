#include "emulator/services/lambda/lambda.hpp"

#include <algorithm>
#include <utility>

#include "emulator/base/text.hpp"

namespace tertulia::lambda {
namespace {

/// What Lambda itself sets, which a function may not.
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
constexpr std::string_view kReservedKeys[] = {
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
};
constexpr std::size_t kEnvironmentBytesMax = 4096;

bool is_variable_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return name.size() >= 2 && is_letter(name[0]) &&
         std::all_of(name.begin() + 1, name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

core::Status check_environment(const Variables& variables) {
  constexpr std::string_view kUnable =
      "Lambda was unable to configure your environment variables "
      "because the environment variables you have provided ";
  std::vector<std::string> reserved;
  std::string measured = "{";
  for (const auto& [name, value] : variables) {
    if (std::find(std::begin(kReservedKeys), std::end(kReservedKeys), name) !=
        std::end(kReservedKeys)) {
      reserved.push_back(name);
      continue;
    }
    if (!is_variable_name(name)) {
      return validation_exception(base::cat(
          "1 validation error detected: Value at 'environment.variables' failed to satisfy "
          "constraint: Map keys must satisfy constraint: [Member must satisfy regular expression "
          "pattern: [a-zA-Z]([a-zA-Z0-9_])+] (the key is '",
          name, "')"));
    }
    base::append(measured, measured.size() > 1 ? "," : "", "\"", name, "\":\"", value, "\"");
  }
  measured += '}';
  if (!reserved.empty()) {
    return invalid_parameter_value(
        base::cat(kUnable,
                  "contains reserved keys that are currently not supported for modification. "
                  "Reserved keys used in this request: ",
                  base::join(reserved, ", ")));
  }
  if (measured.size() > kEnvironmentBytesMax) {
    return invalid_parameter_value(
        base::cat(kUnable, "exceeded the 4KB limit. String measured: ", measured));
  }
  return core::ok();
}

bool runs_here(std::string_view runtime) {
  return runtime == "provided.al2023" || runtime == "provided.al2" || runtime == "provided";
}

/// "function:NAME" or "function:NAME:QUALIFIER" of an ARN.
std::optional<FunctionReference> reference_of(const core::Arn& arn) {
  const auto parts = base::split(arn.resource, ':');
  if (parts.size() < 2 || parts.size() > 3 || parts[0] != "function") return std::nullopt;
  return FunctionReference{.account = arn.account,
                           .region = arn.region,
                           .name = std::string(parts[1]),
                           .qualifier = std::string(parts.size() == 3 ? parts[2] : "")};
}

}  // namespace

Lambda::Lambda(Ports ports, const Limits& limits)
    : ports_(ports),
      limits_(limits),
      catalogue_(ports.database),
      runner_({.env = ports.env,
               .core = ports.core,
               .host = ports.host,
               .credentials = ports.credentials,
               .logs = ports.logs},
              limits_),
      async_(ports.database, ports.env, ports.delivery, catalogue_, runner_) {
  ports_.env.clock.serve(std::string(kInfo.id),
                         [this](const std::string& request_id) { async_.retry(request_id); });
}

core::Result<Function> Lambda::put_function(Function function) {
  if (function.environment) TERTULIA_CHECK(check_environment(*function.environment));
  const auto existing = catalogue_.find({.account = function.account,
                                         .region = function.region,
                                         .name = function.name,
                                         .qualifier = std::string(kLatest)});
  if (existing && existing->function.owner != function.owner) return already_exists(function.name);
  function.version = kLatest;
  function.revision_id = ports_.env.ids.uuid(core::IdKind::kOther);
  function.last_modified = ports_.env.clock.now();
  catalogue_.put(function);
  return function;
}

core::Result<Function> Lambda::publish(const FunctionReference& reference, std::string_view owner,
                                       std::string_view description) {
  FunctionReference latest = reference;
  latest.qualifier = kLatest;
  const auto function = catalogue_.find(latest);
  if (!function) {
    latest.qualifier.clear();
    return function_not_found(latest.arn());
  }
  const auto versions = catalogue_.published(reference);
  for (const auto& version : versions) {
    if (version.owner == owner) return version;
  }
  Function version = function->function;
  version.version = std::to_string(
      versions.empty() ? 1 : base::parse_integer(versions.back().version).value_or(0) + 1);
  version.owner = owner;
  if (!description.empty()) version.description = description;
  version.revision_id = ports_.env.ids.uuid(core::IdKind::kOther);
  version.last_modified = ports_.env.clock.now();
  catalogue_.put(version);
  return version;
}

core::Result<std::shared_ptr<Loaded>> Lambda::find(const FunctionReference& reference) {
  auto found = catalogue_.find(reference);
  if (!found) return function_not_found(reference.arn());
  return found;
}

core::Result<std::shared_ptr<Loaded>> Lambda::find_runnable(const FunctionReference& reference) {
  auto found = find(reference);
  if (!found.ok()) return found;
  const auto& function = (*found)->function;
  if (!runs_here(function.runtime)) return cannot_run(function.name, function.runtime);
  return found;
}

void Lambda::invoke(InvokeRequest request, core::Reply<Ran> reply) {
  auto found = find_runnable(request.function);
  if (!found.ok()) return reply(std::move(found).error());
  Job job{.function = std::move(found).value(),
          .function_arn = request.function.arn(),
          .request_id = std::move(request.request_id),
          .payload = std::move(request.payload),
          .client_context = std::move(request.client_context),
          .trace = std::move(request.trace),
          .wants_log_tail = request.wants_log_tail};
  job.reply = [reply = std::move(reply)](Ran ran) { reply(std::move(ran)); };
  runner_.run(std::move(job));
}

core::Status Lambda::invoke_async(InvokeRequest request) {
  auto found = find_runnable(request.function);
  if (!found.ok()) return std::move(found).error();
  async_.accept(std::move(found).value(), {.request_id = std::move(request.request_id),
                                           .function_arn = request.function.arn(),
                                           .payload = std::move(request.payload),
                                           .trace = std::move(request.trace),
                                           .accepted = ports_.env.clock.now()});
  return core::ok();
}

core::Result<std::shared_ptr<Loaded>> Lambda::admit(const FunctionReference& reference,
                                                    const core::Event& event) {
  auto found = find_runnable(reference);
  if (!found.ok()) return found;
  const auto& sender = event.sender;
  const auto arn = reference.arn();
  switch (sender.kind) {
    case core::PrincipalKind::kAdministrator:
      break;
    case core::PrincipalKind::kRole: {
      constexpr std::string_view kAction = "lambda:InvokeFunction";
      const core::AccessRequest access{.principal = sender, .action = kAction, .resource = arn};
      const auto verdict = ports_.authorizer.decide(access);
      if (verdict != core::Verdict::kAllowed) {
        return access_denied(core::refusal(access, verdict));
      }
      break;
    }
    default:
      if (!(*found)->lets_in(reference.qualifier, sender.arn, event.source_arn, sender.account)) {
        return not_let_in(sender.arn, arn);
      }
  }
  return found;
}

core::Status Lambda::deliver(const core::Arn& target, core::Event event) {
  const auto reference = reference_of(target);
  if (!reference) return function_not_found(target.text());
  auto function = admit(*reference, event);
  if (!function.ok()) return std::move(function).error();
  if (event.payload.size() > limits_.event_bytes) {
    return event_too_large(event.payload.size(), limits_.event_bytes);
  }
  async_.accept(std::move(function).value(),
                {.request_id = ports_.env.ids.uuid(core::IdKind::kInvocation),
                 .function_arn = reference->arn(),
                 .payload = std::move(event.payload),
                 .trace = std::move(event.trace),
                 .accepted = ports_.env.clock.now()});
  return core::ok();
}

void Lambda::request(const core::Arn& target, core::Event event,
                     core::Reply<core::EventReply> reply) {
  const auto reference = reference_of(target);
  if (!reference) return reply(function_not_found(target.text()));
  auto function = admit(*reference, event);
  if (!function.ok()) return reply(std::move(function).error());
  if (event.payload.size() > limits_.request_bytes) {
    return reply(request_too_large(limits_.request_bytes));
  }
  const bool sender_is_first =
      event.timeout_ms > 0 && event.timeout_ms < (*function)->function.timeout_s * 1000;
  Job job{.function = std::move(function).value(),
          .function_arn = reference->arn(),
          .request_id = ports_.env.ids.uuid(core::IdKind::kInvocation),
          .payload = std::move(event.payload),
          .trace = std::move(event.trace),
          .timeout_ms = event.timeout_ms};
  job.reply = [reply = std::move(reply), sender_is_first](Ran ran) {
    if (sender_is_first && ran.outcome.kind == core::OutcomeKind::kTimedOut) {
      return reply(core::sender_timed_out());
    }
    const bool failed = ran.failed();
    reply(core::EventReply{.payload = std::move(ran.outcome.payload),
                           .function_error = failed ? "Unhandled" : ""});
  };
  runner_.run(std::move(job));
}

void Lambda::reload() {
  catalogue_.reload();
  runner_.reload();
}

}  // namespace tertulia::lambda

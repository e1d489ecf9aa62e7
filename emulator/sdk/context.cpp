#include "emulator/sdk/context.hpp"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "emulator/sdk/errors.hpp"

namespace tertulia::sdk {
namespace {

std::string_view view(const tertulia_text& text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

tertulia_text text(std::string_view view) { return {view.data(), view.size()}; }

Time time(std::int64_t milliseconds) { return Time(Milliseconds(milliseconds)); }

/// "arn:aws:lambda:eu-west-1:…" → "eu-west-1".
std::string_view region_of(std::string_view arn) {
  std::size_t start = 0;
  for (int colon = 0; colon < 3; ++colon) {
    start = arn.find(':', start);
    if (start == std::string_view::npos) return {};
    ++start;
  }
  return arn.substr(start, arn.find(':', start) - start);
}

void append(void* target, const char* data, std::size_t size) {
  static_cast<std::string*>(target)->append(data, size);
}

/// The error that a service's answer describes. Codes may carry a namespace,
/// "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException".
ServiceError service_error(std::string_view body, int status) {
  const nlohmann::json answer = nlohmann::json::parse(body, nullptr, false);
  const auto member = [&](const char* name) {
    const bool there = answer.is_object() && answer.contains(name) && answer[name].is_string();
    return there ? answer[name].get<std::string>() : std::string();
  };
  std::string code = member("__type");
  if (const auto hash = code.find('#'); hash != std::string::npos) code.erase(0, hash + 1);
  if (code.empty()) code = "UnknownError";
  std::string message = member("message");
  if (message.empty()) message = member("Message");
  return {code, message, status};
}

}  // namespace

Context::Context(const tertulia_host& host, const tertulia_invocation& invocation)
    : host_(host), invocation_(invocation), log_(*this) {}

std::string_view Context::request_id() const { return view(invocation_.request_id); }
std::string_view Context::function_name() const { return view(invocation_.function_name); }
std::string_view Context::function_version() const { return view(invocation_.function_version); }
std::string_view Context::function_arn() const { return view(invocation_.function_arn); }
std::string_view Context::memory_limit_mb() const { return view(invocation_.memory_limit_mb); }
std::string_view Context::log_group() const { return view(invocation_.log_group); }
std::string_view Context::log_stream() const { return view(invocation_.log_stream); }
std::string_view Context::trace_id() const { return view(invocation_.trace_id); }
std::string_view Context::client_context() const { return view(invocation_.client_context); }

std::string_view Context::region() const {
  if (const auto region = env("AWS_REGION")) return *region;
  if (const auto region = env("AWS_DEFAULT_REGION")) return *region;
  return region_of(function_arn());
}

Time Context::deadline() const { return time(invocation_.deadline_ms); }
Milliseconds Context::remaining() const { return Milliseconds(host_.remaining_ms(host_.context)); }
Time Context::now() const { return time(host_.now_ms(host_.context)); }

std::optional<std::string_view> Context::env(std::string_view name) const {
  const tertulia_text found = host_.env(host_.context, text(name));
  if (found.data == nullptr) return std::nullopt;
  return std::string_view(found.data, found.size);
}

std::string_view Context::required_env(std::string_view name) const {
  if (const auto found = env(name)) return *found;
  throw ConfigurationError("The environment variable " + std::string(name) + " is not set");
}

std::uint64_t Context::random() const { return host_.random(host_.context); }

std::string Context::uuid() const {
  const std::uint64_t high = (random() & 0xFFFFFFFFFFFF0FFFULL) | 0x4000ULL;
  const std::uint64_t low = (random() & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
  char letters[37];
  std::snprintf(letters, sizeof letters, "%08llx-%04llx-%04llx-%04llx-%012llx",
                static_cast<unsigned long long>(high >> 32U),
                static_cast<unsigned long long>((high >> 16U) & 0xFFFFU),
                static_cast<unsigned long long>(high & 0xFFFFU),
                static_cast<unsigned long long>(low >> 48U),
                static_cast<unsigned long long>(low & 0xFFFFFFFFFFFFULL));
  return {letters, 36};
}

void Context::write_log(std::string_view line) const { host_.log(host_.context, text(line)); }

std::string Context::call_text(std::string_view service, std::string_view operation,
                               std::string_view input) const {
  std::string answer;
  const std::int32_t status =
      host_.call(host_.context, text(service), text(operation), text(input), &append, &answer);
  if (status < 200 || status >= 300) throw service_error(answer, status);
  return answer;
}

nlohmann::json Context::call(std::string_view service, std::string_view operation,
                             const nlohmann::json& input) const {
  const std::string answer = call_text(service, operation, input.dump());
  return answer.empty() ? nlohmann::json::object() : nlohmann::json::parse(answer);
}

std::string_view Context::value(std::string_view name) const {
  if (const auto text = values_.get(name)) return *text;
  throw ConfigurationError("No middleware has set the value " + std::string(name));
}

void Context::set_value(std::string_view name, std::string_view text) { values_.set(name, text); }

void Context::set_correlation_id(std::string_view name, std::string_view id) {
  correlation_ids_.set(lower(name), id);
}

}  // namespace tertulia::sdk

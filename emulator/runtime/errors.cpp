#include "emulator/runtime/errors.hpp"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::runtime {
namespace {

core::Outcome outcome(core::OutcomeKind kind, std::string_view type, const std::string& message) {
  const nlohmann::ordered_json object{{"errorType", type}, {"errorMessage", message}};
  core::Outcome result;
  result.kind = kind;
  result.payload = object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  result.error_type = type;
  return result;
}

std::string with_id(std::string_view request_id, std::string_view error) {
  return base::cat("RequestId: ", request_id, " Error: ", error);
}

}  // namespace

core::Outcome timed_out(std::string_view request_id, double seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "Task timed out after %.2f seconds", seconds);
  return outcome(core::OutcomeKind::kTimedOut, "Sandbox.Timedout",
                 with_id(request_id, text.data()));
}

core::Outcome no_such_module(std::string_view request_id, std::string_view handler,
                             const std::vector<std::string>& tried) {
  std::string why = base::cat("Cannot find module '", handler, "'\nTried:");
  for (const auto& path : tried) base::append(why, "\n- ", path);
  return outcome(core::OutcomeKind::kInitFailed, "Runtime.ImportModuleError",
                 with_id(request_id, why));
}

core::Outcome cannot_load(std::string_view request_id, std::string_view why) {
  return outcome(core::OutcomeKind::kInitFailed, "Runtime.ImportModuleError",
                 with_id(request_id, why));
}

core::Outcome no_handler(std::string_view request_id, std::string_view path) {
  return outcome(core::OutcomeKind::kInitFailed, "Runtime.HandlerNotFound",
                 with_id(request_id, base::cat(path, " does not export tertulia_handler_v1")));
}

core::Outcome not_json(std::string_view request_id, std::string_view why) {
  return outcome(core::OutcomeKind::kCrashed, "Runtime.MarshalError",
                 with_id(request_id, base::cat("Unable to marshal response: ", why)));
}

core::Outcome exited(std::string_view request_id, std::string_view how) {
  return outcome(core::OutcomeKind::kCrashed, "Runtime.ExitError",
                 with_id(request_id, base::cat("Runtime exited with error: ", how)));
}

}  // namespace tertulia::runtime

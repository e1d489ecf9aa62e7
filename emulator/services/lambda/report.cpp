#include "emulator/services/lambda/report.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "emulator/base/text.hpp"
#include "emulator/services/lambda/json_text.hpp"

namespace tertulia::lambda {
namespace {

std::string two_decimals(double value) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.2f", value);
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace

Cost cost_of(const core::Outcome& outcome, const core::Env& env) {
  Cost cost;
  if (!env.clock.is_virtual()) {
    cost = {.duration_ms = outcome.duration_ms,
            .init_ms = outcome.init_duration_ms,
            .memory_mb = outcome.memory_used_mb};
  } else if (outcome.kind == core::OutcomeKind::kTimedOut) {
    cost.duration_ms = outcome.duration_ms;  // the function's own limit
  }
  return cost;
}

std::string start_line(std::string_view request_id, std::string_view version) {
  return base::cat("START RequestId: ", request_id, " Version: ", version, "\n");
}

std::string end_line(std::string_view request_id) {
  return base::cat("END RequestId: ", request_id, "\n");
}

std::string report_line(std::string_view request_id, std::int32_t memory_mb,
                        const core::Outcome& outcome, const Cost& cost) {
  auto line =
      base::cat("REPORT RequestId: ", request_id, "\tDuration: ", two_decimals(cost.duration_ms),
                " ms\tBilled Duration: ", static_cast<std::int64_t>(std::ceil(cost.duration_ms)),
                " ms\tMemory Size: ", memory_mb, " MB\tMax Memory Used: ", cost.memory_mb, " MB\t");
  if (outcome.cold_start) {
    base::append(line, "Init Duration: ", two_decimals(cost.init_ms), " ms\t");
  }
  using core::OutcomeKind;
  if (outcome.kind == OutcomeKind::kTimedOut) {
    line += "Status: timeout";
  } else if (outcome.kind == OutcomeKind::kCrashed || outcome.kind == OutcomeKind::kInitFailed) {
    base::append(line, "Status: error\tError Type: ", outcome.error_type);
  }
  line += '\n';
  return line;
}

std::string error_line(std::string_view request_id, const core::Outcome& outcome, core::Time now) {
  switch (outcome.kind) {
    case core::OutcomeKind::kReturned:
      return {};
    case core::OutcomeKind::kTimedOut: {
      // The payload has the request's id in front of the sentence.
      const auto message = string_member(outcome.payload, "errorMessage");
      const auto at = message.find("Task timed out");
      return base::cat(core::iso8601_ms(now), " ", request_id, " ",
                       at == std::string::npos ? std::string_view("Task timed out")
                                               : std::string_view(message).substr(at),
                       "\n\n");
    }
    default:
      return base::cat(core::iso8601_ms(now), "\t", request_id, "\tERROR\tInvoke Error \t",
                       outcome.payload, "\n");
  }
}

}  // namespace tertulia::lambda

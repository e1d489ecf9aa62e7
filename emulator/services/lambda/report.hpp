/// The log lines that Lambda itself writes around those of a handler, each with its line end.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/env.hpp"
#include "emulator/core/handler_host.hpp"

namespace tertulia::lambda {

/// What an invocation cost. With a virtual clock these are constants, so that a test sees the same
/// bytes each time: 1 ms to run, 1 ms to start, 32 MB.
struct Cost {
  double duration_ms = 1;
  double init_ms = 1;
  std::int32_t memory_mb = 32;
};
[[nodiscard]] Cost cost_of(const core::Outcome& outcome, const core::Env& env);

/// "START RequestId: ID Version: $LATEST"
[[nodiscard]] std::string start_line(std::string_view request_id, std::string_view version);
/// "END RequestId: ID"
[[nodiscard]] std::string end_line(std::string_view request_id);
/// "REPORT RequestId: ID\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory
/// Used: 32 MB\tInit Duration: 1.00 ms\tStatus: timeout": the last two where they apply.
[[nodiscard]] std::string report_line(std::string_view request_id, std::int32_t memory_mb,
                                      const core::Outcome& outcome, const Cost& cost);
/// What went wrong, as a line in the middle: "TIME ID Task timed out after 3.00 seconds", or
/// "TIME\tID\tERROR\tInvoke Error \t{…}"; empty for success.
[[nodiscard]] std::string error_line(std::string_view request_id, const core::Outcome& outcome,
                                     core::Time now);

}  // namespace tertulia::lambda

/// Instants and spans of the emulated world, in milliseconds; the texts that AWS writes them as.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tertulia::core {

/// An instant of product time: what the clock of `Env` says, real or virtual.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

[[nodiscard]] inline std::int64_t epoch_ms(Time time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline Time from_epoch_ms(std::int64_t ms) { return Time(Duration(ms)); }

/// "2026-01-31T12:34:56.789Z"
[[nodiscard]] std::string iso8601_ms(Time time);
/// "2026-01-31T12:34:56Z"
[[nodiscard]] std::string iso8601(Time time);
/// "20260131T123456Z", as in X-Amz-Date.
[[nodiscard]] std::string iso8601_basic(Time time);
/// "2026-01-31T12:34:56.789+0000", as in Lambda's LastModified.
[[nodiscard]] std::string iso8601_offset(Time time);
/// "31/Jan/2026:12:34:56 +0000", as in access logs and API Gateway's requestTime.
[[nodiscard]] std::string clf_time(Time time);
/// "Sat, 31 Jan 2026 12:34:56 GMT", as in HTTP's Date.
[[nodiscard]] std::string http_date(Time time);
/// "2026/01/31", as in log stream names.
[[nodiscard]] std::string date_with_slashes(Time time);
/// Seconds with three decimals where there are milliseconds: "1769862896.789", "1769862896".
[[nodiscard]] std::string epoch_seconds(Time time);

/// The instant of an ISO 8601 text in UTC or with an offset, basic or extended; nothing for
/// anything else.
[[nodiscard]] std::optional<Time> parse_iso8601(std::string_view text);

}  // namespace tertulia::core

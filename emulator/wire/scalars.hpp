/// Scalars as text: what forms, query strings, paths, headers and XML hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/shape.hpp"

namespace tertulia::wire {

enum class ScalarState : std::uint8_t { kOk, kMalformed, kNotInEnumeration };

/// Parses a boolean (`true`, `false`, `1`, `0`), number, text, blob (base64) or timestamp (epoch
/// seconds, ISO 8601 or an HTTP date) into `target`. Lists, maps and structures are malformed.
[[nodiscard]] ScalarState parse_scalar(const core::Type& type, core::TimeFormat format,
                                       std::string_view text, void* target);

/// The text of a scalar; timestamps as `format` says, ISO 8601 by default. Empty for lists, maps
/// and structures.
[[nodiscard]] std::string print_scalar(const core::Type& type, core::TimeFormat format,
                                       const void* value);

/// A double as Java prints it: always with a fraction or exponent, "Infinity", "NaN".
[[nodiscard]] std::string print_double(double value);

/// `text` with U+FFFD in the place of every byte that is no part of UTF-8.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

/// The instant of "Sat, 31 Jan 2026 12:34:56 GMT"; nothing for anything else.
[[nodiscard]] std::optional<core::Time> parse_http_date(std::string_view text);

}  // namespace tertulia::wire

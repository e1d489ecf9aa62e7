/// Whether a text is JSON (RFC 8259), decided without making anything of it: for payloads that are
/// passed on as they came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tertulia::base {

/// What was due where a text stopped being JSON.
enum class JsonDue : std::uint8_t {
  kValue,
  kFieldName,
  kColon,
  kCommaOrBrace,    // inside an object
  kCommaOrBracket,  // inside an array
  kNothing,         // behind the value
  kText,            // inside a string: a control character, a bad escape
  kDigit,           // inside a number
  kUtf8,            // bytes that are no UTF-8
  kLessDepth,       // deeper than `kJsonDepthMax`
};

struct JsonFault {
  /// Of the first byte that is wrong; the text's size when it ends too early.
  std::size_t offset = 0;
  JsonDue due{};
};

inline constexpr std::size_t kJsonDepthMax = 1000;

/// Nothing when `text` is one JSON value in UTF-8, with white space around it or not.
[[nodiscard]] std::optional<JsonFault> check_json(std::string_view text);

}  // namespace tertulia::base

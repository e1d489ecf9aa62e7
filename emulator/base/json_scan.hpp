/// What the readers and writers of JSON texts share: where a string needs a closer look, and what
/// its escapes say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tertulia::base {

/// The index of the first byte from `at` on that is a quote, a backslash or a control character;
/// the text's size when there is none.
[[nodiscard]] std::size_t next_json_stop(std::string_view text, std::size_t at);

/// A string of a JSON text, looked at once.
struct JsonString {
  enum class Fault : std::uint8_t { kNone, kUnfinished, kControl, kEscape } fault = Fault::kNone;
  /// Where its closing quote is, or what is wrong.
  std::size_t end = 0;
  /// Whether it has escapes at all, and such as \u0041.
  bool escaped = false;
  bool has_code_units = false;
  /// Whether a byte of it is no ASCII, or perhaps one of those after it.
  bool beyond_ascii = false;
};
/// Looks at the string whose first character is at `at`, behind its quote.
[[nodiscard]] JsonString scan_json_string(std::string_view text, std::size_t at);

/// Whether a backslash may stand before `letter` alone: all escapes but \uXXXX.
constexpr bool is_short_json_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      return true;
    default:
      return false;
  }
}

/// Whether each half of a surrogate pair has its other half: `raw` as for `unescape_json`.
[[nodiscard]] bool pairs_surrogates(std::string_view raw);

/// Puts what a string says into `out`: `raw` is its inside as it stands in a JSON text, checked. A
/// surrogate without its other half becomes U+FFFD.
void unescape_json(std::string_view raw, std::string& out);

}  // namespace tertulia::base

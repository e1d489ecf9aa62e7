/// What the readers of JSON texts share: where a string needs a closer look, and what its escapes
/// say. Eight bytes are looked at as one word.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace tertulia::base {

namespace json_words {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
constexpr std::size_t kSize = 8;
constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kTops = 0x8080808080808080;

inline std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kSize);
  return word;
}
/// The top bit of the first byte that is `letter`, and perhaps of some after it.
inline std::uint64_t first_of(std::uint64_t word, unsigned char letter) {
  const std::uint64_t zeros = word ^ (letter * kOnes);
  return (zeros - kOnes) & ~zeros & kTops;
}
inline std::uint64_t first_control(std::uint64_t word) {
  return (word - 0x20 * kOnes) & ~word & kTops;
}
/// How many bytes come before the first whose top bit is set in `marks`, of which one is.
inline std::size_t bytes_before(std::uint64_t marks) {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

}  // namespace json_words

/// The index of the first byte from `at` on that is a quote, a backslash or a control character;
/// the text's size when there is none. `beyond_ascii` becomes true when a byte on the way is no
/// ASCII, and perhaps when one of the next seven is none.
inline std::size_t next_json_stop(std::string_view text, std::size_t at, bool& beyond_ascii) {
  using namespace json_words;  // NOLINT(google-build-using-namespace)
  std::uint64_t seen = 0;
  for (; at + kSize <= text.size(); at += kSize) {
    const auto word = word_at(text.data() + at);
    seen |= word;
    const auto stops = first_control(word) | first_of(word, '"') | first_of(word, '\\');
    if (stops == 0) continue;
    beyond_ascii |= (seen & kTops) != 0;
    return at + bytes_before(stops);
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == '"' || byte == '\\') break;
    seen |= byte;
  }
  beyond_ascii |= (seen & kTops) != 0;
  return at;
}

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

/// The number that the four hexadecimal digits at `at` are; -1 when they are none.
[[nodiscard]] int json_code_unit(std::string_view text, std::size_t at);

/// Puts what a string says into `out`: `raw` is its inside as it stands in a JSON text, checked. A
/// surrogate without its other half becomes U+FFFD.
void unescape_json(std::string_view raw, std::string& out);

}  // namespace tertulia::base

/// Base64, hexadecimal, percent and UTF-8: bytes to text and back, strict where the standards are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tertulia::base {

/// RFC 4648 base64 with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
/// The bytes of base64 with its full padding and no other character; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// The value of a hexadecimal digit of either case; -1 for anything else.
[[nodiscard]] constexpr int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// Lower-case hexadecimal.
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

/// RFC 3986 percent-encoding of everything but unreserved characters; `keep` names more characters
/// to leave.
[[nodiscard]] std::string percent_encode(std::string_view text, std::string_view keep = {});
/// `text` with `%XX` decoded; a `%` without two hexadecimal digits stays as it is.
[[nodiscard]] std::string percent_decode(std::string_view text);
/// The same, with `+` for a space first, as in query strings and forms.
[[nodiscard]] std::string form_decode(std::string_view text);

/// Whether `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text);
/// The number of code points of well-formed UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace tertulia::base

#include "emulator/base/json_text.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_scan.hpp"

namespace tertulia::base {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kHex = "0123456789abcdef";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The length of the well-formed UTF-8 sequence at the start of `text`, which is no ASCII; 0 when
/// there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
  const bool surrogate = lead == 0xed && second > 0x9f;
  const bool beyond = lead == 0xf4 && second > 0x8f;
  return overlong || surrogate || beyond ? 0 : length;
}

/// The text with U+FFFD for each byte that belongs to no well-formed sequence.
std::string with_replacements(std::string_view text) {
  std::string repaired;
  while (!text.empty()) {
    const bool ascii = static_cast<unsigned char>(text[0]) < 0x80;
    const std::size_t length = ascii ? 1 : sequence_length(text);
    repaired += length > 0 ? text.substr(0, length) : kReplacement;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return repaired;
}

void append_control(std::string& out, char letter) {
  switch (letter) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(letter) >> 4];
      out += kHex[static_cast<unsigned char>(letter) & 15];
  }
}

}  // namespace

void append_json_escaped(std::string& out, std::string_view text) {
  if (!is_utf8(text)) {
    const auto repaired = with_replacements(text);
    return append_json_escaped(out, repaired);
  }
  for (std::size_t at = 0;;) {
    const auto stop = next_json_stop(text, at);
    out.append(text, at, stop - at);
    if (stop == text.size()) return;
    append_control(out, text[stop]);
    at = stop + 1;
  }
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  append_json_escaped(out, text);
  out += '"';
}

}  // namespace tertulia::base

#include "emulator/base/json_scan.hpp"

namespace tertulia::base {
namespace {

constexpr int kReplacement = 0xfffd;

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool is_high_surrogate(int unit) { return unit >= 0xd800 && unit <= 0xdbff; }
bool is_low_surrogate(int unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

/// Writes the character in UTF-8 and returns where it ends.
char* put_code_point(int point, char* out) {
  const auto put = [&out](int byte) { *out++ = static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xc0 | point >> 6);
    put(0x80 | (point & 63));
  } else if (point < 0x10000) {
    put(0xe0 | point >> 12);
    put(0x80 | (point >> 6 & 63));
    put(0x80 | (point & 63));
  } else {
    put(0xf0 | point >> 18);
    put(0x80 | (point >> 12 & 63));
    put(0x80 | (point >> 6 & 63));
    put(0x80 | (point & 63));
  }
  return out;
}

char unescaped(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;
  }
}

/// The character of the \u escape whose digits are at `at`, which moves behind it.
int code_point(std::string_view raw, std::size_t& at) {
  const int unit = json_code_unit(raw, at);
  at += 4;
  if (is_high_surrogate(unit) && raw.substr(at, 2) == "\\u") {
    const int low = json_code_unit(raw, at + 2);
    if (is_low_surrogate(low)) {
      at += 6;
      return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  }
  return is_high_surrogate(unit) || is_low_surrogate(unit) ? kReplacement : unit;
}

}  // namespace

int json_code_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// No escape is shorter than what it stands for, so the text itself is room enough.
void unescape_json(std::string_view raw, std::string& out) {
  using namespace json_words;  // NOLINT(google-build-using-namespace)
  out.resize(raw.size());
  char* target = out.data();
  for (std::size_t at = 0; at < raw.size();) {
    if (at + kSize <= raw.size()) {
      const auto word = word_at(raw.data() + at);
      std::memcpy(target, &word, kSize);
      const auto escapes = first_of(word, '\\');
      const auto plain = escapes == 0 ? kSize : bytes_before(escapes);
      at += plain;
      target += plain;
      if (escapes == 0) continue;
    } else if (raw[at] != '\\') {
      *target++ = raw[at++];
      continue;
    }
    const char letter = raw[at + 1];
    at += 2;
    if (letter == 'u') {
      target = put_code_point(code_point(raw, at), target);
    } else {
      *target++ = unescaped(letter);
    }
  }
  out.resize(static_cast<std::size_t>(target - out.data()));
}

}  // namespace tertulia::base

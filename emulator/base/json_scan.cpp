#include "emulator/base/json_scan.hpp"

#include <bit>
#include <cstring>

#include "emulator/base/encoding.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tertulia::base {
namespace {

constexpr int kReplacementPoint = 0xfffd;

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

#if defined(__SSE2__)
constexpr std::size_t kBlock = 16;

/// A bit for each of the block's bytes that is a quote, a backslash or a control character.
unsigned stops_of(const char* bytes, bool& beyond_ascii) {
  const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto is = [&](char letter) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(letter)); };
  // The least of a byte and 0x1f is the byte itself when it is a control character.
  const auto control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
  beyond_ascii |= _mm_movemask_epi8(block) != 0;
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(is('"'), is('\\')))));
}

unsigned backslashes_of(const char* bytes) {
  const auto block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('\\'))));
}
#else
constexpr std::size_t kBlock = 8;

unsigned backslashes_of(const char* bytes) {
  unsigned found = 0;
  for (std::size_t i = 0; i < kBlock; ++i) found |= static_cast<unsigned>(bytes[i] == '\\') << i;
  return found;
}

unsigned stops_of(const char* bytes, bool& beyond_ascii) {
  unsigned stops = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    stops |= static_cast<unsigned>(byte < 0x20 || byte == '"' || byte == '\\') << i;
    beyond_ascii |= byte >= 0x80;
  }
  return stops;
}
#endif

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

/// The number that the four hexadecimal digits at `at` are; -1 when they are none.
int code_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/// The character of the \u escape whose digits are at `at`, which moves behind it.
int code_point(std::string_view raw, std::size_t& at) {
  const int unit = code_unit(raw, at);
  at += 4;
  if (is_high_surrogate(unit) && raw.substr(at, 2) == "\\u") {
    const int low = code_unit(raw, at + 2);
    if (is_low_surrogate(low)) {
      at += 6;
      return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  }
  return is_high_surrogate(unit) || is_low_surrogate(unit) ? kReplacementPoint : unit;
}

/// Where the escape at `at`, a backslash, ends; or sets the fault at its first wrong byte.
std::size_t end_of_escape(std::string_view text, std::size_t at, JsonString& found) {
  const auto fault = [&](std::size_t where) {
    found.fault = JsonString::Fault::kEscape;
    found.end = where;
    return where;
  };
  if (at + 1 == text.size()) return fault(at + 1);
  if (is_short_json_escape(text[at + 1])) return at + 2;
  if (text[at + 1] != 'u') return fault(at + 1);
  found.has_code_units = true;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    if (i >= text.size() || hex_value(text[i]) < 0) return fault(i);
  }
  return at + 6;
}

}  // namespace

std::size_t next_json_stop(std::string_view text, std::size_t at) {
  bool beyond_ascii = false;
  for (; at + kBlock <= text.size(); at += kBlock) {
    const auto stops = stops_of(text.data() + at, beyond_ascii);
    if (stops != 0) return at + static_cast<std::size_t>(std::countr_zero(stops));
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' &&
         text[at] != '\\') {
    ++at;
  }
  return at;
}

// Several stops of one block are taken off one mask, so that text full of escapes, such as JSON
// inside JSON, costs little more than plain text.
JsonString scan_json_string(std::string_view text, std::size_t at) {
  JsonString found;
  const auto fault = [&](JsonString::Fault what, std::size_t where) {
    found.fault = what;
    found.end = where;
    return found;
  };
  while (at + kBlock <= text.size()) {
    auto stops = stops_of(text.data() + at, found.beyond_ascii);
    std::size_t advance = kBlock;
    while (stops != 0) {
      const auto place = static_cast<std::size_t>(std::countr_zero(stops));
      const auto stop = at + place;
      if (text[stop] == '"') {
        found.end = stop;
        return found;
      }
      if (text[stop] != '\\') return fault(JsonString::Fault::kControl, stop);
      found.escaped = true;
      if (place + 1 == kBlock || !is_short_json_escape(text[stop + 1])) {
        const auto behind = end_of_escape(text, stop, found);
        if (found.fault != JsonString::Fault::kNone) return found;
        advance = behind - at;
        break;
      }
      stops &= ~(3U << place);
    }
    at += advance;
  }
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '"') {
      found.end = at;
      return found;
    }
    if (byte < 0x20) return fault(JsonString::Fault::kControl, at);
    found.beyond_ascii |= byte >= 0x80;
    if (byte != '\\') {
      ++at;
      continue;
    }
    found.escaped = true;
    at = end_of_escape(text, at, found);
    if (found.fault != JsonString::Fault::kNone) return found;
  }
  return fault(JsonString::Fault::kUnfinished, text.size());
}

bool pairs_surrogates(std::string_view raw) {
  for (auto at = raw.find('\\'); at != std::string_view::npos; at = raw.find('\\', at)) {
    if (raw[at + 1] != 'u') {
      at += 2;
      continue;
    }
    const int unit = code_unit(raw, at + 2);
    if (is_low_surrogate(unit)) return false;
    at += 6;
    if (!is_high_surrogate(unit)) continue;
    if (raw.substr(at, 2) != "\\u" || !is_low_surrogate(code_unit(raw, at + 2))) {
      return false;
    }
    at += 6;
  }
  return true;
}

// No escape is shorter than what it stands for, so the text itself is room enough.
void unescape_json(std::string_view raw, std::string& out) {
  out.resize(raw.size());
  char* target = out.data();
  std::size_t at = 0;
  const auto unescape = [&] {
    const char letter = raw[at + 1];
    at += 2;
    if (letter == 'u') {
      target = put_code_point(code_point(raw, at), target);
    } else {
      *target++ = unescaped(letter);
    }
  };
  while (at + kBlock <= raw.size()) {
    std::memcpy(target, raw.data() + at, kBlock);
    const auto escapes = backslashes_of(raw.data() + at);
    const auto plain = escapes == 0 ? kBlock : static_cast<std::size_t>(std::countr_zero(escapes));
    at += plain;
    target += plain;
    if (escapes != 0) unescape();
  }
  while (at < raw.size()) {
    if (raw[at] == '\\') {
      unescape();
    } else {
      *target++ = raw[at++];
    }
  }
  out.resize(static_cast<std::size_t>(target - out.data()));
}

}  // namespace tertulia::base

#include "emulator/sdk/json_text.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tertulia::sdk {
namespace {

constexpr int kDepthMax = 256;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool stops(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\';
}

// Strings are read and written a block at a time: what stops a string in it is a mask, of which one
// stop after the other is taken.
#if defined(__SSE2__)
constexpr std::size_t kBlock = 16;

__m128i load(const char* bytes) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)); }
/// A bit for each byte of the block that is a quote, a backslash or a control character.
unsigned stops_of(const char* bytes) {
  const auto block = load(bytes);
  const auto is = [&](char letter) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(letter)); };
  // The least of a byte and 0x1f is the byte itself when it is a control character.
  const auto control = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1f)), block);
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(is('"'), is('\\')))));
}
/// A bit for each byte of the block that is no ASCII.
unsigned beyond_ascii(const char* bytes) {
  return static_cast<unsigned>(_mm_movemask_epi8(load(bytes)));
}
#else
constexpr std::size_t kBlock = 8;

unsigned stops_of(const char* bytes) {
  unsigned mask = 0;
  for (std::size_t i = 0; i < kBlock; ++i) mask |= static_cast<unsigned>(stops(bytes[i])) << i;
  return mask;
}
unsigned beyond_ascii(const char* bytes) {
  unsigned mask = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    mask |= static_cast<unsigned>(static_cast<unsigned char>(bytes[i]) >= 0x80) << i;
  }
  return mask;
}
#endif

/// The first byte from `at` on that stops a string; the text's size when none does.
std::size_t next_stop(std::string_view text, std::size_t at) {
  for (; at + kBlock <= text.size(); at += kBlock) {
    const unsigned mask = stops_of(text.data() + at);
    if (mask != 0) return at + static_cast<std::size_t>(std::countr_zero(mask));
  }
  while (at < text.size() && !stops(text[at])) ++at;
  return at;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

int hex_value(char letter) {
  if (is_digit(letter)) return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

/// The code unit of four hexadecimal digits at `at`; negative when they are none.
std::int32_t code_unit(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  std::int32_t unit = 0;
  for (std::size_t index = at; index < at + 4; ++index) {
    const int value = hex_value(text[index]);
    if (value < 0) return -1;
    unit = unit * 16 + value;
  }
  return unit;
}

void append_utf8(std::string& target, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { target += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0U | (point >> 6U));
    byte(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    byte(0xE0U | (point >> 12U));
    byte(0x80U | ((point >> 6U) & 0x3FU));
    byte(0x80U | (point & 0x3FU));
  } else {
    byte(0xF0U | (point >> 18U));
    byte(0x80U | ((point >> 12U) & 0x3FU));
    byte(0x80U | ((point >> 6U) & 0x3FU));
    byte(0x80U | (point & 0x3FU));
  }
}

/// Appends the character whose \u escape has its digits at `at`, and returns how many bytes after
/// the "\u" belong to it: 4, or 10 for a pair of surrogates.
std::size_t append_escaped_unit(std::string& target, std::string_view raw, std::size_t at) {
  const std::int32_t unit = code_unit(raw, at);
  const bool high = unit >= 0xD800 && unit < 0xDC00;
  if (high && raw.substr(at + 4, 2) == "\\u") {
    const std::int32_t low = code_unit(raw, at + 6);
    if (low >= 0xDC00 && low < 0xE000) {
      const auto point = 0x10000U + ((static_cast<std::uint32_t>(unit) - 0xD800U) << 10U) +
                         (static_cast<std::uint32_t>(low) - 0xDC00U);
      append_utf8(target, point);
      return 10;
    }
  }
  if (unit < 0 || (unit >= 0xD800 && unit < 0xE000)) {
    target += kReplacement;
  } else {
    append_utf8(target, static_cast<std::uint32_t>(unit));
  }
  return 4;
}

char plain_escape(char letter) {
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

/// The length of the well-formed UTF-8 sequence at `at`; 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t index) -> unsigned {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
  };
  const auto follows = [&](std::size_t index) { return (byte(index) & 0xC0U) == 0x80U; };
  const unsigned first = byte(at);
  if (first >= 0xC2 && first <= 0xDF) return follows(at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned second = byte(at + 1);
    if (first == 0xE0 && second < 0xA0) return 0;
    if (first == 0xED && second > 0x9F) return 0;
    return follows(at + 1) && follows(at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned second = byte(at + 1);
    if (first == 0xF0 && second < 0x90) return 0;
    if (first == 0xF4 && second > 0x8F) return 0;
    return follows(at + 1) && follows(at + 2) && follows(at + 3) ? 4 : 0;
  }
  return 0;
}

/// Writes text as the inside of a JSON string, through a buffer: appending piece by piece is what
/// would cost the most.
class StringWriter {
 public:
  explicit StringWriter(std::string& target) : target_(target) {}

  void write(std::string_view text) {
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock) {
      if (used_ + kSlack > sizeof buffer_) flush();
      write_block(text.data() + at);
    }
    for (; at < text.size(); ++at) {
      if (used_ + kSlack > sizeof buffer_) flush();
      put(text[at]);
    }
    flush();
  }

 private:
  /// What one turn writes at most: a block of escapes.
  static constexpr std::size_t kSlack = 6 * kBlock;

  void write_block(const char* bytes) {
    std::size_t begin = 0;
    for (unsigned mask = stops_of(bytes); mask != 0; mask &= mask - 1) {
      const auto stop = static_cast<std::size_t>(std::countr_zero(mask));
      std::memcpy(buffer_ + used_, bytes + begin, stop - begin);
      used_ += stop - begin;
      put(bytes[stop]);
      begin = stop + 1;
    }
    std::memcpy(buffer_ + used_, bytes + begin, kBlock - begin);
    used_ += kBlock - begin;
  }

  void put(char letter) {
    constexpr std::string_view kPlain = "\b\f\n\r\t";
    constexpr std::string_view kLetters = "bfnrt";
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (!stops(letter)) {
      buffer_[used_++] = letter;
      return;
    }
    buffer_[used_++] = '\\';
    if (letter == '"' || letter == '\\') {
      buffer_[used_++] = letter;
      return;
    }
    if (const auto known = kPlain.find(letter); known != std::string_view::npos) {
      buffer_[used_++] = kLetters[known];
      return;
    }
    for (const char digit : {'u', '0', '0'}) buffer_[used_++] = digit;
    buffer_[used_++] = kDigits[static_cast<unsigned char>(letter) >> 4U];
    buffer_[used_++] = kDigits[static_cast<unsigned char>(letter) & 0xFU];
  }

  void flush() {
    target_.append(buffer_, used_);
    used_ = 0;
  }

  std::string& target_;
  char buffer_[1024];
  std::size_t used_ = 0;
};

/// Where the first byte is that belongs to no well-formed character; the text's size for none.
std::size_t first_malformed(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + kBlock <= text.size()) {
      const unsigned mask = beyond_ascii(text.data() + at);
      if (mask == 0) {
        at += kBlock;
        continue;
      }
      at += static_cast<std::size_t>(std::countr_zero(mask));
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
    } else if (const std::size_t length = sequence_length(text, at); length > 0) {
      at += length;
    } else {
      return at;
    }
  }
  return at;
}

/// The end of the number that begins at `at`; `at` itself when there is none.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  const auto letter = [&](std::size_t index) { return index < text.size() ? text[index] : '\0'; };
  const auto digits = [&](std::size_t index) {
    while (is_digit(letter(index))) ++index;
    return index;
  };
  std::size_t here = at;
  if (letter(here) == '-') ++here;
  if (!is_digit(letter(here))) return at;
  here = letter(here) == '0' ? here + 1 : digits(here);
  if (letter(here) == '.') {
    if (!is_digit(letter(here + 1))) return at;
    here = digits(here + 1);
  }
  if (letter(here) == 'e' || letter(here) == 'E') {
    ++here;
    if (letter(here) == '+' || letter(here) == '-') ++here;
    if (!is_digit(letter(here))) return at;
    here = digits(here);
  }
  return here;
}

}  // namespace

void JsonReader::fail(const char* what) const {
  throw JsonError(std::string(what) + " at byte " + std::to_string(at_));
}

void JsonReader::skip_space() {
  while (at_ < text_.size()) {
    const char letter = text_[at_];
    if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') return;
    ++at_;
  }
}

void JsonReader::descend() {
  if (++depth_ > kDepthMax) fail("too many levels");
}

void JsonReader::word(std::string_view letters) {
  if (text_.substr(at_, letters.size()) != letters) fail("unexpected character");
  at_ += letters.size();
}

JsonKind JsonReader::kind() {
  space();
  if (at_ >= text_.size()) fail("unexpected end");
  switch (text_[at_]) {
    case '{':
      return JsonKind::kObject;
    case '[':
      return JsonKind::kArray;
    case '"':
      return JsonKind::kString;
    case 't':
    case 'f':
      return JsonKind::kBoolean;
    case 'n':
      return JsonKind::kNull;
    default:
      return JsonKind::kNumber;
  }
}

std::string_view JsonReader::raw_string() {
  expect('"');
  const std::size_t start = at_;
  while (true) {
    at_ = next_stop(text_, at_);
    if (at_ >= text_.size()) fail("unexpected end of a string");
    if (text_[at_] == '"') return text_.substr(start, at_++ - start);
    if (text_[at_] != '\\') fail("control character in a string");
    const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (escaped == '"' || escaped == '\\') {
      at_ += 2;
    } else if (escaped == 'u') {
      if (code_unit(text_, at_ + 2) < 0) fail("bad escape");
      at_ += 6;
    } else {
      constexpr std::string_view kEscapes = "/bfnrt";
      if (kEscapes.find(escaped) == std::string_view::npos) fail("bad escape");
      at_ += 2;
    }
  }
}

std::string JsonReader::string() { return unescape_json(raw_string()); }

std::string_view JsonReader::name_of_member(std::string& unescaped) {
  const std::string_view raw = raw_name_ = raw_string();
  expect(':');
  if (raw.find('\\') == std::string_view::npos) return raw;
  unescaped = unescape_json(raw);
  return unescaped;
}

std::string_view JsonReader::number() {
  space();
  const std::size_t end = end_of_number(text_, at_);
  if (end == at_) fail(at_ >= text_.size() ? "unexpected end" : "unexpected character");
  const std::string_view digits = text_.substr(at_, end - at_);
  at_ = end;
  return digits;
}

bool JsonReader::boolean() {
  space();
  const bool value = at_ < text_.size() && text_[at_] == 't';
  word(value ? "true" : "false");
  return value;
}

bool JsonReader::take_null() {
  if (kind() != JsonKind::kNull) return false;
  word("null");
  return true;
}

std::string_view JsonReader::skip() {
  const JsonKind what = kind();
  const std::size_t start = at_;
  switch (what) {
    case JsonKind::kObject:
      object([this](std::string_view) { skip(); });
      break;
    case JsonKind::kArray:
      array([this] { skip(); });
      break;
    case JsonKind::kString:
      (void)raw_string();
      break;
    case JsonKind::kNumber:
      (void)number();
      break;
    case JsonKind::kBoolean:
      (void)boolean();
      break;
    case JsonKind::kNull:
      word("null");
      break;
  }
  return text_.substr(start, at_ - start);
}

void JsonReader::end() {
  space();
  if (at_ < text_.size()) fail("unexpected character");
}

std::string unescape_json(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t escape = raw.find('\\', at);
    text += raw.substr(at, escape - at);
    if (escape == std::string_view::npos || escape + 1 >= raw.size()) break;
    if (raw[escape + 1] == 'u') {
      at = escape + 2 + append_escaped_unit(text, raw, escape + 2);
    } else {
      text += plain_escape(raw[escape + 1]);
      at = escape + 2;
    }
  }
  return text;
}

void append_json(std::string& target, std::string_view text) {
  target += '"';
  while (true) {
    const std::size_t good = first_malformed(text);
    const std::string_view part = text.substr(0, good);
    if (const std::size_t plain = next_stop(part, 0); plain == good) {
      target += part;
    } else {
      StringWriter(target).write(part);
    }
    if (good == text.size()) break;
    target += kReplacement;
    text.remove_prefix(good + 1);
  }
  target += '"';
}

bool is_json_number(std::string_view text) {
  return !text.empty() && end_of_number(text, 0) == text.size();
}

}  // namespace tertulia::sdk

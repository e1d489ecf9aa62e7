#include "emulator/wire/json/tape.hpp"

#include <limits>

#include "emulator/base/encoding.hpp"

namespace tertulia::wire::json {
namespace {

/// Enough for every payload, little enough for the stack.
constexpr int kTextDepthMax = 512;

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// The number of the four digits at `at`; -1 when they are none.
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

bool is_high_surrogate(int unit) { return unit >= 0xd800 && unit <= 0xdbff; }
bool is_low_surrogate(int unit) { return unit >= 0xdc00 && unit <= 0xdfff; }

void append_code_point(int point, std::string& out) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 63));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 63));
    out += static_cast<char>(0x80 | (point & 63));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 63));
    out += static_cast<char>(0x80 | (point >> 6 & 63));
    out += static_cast<char>(0x80 | (point & 63));
  }
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

}  // namespace

bool Tape::parse(std::string_view text) {
  tokens_.clear();
  text_ = text;
  at_ = 0;
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  blank();
  if (!value(0)) return false;
  blank();
  return at_ == text_.size();
}

void Tape::blank() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
}

bool Tape::take(char letter) {
  blank();
  if (at_ == text_.size() || text_[at_] != letter) return false;
  ++at_;
  return true;
}

std::uint32_t Tape::begin(TokenKind kind) {
  const auto index = size();
  tokens_.push_back({.kind = kind, .begin = static_cast<std::uint32_t>(at_)});
  return index;
}

void Tape::finish(std::uint32_t index) {
  tokens_[index].end = static_cast<std::uint32_t>(at_);
  tokens_[index].next = size();
}

bool Tape::value(int depth) {
  if (at_ == text_.size()) return false;
  switch (text_[at_]) {
    case '{':
      return depth < kTextDepthMax && object(depth + 1);
    case '[':
      return depth < kTextDepthMax && array(depth + 1);
    case '"':
      return string();
    case 't':
      return word("true", TokenKind::kTrue);
    case 'f':
      return word("false", TokenKind::kFalse);
    case 'n':
      return word("null", TokenKind::kNull);
    default:
      return number();
  }
}

bool Tape::object(int depth) {
  const auto index = begin(TokenKind::kObject);
  ++at_;
  if (!take('}')) {
    do {
      blank();
      if (at_ == text_.size() || text_[at_] != '"' || !string() || !take(':')) return false;
      blank();
      if (!value(depth)) return false;
    } while (take(','));
    if (!take('}')) return false;
  }
  finish(index);
  return true;
}

bool Tape::array(int depth) {
  const auto index = begin(TokenKind::kArray);
  ++at_;
  if (!take(']')) {
    do {
      blank();
      if (!value(depth)) return false;
    } while (take(','));
    if (!take(']')) return false;
  }
  finish(index);
  return true;
}

bool Tape::string() {
  const auto index = begin(TokenKind::kString);
  const auto start = ++at_;
  bool beyond_ascii = false;
  for (; at_ < text_.size(); ++at_) {
    const auto letter = static_cast<unsigned char>(text_[at_]);
    if (letter == '"') {
      if (beyond_ascii && !base::is_utf8(text_.substr(start, at_ - start))) return false;
      ++at_;
      finish(index);
      return true;
    }
    if (letter < 0x20) return false;
    beyond_ascii |= letter >= 0x80;
    if (letter == '\\') {
      tokens_[index].escaped = true;
      if (!escape()) return false;
    }
  }
  return false;
}

/// From the backslash to the escape's last character.
bool Tape::escape() {
  if (++at_ == text_.size()) return false;
  if (text_[at_] != 'u')
    return std::string_view("\"\\/bfnrt").find(text_[at_]) != std::string::npos;
  const int unit = code_unit(text_, at_ + 1);
  if (unit < 0 || is_low_surrogate(unit)) return false;
  at_ += 4;
  if (!is_high_surrogate(unit)) return true;
  if (text_.substr(at_ + 1, 2) != "\\u" || !is_low_surrogate(code_unit(text_, at_ + 3))) {
    return false;
  }
  at_ += 6;
  return true;
}

bool Tape::number() {
  const auto index = begin(TokenKind::kInteger);
  const auto digits = [this] {
    const auto first = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ - first;
  };
  if (text_[at_] == '-') ++at_;
  const auto whole = at_;
  const auto count = digits();
  if (count == 0 || (count > 1 && text_[whole] == '0')) return false;
  if (at_ < text_.size() && text_[at_] == '.') {
    tokens_[index].kind = TokenKind::kDecimal;
    ++at_;
    if (digits() == 0) return false;
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    tokens_[index].kind = TokenKind::kDecimal;
    ++at_;
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
    if (digits() == 0) return false;
  }
  finish(index);
  return true;
}

bool Tape::word(std::string_view word, TokenKind kind) {
  if (text_.substr(at_, word.size()) != word) return false;
  const auto index = begin(kind);
  at_ += word.size();
  finish(index);
  return true;
}

std::string_view Tape::string(const Token& token, std::string& scratch) const {
  const auto inside = text_.substr(token.begin + 1, token.end - token.begin - 2);
  if (!token.escaped) return inside;
  scratch.clear();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\') {
      scratch += inside[i];
    } else if (inside[++i] != 'u') {
      scratch += unescaped(inside[i]);
    } else {
      int point = code_unit(inside, i + 1);
      i += 4;
      if (is_high_surrogate(point)) {
        point = 0x10000 + ((point - 0xd800) << 10) + (code_unit(inside, i + 3) - 0xdc00);
        i += 6;
      }
      append_code_point(point, scratch);
    }
  }
  return scratch;
}

}  // namespace tertulia::wire::json

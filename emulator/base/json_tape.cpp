#include "emulator/base/json_tape.hpp"

#include <limits>

#include "emulator/base/encoding.hpp"
#include "emulator/base/json_scan.hpp"

namespace tertulia::base {
namespace {

/// Enough for every payload, little enough for the stack.
constexpr int kTextDepthMax = 512;

}  // namespace

bool JsonTape::parse(std::string_view text) {
  tokens_.clear();
  text_ = text;
  at_ = 0;
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  blank();
  if (!value(0)) return false;
  blank();
  return at_ == text_.size();
}

void JsonTape::blank() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
}

bool JsonTape::take(char letter) {
  blank();
  if (at_ == text_.size() || text_[at_] != letter) return false;
  ++at_;
  return true;
}

std::uint32_t JsonTape::begin(JsonTokenKind kind) {
  const auto index = size();
  tokens_.push_back({.kind = kind, .begin = static_cast<std::uint32_t>(at_)});
  return index;
}

void JsonTape::finish(std::uint32_t index) {
  tokens_[index].end = static_cast<std::uint32_t>(at_);
  tokens_[index].next = size();
}

bool JsonTape::value(int depth) {
  if (at_ == text_.size()) return false;
  switch (text_[at_]) {
    case '{':
      return depth < kTextDepthMax && object(depth + 1);
    case '[':
      return depth < kTextDepthMax && array(depth + 1);
    case '"':
      return string();
    case 't':
      return word("true", JsonTokenKind::kTrue);
    case 'f':
      return word("false", JsonTokenKind::kFalse);
    case 'n':
      return word("null", JsonTokenKind::kNull);
    default:
      return number();
  }
}

bool JsonTape::object(int depth) {
  const auto index = begin(JsonTokenKind::kObject);
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

bool JsonTape::array(int depth) {
  const auto index = begin(JsonTokenKind::kArray);
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

bool JsonTape::string() {
  const auto index = begin(JsonTokenKind::kString);
  const auto start = ++at_;
  const auto string = scan_json_string(text_, start);
  if (string.fault != JsonString::Fault::kNone) return false;
  const auto inside = text_.substr(start, string.end - start);
  if (string.beyond_ascii && !is_utf8(inside)) return false;
  if (string.has_code_units && !pairs_surrogates(inside)) return false;
  tokens_[index].escaped = string.escaped;
  at_ = string.end + 1;
  finish(index);
  return true;
}

bool JsonTape::number() {
  const auto index = begin(JsonTokenKind::kInteger);
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
    tokens_[index].kind = JsonTokenKind::kDecimal;
    ++at_;
    if (digits() == 0) return false;
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    tokens_[index].kind = JsonTokenKind::kDecimal;
    ++at_;
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
    if (digits() == 0) return false;
  }
  finish(index);
  return true;
}

bool JsonTape::word(std::string_view word, JsonTokenKind kind) {
  if (text_.substr(at_, word.size()) != word) return false;
  const auto index = begin(kind);
  at_ += word.size();
  finish(index);
  return true;
}

std::uint32_t JsonTape::find(std::uint32_t object, std::string_view name,
                             std::string& scratch) const {
  std::uint32_t found = 0;
  const auto end = tokens_[object].next;
  for (auto key = object + 1; key < end; key = tokens_[key + 1].next) {
    if (string(tokens_[key], scratch) == name) found = key + 1;
  }
  return found;
}

std::string_view JsonTape::string(const JsonToken& token, std::string& scratch) const {
  const auto inside = text_.substr(token.begin + 1, token.end - token.begin - 2);
  if (!token.escaped) return inside;
  unescape_json(inside, scratch);
  return scratch;
}

}  // namespace tertulia::base

#include "emulator/services/dynamodb/expressions/token.hpp"

#include <array>
#include <utility>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

constexpr std::array<std::pair<std::string_view, TokenKind>, 9> kKeywords{{
    {"AND", TokenKind::kAnd},
    {"OR", TokenKind::kOr},
    {"NOT", TokenKind::kNot},
    {"IN", TokenKind::kIn},
    {"BETWEEN", TokenKind::kBetween},
    {"SET", TokenKind::kSet},
    {"REMOVE", TokenKind::kRemove},
    {"ADD", TokenKind::kAdd},
    {"DELETE", TokenKind::kDelete},
}};

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
using base::is_digit;
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

/// How many characters from `from` on are such.
template <class Is>
std::size_t run(std::string_view text, std::size_t from, Is is) {
  std::size_t end = from;
  while (end < text.size() && is(text[end])) ++end;
  return end - from;
}

TokenKind word_kind(std::string_view word) {
  for (const auto& [keyword, kind] : kKeywords) {
    if (base::iequals(keyword, word)) return kind;
  }
  return TokenKind::kName;
}

/// The length of a character that begins nothing, in UTF-8.
std::size_t character_length(std::string_view text, std::size_t at) {
  return 1 + run(text, at + 1, [](char c) { return (static_cast<unsigned char>(c) >> 6) == 2; });
}

TokenKind sign_kind(char sign, char next) {
  switch (sign) {
    case '(':
      return TokenKind::kLeftParenthesis;
    case ')':
      return TokenKind::kRightParenthesis;
    case '[':
      return TokenKind::kLeftBracket;
    case ']':
      return TokenKind::kRightBracket;
    case ',':
      return TokenKind::kComma;
    case '.':
      return TokenKind::kDot;
    case '+':
      return TokenKind::kPlus;
    case '-':
      return TokenKind::kMinus;
    case '=':
      return TokenKind::kEqual;
    case '<':
      if (next == '>') return TokenKind::kNotEqual;
      return next == '=' ? TokenKind::kLessEqual : TokenKind::kLess;
    case '>':
      return next == '=' ? TokenKind::kGreaterEqual : TokenKind::kGreater;
    default:
      return TokenKind::kUnknown;
  }
}

std::size_t sign_length(TokenKind kind, std::string_view text, std::size_t at) {
  switch (kind) {
    case TokenKind::kUnknown:
      return character_length(text, at);
    case TokenKind::kNotEqual:
    case TokenKind::kLessEqual:
    case TokenKind::kGreaterEqual:
      return 2;
    default:
      return 1;
  }
}

/// "#name" or ":value"; its first character alone begins nothing.
Token placeholder(TokenKind kind, std::string_view text, std::size_t at) {
  const auto length = run(text, at + 1, is_word);
  return {.kind = length == 0 ? TokenKind::kUnknown : kind,
          .begin = at,
          .text = text.substr(at, 1 + length)};
}

}  // namespace

Token next_token(std::string_view expression, std::size_t from) {
  const auto at = from + run(expression, from, is_space);
  if (at >= expression.size()) return {.kind = TokenKind::kEnd, .begin = expression.size()};
  const char first = expression[at];
  if (first == '#') return placeholder(TokenKind::kNamePlaceholder, expression, at);
  if (first == ':') return placeholder(TokenKind::kValuePlaceholder, expression, at);
  if (is_letter(first)) {
    const auto word = expression.substr(at, run(expression, at, is_word));
    return {.kind = word_kind(word), .begin = at, .text = word};
  }
  if (is_digit(first)) {
    const auto length = first == '0' ? 1 : run(expression, at, is_digit);
    return {.kind = TokenKind::kIndex, .begin = at, .text = expression.substr(at, length)};
  }
  const auto kind = sign_kind(first, at + 1 < expression.size() ? expression[at + 1] : '\0');
  return {
      .kind = kind, .begin = at, .text = expression.substr(at, sign_length(kind, expression, at))};
}

bool is_token(std::string_view text, TokenKind kind) {
  const auto token = next_token(text, 0);
  return token.kind == kind && token.text.size() == text.size();
}

}  // namespace tertulia::dynamodb::expressions

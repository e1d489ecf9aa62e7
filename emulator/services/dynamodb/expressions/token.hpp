/// The words and signs of expressions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tertulia::dynamodb::expressions {

enum class TokenKind : std::uint8_t {
  kEnd,
  kUnknown,  // a character that begins nothing
  kName,
  kNamePlaceholder,   // "#name"
  kValuePlaceholder,  // ":value"
  kIndex,
  kLeftParenthesis,
  kRightParenthesis,
  kLeftBracket,
  kRightBracket,
  kComma,
  kDot,
  kPlus,
  kMinus,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  // Keywords, which are none of kName in any expression, whatever the case of their letters.
  kAnd,
  kOr,
  kNot,
  kIn,
  kBetween,
  kSet,
  kRemove,
  kAdd,
  kDelete,
};

struct Token {
  TokenKind kind{};
  /// Where it is in the expression; `text` is a view of it, empty for the end.
  std::size_t begin = 0;
  std::string_view text = {};

  [[nodiscard]] std::size_t end() const { return begin + text.size(); }
};

/// The first token at or behind `from`, without the white space before it.
[[nodiscard]] Token next_token(std::string_view expression, std::size_t from);

/// Whether a text is one token of that kind and nothing else.
[[nodiscard]] bool is_token(std::string_view text, TokenKind kind);

}  // namespace tertulia::dynamodb::expressions

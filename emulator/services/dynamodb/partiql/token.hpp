/// The tokens of PartiQL: words, names, values and signs, and where each stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"

namespace tertulia::dynamodb::partiql {

/// Lines and columns count from 1, columns and lengths in characters.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t length = 0;
  /// "1:8:4", as AWS's messages have it.
  [[nodiscard]] std::string text() const;
};

enum class TokenKind : std::uint8_t {
  kEnd,
  /// An unquoted name that is no keyword, as it was written.
  kName,
  /// "name", without its quotes.
  kQuotedName,
  /// 'text', without its quotes.
  kString,
  /// As it was written: digits with or without a point and an exponent.
  kNumber,
  /// Between backticks.
  kIon,
  /// In small letters. Words that belong together are one: "insert into", "is not", "all old".
  kKeyword,
  /// A sign, or a word that stands between operands ("and", "is", "not in"): its text says which.
  kOperator,
  kParameter,
  kLeftParenthesis,
  kRightParenthesis,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kLeftAngles,   // <<
  kRightAngles,  // >>
  kColon,
  kComma,
  kDot,
  kSemicolon,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text = {};
  Position position = {};

  [[nodiscard]] bool is(TokenKind wanted, std::string_view word) const {
    return kind == wanted && text == word;
  }
};

/// All tokens of a statement, an end behind them. Errors: ValidationException for what is no token.
[[nodiscard]] core::Result<std::vector<Token>> tokens_of(std::string_view statement);

}  // namespace tertulia::dynamodb::partiql

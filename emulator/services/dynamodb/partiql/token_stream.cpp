#include "emulator/services/dynamodb/partiql/token_stream.hpp"

#include <array>
#include <utility>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

constexpr int kOperatorsMax = 300;
// Each level of a value takes two.
constexpr int kDepthMax = 256;

/// What AWS's parser calls a kind of token.
std::string_view name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kRightParenthesis:
      return "RIGHT_PAREN";
    case TokenKind::kRightBracket:
      return "RIGHT_BRACKET";
    case TokenKind::kRightBrace:
      return "RIGHT_CURLY";
    case TokenKind::kRightAngles:
      return "RIGHT_DOUBLE_ANGLE_BRACKET";
    case TokenKind::kColon:
      return "COLON";
    default:
      return "EOF";
  }
}

}  // namespace

bool TokenStream::at_word(std::string_view word) const {
  return token().is(TokenKind::kKeyword, word) || token().is(TokenKind::kOperator, word);
}

Token TokenStream::take() {
  if (at(TokenKind::kEnd)) return token();
  return std::move(tokens_[at_++]);
}

bool TokenStream::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

bool TokenStream::accept_word(std::string_view word) {
  if (!at_word(word)) return false;
  take();
  return true;
}

void TokenStream::expect(TokenKind kind) {
  if (!accept(kind)) fail(base::cat("Expected ", name_of(kind)));
}

void TokenStream::expect_word(std::string_view word) {
  if (!accept_word(word)) fail(base::cat("Expected ", base::upper(word), " keyword"));
}

void TokenStream::fail(std::string_view detail) { stop(not_well_formed(detail)); }

void TokenStream::count_operator() {
  if (++operators_ > kOperatorsMax) stop(expressions::too_many_operators(operators_));
}

void TokenStream::stop(core::ApiError error) {
  if (error_) return;
  error_ = std::move(error);
  at_ = tokens_.size() - 1;
}

TokenStream::Level::Level(TokenStream& tokens) : tokens_(tokens) {
  if (++tokens.depth_ > kDepthMax) tokens.stop(too_deep());
}

}  // namespace tertulia::dynamodb::partiql

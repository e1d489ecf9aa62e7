/// The tokens of a statement, one after the other, and what is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/partiql/token.hpp"

namespace tertulia::dynamodb::partiql {

/// After the first error there are no more tokens, so that whatever reads them comes to an end.
class TokenStream {
 public:
  /// `tokens` as `tokens_of` gives them.
  explicit TokenStream(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  [[nodiscard]] const Token& token() const { return tokens_[at_]; }
  [[nodiscard]] bool at(TokenKind kind) const { return token().kind == kind; }
  /// Whether it is that keyword or operator.
  [[nodiscard]] bool at_word(std::string_view word) const;
  Token take();
  /// Takes the token if it is of that kind, or that word.
  bool accept(TokenKind kind);
  bool accept_word(std::string_view word);
  /// Takes the token, which must be of that kind, or that word.
  void expect(TokenKind kind);
  void expect_word(std::string_view word);

  /// "Statement wasn't well formed, can't be processed: DETAIL"
  void fail(std::string_view detail);
  /// One more operator, of which a statement has so many at most.
  void count_operator();

  [[nodiscard]] const std::optional<core::ApiError>& error() const { return error_; }

  /// One level of what is within something, as long as it lives: there are fewer than a thread's
  /// stack bears.
  class Level {
   public:
    explicit Level(TokenStream& tokens);
    ~Level() { --tokens_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    TokenStream& tokens_;
  };

 private:
  void stop(core::ApiError error);

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int operators_ = 0;
  std::optional<core::ApiError> error_;
};

}  // namespace tertulia::dynamodb::partiql

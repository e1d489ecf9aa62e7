/// Reads an expression token by token and keeps what AWS would say of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/placeholders.hpp"
#include "emulator/services/dynamodb/expressions/token.hpp"

namespace tertulia::dynamodb::expressions {

enum class Language : std::uint8_t { kCondition, kUpdate, kProjection };

/// What AWS looks at first comes first, over the whole expression: of several errors the one of the
/// lowest rank is the answer. From kSection on ranks count in updates only; in the other languages
/// there all is one.
enum class Rank : std::uint8_t {
  kForm,
  kPlace,  // words, functions and numbers that may not stand where they do: the leftmost
  kSection,
  kNames,
  kValues,
  kOverlap,
  kConflict,
  kChange,  // the operands of ADD and DELETE
  kOperands,
};

/// After the first error of form there are no more tokens, so that every loop over them ends.
class Reader {
 public:
  /// `text` and `placeholders` outlive the reader.
  Reader(Language language, std::string_view text, Placeholders& placeholders);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] Placeholders& placeholders() { return placeholders_; }

  [[nodiscard]] TokenKind at() const { return token_.kind; }
  [[nodiscard]] bool at(TokenKind kind) const { return token_.kind == kind; }
  [[nodiscard]] std::size_t position() const { return token_.begin; }
  Token take();
  /// Takes the token if it is of that kind.
  bool accept(TokenKind kind);
  /// Takes the token, which must be of that kind.
  void expect(TokenKind kind);

  /// The token may not stand here.
  void refuse_token();
  /// There was a pair of parentheses around a pair of parentheses.
  void refuse_parentheses();
  void note(Rank rank, core::ApiError error);
  /// An error of kPlace.
  void note_place(std::size_t position, core::ApiError error);
  /// One more operator, of which an expression has so many at most.
  void count_operator(std::size_t position);

  /// The answer of AWS, if there is anything wrong.
  [[nodiscard]] const std::optional<core::ApiError>& error() const { return error_; }

 private:
  friend class Level;
  void keep(std::pair<Rank, std::size_t> order, core::ApiError error);
  void stop(core::ApiError error);
  void stop();
  [[nodiscard]] std::string_view neighbourhood() const;

  Language language_;
  std::string_view text_;
  Placeholders& placeholders_;
  Token previous_;
  Token token_;
  bool stopped_ = false;
  int depth_ = 0;
  int operators_ = 0;
  std::pair<Rank, std::size_t> order_;
  std::optional<core::ApiError> error_;
};

/// One level of parentheses, as long as it lives. There are fewer levels than a thread's stack
/// bears and more than an expression needs: one that goes deeper is wrong in any case, and what was
/// found by then is the answer.
class Level {
 public:
  explicit Level(Reader& reader);
  ~Level() { --reader_.depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  Reader& reader_;
};

}  // namespace tertulia::dynamodb::expressions

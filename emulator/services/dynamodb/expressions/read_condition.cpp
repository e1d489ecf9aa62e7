#include <optional>

#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/languages.hpp"
#include "emulator/services/dynamodb/expressions/operands.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using Kind = Condition::Kind;

/// What may turn out as an operand or as a condition: only behind the last parenthesis of
/// "((size(a)) < b)" and "((contains(a, b)))" can one tell.
struct Phrase {
  /// Nothing for a condition.
  std::optional<Term> term = std::nullopt;
  Condition condition = {};
  bool parenthesised = false;
};

std::optional<Kind> comparator_of(TokenKind token) {
  switch (token) {
    case TokenKind::kEqual:
      return Kind::kEqual;
    case TokenKind::kNotEqual:
      return Kind::kNotEqual;
    case TokenKind::kLess:
      return Kind::kLess;
    case TokenKind::kLessEqual:
      return Kind::kLessEqual;
    case TokenKind::kGreater:
      return Kind::kGreater;
    case TokenKind::kGreaterEqual:
      return Kind::kGreaterEqual;
    default:
      return std::nullopt;
  }
}

class ConditionReader {
 public:
  explicit ConditionReader(Reader& reader) : reader_(reader) {}

  Condition all() {
    Condition condition = condition_of(disjunction());
    if (!reader_.at(TokenKind::kEnd)) reader_.refuse_token();
    return condition;
  }

 private:
  Phrase disjunction() {
    Phrase first = conjunction();
    if (!reader_.at(TokenKind::kOr)) return first;
    Condition any{.kind = Kind::kOr};
    any.conditions.push_back(condition_of(std::move(first)));
    while (accept_operator(TokenKind::kOr)) any.conditions.push_back(condition_of(conjunction()));
    return {.condition = std::move(any)};
  }

  Phrase conjunction() {
    Phrase first = negation();
    if (!reader_.at(TokenKind::kAnd)) return first;
    Condition every{.kind = Kind::kAnd};
    every.conditions.push_back(condition_of(std::move(first)));
    while (accept_operator(TokenKind::kAnd)) every.conditions.push_back(condition_of(negation()));
    return {.condition = std::move(every)};
  }

  Phrase negation() {
    if (!reader_.at(TokenKind::kNot)) return comparison();
    bool odd = false;
    while (accept_operator(TokenKind::kNot)) odd = !odd;
    Condition condition = negated(condition_of(comparison()));
    if (!odd) condition = negated(std::move(condition));
    return {.condition = std::move(condition)};
  }

  static Condition negated(Condition condition) {
    Condition result{.kind = Kind::kNot};
    result.conditions.push_back(std::move(condition));
    return result;
  }

  Phrase comparison() {
    Phrase left = primary();
    if (!left.term) return left;
    Condition condition;
    if (const auto comparator = comparator_of(reader_.at())) {
      accept_operator(reader_.at());
      condition = compared(*comparator, std::move(*left.term));
    } else if (accept_operator(TokenKind::kBetween)) {
      condition = between(std::move(*left.term));
    } else if (accept_operator(TokenKind::kIn)) {
      condition = in(std::move(*left.term));
    } else {
      return left;
    }
    check_comparison(reader_, condition);
    return {.condition = std::move(condition)};
  }

  Condition compared(Kind kind, Term left) {
    Condition condition{.kind = kind};
    condition.operands.push_back(nested(reader_, std::move(left)));
    condition.operands.push_back(nested(reader_, read_operand(reader_)));
    return condition;
  }

  Condition between(Term left) {
    Condition condition = compared(Kind::kBetween, std::move(left));
    reader_.expect(TokenKind::kAnd);
    condition.operands.push_back(nested(reader_, read_operand(reader_)));
    return condition;
  }

  Condition in(Term left) {
    Condition condition{.kind = Kind::kIn};
    condition.operands.push_back(nested(reader_, std::move(left)));
    reader_.expect(TokenKind::kLeftParenthesis);
    do {
      condition.operands.push_back(nested(reader_, read_operand(reader_)));
    } while (reader_.accept(TokenKind::kComma));
    reader_.expect(TokenKind::kRightParenthesis);
    return condition;
  }

  Phrase primary() {
    if (!reader_.at(TokenKind::kLeftParenthesis)) return {.term = read_bare_operand(reader_)};
    const Level level(reader_);
    reader_.take();
    Phrase inner = disjunction();
    reader_.expect(TokenKind::kRightParenthesis);
    if (inner.parenthesised) reader_.refuse_parentheses();
    inner.parenthesised = true;
    return inner;
  }

  /// The phrase as a condition, which of the operands only a call can be.
  Condition condition_of(Phrase phrase) {
    if (!phrase.term) return std::move(phrase.condition);
    Condition condition{.kind = Kind::kFunction};
    const auto* call = phrase.term->operand.call();
    if (call == nullptr) {
      reader_.refuse_token();
    } else if (call->function == Function::kSize) {
      reader_.note_place(phrase.term->position, misplaced_function(name_of(call->function)));
    }
    condition.operands.push_back(std::move(phrase.term->operand));
    return condition;
  }

  bool accept_operator(TokenKind kind) {
    const auto position = reader_.position();
    if (!reader_.accept(kind)) return false;
    reader_.count_operator(position);
    return true;
  }

  Reader& reader_;
};

}  // namespace

Condition read_condition(Reader& reader) { return ConditionReader(reader).all(); }

}  // namespace tertulia::dynamodb::expressions

#include "emulator/services/dynamodb/partiql/key_terms.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using expressions::Condition;
using expressions::Operand;
using Kind = Condition::Kind;

std::optional<std::string_view> attribute_of(const Operand& operand) {
  const auto* path = operand.path();
  if (path == nullptr || !path->is_top_level()) return std::nullopt;
  return path->attribute;
}

/// The operator with its sides exchanged.
Kind exchanged(Kind kind) {
  switch (kind) {
    case Kind::kLess:
      return Kind::kGreater;
    case Kind::kLessEqual:
      return Kind::kGreaterEqual;
    case Kind::kGreater:
      return Kind::kLess;
    case Kind::kGreaterEqual:
      return Kind::kLessEqual;
    default:
      return kind;
  }
}

/// The attribute with the values of the operands behind it.
std::optional<KeyTerm> term(Kind kind, const Operand& attribute, const Operand* first,
                            const Operand* end) {
  const auto name = attribute_of(attribute);
  if (!name) return std::nullopt;
  KeyTerm result{.attribute = *name, .kind = kind};
  for (const auto* operand = first; operand != end; ++operand) {
    const auto* literal = operand->literal();
    if (literal == nullptr) return std::nullopt;
    result.values.push_back(literal->value);
  }
  return result;
}

void collect(const Condition& condition, std::vector<const Condition*>& conjuncts) {
  if (condition.kind != Kind::kAnd) return conjuncts.push_back(&condition);
  for (const auto& part : condition.conditions) collect(part, conjuncts);
}

}  // namespace

std::optional<KeyTerm> key_term_of(const Condition& condition) {
  const auto& operands = condition.operands;
  switch (condition.kind) {
    case Kind::kEqual:
    case Kind::kLess:
    case Kind::kLessEqual:
    case Kind::kGreater:
    case Kind::kGreaterEqual:
      if (operands[0].literal() != nullptr) {
        return term(exchanged(condition.kind), operands[1], &operands[0], &operands[1]);
      }
      break;
    case Kind::kBetween:
    case Kind::kIn:
      break;
    case Kind::kFunction: {
      const auto& call = *operands.front().call();
      if (call.function != expressions::Function::kBeginsWith) return std::nullopt;
      return term(condition.kind, call.arguments[0], &call.arguments[1], &call.arguments[1] + 1);
    }
    default:
      return std::nullopt;
  }
  return term(condition.kind, operands[0], operands.data() + 1, operands.data() + operands.size());
}

std::vector<const Condition*> conjuncts_of(const Condition& condition) {
  std::vector<const Condition*> conjuncts;
  collect(condition, conjuncts);
  return conjuncts;
}

}  // namespace tertulia::dynamodb::partiql

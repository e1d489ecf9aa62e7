#include "emulator/services/dynamodb/partiql/key_terms.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using expressions::Condition;
using expressions::Operand;
using ConditionKind = Condition::Kind;

std::optional<std::string_view> attribute_of(const Operand& operand) {
  const auto* path = operand.path();
  if (path == nullptr || !path->is_top_level()) return std::nullopt;
  return path->attribute;
}

/// The operator with its sides exchanged.
ConditionKind exchanged(ConditionKind kind) {
  switch (kind) {
    case ConditionKind::kLess:
      return ConditionKind::kGreater;
    case ConditionKind::kLessEqual:
      return ConditionKind::kGreaterEqual;
    case ConditionKind::kGreater:
      return ConditionKind::kLess;
    case ConditionKind::kGreaterEqual:
      return ConditionKind::kLessEqual;
    default:
      return kind;
  }
}

/// The attribute with the values of the operands behind it.
std::optional<KeyTerm> term(ConditionKind kind, const Operand& attribute, const Operand* first,
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
  if (condition.kind != ConditionKind::kAnd) return conjuncts.push_back(&condition);
  for (const auto& part : condition.conditions) collect(part, conjuncts);
}

}  // namespace

std::optional<KeyTerm> key_term_of(const Condition& condition) {
  const auto& operands = condition.operands;
  switch (condition.kind) {
    case ConditionKind::kEqual:
    case ConditionKind::kLess:
    case ConditionKind::kLessEqual:
    case ConditionKind::kGreater:
    case ConditionKind::kGreaterEqual:
      if (operands[0].literal() != nullptr) {
        return term(exchanged(condition.kind), operands[1], &operands[0], &operands[1]);
      }
      break;
    case ConditionKind::kBetween:
    case ConditionKind::kIn:
      break;
    case ConditionKind::kFunction: {
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

#include "emulator/services/dynamodb/expressions/key_condition.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using Kind = Condition::Kind;

constexpr std::size_t kTermsMax = 2;

/// "begins_with", "BETWEEN", …
std::string_view operator_of(const Condition& condition) {
  if (condition.kind != Kind::kFunction) return symbol_of(condition.kind);
  return name_of(condition.operands.front().call()->function);
}

bool is_key_operator(const Condition& condition) {
  switch (condition.kind) {
    case Kind::kOr:
    case Kind::kNot:
    case Kind::kIn:
    case Kind::kNotEqual:
      return false;
    case Kind::kFunction:
      return condition.operands.front().call()->function == Function::kBeginsWith;
    default:
      return true;
  }
}

/// What the operator stands between, or the arguments of the function.
const std::vector<Operand>& operands_of(const Condition& condition) {
  if (condition.kind != Kind::kFunction) return condition.operands;
  return condition.operands.front().call()->arguments;
}

/// The operator for operands that change sides.
Kind mirrored(Kind kind) {
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

/// The one operand that is an attribute.
core::Result<const Operand*> attribute_among(const std::vector<Operand>& operands) {
  const Operand* found = nullptr;
  for (const auto& operand : operands) {
    if (operand.call() != nullptr) return nested_key_operation();
    if (operand.path() == nullptr) continue;
    if (found != nullptr) return several_attributes_in_key_condition();
    if (!operand.path()->is_top_level()) return nested_key_attribute();
    found = &operand;
  }
  if (found == nullptr) return no_attribute_in_key_condition();
  return found;
}

core::Result<KeyTerm> term_of(const Condition& condition) {
  const auto& operands = operands_of(condition);
  const bool has_order = condition.kind == Kind::kBetween || condition.kind == Kind::kFunction;
  if (has_order && operands.front().path() == nullptr) {
    return key_attribute_not_first(operator_of(condition));
  }
  const auto attribute = attribute_among(operands);
  if (!attribute.ok()) return attribute.error();
  const bool is_first = attribute.value() == &operands.front();
  return KeyTerm{
      .attribute = attribute.value()->path()->attribute,
      .condition = {.kind = is_first ? condition.kind : mirrored(condition.kind),
                    .first = operands[is_first ? 1 : 0].literal()->value,
                    .second = operands.size() > 2 ? operands[2].literal()->value : nullptr}};
}

const KeyTerm* find_term(const std::vector<KeyTerm>& terms, std::string_view attribute) {
  const auto found = std::ranges::find(terms, attribute, &KeyTerm::attribute);
  return found == terms.end() ? nullptr : &*found;
}

core::Status collect_terms(const Condition& condition, std::vector<KeyTerm>& terms) {
  if (condition.kind == Kind::kAnd) {
    for (const auto& inner : condition.conditions) TERTULIA_CHECK(collect_terms(inner, terms));
    return core::ok();
  }
  if (!is_key_operator(condition)) return not_a_key_operator(operator_of(condition));
  auto term = term_of(condition);
  if (!term.ok()) return std::move(term).error();
  if (find_term(terms, term->attribute) != nullptr) return repeated_key_condition();
  terms.push_back(std::move(term).value());
  return core::ok();
}

}  // namespace

core::Result<std::vector<KeyTerm>> key_terms(const Condition& condition) {
  std::vector<KeyTerm> terms;
  TERTULIA_CHECK(collect_terms(condition, terms));
  if (terms.size() > kTermsMax) return wrong_number_of_key_conditions();
  return terms;
}

core::Result<KeyCondition> key_condition_of(const std::vector<KeyTerm>& terms,
                                            std::string_view partition, std::string_view sort) {
  if (sort.empty() && terms.size() > 1) return key_condition_not_supported();
  const auto* hash = find_term(terms, partition);
  if (hash == nullptr) return key_condition_missing(partition);
  if (hash->condition.kind != Kind::kEqual) return key_condition_not_supported();
  KeyCondition result{.partition = hash->condition.first};
  if (terms.size() == 1) return result;
  const auto* range = find_term(terms, sort);
  if (range == nullptr) return key_condition_missing(sort);
  result.sort = range->condition;
  return result;
}

}  // namespace tertulia::dynamodb::expressions

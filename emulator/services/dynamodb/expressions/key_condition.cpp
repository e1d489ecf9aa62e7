#include "emulator/services/dynamodb/expressions/key_condition.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/expressions/checks.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using Kind = Condition::Kind;

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

core::Result<std::vector<KeyTerm>> key_terms(const Condition& condition, std::size_t terms_max) {
  std::vector<KeyTerm> terms;
  TERTULIA_CHECK(collect_terms(condition, terms));
  if (terms.size() > terms_max) return wrong_number_of_key_conditions();
  return terms;
}

core::Result<KeyCondition> key_condition_of(const std::vector<KeyTerm>& terms,
                                            const KeyNames& names) {
  const bool is_single = names.partition.size() == 1 && names.sort.size() <= 1;
  if (is_single && terms.size() > kTableTermsMax) return wrong_number_of_key_conditions();
  if (is_single && names.sort.empty() && terms.size() > 1) return key_condition_not_supported();
  KeyCondition result;
  for (const auto partition : names.partition) {
    const auto* term = find_term(terms, partition);
    if (term == nullptr || term->condition.kind != Kind::kEqual) {
      if (!is_single) return partition_key_not_fixed(partition);
      if (term == nullptr) return key_condition_missing(partition);
      return key_condition_not_supported();
    }
    result.partition.push_back(term->condition.first);
  }
  const auto of_sort = terms.size() - names.partition.size();
  if (of_sort == 0) return result;
  if (is_single && find_term(terms, names.sort.front()) == nullptr) {
    return key_condition_missing(names.sort.front());
  }
  TERTULIA_CHECK(read_sort_keys(
      names.sort, of_sort,
      [&](std::string_view name) -> std::optional<KeyCondition::Sort> {
        const auto* term = find_term(terms, name);
        if (term == nullptr) return std::nullopt;
        return term->condition;
      },
      result));
  return result;
}

core::Status read_sort_keys(
    const std::vector<std::string_view>& names, std::size_t count,
    const std::function<std::optional<KeyCondition::Sort>(std::string_view)>& find,
    KeyCondition& condition) {
  if (count > names.size()) return key_condition_not_supported();
  for (std::size_t i = 0; i < count; ++i) {
    auto sort = find(names[i]);
    if (!sort) return sort_keys_not_in_order(names[i]);
    if (i + 1 == count) {
      condition.sort = *sort;
    } else if (sort->kind == Kind::kEqual) {
      condition.fixed.push_back(sort->first);
    } else {
      return sort_keys_not_in_order(names[i]);
    }
  }
  return core::ok();
}

}  // namespace tertulia::dynamodb::expressions

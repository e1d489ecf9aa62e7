#include "emulator/services/dynamodb/legacy.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/values.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb {
namespace {

using enum AttributeType;
using expressions::Function;
using Operator = ComparisonOperator;
using Tree = expressions::Condition;

/// A comparison of an attribute.
struct Comparison {
  Operator by{};
  std::span<const AttributeValue> values = {};
};

bool takes(Operator by, std::size_t values) {
  switch (by) {
    case Operator::kNull:
    case Operator::kNotNull:
      return values == 0;
    case Operator::kBetween:
      return values == 2;
    case Operator::kIn:
      return values > 0;
    default:
      return values == 1;
  }
}

bool is_document_or_set(AttributeType type) {
  return type == kM || type == kL || type == kSS || type == kNS || type == kBS;
}

bool takes(Operator by, AttributeType type) {
  switch (by) {
    case Operator::kEq:
    case Operator::kNe:
      return true;
    case Operator::kContains:
    case Operator::kNotContains:
      return !is_document_or_set(type);
    case Operator::kBeginsWith:
      return type == kS || type == kB;
    default:
      return type == kS || type == kN || type == kB;
  }
}

core::Status check(const Comparison& comparison) {
  const auto& [by, values] = comparison;
  for (const auto& value : values) TERTULIA_CHECK(check_value(value));
  if (!takes(by, values.size())) return wrong_argument_count(core::name_of(by));
  for (const auto& value : values) {
    if (value.type() != values.front().type()) return arguments_of_several_types();
  }
  for (const auto& value : values) {
    if (takes(by, value.type())) continue;
    return wrong_argument_type(core::name_of(by), core::name_of(value.type()));
  }
  if (by == Operator::kBetween &&
      expressions::order_of(values[0], values[1]) == std::strong_ordering::greater) {
    return between_nothing();
  }
  return core::ok();
}

expressions::Literal literal(const AttributeValue& value) {
  return {.value = &value, .placeholder = {}};
}

Tree test(Function function, std::vector<expressions::Operand> arguments) {
  return {.kind = Tree::Kind::kFunction,
          .operands = {{expressions::FunctionCall{.function = function,
                                                  .arguments = std::move(arguments)}}}};
}

Tree::Kind kind_of(Operator by) {
  using enum Tree::Kind;
  switch (by) {
    case Operator::kEq:
      return kEqual;
    case Operator::kNe:
      return kNotEqual;
    case Operator::kLt:
      return kLess;
    case Operator::kLe:
      return kLessEqual;
    case Operator::kGt:
      return kGreater;
    case Operator::kGe:
      return kGreaterEqual;
    case Operator::kBetween:
      return kBetween;
    case Operator::kIn:
      return kIn;
    default:
      return kFunction;
  }
}

/// The tree of a comparison that `check` let pass.
Tree tree_of(const std::string& attribute, const Comparison& comparison) {
  const expressions::Operand path{expressions::Path{.attribute = attribute}};
  std::vector<expressions::Operand> operands{path};
  for (const auto& value : comparison.values) operands.push_back({literal(value)});
  switch (comparison.by) {
    case Operator::kNull:
      return test(Function::kAttributeNotExists, std::move(operands));
    case Operator::kNotNull:
      return test(Function::kAttributeExists, std::move(operands));
    case Operator::kBeginsWith:
      return test(Function::kBeginsWith, std::move(operands));
    case Operator::kContains:
      return test(Function::kContains, std::move(operands));
    case Operator::kNotContains:
      // Unlike NE, not so for what is not there.
      return {.kind = Tree::Kind::kAnd,
              .conditions = {test(Function::kAttributeExists, {path}),
                             {.kind = Tree::Kind::kNot,
                              .conditions = {test(Function::kContains, std::move(operands))}}}};
    default:
      return {.kind = kind_of(comparison.by), .operands = std::move(operands)};
  }
}

std::span<const AttributeValue> values_of(const std::optional<AttributeValue>& value) {
  return value ? std::span(&*value, 1) : std::span<const AttributeValue>();
}
std::span<const AttributeValue> values_of(const std::optional<std::vector<AttributeValue>>& list) {
  return list ? std::span(*list) : std::span<const AttributeValue>();
}

core::Result<Comparison> checked(Comparison comparison) {
  TERTULIA_CHECK(check(comparison));
  return comparison;
}

core::Result<Comparison> comparison_of(const std::string&, const Condition& condition) {
  return checked(
      {.by = condition.comparison_operator, .values = values_of(condition.attribute_value_list)});
}

core::Result<Comparison> operator_of(const std::string& attribute,
                                     const ExpectedAttributeValue& expected) {
  const auto by = *expected.comparison_operator;
  if (expected.exists) return exists_and_operator_together(attribute);
  if (!takes(by, std::size_t{0}) && !expected.attribute_value_list && !expected.value) {
    return operator_without_value(core::name_of(by), attribute);
  }
  return checked({.by = by,
                  .values = expected.attribute_value_list ? values_of(expected.attribute_value_list)
                                                          : values_of(expected.value)});
}

core::Result<Comparison> comparison_of(const std::string& attribute,
                                       const ExpectedAttributeValue& expected) {
  if (expected.attribute_value_list && expected.value) return value_and_list_together(attribute);
  if (expected.comparison_operator) return operator_of(attribute, expected);
  if (expected.attribute_value_list) return list_without_operator(attribute);
  if (expected.exists.value_or(true)) {
    if (!expected.value) return exists_without_value(expected.exists ? "true" : "null", attribute);
    return checked({.by = Operator::kEq, .values = values_of(expected.value)});
  }
  if (expected.value) return value_of_what_does_not_exist(attribute);
  return Comparison{.by = Operator::kNull};
}

template <class Map>
core::Result<std::vector<Tree>> trees_of(const Map& conditions) {
  std::vector<Tree> trees;
  for (const auto& [attribute, condition] : conditions) {
    auto comparison = comparison_of(attribute, condition);
    if (!comparison.ok()) return std::move(comparison).error();
    trees.push_back(tree_of(attribute, *comparison));
  }
  return trees;
}

core::Result<std::optional<Tree>> combined(std::vector<Tree> trees,
                                           std::optional<ConditionalOperator> by) {
  if (by && trees.empty()) return conditional_operator_without_conditions();
  if (by && trees.size() == 1) return conditional_operator_with_one_condition();
  if (trees.empty()) return std::optional<Tree>();
  if (trees.size() == 1) return std::optional(std::move(trees.front()));
  return std::optional(
      Tree{.kind = by == ConditionalOperator::kOr ? Tree::Kind::kOr : Tree::Kind::kAnd,
           .conditions = std::move(trees)});
}

template <class Map>
core::Result<std::optional<Tree>> combined(const Map* conditions,
                                           std::optional<ConditionalOperator> by) {
  if (conditions == nullptr) return combined(std::vector<Tree>(), by);
  auto trees = trees_of(*conditions);
  if (!trees.ok()) return std::move(trees).error();
  return combined(std::move(*trees), by);
}

core::Status check(const AttributeValueUpdate& update) {
  if (update.value) TERTULIA_CHECK(check_value(*update.value));
  if (!update.value) {
    return update.action == AttributeAction::kDelete ? core::ok() : update_without_value();
  }
  const auto type = update.value->type();
  const bool is_set = type == kSS || type == kNS || type == kBS;
  if (update.action == AttributeAction::kDelete && !is_set) {
    return delete_with_value(core::name_of(type));
  }
  if (update.action == AttributeAction::kAdd && !is_set && type != kN && type != kL) {
    return add_of(core::name_of(type));
  }
  return core::ok();
}

void append(expressions::Update& actions, expressions::Path path,
            const AttributeValueUpdate& update) {
  if (!update.value) {
    actions.remove.push_back(std::move(path));
    return;
  }
  auto value = literal(*update.value);
  switch (update.action.value_or(AttributeAction::kPut)) {
    case AttributeAction::kPut:
      actions.set.push_back({.path = std::move(path), .left = {std::move(value)}});
      break;
    case AttributeAction::kAdd:
      actions.add.push_back({.path = std::move(path), .value = std::move(value)});
      break;
    case AttributeAction::kDelete:
      actions.erase.push_back({.path = std::move(path), .value = std::move(value)});
      break;
  }
}

/// Whether an operator could bound a range of keys.
bool is_indexable(Operator by) {
  switch (by) {
    case Operator::kNull:
    case Operator::kNotNull:
    case Operator::kNe:
    case Operator::kIn:
    case Operator::kContains:
    case Operator::kNotContains:
      return false;
    default:
      return true;
  }
}

expressions::KeyCondition::Sort sort_of(const Condition& condition) {
  const auto values = values_of(condition.attribute_value_list);
  return {.kind = kind_of(condition.comparison_operator),
          .first = values.empty() ? nullptr : &values[0],
          .second = values.size() > 1 ? &values[1] : nullptr};
}

}  // namespace

core::Result<std::optional<expressions::Condition>> condition_of(
    const ExpectedMap* expected, std::optional<ConditionalOperator> conditional_operator) {
  return combined(expected, conditional_operator);
}

core::Result<std::optional<expressions::Condition>> condition_of(
    const ConditionMap* filter, std::optional<ConditionalOperator> conditional_operator) {
  return combined(filter, conditional_operator);
}

core::Result<expressions::Update> update_of(const AttributeUpdateMap& updates) {
  expressions::Update actions;
  for (const auto& [attribute, update] : updates) {
    TERTULIA_CHECK(check(update));
    append(actions, {.attribute = attribute}, update);
  }
  return actions;
}

core::Result<expressions::Projection> projection_of(const std::vector<std::string>& attributes) {
  expressions::Projection projection;
  std::set<std::string_view> names;
  for (const auto& attribute : attributes) {
    if (!names.insert(attribute).second) return duplicate_attribute_to_get(attribute);
    projection.paths.push_back({.attribute = attribute});
  }
  return projection;
}

core::Status check_key_conditions(const ConditionMap& conditions, std::size_t conditions_max) {
  for (const auto& [attribute, condition] : conditions) {
    const auto comparison = comparison_of(attribute, condition);
    if (!comparison.ok()) return comparison.error();
  }
  if (conditions.empty() || conditions.size() > conditions_max) {
    return expressions::wrong_number_of_key_conditions();
  }
  return core::ok();
}

core::Result<expressions::KeyCondition> key_condition_of(const ConditionMap& conditions,
                                                         const expressions::KeyNames& names) {
  std::vector<expressions::KeyTerm> terms;
  for (const auto& [attribute, condition] : conditions) {
    const bool is_key = std::ranges::count(names.partition, attribute) != 0 ||
                        std::ranges::count(names.sort, attribute) != 0;
    if (is_key && !is_indexable(condition.comparison_operator)) return not_an_indexable_operation();
    terms.push_back({.attribute = attribute, .condition = sort_of(condition)});
  }
  return expressions::key_condition_of(terms, names);
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/query.hpp"

#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// KeyConditions go with expressions, unlike all else that came before them, but not with their own
/// successor.
void check_limit(core::Validator& validator, const void* value) {
  if (value == nullptr || *static_cast<const std::int32_t*>(value) >= 1) return;
  validator.only(value_at_fault("Limit", "have value greater than or equal to 1"));
}

core::Status check_parameters(const Query::Input& input) {
  return check_expressions(
      {.expressions = {{"ProjectionExpression", input.projection_expression.has_value()},
                       {"FilterExpression", input.filter_expression.has_value()},
                       {"KeyConditionExpression", input.key_condition_expression.has_value()}},
       .legacy = {{"AttributesToGet", input.attributes_to_get.has_value()},
                  {"QueryFilter", input.query_filter.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()},
                  {"KeyConditions", input.key_conditions && input.key_condition_expression}},
       .names = input.expression_attribute_names.has_value(),
       .values = input.expression_attribute_values.has_value()});
}

core::Status check_request(const Query::Input& input) {
  TERTULIA_CHECK(check_parameters(input));
  TERTULIA_CHECK(check_start_key_values(input.exclusive_start_key));
  return check_select({.select = input.select,
                       .projection = input.projection_expression.has_value(),
                       .attributes_to_get = input.attributes_to_get.has_value(),
                       .index = input.index_name.has_value()});
}

/// The key condition of a request, in two steps: what it may be at all, and what it must be for the
/// keys of the table.
class KeyConditionReader {
 public:
  explicit KeyConditionReader(const Query::Input& input) : input_(input) {}

  core::Status read(expressions::Parser& parser) {
    const auto terms_max =
        input_.index_name ? expressions::kIndexTermsMax : expressions::kTableTermsMax;
    if (!input_.key_condition_expression) {
      return check_key_conditions(*input_.key_conditions, terms_max);
    }
    auto condition = parser.condition("KeyConditionExpression", *input_.key_condition_expression);
    if (!condition.ok()) return std::move(condition).error();
    auto terms = expressions::key_terms(condition.value(), terms_max);
    if (!terms.ok()) return std::move(terms).error();
    terms_ = std::move(terms).value();
    return core::ok();
  }

  [[nodiscard]] core::Result<expressions::KeyCondition> for_keys(const KeySchema& keys) const {
    expressions::KeyNames names;
    for (const auto& key : keys.hash) names.partition.push_back(key.name);
    for (const auto& key : keys.range) names.sort.push_back(key.name);
    return input_.key_condition_expression ? expressions::key_condition_of(terms_, names)
                                           : key_condition_of(*input_.key_conditions, names);
  }

 private:
  const Query::Input& input_;
  std::vector<expressions::KeyTerm> terms_;
};

/// Filters look at what keys do not say.
core::Status check_filter(const KeySchema& keys,
                          const std::optional<expressions::Condition>& filter,
                          const Query::Input& input) {
  if (!filter) return core::ok();
  const std::string_view parameter = input.filter_expression ? "Filter Expression" : "QueryFilter";
  for (const auto* attributes : {&keys.hash, &keys.range}) {
    for (const auto& key : *attributes) {
      if (expressions::mentions(*filter, key.name)) return filter_on_key(parameter, key.name);
    }
  }
  return core::ok();
}

}  // namespace

std::span<const core::Member> Query::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::select>("Select"),
      core::member<&Input::index_name>("IndexName"),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::table_name>("TableName",
                                       {.required = true, .check = &check_item_table_name}),
      core::member<&Input::query_filter>("QueryFilter", {.key_constraint = kAttributeName}),
      core::member<&Input::conditional_operator>("ConditionalOperator"),
      core::member<&Input::key_conditions>("KeyConditions", {.key_constraint = kAttributeName}),
      core::member<&Input::limit>("Limit", {.check = &check_limit}),
      core::member<&Input::attributes_to_get>("AttributesToGet", {.constraint = {.min = 1}}),
      core::member<&Input::exclusive_start_key>("ExclusiveStartKey",
                                                {.key_constraint = kAttributeName}),
      core::member<&Input::scan_index_forward>("ScanIndexForward"),
      core::member<&Input::filter_expression>("FilterExpression"),
      core::member<&Input::key_condition_expression>("KeyConditionExpression"),
      core::member<&Input::projection_expression>("ProjectionExpression"),
      core::member<&Input::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Input::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Input::consistent_read>("ConsistentRead"),
  };
  return kMembers;
}

core::Resources Query::resources(const Input& input, const core::Call& call) {
  auto arn = table_arn(call, input.table_name.str());
  if (input.index_name) base::append(arn, "/index/", input.index_name->str());
  return {{.resource = std::move(arn), .conditions = &conditions_of<Query>, .part = &input}};
}

core::Result<Query::Output> Query::run(DynamoDb& dynamodb, const Input& input,
                                       const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  expressions::Parser parser(pointer_to(input.expression_attribute_names),
                             pointer_to(input.expression_attribute_values));
  const auto projection =
      read_projection(parser, input.projection_expression, input.attributes_to_get);
  if (!projection.ok()) return projection.error();
  const auto filter =
      read_filter(parser, input.filter_expression, input.query_filter, input.conditional_operator);
  if (!filter.ok()) return filter.error();
  if (!input.key_condition_expression && !input.key_conditions) return no_key_condition();
  KeyConditionReader key_condition(input);
  TERTULIA_CHECK(key_condition.read(parser));
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  const auto source = source_of(*table.value(), {.index = input.index_name,
                                                 .consistent = input.consistent_read,
                                                 .select = input.select,
                                                 .projection = projection.value()});
  if (!source.ok()) return source.error();
  const auto condition = key_condition.for_keys(source->keys());
  if (!condition.ok()) return condition.error();
  TERTULIA_CHECK(check_filter(source->keys(), filter.value(), input));
  auto keys = range_of(source->keys(), condition.value());
  if (!keys.ok()) return std::move(keys).error();
  const auto order =
      input.scan_index_forward.value_or(true) ? Items::Order::kForward : Items::Order::kBackward;
  auto range = range_after(source.value(), std::move(keys).value(), order,
                           input.exclusive_start_key, starting_key_outside());
  if (!range.ok()) return std::move(range).error();

  const bool wants_items = input.select != Select::kCount;
  auto page = read_page(dynamodb, {.source = source.value(),
                                   .range = std::move(range).value(),
                                   .order = order,
                                   .limit = input.limit,
                                   .filter = pointer_to(filter.value()),
                                   .projection = projection.value(),
                                   .wants_items = wants_items});
  return reply_of(std::move(page), {.source = source.value(),
                                    .wants_items = wants_items,
                                    .consistent = input.consistent_read,
                                    .capacity = input.return_consumed_capacity});
}

}  // namespace tertulia::dynamodb

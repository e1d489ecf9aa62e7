#include "emulator/services/dynamodb/operations/query.hpp"

#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// KeyConditions go with expressions, unlike all else that came before them, but not with their own
/// successor.
core::Status check_parameters(const Query::Input& input) {
  return check_expressions(
      {.operation = Query::kName,
       .expressions = {{"ProjectionExpression", input.projection_expression.has_value()},
                       {"FilterExpression", input.filter_expression.has_value()},
                       {"KeyConditionExpression", input.key_condition_expression.has_value()}},
       .legacy = {{"AttributesToGet", input.attributes_to_get.has_value()},
                  {"QueryFilter", input.query_filter.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()},
                  {"KeyConditions", input.key_conditions && input.key_condition_expression}},
       .others = {{"IndexName", input.index_name.has_value()}},
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
    if (!input_.key_condition_expression) return check_key_conditions(*input_.key_conditions);
    auto condition = parser.condition("KeyConditionExpression", *input_.key_condition_expression);
    if (!condition.ok()) return std::move(condition).error();
    auto terms = expressions::key_terms(condition.value());
    if (!terms.ok()) return std::move(terms).error();
    terms_ = std::move(terms).value();
    return core::ok();
  }

  [[nodiscard]] core::Result<expressions::KeyCondition> for_keys_of(const Table& table) const {
    const std::string_view sort = table.range ? std::string_view(table.range->name) : "";
    return input_.key_condition_expression
               ? expressions::key_condition_of(terms_, table.hash.name, sort)
               : key_condition_of(*input_.key_conditions, table.hash.name, sort);
  }

 private:
  const Query::Input& input_;
  std::vector<expressions::KeyTerm> terms_;
};

/// Filters look at what keys do not say.
core::Status check_filter(const Table& table, const std::optional<expressions::Condition>& filter,
                          const Query::Input& input) {
  if (!filter) return core::ok();
  const std::string_view parameter = input.filter_expression ? "Filter Expression" : "QueryFilter";
  if (expressions::mentions(*filter, table.hash.name)) {
    return filter_on_key(parameter, table.hash.name);
  }
  if (table.range && expressions::mentions(*filter, table.range->name)) {
    return filter_on_key(parameter, table.range->name);
  }
  return core::ok();
}

/// What is to be read: what the condition lets through, from the starting key on.
core::Result<KeyRange> range_of(const Table& table, const expressions::KeyCondition& condition,
                                const Query::Input& input) {
  auto range = range_of(table, condition);
  if (!range.ok() || !input.exclusive_start_key) return range;
  auto start = key_of_key(table, *input.exclusive_start_key);
  if (!start.ok()) return invalid_starting_key(start.error().message);
  if (!range->contains(start.value())) return starting_key_outside();
  if (input.scan_index_forward.value_or(true)) {
    range->begin = next_key(start.value());
  } else {
    range->end = std::move(start).value();
  }
  return range;
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
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1}}),
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
  return {{.resource = std::move(arn)}};
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
  const auto condition = key_condition.for_keys_of(*table.value());
  if (!condition.ok()) return condition.error();
  TERTULIA_CHECK(check_filter(*table.value(), filter.value(), input));
  auto range = range_of(*table.value(), condition.value(), input);
  if (!range.ok()) return std::move(range).error();

  const bool wants_items = input.select != Select::kCount;
  auto page = read_page(dynamodb.items(),
                        {.table = *table.value(),
                         .range = std::move(range).value(),
                         .order = input.scan_index_forward.value_or(true) ? Items::Order::kForward
                                                                          : Items::Order::kBackward,
                         .limit = input.limit,
                         .filter = pointer_to(filter.value()),
                         .projection = projection.value(),
                         .wants_items = wants_items});
  return reply_of(std::move(page), {.table = *table.value(),
                                    .wants_items = wants_items,
                                    .consistent = input.consistent_read,
                                    .capacity = input.return_consumed_capacity});
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/update_item.hpp"

#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/prepared_write.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using expressions::Update;

core::Status check_parameters(const UpdateItem::Input& input) {
  return check_expressions(
      {.expressions = {{"UpdateExpression", input.update_expression.has_value()},
                       {"ConditionExpression", input.condition_expression.has_value()}},
       .legacy = {{"AttributeUpdates", input.attribute_updates.has_value()},
                  {"Expected", input.expected.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()}},
       .names = input.expression_attribute_names.has_value(),
       .values = input.expression_attribute_values.has_value()});
}

core::Result<Update> read_update(expressions::Parser& parser, const UpdateItem::Input& input) {
  if (input.update_expression) return parser.update(*input.update_expression);
  if (!input.attribute_updates) return Update();
  return update_of(*input.attribute_updates);
}

}  // namespace

std::span<const core::Member> UpdateItem::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::attribute_updates>("AttributeUpdates",
                                              {.key_constraint = kAttributeName}),
      core::member<&Input::table_name>("TableName",
                                       {.required = true, .check = &check_item_table_name}),
      core::member<&Input::return_values>("ReturnValues"),
      core::member<&Input::return_item_collection_metrics>("ReturnItemCollectionMetrics"),
      core::member<&Input::key>("Key", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Input::conditional_operator>("ConditionalOperator"),
      core::member<&Input::expected>("Expected", {.key_constraint = kAttributeName}),
      core::member<&Input::update_expression>("UpdateExpression"),
      core::member<&Input::condition_expression>("ConditionExpression"),
      core::member<&Input::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Input::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Input::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> UpdateItem::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::attributes>("Attributes"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
      core::member<&Output::item_collection_metrics>("ItemCollectionMetrics"),
  };
  return kMembers;
}

core::Resources UpdateItem::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str()),
           .conditions = &conditions_of<UpdateItem>,
           .part = &input}};
}

core::Result<UpdateItem::Output> UpdateItem::run(DynamoDb& dynamodb, const Input& input,
                                                 const core::Call& call) {
  TERTULIA_CHECK(check_parameters(input));
  TERTULIA_CHECK(check_values(input.key));
  expressions::Parser parser(pointer_to(input.expression_attribute_names),
                             pointer_to(input.expression_attribute_values));
  auto update = read_update(parser, input);
  if (!update.ok()) return std::move(update).error();
  auto guard = guard_of(parser, input);
  if (!guard.ok()) return std::move(guard).error();
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  auto key = key_of_key(*table.value(), input.key);
  if (!key.ok()) return std::move(key).error();
  TERTULIA_CHECK(check_paths(*table.value(), update.value()));

  const auto write = check_write(
      dynamodb, {.table = table.value(),
                 .key = std::move(key).value(),
                 .guard = std::move(guard).value(),
                 .effect = Revise{.update = std::move(update).value(), .key = &input.key}});
  if (!write.ok()) return write.error();
  auto written = commit(dynamodb, *write,
                        {.capacity = input.return_consumed_capacity,
                         .collection = input.return_item_collection_metrics});
  return Output{
      .attributes = shown(write.value(), input.return_values.value_or(ReturnValue::kNone)),
      .consumed_capacity = std::move(written.consumed_capacity),
      .item_collection_metrics = std::move(written.item_collection_metrics)};
}

}  // namespace tertulia::dynamodb

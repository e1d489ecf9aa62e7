#include "emulator/services/dynamodb/operations/get_item.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/reading.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> GetItem::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::attributes_to_get>("AttributesToGet", {.constraint = {.min = 1}}),
      core::member<&Input::table_name>("TableName",
                                       {.required = true, .check = &check_item_table_name}),
      core::member<&Input::key>("Key", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Input::consistent_read>("ConsistentRead"),
      core::member<&Input::projection_expression>("ProjectionExpression"),
      core::member<&Input::expression_attribute_names>("ExpressionAttributeNames"),
  };
  return kMembers;
}

std::span<const core::Member> GetItem::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::item>("Item"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources GetItem::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str()),
           .conditions = &conditions_of<GetItem>,
           .part = &input}};
}

core::Result<GetItem::Output> GetItem::run(DynamoDb& dynamodb, const Input& input,
                                           const core::Call& call) {
  TERTULIA_CHECK(check_expressions(
      {.expressions = {{"ProjectionExpression", input.projection_expression.has_value()}},
       .legacy = {{"AttributesToGet", input.attributes_to_get.has_value()}},
       .names = input.expression_attribute_names.has_value()}));
  TERTULIA_CHECK(check_values(input.key));
  expressions::Parser parser(pointer_to(input.expression_attribute_names), nullptr);
  const auto projection =
      read_projection(parser, input.projection_expression, input.attributes_to_get);
  if (!projection.ok()) return projection.error();
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  const auto key = key_of_key(*table.value(), input.key);
  if (!key.ok()) return key.error();

  Output output;
  auto found = dynamodb.items().find(*table.value(), key.value());
  if (tells_capacity(input.return_consumed_capacity)) {
    const auto units = read_units(found ? found->size : 0, input.consistent_read);
    output.consumed_capacity = consumed(*table.value(), units, *input.return_consumed_capacity);
  }
  if (found) output.item = seen_through(projection.value(), std::move(found->item));
  return output;
}

}  // namespace tertulia::dynamodb

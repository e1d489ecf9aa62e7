#include "emulator/services/dynamodb/operations/put_item.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"
#include "emulator/services/dynamodb/writing.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_parameters(const PutItem::Input& input) {
  return check_expressions(
      {.expressions = {{"ConditionExpression", input.condition_expression.has_value()}},
       .legacy = {{"Expected", input.expected.has_value()},
                  {"ConditionalOperator", input.conditional_operator.has_value()}},
       .names = input.expression_attribute_names.has_value(),
       .values = input.expression_attribute_values.has_value()});
}

}  // namespace

std::span<const core::Member> PutItem::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::table_name>("TableName",
                                       {.required = true, .check = &check_item_table_name}),
      core::member<&Input::item>("Item", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Input::conditional_operator>("ConditionalOperator"),
      core::member<&Input::expected>("Expected", {.key_constraint = kAttributeName}),
      core::member<&Input::return_values>("ReturnValues"),
      core::member<&Input::return_item_collection_metrics>("ReturnItemCollectionMetrics"),
      core::member<&Input::condition_expression>("ConditionExpression"),
      core::member<&Input::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Input::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Input::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> PutItem::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::attributes>("Attributes"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
      core::member<&Output::item_collection_metrics>("ItemCollectionMetrics"),
  };
  return kMembers;
}

core::Resources PutItem::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str()),
           .conditions = &conditions_of<PutItem>,
           .part = &input}};
}

core::Result<PutItem::Output> PutItem::run(DynamoDb& dynamodb, const Input& input,
                                           const core::Call& call) {
  TERTULIA_CHECK(check_parameters(input));
  auto item = canonical(input.item);
  if (!item.ok()) return std::move(item).error();
  TERTULIA_CHECK(check_return_values(input.return_values));
  if (item->size > kItemBytesMax) return item_too_large();
  expressions::Parser parser(pointer_to(input.expression_attribute_names),
                             pointer_to(input.expression_attribute_values));
  const auto guard = guard_of(parser, input);
  if (!guard.ok()) return guard.error();
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  const auto key = key_of_item(*table.value(), input.item, KeyFault::kNamed);
  if (!key.ok()) return key.error();
  TERTULIA_CHECK(check_index_keys(*table.value(), input.item));

  auto written = write_item(dynamodb, *table.value(), key.value(), &*item, guard.value(),
                            {.old_item = input.return_values == ReturnValue::kAllOld,
                             .capacity = input.return_consumed_capacity,
                             .collection = input.return_item_collection_metrics});
  if (!written.ok()) return std::move(written).error();
  return Output{.attributes = std::move(written->old_item),
                .consumed_capacity = std::move(written->consumed_capacity),
                .item_collection_metrics = std::move(written->item_collection_metrics)};
}

}  // namespace tertulia::dynamodb

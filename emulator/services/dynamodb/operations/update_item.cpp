#include "emulator/services/dynamodb/operations/update_item.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/guard.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/validation.hpp"
#include "emulator/services/dynamodb/writing.hpp"

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

core::Status check_path(const Table& table, const expressions::Path& path) {
  if (table.keys.find(path.attribute) != nullptr) return key_attribute_updated(path.attribute);
  return core::ok();
}

/// Keys stay as they are.
core::Status check_paths(const Table& table, const Update& update) {
  for (const auto& set : update.set) TERTULIA_CHECK(check_path(table, set.path));
  for (const auto& path : update.remove) TERTULIA_CHECK(check_path(table, path));
  for (const auto& change : update.add) TERTULIA_CHECK(check_path(table, change.path));
  for (const auto& change : update.erase) TERTULIA_CHECK(check_path(table, change.path));
  return core::ok();
}

/// The attributes of the new item that the update names.
AttributeMap named_by(const Update& update, const AttributeMap& item) {
  AttributeMap named;
  const auto add = [&](const expressions::Path& path) {
    if (const auto found = item.find(path.attribute); found != item.end()) named.insert(*found);
  };
  for (const auto& set : update.set) add(set.path);
  for (const auto& change : update.add) add(change.path);
  return named;
}

std::optional<StoredItem> item_of(const AttributeMap& parts) {
  if (parts.empty()) return std::nullopt;
  return StoredItem{.json = canonical(parts).value().json};
}

/// What the reply shows: `old` is null when there was no item.
std::optional<StoredItem> shown(ReturnValue wanted, const StoredItem* old,
                                const CanonicalItem& item, const expressions::Updated& updated) {
  switch (wanted) {
    case ReturnValue::kAllOld:
      return old == nullptr ? std::nullopt : std::optional(*old);
    case ReturnValue::kAllNew:
      return StoredItem{.json = item.json};
    case ReturnValue::kUpdatedOld:
      return item_of(updated.old_parts);
    case ReturnValue::kUpdatedNew:
      return item_of(updated.new_parts);
    case ReturnValue::kNone:
      break;
  }
  return std::nullopt;
}

/// The reply of an update that found nothing and left nothing.
UpdateItem::Output untouched(const Table& table, const UpdateItem::Input& input) {
  UpdateItem::Output output;
  if (tells_capacity(input.return_consumed_capacity)) {
    output.consumed_capacity = consumed(table, write_units(0, 0), *input.return_consumed_capacity);
  }
  return output;
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
  const auto update = read_update(parser, input);
  if (!update.ok()) return update.error();
  const auto guard = guard_of(parser, input);
  if (!guard.ok()) return guard.error();
  TERTULIA_CHECK(parser.check_all_used());
  const auto table = dynamodb.table(call, input.table_name.str());
  if (!table.ok()) return table.error();
  const auto key = key_of_key(*table.value(), input.key);
  if (!key.ok()) return key.error();
  TERTULIA_CHECK(check_paths(*table.value(), update.value()));

  const auto old = dynamodb.items().find(*table.value(), key.value());
  TERTULIA_CHECK(guard->admit(old ? &old->item : nullptr));
  auto updated =
      expressions::apply(update.value(), old ? attributes_of(old->item.json) : AttributeMap{});
  if (!updated.ok()) return std::move(updated).error();
  // To take something away from an item that is not there does not make it.
  const bool takes_away = !update->remove.empty() || !update->erase.empty();
  if (!old && updated->item.empty() && takes_away) return untouched(*table.value(), input);
  updated->item.insert(input.key.begin(), input.key.end());
  const auto item = canonical(updated->item);
  if (!item.ok()) return item.error();
  if (item->size > kItemBytesMax) return updated_item_too_large();
  if (!table.value()->indexes.empty()) {
    TERTULIA_CHECK(check_index_keys(*table.value(), named_by(update.value(), updated->item)));
  }

  auto written = write_change(
      dynamodb,
      {.table = *table.value(), .key = *key, .old = old ? &*old : nullptr, .item = &*item},
      {.capacity = input.return_consumed_capacity,
       .collection = input.return_item_collection_metrics});
  return Output{.attributes = shown(input.return_values.value_or(ReturnValue::kNone),
                                    old ? &old->item : nullptr, *item, *updated),
                .consumed_capacity = std::move(written.consumed_capacity),
                .item_collection_metrics = std::move(written.item_collection_metrics)};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/transact_get_items.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/reading.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/transaction.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using Projections = std::vector<expressions::Projection>;

core::Result<expressions::Projection> read(const Get& get) {
  TERTULIA_CHECK(check_expressions(
      {.expressions = {{"ProjectionExpression", get.projection_expression.has_value()}},
       .names = get.expression_attribute_names.has_value()}));
  TERTULIA_CHECK(check_values(get.key));
  expressions::Parser parser(pointer_to(get.expression_attribute_names), nullptr);
  auto projection = read_projection(parser, get.projection_expression, std::nullopt);
  if (projection.ok()) TERTULIA_CHECK(parser.check_all_used());
  return projection;
}

core::Result<Projections> read_all(const std::vector<TransactGetItem>& items) {
  Projections projections;
  for (const auto& item : items) {
    auto projection = read(item.get);
    if (!projection.ok()) return std::move(projection).error();
    projections.push_back(std::move(projection).value());
  }
  return projections;
}

/// Finds the tables of all actions, then their keys, and blames the first whose key is none.
core::Result<std::vector<ItemPlace>> find_places(DynamoDb& dynamodb, const core::Call& call,
                                                 const std::vector<TransactGetItem>& items) {
  std::vector<ItemPlace> places;
  for (const auto& item : items) {
    const auto table = dynamodb.table(call, item.get.table_name.str());
    if (!table.ok()) return table.error();
    places.push_back({.table = table.value()});
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    TERTULIA_CHECK(check_key_filled(*places[i].table, items[i].get.key));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto key = key_of_key(*places[i].table, items[i].get.key);
    if (!key.ok()) {
      Cancellation cancellation(items.size());
      cancellation.blame(i, std::move(key).error());
      return cancellation.status().error();
    }
    places[i].key = std::move(key).value();
  }
  TERTULIA_CHECK(check_distinct(places));
  return places;
}

}  // namespace

std::span<const core::Member> Get::members() {
  static constexpr std::array kMembers{
      core::member<&Get::table_name>("TableName",
                                     {.required = true, .check = &check_item_table_name}),
      core::member<&Get::key>("Key", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Get::projection_expression>("ProjectionExpression"),
      core::member<&Get::expression_attribute_names>("ExpressionAttributeNames"),
  };
  return kMembers;
}

std::span<const core::Member> TransactGetItem::members() {
  static constexpr std::array kMembers{
      core::member<&TransactGetItem::get>("Get", {.required = true})};
  return kMembers;
}

std::span<const core::Member> ItemResponse::members() {
  static constexpr std::array kMembers{core::member<&ItemResponse::item>("Item")};
  return kMembers;
}

std::span<const core::Member> TransactGetItems::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::transact_items>(
          "TransactItems", {.required = true, .constraint = {.min = 1, .max = 100}}),
  };
  return kMembers;
}

std::span<const core::Member> TransactGetItems::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
      core::member<&Output::responses>("Responses"),
  };
  return kMembers;
}

core::Resources TransactGetItems::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& item : input.transact_items) {
    resources.push_back({.resource = table_arn(call, item.get.table_name.str()),
                         .action = "dynamodb:GetItem",
                         .conditions = &conditions_within<TransactGetItems, Get>,
                         .part = &item.get});
  }
  return resources;
}

core::Result<TransactGetItems::Output> TransactGetItems::run(DynamoDb& dynamodb, const Input& input,
                                                             const core::Call& call) {
  const auto projections = read_all(input.transact_items);
  if (!projections.ok()) return projections.error();
  const auto places = find_places(dynamodb, call, input.transact_items);
  if (!places.ok()) return places.error();

  Output output;
  std::int64_t bytes = 0;
  TransactionCapacity capacity(TransactionCapacity::Kind::kRead, input.return_consumed_capacity);
  for (std::size_t i = 0; i < places->size(); ++i) {
    const auto& [table, key] = (*places)[i];
    auto found = dynamodb.items().find(*table, key);
    capacity.add(*table, read_units(found ? found->size : 0, true));
    output.responses.emplace_back();
    if (!found) continue;
    bytes += found->size;
    if (bytes > kTransactionBytesMax) return transaction_too_large();
    output.responses.back().item = seen_through((*projections)[i], std::move(found->item));
  }
  output.consumed_capacity = capacity.take();
  return output;
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/transact_write_items.hpp"

#include "emulator/services/dynamodb/fingerprint.hpp"
#include "emulator/services/dynamodb/request_conditions.hpp"
#include "emulator/services/dynamodb/transaction.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// Calls `visit` with the one part of an action that says what to do.
template <class Visit>
auto visit_part(const TransactWriteItem& action, Visit visit) {
  if (action.condition_check) return visit(*action.condition_check);
  if (action.put) return visit(*action.put);
  if (action.erase) return visit(*action.erase);
  return visit(*action.update);
}

core::Status check_kind(const TransactWriteItem& action) {
  const int kinds = (action.condition_check ? 1 : 0) + (action.put ? 1 : 0) +
                    (action.erase ? 1 : 0) + (action.update ? 1 : 0);
  if (kinds == 0) return no_action();
  return kinds == 1 ? core::ok() : core::Status(several_actions());
}

/// An action that was found in order as far as its table is not needed for that.
struct Action {
  Guard guard;
  Effect effect;
};

/// Reads the expressions of an action and the rest of what it does.
class ActionReader {
 public:
  core::Result<Action> operator()(const ConditionCheck& part) const {
    TERTULIA_CHECK(check_parameters(part));
    TERTULIA_CHECK(check_values(part.key));
    return guarded(part, Keep());
  }
  core::Result<Action> operator()(const Put& part) const {
    TERTULIA_CHECK(check_parameters(part));
    auto item = canonical(part.item);
    if (!item.ok()) return std::move(item).error();
    if (item->size > kItemBytesMax) return item_too_large();
    return guarded(part, Replace{.item = std::move(item).value()});
  }
  core::Result<Action> operator()(const Delete& part) const {
    TERTULIA_CHECK(check_parameters(part));
    TERTULIA_CHECK(check_values(part.key));
    return guarded(part, Erase());
  }
  core::Result<Action> operator()(const Update& part) const {
    TERTULIA_CHECK(check_values(part.key));
    auto parser = parser_of(part);
    auto update = parser.update(part.update_expression);
    if (!update.ok()) return std::move(update).error();
    return guarded(parser, part, Revise{.update = std::move(update).value(), .key = &part.key});
  }

 private:
  template <class Part>
  static core::Status check_parameters(const Part& part) {
    return check_expressions(
        {.expressions = {{"ConditionExpression", part.condition_expression.has_value()}},
         .names = part.expression_attribute_names.has_value(),
         .values = part.expression_attribute_values.has_value()});
  }
  template <class Part>
  static expressions::Parser parser_of(const Part& part) {
    return {pointer_to(part.expression_attribute_names),
            pointer_to(part.expression_attribute_values)};
  }
  template <class Part>
  static core::Result<Action> guarded(const Part& part, Effect effect) {
    auto parser = parser_of(part);
    return guarded(parser, part, std::move(effect));
  }
  template <class Part>
  static core::Result<Action> guarded(expressions::Parser& parser, const Part& part,
                                      Effect effect) {
    auto guard = read_guard(parser, {.condition_expression = part.condition_expression,
                                     .expected = std::nullopt,
                                     .conditional_operator = std::nullopt,
                                     .on_failure = part.return_values_on_failure});
    if (!guard.ok()) return std::move(guard).error();
    TERTULIA_CHECK(parser.check_all_used());
    return Action{.guard = std::move(guard).value(), .effect = std::move(effect)};
  }
};

using Requests = std::vector<TransactWriteItem>;

core::Result<std::vector<Action>> read_actions(const Requests& items) {
  std::vector<Action> actions;
  actions.reserve(items.size());
  for (const auto& item : items) {
    TERTULIA_CHECK(check_kind(item));
    auto action = visit_part(item, ActionReader());
    if (!action.ok()) return std::move(action).error();
    actions.push_back(std::move(action).value());
  }
  return actions;
}

/// The attributes that the key of an action's item is among.
const AttributeMap& keyed(const Put& part) { return part.item; }
template <class Part>
const AttributeMap& keyed(const Part& part) {
  return part.key;
}

core::Result<std::string> key_of(const Table& table, const Put& part, const Effect& /*effect*/) {
  auto key = key_of_item(table, part.item, KeyFault::kNamed);
  if (key.ok()) TERTULIA_CHECK(check_index_keys(table, part.item));
  return key;
}
template <class Part>
core::Result<std::string> key_of(const Table& table, const Part& part, const Effect& effect) {
  auto key = key_of_key(table, part.key);
  if (!key.ok()) return key;
  if (const auto* revise = std::get_if<Revise>(&effect)) {
    TERTULIA_CHECK(check_paths(table, revise->update));
  }
  return key;
}

/// The bytes that an action sends, as AWS counts them.
std::int64_t bytes_of(const TransactWriteItem& item) {
  const auto size = [](const AttributeMap& attributes) {
    const auto written = canonical(attributes);
    return written.ok() ? written->size : 0;
  };
  return visit_part(item, [&](const auto& part) {
    const auto* values = pointer_to(part.expression_attribute_values);
    return size(keyed(part)) + (values == nullptr ? 0 : size(*values));
  });
}

core::Status check_bytes(const Requests& items) {
  std::int64_t bytes = 0;
  for (const auto& item : items) bytes += bytes_of(item);
  return bytes > kTransactionBytesMax ? core::Status(transaction_too_large()) : core::ok();
}

/// Finds the tables of all actions, then their keys. The first action whose key is not one of its
/// table is the only one to blame; whether the conditions hold is not looked at then.
core::Result<std::vector<PreparedWrite>> prepare(DynamoDb& dynamodb, const core::Call& call,
                                                 const Requests& items,
                                                 std::vector<Action> actions) {
  std::vector<PreparedWrite> writes;
  writes.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto table = visit_part(
        items[i], [&](const auto& part) { return dynamodb.table(call, part.table_name.str()); });
    if (!table.ok()) return table.error();
    writes.push_back({.table = table.value(),
                      .guard = std::move(actions[i].guard),
                      .effect = std::move(actions[i].effect)});
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    TERTULIA_CHECK(visit_part(items[i], [&](const auto& part) {
      return check_key_filled(*writes[i].table, keyed(part));
    }));
  }
  std::vector<ItemPlace> places;
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto key = visit_part(items[i], [&](const auto& part) {
      return key_of(*writes[i].table, part, writes[i].effect);
    });
    if (!key.ok()) {
      Cancellation cancellation(items.size());
      cancellation.blame(i, std::move(key).error());
      return cancellation.status().error();
    }
    writes[i].key = std::move(key).value();
    places.push_back({.table = writes[i].table, .key = writes[i].key});
  }
  TERTULIA_CHECK(check_distinct(std::move(places)));
  return writes;
}

void add(Fingerprint& fingerprint, const Update& part) { fingerprint.add(part.update_expression); }
template <class Part>
void add(Fingerprint& /*fingerprint*/, const Part& /*part*/) {}

std::string fingerprint_of(const Requests& items) {
  Fingerprint fingerprint;
  fingerprint.add(TransactWriteItems::kName);
  for (const auto& item : items) {
    fingerprint.add(item.condition_check ? "check" : item.put ? "put" : item.erase ? "delete" : "");
    visit_part(item, [&](const auto& part) {
      fingerprint.add(part.table_name.str());
      fingerprint.add(keyed(part));
      add(fingerprint, part);
      fingerprint.add(part.condition_expression);
      fingerprint.add(part.expression_attribute_values);
      fingerprint.add(part.expression_attribute_names);
      const auto on_failure = part.return_values_on_failure.value_or(ReturnValuesOnFailure::kNone);
      fingerprint.add(core::name_of(on_failure));
    });
  }
  return fingerprint.digest();
}

/// The permission that an action needs.
struct AccessOf {
  const core::Call& call;

  core::Access operator()(const ConditionCheck& part) const {
    return access(part, "dynamodb:ConditionCheckItem");
  }
  core::Access operator()(const Put& part) const { return access(part, "dynamodb:PutItem"); }
  core::Access operator()(const Delete& part) const { return access(part, "dynamodb:DeleteItem"); }
  core::Access operator()(const Update& part) const { return access(part, "dynamodb:UpdateItem"); }

 private:
  template <class Part>
  [[nodiscard]] core::Access access(const Part& part, std::string_view action) const {
    return {.resource = table_arn(call, part.table_name.str()),
            .action = std::string(action),
            .conditions = &conditions_within<TransactWriteItems, Part>,
            .part = &part};
  }
};

}  // namespace

std::span<const core::Member> ConditionCheck::members() {
  static constexpr std::array kMembers{
      core::member<&ConditionCheck::table_name>(
          "TableName", {.required = true, .check = &check_item_table_name}),
      core::member<&ConditionCheck::key>("Key",
                                         {.required = true, .key_constraint = kAttributeName}),
      core::member<&ConditionCheck::condition_expression>("ConditionExpression",
                                                          {.required = true}),
      core::member<&ConditionCheck::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&ConditionCheck::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&ConditionCheck::return_values_on_failure>(
          "ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> Put::members() {
  static constexpr std::array kMembers{
      core::member<&Put::table_name>("TableName",
                                     {.required = true, .check = &check_item_table_name}),
      core::member<&Put::item>("Item", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Put::condition_expression>("ConditionExpression"),
      core::member<&Put::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Put::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Put::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> Delete::members() {
  static constexpr std::array kMembers{
      core::member<&Delete::table_name>("TableName",
                                        {.required = true, .check = &check_item_table_name}),
      core::member<&Delete::key>("Key", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Delete::condition_expression>("ConditionExpression"),
      core::member<&Delete::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Delete::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Delete::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> Update::members() {
  static constexpr std::array kMembers{
      core::member<&Update::table_name>("TableName",
                                        {.required = true, .check = &check_item_table_name}),
      core::member<&Update::key>("Key", {.required = true, .key_constraint = kAttributeName}),
      core::member<&Update::update_expression>("UpdateExpression", {.required = true}),
      core::member<&Update::condition_expression>("ConditionExpression"),
      core::member<&Update::expression_attribute_values>("ExpressionAttributeValues"),
      core::member<&Update::expression_attribute_names>("ExpressionAttributeNames"),
      core::member<&Update::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> TransactWriteItem::members() {
  static constexpr std::array kMembers{
      core::member<&TransactWriteItem::condition_check>("ConditionCheck"),
      core::member<&TransactWriteItem::put>("Put"),
      core::member<&TransactWriteItem::erase>("Delete"),
      core::member<&TransactWriteItem::update>("Update"),
  };
  return kMembers;
}

std::span<const core::Member> TransactWriteItems::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::client_request_token>("ClientRequestToken"),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::return_item_collection_metrics>("ReturnItemCollectionMetrics"),
      core::member<&Input::transact_items>(
          "TransactItems", {.required = true, .constraint = {.min = 1, .max = 100}}),
  };
  return kMembers;
}

std::span<const core::Member> TransactWriteItems::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
      core::member<&Output::item_collection_metrics>("ItemCollectionMetrics"),
  };
  return kMembers;
}

core::Resources TransactWriteItems::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& item : input.transact_items) {
    if (check_kind(item).ok()) resources.push_back(visit_part(item, AccessOf{call}));
  }
  return resources;
}

core::Result<TransactWriteItems::Output> TransactWriteItems::run(DynamoDb& dynamodb,
                                                                 const Input& input,
                                                                 const core::Call& call) {
  auto actions = read_actions(input.transact_items);
  if (!actions.ok()) return std::move(actions).error();
  TERTULIA_CHECK(check_bytes(input.transact_items));
  auto writes = prepare(dynamodb, call, input.transact_items, std::move(actions).value());
  if (!writes.ok()) return std::move(writes).error();

  TokenUse token{.token = input.client_request_token};
  if (token.token) token.fingerprint = fingerprint_of(input.transact_items);
  auto reply = run_transaction(dynamodb, call,
                               {.writes = std::move(writes).value(),
                                .token = std::move(token),
                                .capacity = input.return_consumed_capacity,
                                .collection = input.return_item_collection_metrics});
  if (!reply.ok()) return std::move(reply).error();
  return Output{.consumed_capacity = std::move(reply->consumed_capacity),
                .item_collection_metrics = std::move(reply->item_collection_metrics)};
}

}  // namespace tertulia::dynamodb

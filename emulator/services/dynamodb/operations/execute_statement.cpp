#include "emulator/services/dynamodb/operations/execute_statement.hpp"

#include "emulator/services/dynamodb/fingerprint.hpp"
#include "emulator/services/dynamodb/partiql/access.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/partiql/select.hpp"
#include "emulator/services/dynamodb/partiql/writes.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using Output = ExecuteStatement::Output;

std::string fingerprint_of(const ExecuteStatement::Input& input) {
  Fingerprint fingerprint;
  fingerprint.add(input.statement.str());
  fingerprint.add(input.parameters);
  return fingerprint.digest();
}

core::Result<Output> select(DynamoDb& dynamodb, const Table& table, const partiql::Select& select,
                            const ExecuteStatement::Input& input) {
  auto page = partiql::read_page(dynamodb, table, select,
                                 {.consistent = input.consistent_read,
                                  .capacity = input.return_consumed_capacity,
                                  .next_token = pointer_to(input.next_token),
                                  .limit = input.limit,
                                  .fingerprint = fingerprint_of(input)});
  if (!page.ok()) return std::move(page).error();
  return Output{.items = std::move(page->items),
                .next_token = std::move(page->next_token),
                .consumed_capacity = std::move(page->consumed_capacity),
                .last_evaluated_key = std::move(page->last_evaluated_key)};
}

core::Result<Output> write(DynamoDb& dynamodb, const Table& table, const partiql::Request& request,
                           const ExecuteStatement::Input& input) {
  auto attributes = partiql::key_named_by(table, request);
  if (!attributes.ok()) return std::move(attributes).error();
  const auto key = partiql::fixed_key(table, request, std::move(attributes).value());
  if (!key.ok()) return key.error();
  const auto on_failure = input.return_values_on_failure.value_or(ReturnValuesOnFailure::kNone);
  auto prepared = partiql::prepare(table, request, key.value(), on_failure);
  if (!prepared.ok()) return std::move(prepared).error();
  const auto checked = check_write(dynamodb, std::move(prepared).value());
  if (!checked.ok()) return checked.error();
  auto written = commit(dynamodb, checked.value(), {.capacity = input.return_consumed_capacity});
  Output output{.consumed_capacity = std::move(written.consumed_capacity)};
  if (auto item = shown(checked.value(), request.returning())) {
    output.items.push_back(std::move(*item));
  }
  return output;
}

}  // namespace

std::span<const core::Member> ExecuteStatement::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::statement>("Statement", {.required = true}),
      core::member<&Input::parameters>("Parameters", {.constraint = {.min = 1}}),
      core::member<&Input::consistent_read>("ConsistentRead"),
      core::member<&Input::next_token>("NextToken", {.constraint = {.min = 1, .max = 32768}}),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1}}),
      core::member<&Input::return_values_on_failure>("ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> ExecuteStatement::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::items>("Items"),
      core::member<&Output::next_token>("NextToken"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
      core::member<&Output::last_evaluated_key>("LastEvaluatedKey"),
  };
  return kMembers;
}

core::Resources ExecuteStatement::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  partiql::add_access(resources, call, input, &partiql::conditions_of<ExecuteStatement>);
  return resources;
}

core::Result<ExecuteStatement::Output> ExecuteStatement::run(DynamoDb& dynamodb, const Input& input,
                                                             const core::Call& call) {
  TERTULIA_CHECK(partiql::check_parameters(input.parameters));
  const auto request = partiql::read_request(input.statement.str(), input.parameters);
  if (!request.ok()) return request.error();
  if (std::holds_alternative<partiql::Exists>(request->content)) {
    return partiql::exists_outside_transaction();
  }
  const auto table = dynamodb.table(call, request->target().table);
  if (!table.ok()) return table.error();
  if (const auto* selected = std::get_if<partiql::Select>(&request->content)) {
    return select(dynamodb, *table.value(), *selected, input);
  }
  return write(dynamodb, *table.value(), request.value(), input);
}

}  // namespace tertulia::dynamodb

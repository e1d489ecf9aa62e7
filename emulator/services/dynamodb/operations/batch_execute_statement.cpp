#include "emulator/services/dynamodb/operations/batch_execute_statement.hpp"

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/partiql/access.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/partiql/select.hpp"
#include "emulator/services/dynamodb/partiql/writes.hpp"
#include "emulator/services/dynamodb/transaction.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// One statement on its way: what it came to, or why it failed.
struct Step {
  const BatchStatementRequest* asked = nullptr;
  std::optional<partiql::Request> request = std::nullopt;
  const Table* table = nullptr;
  partiql::FixedKey key = {};
  BatchStatementResponse response = {};
  /// What a write consumed that was tried and failed.
  double failed_units = 0;
};

void fail(Step& step, const core::ApiError& error) {
  constexpr std::string_view kItem = "\"Item\":";
  step.response.error = BatchStatementError{
      .code = std::string(reason_code(error)), .message = error.message, .item = std::nullopt};
  if (error.more_json.starts_with(kItem)) {
    step.response.error->item = StoredItem{.json = error.more_json.substr(kItem.size())};
  }
}

core::Status read(Step& step) {
  TERTULIA_CHECK(partiql::check_parameters(step.asked->parameters));
  auto request = partiql::read_request(step.asked->statement.str(), step.asked->parameters);
  if (!request.ok()) return std::move(request).error();
  if (std::holds_alternative<partiql::Exists>(request->content)) {
    return partiql::exists_outside_transaction();
  }
  step.request = std::move(request).value();
  return core::ok();
}

core::Result<AttributeMap> key_named_by(const Step& step) {
  const auto* select = std::get_if<partiql::Select>(&step.request->content);
  if (select == nullptr) return partiql::key_named_by(*step.table, *step.request);
  if (select->target.index) return partiql::select_without_key(BatchExecuteStatement::kName);
  return partiql::key_named_by(*step.table, *select, BatchExecuteStatement::kName);
}

core::Status find_key(DynamoDb& dynamodb, const core::Call& call, Step& step) {
  const auto table = dynamodb.table(call, step.request->target().table);
  if (!table.ok()) return table.error();
  step.table = table.value();
  auto attributes = key_named_by(step);
  if (!attributes.ok()) return std::move(attributes).error();
  auto key = partiql::fixed_key(*step.table, *step.request, std::move(attributes).value());
  if (!key.ok()) return std::move(key).error();
  step.key = std::move(key).value();
  return core::ok();
}

/// Whether there is still something to do.
bool is_open(const Step& step) { return !step.response.error; }

core::Status check_mixture(const std::vector<Step>& steps) {
  bool reads = false;
  bool writes = false;
  for (const auto& step : steps) {
    if (!is_open(step)) continue;
    (step.request->is_read() ? reads : writes) = true;
  }
  return reads && writes ? core::Status(partiql::mixed_batch()) : core::ok();
}

core::Status check_keys(const std::vector<Step>& steps) {
  std::vector<ItemPlace> places;
  for (const auto& step : steps) {
    if (is_open(step)) places.push_back({.table = step.table, .key = step.key.key});
  }
  return check_distinct(std::move(places)).ok() ? core::ok() : core::Status(duplicate_keys());
}

using Wanted = std::optional<ReturnConsumedCapacity>;

std::optional<ConsumedCapacity> select(DynamoDb& dynamodb, Step& step, const Wanted& wanted) {
  const auto& select = std::get<partiql::Select>(step.request->content);
  auto found = dynamodb.items().find(*step.table, step.key.key);
  const auto units = read_units(found ? found->size : 0, step.asked->consistent_read);
  if (found) step.response.item = partiql::shown(select, std::move(found->item));
  if (!tells_capacity(wanted)) return std::nullopt;
  return consumed(*step.table, units, *wanted);
}

/// A write that fails costs what it would have written, or what is there.
double units_of_failure(DynamoDb& dynamodb, const Step& step) {
  const auto found = dynamodb.items().find(*step.table, step.key.key);
  const auto* insert = std::get_if<partiql::Insert>(&step.request->content);
  return write_units(found ? found->size : 0, insert != nullptr ? insert->canonical.size : 0);
}

core::Result<std::optional<ConsumedCapacity>> write(DynamoDb& dynamodb, Step& step,
                                                    const Wanted& wanted) {
  const auto on_failure =
      step.asked->return_values_on_failure.value_or(ReturnValuesOnFailure::kNone);
  auto prepared = partiql::prepare(*step.table, *step.request, step.key, on_failure);
  if (!prepared.ok()) return std::move(prepared).error();
  const auto checked = check_write(dynamodb, std::move(prepared).value());
  if (!checked.ok()) {
    step.failed_units = units_of_failure(dynamodb, step);
    return checked.error();
  }
  step.response.item = shown(checked.value(), step.request->returning());
  return commit(dynamodb, checked.value(), {.capacity = wanted}).consumed_capacity;
}

/// Does what a statement asks for; what it consumed is added to `capacity`.
void run_step(DynamoDb& dynamodb, Step& step, const Wanted& wanted,
              std::optional<std::vector<ConsumedCapacity>>& capacity) {
  step.response.table_name = step.table->name;
  auto cost = step.request->is_read()
                  ? core::Result<std::optional<ConsumedCapacity>>(select(dynamodb, step, wanted))
                  : write(dynamodb, step, wanted);
  if (!cost.ok()) return fail(step, cost.error());
  if (!cost.value()) return;
  if (!capacity) capacity.emplace();
  add(*capacity, std::move(*cost.value()));
}

/// Adds what failed to the sums of the tables where something else succeeded, as AWS does, and to
/// no part of those sums.
void add_failures(const std::vector<Step>& steps, std::vector<ConsumedCapacity>& capacity) {
  for (const auto& step : steps) {
    if (step.failed_units == 0) continue;
    for (auto& consumed : capacity) {
      if (consumed.table_name == step.table->name) consumed.capacity_units += step.failed_units;
    }
  }
}

}  // namespace

std::span<const core::Member> BatchStatementRequest::members() {
  static constexpr std::array kMembers{
      core::member<&BatchStatementRequest::statement>("Statement", {.required = true}),
      core::member<&BatchStatementRequest::parameters>("Parameters", {.constraint = {.min = 1}}),
      core::member<&BatchStatementRequest::consistent_read>("ConsistentRead"),
      core::member<&BatchStatementRequest::return_values_on_failure>(
          "ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> BatchStatementError::members() {
  static constexpr std::array kMembers{
      core::member<&BatchStatementError::code>("Code"),
      core::member<&BatchStatementError::message>("Message"),
      core::member<&BatchStatementError::item>("Item"),
  };
  return kMembers;
}

std::span<const core::Member> BatchStatementResponse::members() {
  static constexpr std::array kMembers{
      core::member<&BatchStatementResponse::error>("Error"),
      core::member<&BatchStatementResponse::table_name>("TableName"),
      core::member<&BatchStatementResponse::item>("Item"),
  };
  return kMembers;
}

std::span<const core::Member> BatchExecuteStatement::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::statements>("Statements",
                                       {.required = true, .constraint = {.min = 1, .max = 25}}),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
  };
  return kMembers;
}

std::span<const core::Member> BatchExecuteStatement::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::responses>("Responses"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources BatchExecuteStatement::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& statement : input.statements) {
    partiql::add_access(resources, call, statement,
                        &partiql::conditions_of<BatchExecuteStatement, BatchStatementRequest>);
  }
  return resources;
}

core::Result<BatchExecuteStatement::Output> BatchExecuteStatement::run(DynamoDb& dynamodb,
                                                                       const Input& input,
                                                                       const core::Call& call) {
  std::vector<Step> steps;
  for (const auto& statement : input.statements) {
    steps.push_back({.asked = &statement});
    if (const auto done = read(steps.back()); !done.ok()) fail(steps.back(), done.error());
  }
  TERTULIA_CHECK(check_mixture(steps));
  for (auto& step : steps) {
    if (!is_open(step)) continue;
    if (const auto done = find_key(dynamodb, call, step); !done.ok()) fail(step, done.error());
  }
  TERTULIA_CHECK(check_keys(steps));

  Output output;
  for (auto& step : steps) {
    if (is_open(step)) {
      run_step(dynamodb, step, input.return_consumed_capacity, output.consumed_capacity);
    }
    output.responses.push_back(std::move(step.response));
  }
  if (output.consumed_capacity) add_failures(steps, *output.consumed_capacity);
  return output;
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/execute_transaction.hpp"

#include <deque>

#include "emulator/services/dynamodb/capacity.hpp"
#include "emulator/services/dynamodb/fingerprint.hpp"
#include "emulator/services/dynamodb/partiql/access.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/partiql/select.hpp"
#include "emulator/services/dynamodb/partiql/writes.hpp"
#include "emulator/services/dynamodb/transaction.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

using Statements = std::vector<ParameterizedStatement>;

/// One statement on its way.
struct Step {
  partiql::Request request;
  /// Null when it does not exist.
  const Table* table = nullptr;
  AttributeMap key_attributes = {};
  /// What is wrong with the key, which ends the transaction for this reason.
  std::optional<core::ApiError> key_error = std::nullopt;
  partiql::FixedKey key = {};
};
/// Steps stay where they are: prepared writes point to them.
using Steps = std::deque<Step>;

core::Result<Steps> read_all(const Statements& statements) {
  for (const auto& statement : statements) {
    TERTULIA_CHECK(partiql::check_parameters(statement.parameters));
  }
  Steps steps;
  for (const auto& statement : statements) {
    auto request = partiql::read_request(statement.statement.str(), statement.parameters);
    if (!request.ok()) return partiql::in_statement(steps.size(), request.error());
    steps.push_back({.request = std::move(request).value()});
  }
  return steps;
}

/// What a statement may not be in a transaction, and the key that it names.
core::Status examine(Step& step) {
  if (step.request.returning() != ReturnValue::kNone) return partiql::returning_in_transaction();
  if (step.request.target().index) return partiql::index_in_transaction();
  const auto* select = std::get_if<partiql::Select>(&step.request.content);
  auto attributes = select == nullptr
                        ? partiql::key_named_by(*step.table, step.request)
                        : partiql::key_named_by(*step.table, *select, ExecuteTransaction::kName);
  if (attributes.ok()) {
    step.key_attributes = std::move(attributes).value();
    return core::ok();
  }
  if (!step.request.is_update_or_delete()) return std::move(attributes).error();
  step.key_error = key_mismatch();
  return core::ok();
}

core::Status find_tables(DynamoDb& dynamodb, const core::Call& call, Steps& steps) {
  Cancellation cancellation(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto table = dynamodb.table(call, steps[i].request.target().table);
    if (!table.ok()) {
      cancellation.blame(i, table.error());
      continue;
    }
    steps[i].table = table.value();
    const auto examined = examine(steps[i]);
    if (!examined.ok()) return partiql::in_statement(i, examined.error());
  }
  return cancellation.status();
}

core::Status check_mixture(const Steps& steps) {
  for (const auto& step : steps) {
    if (step.request.is_read() != steps.front().request.is_read()) {
      return partiql::mixed_transaction();
    }
  }
  return core::ok();
}

core::Status find_keys(Steps& steps) {
  Cancellation cancellation(steps.size());
  std::vector<ItemPlace> places;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto& step = steps[i];
    if (step.key_error) {
      cancellation.blame(i, *step.key_error);
      continue;
    }
    auto key = partiql::fixed_key(*step.table, step.request, std::move(step.key_attributes));
    if (!key.ok()) {
      cancellation.blame(i, std::move(key).error());
      continue;
    }
    step.key = std::move(key).value();
    places.push_back({.table = step.table, .key = step.key.key});
  }
  TERTULIA_CHECK(cancellation.status());
  return check_distinct(std::move(places));
}

core::Result<ExecuteTransaction::Output> read(DynamoDb& dynamodb, const Steps& steps,
                                              const ExecuteTransaction::Input& input) {
  ExecuteTransaction::Output output;
  TransactionCapacity capacity(TransactionCapacity::Kind::kRead, input.return_consumed_capacity);
  std::int64_t bytes = 0;
  for (const auto& step : steps) {
    auto found = dynamodb.items().find(*step.table, step.key.key);
    capacity.add(*step.table, read_units(found ? found->size : 0, true));
    output.responses.emplace_back();
    if (!found) continue;
    bytes += found->size;
    if (bytes > kTransactionBytesMax) return transaction_too_large();
    output.responses.back().item =
        partiql::shown(std::get<partiql::Select>(step.request.content), std::move(found->item));
  }
  output.consumed_capacity = capacity.take();
  return output;
}

std::string fingerprint_of(const Statements& statements) {
  Fingerprint fingerprint;
  fingerprint.add(ExecuteTransaction::kName);
  for (const auto& statement : statements) {
    fingerprint.add(statement.statement.str());
    fingerprint.add(statement.parameters);
    const auto on_failure =
        statement.return_values_on_failure.value_or(ReturnValuesOnFailure::kNone);
    fingerprint.add(core::name_of(on_failure));
  }
  return fingerprint.digest();
}

core::Result<ExecuteTransaction::Output> write(DynamoDb& dynamodb, const core::Call& call,
                                               const Steps& steps,
                                               const ExecuteTransaction::Input& input) {
  TokenUse token{.token = input.client_request_token};
  if (token.token) token.fingerprint = fingerprint_of(input.transact_statements);
  Transaction transaction{
      .writes = {}, .token = std::move(token), .capacity = input.return_consumed_capacity};
  Cancellation cancellation(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto on_failure = input.transact_statements[i].return_values_on_failure.value_or(
        ReturnValuesOnFailure::kNone);
    auto prepared = partiql::prepare(*steps[i].table, steps[i].request, steps[i].key, on_failure);
    if (prepared.ok()) {
      transaction.writes.push_back(std::move(prepared).value());
    } else {
      cancellation.blame(i, std::move(prepared).error());
    }
  }
  TERTULIA_CHECK(cancellation.status());
  auto reply = run_transaction(dynamodb, call, std::move(transaction));
  if (!reply.ok()) return std::move(reply).error();
  return ExecuteTransaction::Output{.consumed_capacity = std::move(reply->consumed_capacity)};
}

}  // namespace

std::span<const core::Member> ParameterizedStatement::members() {
  static constexpr std::array kMembers{
      core::member<&ParameterizedStatement::statement>("Statement", {.required = true}),
      core::member<&ParameterizedStatement::parameters>("Parameters", {.constraint = {.min = 1}}),
      core::member<&ParameterizedStatement::return_values_on_failure>(
          "ReturnValuesOnConditionCheckFailure"),
  };
  return kMembers;
}

std::span<const core::Member> ExecuteTransaction::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::transact_statements>(
          "TransactStatements", {.required = true, .constraint = {.min = 1, .max = 100}}),
      core::member<&Input::client_request_token>("ClientRequestToken"),
      core::member<&Input::return_consumed_capacity>("ReturnConsumedCapacity"),
  };
  return kMembers;
}

std::span<const core::Member> ExecuteTransaction::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::responses>("Responses"),
      core::member<&Output::consumed_capacity>("ConsumedCapacity"),
  };
  return kMembers;
}

core::Resources ExecuteTransaction::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  for (const auto& statement : input.transact_statements) {
    partiql::add_access(resources, call, statement,
                        &partiql::conditions_within<ExecuteTransaction, ParameterizedStatement>);
  }
  return resources;
}

core::Result<ExecuteTransaction::Output> ExecuteTransaction::run(DynamoDb& dynamodb,
                                                                 const Input& input,
                                                                 const core::Call& call) {
  auto steps = read_all(input.transact_statements);
  if (!steps.ok()) return std::move(steps).error();
  TERTULIA_CHECK(find_tables(dynamodb, call, steps.value()));
  TERTULIA_CHECK(check_mixture(steps.value()));
  TERTULIA_CHECK(find_keys(steps.value()));
  return steps->front().request.is_read() ? read(dynamodb, steps.value(), input)
                                          : write(dynamodb, call, steps.value(), input);
}

}  // namespace tertulia::dynamodb

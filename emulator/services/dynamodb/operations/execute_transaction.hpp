/// ExecuteTransaction.
#pragma once

#include "emulator/services/dynamodb/operations/execute_statement.hpp"
#include "emulator/services/dynamodb/operations/transact_get_items.hpp"
#include "emulator/services/dynamodb/request_tokens.hpp"

namespace tertulia::dynamodb {

struct ParameterizedStatement {
  StatementText statement;
  std::optional<StatementParameters> parameters;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};

/// Up to 100 statements on one item each, all of which read or all of which write, or say by EXISTS
/// what must be there; all are done, or none is.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
/// Errors: IdempotentParameterMismatchException, TransactionCanceledException, ValidationException.
struct ExecuteTransaction {
  static constexpr std::string_view kName = "ExecuteTransaction";
  using Service = DynamoDb;

  struct Input {
    std::vector<ParameterizedStatement> transact_statements;
    std::optional<ClientRequestToken> client_request_token;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    static std::span<const core::Member> members();
  };
  struct Output {
    /// One of each statement that reads.
    std::vector<ItemResponse> responses = {};
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity = std::nullopt;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

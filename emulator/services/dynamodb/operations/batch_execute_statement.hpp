/// BatchExecuteStatement.
#pragma once

#include "emulator/services/dynamodb/operations/execute_statement.hpp"

namespace tertulia::dynamodb {

struct BatchStatementRequest {
  StatementText statement;
  std::optional<StatementParameters> parameters;
  bool consistent_read = false;
  std::optional<ReturnValuesOnFailure> return_values_on_failure;
  static std::span<const core::Member> members();
};
struct BatchStatementError {
  std::string code;
  std::string message;
  /// The item that did not fulfil the condition, if the request wants to see it.
  std::optional<StoredItem> item;
  static std::span<const core::Member> members();
};
struct BatchStatementResponse {
  std::optional<BatchStatementError> error = std::nullopt;
  /// Absent for a statement that was not tried.
  std::optional<std::string> table_name = std::nullopt;
  std::optional<StoredItem> item = std::nullopt;
  static std::span<const core::Member> members();
};

/// Up to 25 statements on one item each, all of which read or all of which write; each fails alone.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
/// Errors: ValidationException.
/// Differs: a statement that the caller is not allowed fails the whole request.
struct BatchExecuteStatement {
  static constexpr std::string_view kName = "BatchExecuteStatement";
  using Service = DynamoDb;

  struct Input {
    std::vector<BatchStatementRequest> statements;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<BatchStatementResponse> responses = {};
    std::optional<std::vector<ConsumedCapacity>> consumed_capacity = std::nullopt;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

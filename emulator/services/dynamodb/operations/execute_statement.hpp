/// ExecuteStatement.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// A statement of PartiQL.
struct StatementText : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 1, .max = 8192};
};
/// The values of its parameters, in order.
using StatementParameters = std::vector<AttributeValue>;

/// Reads items, or writes one, as a statement of PartiQL says.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html
/// Errors: ConditionalCheckFailedException, DuplicateItemException, ResourceNotFoundException,
/// ValidationException.
struct ExecuteStatement {
  static constexpr std::string_view kName = "ExecuteStatement";
  using Service = DynamoDb;

  struct Input {
    StatementText statement;
    std::optional<StatementParameters> parameters;
    bool consistent_read = false;
    std::optional<std::string> next_token;
    std::optional<ReturnConsumedCapacity> return_consumed_capacity;
    std::optional<std::int32_t> limit;
    std::optional<ReturnValuesOnFailure> return_values_on_failure;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<StoredItem> items = {};
    std::optional<std::string> next_token = std::nullopt;
    std::optional<ConsumedCapacity> consumed_capacity = std::nullopt;
    std::optional<StoredItem> last_evaluated_key = std::nullopt;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

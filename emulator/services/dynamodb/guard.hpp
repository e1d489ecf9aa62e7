/// The condition of a write: ConditionExpression, or the legacy Expected.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/parser.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

class Guard {
 public:
  /// Lets everything pass.
  Guard() = default;
  Guard(std::optional<expressions::Condition> condition, ReturnValuesOnFailure on_failure)
      : condition_(std::move(condition)), on_failure_(on_failure) {}

  /// Whether the item that is there matters.
  [[nodiscard]] bool has_condition() const { return condition_.has_value(); }
  /// ConditionalCheckFailedException when the condition does not hold for what is there; `old` is
  /// null for nothing.
  [[nodiscard]] core::Status admit(const StoredItem* old) const;

 private:
  std::optional<expressions::Condition> condition_;
  ReturnValuesOnFailure on_failure_ = ReturnValuesOnFailure::kNone;
};

/// The parameters of a write that make its guard.
struct GuardParameters {
  const std::optional<std::string>& condition_expression;
  const std::optional<ExpectedMap>& expected;
  const std::optional<ConditionalOperator>& conditional_operator;
  const std::optional<ReturnValuesOnFailure>& on_failure;
};
/// The guard that they make; the request outlives it. Errors: ValidationException.
[[nodiscard]] core::Result<Guard> read_guard(expressions::Parser& parser,
                                             const GuardParameters& parameters);
template <class Input>
[[nodiscard]] core::Result<Guard> guard_of(expressions::Parser& parser, const Input& input) {
  return read_guard(parser, {.condition_expression = input.condition_expression,
                             .expected = input.expected,
                             .conditional_operator = input.conditional_operator,
                             .on_failure = input.return_values_on_failure});
}

}  // namespace tertulia::dynamodb

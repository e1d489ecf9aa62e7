/// The values that stand in statements, and those that parameters give them.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/partiql/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// Whether the expression is a value as it stands, or a parameter.
[[nodiscard]] bool is_literal(const Expression& expression);

/// A value as an operand, which has no name there.
[[nodiscard]] inline expressions::Literal literal_of(const AttributeValue* value) {
  return {.value = value, .placeholder = "?"};
}

class Literals {
 public:
  /// `parameters` are valid values and outlive what is read; there are enough of them.
  explicit Literals(const std::vector<AttributeValue>& parameters)
      : parameters_(parameters), values_(std::make_unique<std::deque<AttributeValue>>()) {}

  /// The value of an expression, parameter or not. Errors: ValidationException for what is no
  /// value, or none that DynamoDB has.
  [[nodiscard]] core::Result<const AttributeValue*> value(const Expression& expression);

  /// The values that were read from the statement.
  [[nodiscard]] std::unique_ptr<const std::deque<AttributeValue>> take() {
    return std::move(values_);
  }

 private:
  const std::vector<AttributeValue>& parameters_;
  std::unique_ptr<std::deque<AttributeValue>> values_;
};

}  // namespace tertulia::dynamodb::partiql

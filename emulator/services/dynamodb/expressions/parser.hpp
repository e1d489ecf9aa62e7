/// From the texts of a request's expressions to trees, with AWS's errors for what is wrong with
/// them: syntax, reserved words, placeholders, types of literal operands, lengths, overlaps.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
#pragma once

#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/placeholders.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb::expressions {

/// The expressions of one request. Parse them all, then ask `check_all_used`. All errors are
/// ValidationExceptions. The maps outlive the parser and the trees; null where the request has
/// none.
class Parser {
 public:
  /// Checks the maps themselves: not empty, well-formed placeholders, valid values.
  Parser(const NameMap* names, const AttributeMap* values);

  /// `parameter` is "ConditionExpression" or "FilterExpression"; "KeyConditionExpression" for those
  /// who then ask key_condition.hpp.
  [[nodiscard]] core::Result<Condition> condition(std::string_view parameter,
                                                  std::string_view text);
  [[nodiscard]] core::Result<Projection> projection(std::string_view text);
  [[nodiscard]] core::Result<Update> update(std::string_view text);

  /// The error of the maps, or that a placeholder was not used by any expression.
  [[nodiscard]] core::Status check_maps() const;
  [[nodiscard]] core::Status check_all_used() const;

 private:
  Placeholders placeholders_;
  core::Status maps_;
};

}  // namespace tertulia::dynamodb::expressions

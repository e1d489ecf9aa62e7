/// What is wrong with expressions, each spelled once. The text of an expression's own errors is
/// shown behind "Invalid ConditionExpression: ", which `in_expression` puts there.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb::expressions {

/// `parameter` is "ConditionExpression", …
[[nodiscard]] inline core::ApiError in_expression(std::string_view parameter,
                                                  const core::ApiError& error) {
  return validation_exception(base::cat("Invalid ", parameter, ": ", error.message));
}

// The form.

[[nodiscard]] inline core::ApiError empty_expression() {
  return validation_exception("The expression can not be empty;");
}
[[nodiscard]] inline core::ApiError expression_too_long(std::size_t size) {
  return validation_exception(
      base::cat("Expression size has exceeded the maximum allowed size; expression size: ", size));
}
/// `near` is the token between its neighbours, as they are written.
[[nodiscard]] inline core::ApiError syntax_error(std::string_view token, std::string_view near) {
  return validation_exception(
      base::cat("Syntax error; token: \"", token, "\", near: \"", near, "\""));
}
[[nodiscard]] inline core::ApiError redundant_parentheses() {
  return validation_exception("The expression has redundant parentheses;");
}

// Names, numbers and functions where they stand.

[[nodiscard]] inline core::ApiError reserved_keyword(std::string_view word) {
  return validation_exception(
      base::cat("Attribute name is a reserved keyword; reserved keyword: ", word));
}
[[nodiscard]] inline core::ApiError list_index_out_of_range(std::string_view index) {
  return validation_exception(
      base::cat("List index is not within the allowable range; index: [", index, "]"));
}
[[nodiscard]] inline core::ApiError unknown_function(std::string_view name) {
  return validation_exception(base::cat("Invalid function name; function: ", name));
}
[[nodiscard]] inline core::ApiError function_not_in_condition(std::string_view name) {
  return validation_exception(
      base::cat("The function is not allowed in a condition expression; function: ", name));
}
[[nodiscard]] inline core::ApiError function_not_in_update(std::string_view name) {
  return validation_exception(
      base::cat("The function is not allowed in an update expression; function: ", name));
}
[[nodiscard]] inline core::ApiError misplaced_function(std::string_view name) {
  return validation_exception(base::cat(
      "The function is not allowed to be used this way in an expression; function: ", name));
}
[[nodiscard]] inline core::ApiError too_many_operators(int count) {
  return validation_exception(
      base::cat("The expression contains too many operators; operator count: ", count));
}
/// `section` is "SET", …
[[nodiscard]] inline core::ApiError repeated_section(std::string_view section) {
  return validation_exception(
      base::cat("The \"", section, "\" section can only be used once in an update expression;"));
}

// Placeholders and paths.

[[nodiscard]] inline core::ApiError undefined_name(std::string_view placeholder) {
  return validation_exception(
      base::cat("An expression attribute name used in the document path is not defined; "
                "attribute name: ",
                placeholder));
}
[[nodiscard]] inline core::ApiError undefined_value(std::string_view placeholder) {
  return validation_exception(base::cat(
      "An expression attribute value used in expression is not defined; attribute value: ",
      placeholder));
}
[[nodiscard]] inline core::ApiError path_too_deep(std::size_t levels) {
  return validation_exception(
      base::cat("The document path has too many nesting levels; nesting levels: ", levels));
}
/// `how` is "overlap" or "conflict"; the paths are as `Path::text` has them.
[[nodiscard]] inline core::ApiError paths_clash(std::string_view how, std::string_view one,
                                                std::string_view two) {
  return validation_exception(base::cat("Two document paths ", how,
                                        " with each other; must remove or rewrite one of these "
                                        "paths; path one: ",
                                        one, ", path two: ", two));
}

// Operands. An operator is "<", "BETWEEN", "size", …

[[nodiscard]] inline core::ApiError wrong_operand_count(std::string_view name, std::size_t count) {
  return validation_exception(base::cat(
      "Incorrect number of operands for operator or function; operator or function: ", name,
      ", number of operands: ", count));
}
[[nodiscard]] inline core::ApiError wrong_operand_type(std::string_view name,
                                                       std::string_view type) {
  return validation_exception(
      base::cat("Incorrect operand type for operator or function; operator or function: ", name,
                ", operand type: ", type));
}
/// Of ADD and DELETE. `type` is "STRING", …
[[nodiscard]] inline core::ApiError wrong_change_type(std::string_view section,
                                                      std::string_view type) {
  return validation_exception(
      base::cat("Incorrect operand type for operator or function; operator: ", section,
                ", operand type: ", type));
}
[[nodiscard]] inline core::ApiError unknown_attribute_type(std::string_view type) {
  return validation_exception(base::cat("Invalid attribute type name found; type: ", type,
                                        ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"));
}
[[nodiscard]] inline core::ApiError path_required(std::string_view name) {
  return validation_exception(
      base::cat("Operator or function requires a document path; operator or function: ", name));
}
[[nodiscard]] inline core::ApiError operands_not_distinct(std::string_view name,
                                                          std::string_view path) {
  return validation_exception(
      base::cat("The first operand must be distinct from the remaining operands for this operator "
                "or function; operator: ",
                name, ", first operand: ", path));
}
[[nodiscard]] inline core::ApiError too_many_in_operands(std::size_t count) {
  return validation_exception(
      base::cat("The IN operator is provided with too many operands; number of operands: ", count));
}
/// The bounds as "{N:5}".
[[nodiscard]] inline core::ApiError bounds_differ_in_type(std::string_view lower,
                                                          std::string_view upper) {
  return validation_exception(
      base::cat("The BETWEEN operator requires same data type for lower and upper bounds; lower "
                "bound operand: AttributeValue: ",
                lower, ", upper bound operand: AttributeValue: ", upper));
}
[[nodiscard]] inline core::ApiError bounds_out_of_order(std::string_view lower,
                                                        std::string_view upper) {
  return validation_exception(
      base::cat("The BETWEEN operator requires upper bound to be greater than or equal to lower "
                "bound; lower bound operand: AttributeValue: ",
                lower, ", upper bound operand: AttributeValue: ", upper));
}

// ExpressionAttributeNames and ExpressionAttributeValues: `map` is one of them.

[[nodiscard]] inline core::ApiError map_is_empty(std::string_view map) {
  return validation_exception(base::cat(map, " must not be empty"));
}
[[nodiscard]] inline core::ApiError malformed_placeholder(std::string_view map,
                                                          std::string_view key) {
  return validation_exception(
      base::cat(map, " contains invalid key: Syntax error; key: \"", key, "\""));
}
[[nodiscard]] inline core::ApiError placeholder_too_long(std::string_view map, std::size_t size) {
  return validation_exception(
      base::cat(map,
                " contains invalid key: The expression attribute map contains a key that is too "
                "long; size of key: ",
                size));
}
[[nodiscard]] inline core::ApiError placeholder_for_invalid(std::string_view map,
                                                            std::string_view why,
                                                            std::string_view key) {
  return validation_exception(base::cat(map, " contains invalid value: ", why, " for key ", key));
}
/// The keys as "#a, #b".
[[nodiscard]] inline core::ApiError placeholders_unused(std::string_view map,
                                                        std::string_view keys) {
  return validation_exception(
      base::cat("Value provided in ", map, " unused in expressions: keys: {", keys, "}"));
}

// Key conditions.

[[nodiscard]] inline core::ApiError not_a_key_operator(std::string_view name) {
  return validation_exception(base::cat("Invalid operator used in KeyConditionExpression: ", name));
}
/// "Invalid condition in KeyConditionExpression: WHY"
[[nodiscard]] inline core::ApiError not_a_key_condition(std::string_view why) {
  return validation_exception(base::cat("Invalid condition in KeyConditionExpression: ", why));
}
[[nodiscard]] inline core::ApiError key_attribute_not_first(std::string_view name) {
  return not_a_key_condition(
      base::cat(name, " operator must have the key attribute as its first operand"));
}
[[nodiscard]] inline core::ApiError several_attributes_in_key_condition() {
  return not_a_key_condition("Multiple attribute names used in one condition");
}
[[nodiscard]] inline core::ApiError no_attribute_in_key_condition() {
  return not_a_key_condition("No key attribute specified");
}
[[nodiscard]] inline core::ApiError nested_key_operation() {
  return validation_exception("KeyConditionExpressions cannot contain nested operations");
}
[[nodiscard]] inline core::ApiError nested_key_attribute() {
  return validation_exception(
      "KeyConditionExpressions cannot have conditions on nested attributes");
}
[[nodiscard]] inline core::ApiError repeated_key_condition() {
  return validation_exception("KeyConditionExpressions must only contain one condition per key");
}
[[nodiscard]] inline core::ApiError wrong_number_of_key_conditions() {
  return validation_exception("Conditions can be of length 1 or 2 only");
}
[[nodiscard]] inline core::ApiError key_condition_missing(std::string_view attribute) {
  return validation_exception(base::cat("Query condition missed key schema element: ", attribute));
}
[[nodiscard]] inline core::ApiError key_condition_not_supported() {
  return validation_exception("Query key condition not supported");
}
// Of keys of several attributes AWS's words are not known.
[[nodiscard]] inline core::ApiError partition_key_not_fixed(std::string_view attribute) {
  return validation_exception(base::cat(
      "Query key condition not supported: every HASH key attribute of the index must have "
      "an equality condition: ",
      attribute));
}
[[nodiscard]] inline core::ApiError sort_keys_not_in_order(std::string_view attribute) {
  return validation_exception(base::cat(
      "Query key condition not supported: RANGE key attributes of the index must be given "
      "in order, all but the last by equality conditions: ",
      attribute));
}

}  // namespace tertulia::dynamodb::expressions

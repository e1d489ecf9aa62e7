/// What is wrong with PartiQL statements, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/partiql/token.hpp"

namespace tertulia::dynamodb::partiql {

/// What the parser says. AWS says nothing more, in `detail`, of characters that make no token.
[[nodiscard]] inline core::ApiError not_well_formed(std::string_view detail) {
  return validation_exception(
      base::cat("Statement wasn't well formed, can't be processed: ", detail));
}
/// "WHY at 1:8:4"
[[nodiscard]] inline core::ApiError at(std::string_view why, const Position& position) {
  return validation_exception(base::cat(why, " at ", position.text()));
}

// What statements may have at all.

[[nodiscard]] inline core::ApiError unsupported_operation(std::string_view what) {
  return validation_exception(base::cat("Unsupported operation: ", what));
}
[[nodiscard]] inline core::ApiError unsupported_clause(std::string_view what) {
  return validation_exception(base::cat("Unsupported clause: ", what));
}
[[nodiscard]] inline core::ApiError aliased() {
  return validation_exception("Aliasing is not supported");
}
[[nodiscard]] inline core::ApiError parameter_count_differs() {
  return validation_exception("Number of parameters in request and statement don't match.");
}

// Tables and indexes.

[[nodiscard]] inline core::ApiError several_tables() {
  return validation_exception("Only select from a single table or index is supported.");
}
[[nodiscard]] inline core::ApiError empty_path_component() {
  return validation_exception("Path component cannot be an empty string");
}
[[nodiscard]] inline core::ApiError table_path_too_long() {
  return validation_exception("A path may contain at most 2 components in the FROM clause");
}
[[nodiscard]] inline core::ApiError bad_table_name() {
  return validation_exception(
      "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', "
      "'_', '.'.");
}
[[nodiscard]] inline core::ApiError index_in_insert(const Position& position) {
  return at("FROM clause may only contain a single table name in data manipulation statements",
            position);
}
[[nodiscard]] inline core::ApiError write_on_index() {
  return validation_exception("This operation is not supported on an index");
}
[[nodiscard]] inline core::ApiError no_such_index() {
  return validation_exception("The table does not have the specified index");
}
[[nodiscard]] inline core::ApiError inconsistent_index() {
  return validation_exception(
      "Strongly consistent read is not supported on Global Secondary Indexes");
}
/// `attributes` as "[a, b]".
[[nodiscard]] inline core::ApiError filter_not_projected(std::string_view index,
                                                         std::string_view attributes) {
  return invalid_parameter(base::cat(
      "Secondary index ", index, " does not project one or more filter attributes: ", attributes));
}

// Paths, values and functions.

[[nodiscard]] inline core::ApiError unexpected_path_component(const Position& position) {
  return at("Unexpected path component", position);
}
/// `index` as it was written, sign and all.
[[nodiscard]] inline core::ApiError index_out_of_range(std::string_view index,
                                                       const Position& position) {
  return at(base::cat("List index is not within the allowable range; index: [", index, "]"),
            position);
}
[[nodiscard]] inline core::ApiError duplicate_column(std::string_view name) {
  return validation_exception(base::cat("Duplicate identifiers in select clause: ", name));
}
[[nodiscard]] inline core::ApiError unrecognized_function(std::string_view name,
                                                          const Position& position) {
  return at(base::cat("Unrecognized function: ", name), position);
}
/// `where` is "root.m.k[0]".
[[nodiscard]] inline core::ApiError unsupported_value(std::string_view what, std::string_view where,
                                                      const Position& position) {
  return at(base::cat("Unsupported data type: ", what, " under key ", where), position);
}
/// The error of a value as such, which was found at `where`.
[[nodiscard]] inline core::ApiError under(const core::ApiError& error, std::string_view where) {
  return validation_exception(base::cat(error.message, " under ", where));
}
[[nodiscard]] inline core::ApiError nested_too_deeply(std::string_view where) {
  return validation_exception(
      base::cat("Nesting Levels have exceeded supported limits under ", where));
}
/// Of an item that would become too deep, and of a statement that is.
[[nodiscard]] inline core::ApiError too_deep() {
  return validation_exception("Nesting Levels have exceeded supported limits");
}
[[nodiscard]] inline core::ApiError duplicate_key(std::string_view key, std::string_view where) {
  return validation_exception(base::cat("Duplicate keys in tuple. Key: ", key, " under ", where));
}
[[nodiscard]] inline core::ApiError empty_bag() {
  return validation_exception("Empty bags are not supported");
}
[[nodiscard]] inline core::ApiError mixed_bag() {
  return validation_exception(
      "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
}
/// `set` as "[1, 1.0]".
[[nodiscard]] inline core::ApiError equal_numbers_in_bag(std::string_view set,
                                                         std::string_view where) {
  return invalid_parameter(
      base::cat("Input collection ", set, " contains duplicates! under ", where));
}
[[nodiscard]] inline core::ApiError not_a_condition(std::string_view what) {
  return validation_exception(
      base::cat("Unsupported operator in Condition Expression. Operator: ", what));
}
[[nodiscard]] inline core::ApiError not_in_an_update(std::string_view what) {
  return validation_exception(
      base::cat("Unsupported operator in Update Expression. Operator: ", what));
}
[[nodiscard]] inline core::ApiError unsupported_type(std::string_view type) {
  return validation_exception(base::cat(
      "Unsupported data type for IS operator: ", type,
      ". Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, "
      "TUPLE, LIST]"));
}

// Reads.

[[nodiscard]] inline core::ApiError key_type_differs(std::string_view attribute) {
  return validation_exception(base::cat(
      "Key attribute's data type should match its data type in table's schema: Key ", attribute));
}
[[nodiscard]] inline core::ApiError not_a_key_type(std::string_view attribute,
                                                   std::string_view type) {
  return validation_exception(base::cat(
      "Key value must be of type S, N, or B. Key name: ", attribute, ", Key type: ", type));
}
[[nodiscard]] inline core::ApiError overlapping_reads() {
  return validation_exception(
      "Overlapping conditions with range keys are not supported in where clause");
}
[[nodiscard]] inline core::ApiError too_many_reads() {
  return validation_exception("Too many decomposed read operations for a given query.");
}
[[nodiscard]] inline core::ApiError order_without_where() {
  return validation_exception(
      "Must have WHERE clause in the statement when using ORDER BY clause.");
}
[[nodiscard]] inline core::ApiError order_by_no_key(std::string_view attribute) {
  return validation_exception(
      base::cat("Attribute ", attribute, " in ORDER BY clause must be part of the primary key"));
}
[[nodiscard]] inline core::ApiError order_without_hash_key() {
  return validation_exception(
      "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY "
      "clause.");
}
[[nodiscard]] inline core::ApiError order_of_several_hash_keys() {
  return validation_exception(
      "Must have hash key in ORDER BY clause when more than one hash key condition specified in "
      "WHERE clause.");
}
[[nodiscard]] inline core::ApiError invalid_next_token() {
  return validation_exception("Invalid NextToken");
}
[[nodiscard]] inline core::ApiError next_token_of_another_request() {
  return validation_exception("NextToken does not match request");
}

// Writes.

[[nodiscard]] inline core::ApiError no_struct_to_insert() {
  return validation_exception(
      "Unsupported format in item expression. Please use struct format {...} to express item "
      "values for insert statement.");
}
[[nodiscard]] inline core::ApiError position_in_insert() {
  return validation_exception("AT is not supported in insert statements.");
}
[[nodiscard]] inline core::ApiError returning_of_insert() {
  return validation_exception("RETURNING is not supported in INSERT");
}
/// `returning` as "MODIFIED OLD *".
[[nodiscard]] inline core::ApiError returning_of_delete(std::string_view returning) {
  return validation_exception(
      base::cat("Invalid returning clause: RETURNING ", returning,
                ". Only RETURNING ALL OLD * is allowed in DELETE statements."));
}
[[nodiscard]] inline core::ApiError several_returnings() {
  return validation_exception(
      "Invalid syntax with multiple returning elements in RETURNING clause");
}
[[nodiscard]] inline core::ApiError returning_of_columns() {
  return validation_exception(
      "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
}
[[nodiscard]] inline core::ApiError key_not_fixed() {
  return validation_exception(
      "Where clause does not contain a mandatory equality on all key attributes");
}
[[nodiscard]] inline core::ApiError several_keys(std::string_view attribute) {
  return validation_exception(base::cat("Multiple conditions on same key ", attribute,
                                        ". Only single item Update/Insert/Delete are supported"));
}
/// `function` is "SET_ADD" or "SET_DELETE".
[[nodiscard]] inline core::ApiError set_function_argument_count(std::string_view function,
                                                                const Position& position) {
  return at(base::cat(function, " must have exactly two arguments"), position);
}
[[nodiscard]] inline core::ApiError set_function_target_differs(std::string_view function,
                                                                const Position& position) {
  return at(base::cat("The first argument to ", function, " must equal the assignment value"),
            position);
}
[[nodiscard]] inline core::ApiError set_function_without_set(std::string_view function,
                                                             const Position& position) {
  return at(base::cat("The second argument to ", function, " must be a value with type SET"),
            position);
}

// Batches and transactions.

[[nodiscard]] inline core::ApiError exists_outside_transaction() {
  return validation_exception("EXISTS can only be used in ExecuteTransaction write requests.");
}
[[nodiscard]] inline core::ApiError mixed_batch() {
  return validation_exception(
      "Read and write requests together in the same batch is not supported.");
}
/// `operation` is "BatchExecuteStatement" or "ExecuteTransaction".
[[nodiscard]] inline core::ApiError select_without_key(std::string_view operation) {
  return validation_exception(base::cat("Select statements within ", operation,
                                        " must specify the primary key in the where clause."));
}
[[nodiscard]] inline core::ApiError in_statement(std::size_t index, const core::ApiError& error) {
  return validation_exception(
      base::cat("Validation failed in TransactStatements[", index, "]: ", error.message));
}
[[nodiscard]] inline core::ApiError returning_in_transaction() {
  return validation_exception("RETURNING clause is not supported in ExecuteTransaction.");
}
[[nodiscard]] inline core::ApiError index_in_transaction() {
  return validation_exception("Reads on indices are not supported within transactions.");
}
[[nodiscard]] inline core::ApiError exists_without_condition() {
  return validation_exception("EXISTS() must contain a single item read with additional condition");
}
[[nodiscard]] inline core::ApiError mixed_transaction() {
  return validation_exception(
      "ExecuteTransaction API does not support both read and write operations in the same "
      "request.");
}

}  // namespace tertulia::dynamodb::partiql

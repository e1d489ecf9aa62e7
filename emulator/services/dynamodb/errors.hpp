/// The errors of DynamoDB, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/json_text.hpp"
#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

[[nodiscard]] inline core::ApiError validation_exception(std::string message) {
  return {.code = "ValidationException",
          .message = std::move(message),
          .name_space = "com.amazon.coral.validate"};
}
/// "One or more parameter values were invalid: WHY"
[[nodiscard]] inline core::ApiError invalid_parameter(std::string_view why) {
  return validation_exception(base::cat("One or more parameter values were invalid: ", why));
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException",
          .message = std::move(message),
          .name_space = "com.amazon.coral.service"};
}
/// A request that uses what the emulator does not have yet is refused, never half obeyed.
[[nodiscard]] inline core::ApiError not_supported(std::string_view operation,
                                                  std::string_view parameter) {
  return validation_exception(
      base::cat("Tertulia does not support the parameter ", parameter, " of ", operation, " yet"));
}

/// Of operations on items.
[[nodiscard]] inline core::ApiError resource_not_found() {
  return {.code = "ResourceNotFoundException", .message = "Requested resource not found"};
}
/// Of operations on tables.
[[nodiscard]] inline core::ApiError table_not_found(std::string_view table) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Requested resource not found: Table: ", table, " not found")};
}
[[nodiscard]] inline core::ApiError table_exists(std::string_view table) {
  return {.code = "ResourceInUseException", .message = base::cat("Table already exists: ", table)};
}
/// Of a new table, while one of that name is being restored.
[[nodiscard]] inline core::ApiError table_being_used(std::string_view table) {
  return {.code = "ResourceInUseException", .message = base::cat("Table is being used: ", table)};
}
/// Of operations on a table that is not ACTIVE.
[[nodiscard]] inline core::ApiError table_in_use(std::string_view table, TableStatus status) {
  const std::string_view is = status == TableStatus::kCreating   ? "created"
                              : status == TableStatus::kUpdating ? "updated"
                                                                 : "deleted";
  return {
      .code = "ResourceInUseException",
      .message = base::cat("Attempt to change a resource which is still in use: Table is being ",
                           is, ": ", table)};
}
[[nodiscard]] inline core::ApiError nothing_to_update() {
  return validation_exception(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
      "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
}
[[nodiscard]] inline core::ApiError limit_exceeded(std::string_view why) {
  return {.code = "LimitExceededException",
          .message = base::cat("Subscriber limit exceeded: ", why)};
}
[[nodiscard]] inline core::ApiError protected_against_deletion() {
  return validation_exception(
      "Resource cannot be deleted as it is currently protected against deletion. "
      "Disable deletion protection first.");
}

// Tags.

[[nodiscard]] inline core::ApiError tags_needed() {
  return validation_exception("Atleast one Tag needs to be provided as Input.");
}
[[nodiscard]] inline core::ApiError tag_keys_needed() {
  return validation_exception("Atleast one Tag Key needs to be provided as Input.");
}
[[nodiscard]] inline core::ApiError invalid_tag_key(std::string_view key) {
  return validation_exception(base::cat("The Tag Key provided is invalid, Key: ", key));
}
[[nodiscard]] inline core::ApiError invalid_tag_value(std::string_view value) {
  return validation_exception(base::cat("The Tag Value provided is invalid, Value: ", value));
}
[[nodiscard]] inline core::ApiError reserved_tag_key(std::string_view key) {
  return validation_exception(base::cat("Tag Key cannot be prefixed with aws:, Key: ", key));
}
[[nodiscard]] inline core::ApiError duplicate_tag_key(std::string_view key) {
  return validation_exception(
      base::cat("Duplicate Tag Keys provided as input: Duplicate Tag Key found ", key));
}
[[nodiscard]] inline core::ApiError too_many_tags() {
  return validation_exception(
      "Number of Tags exceed the current limit for the provided ResourceArn");
}
/// Tags fit on one page, so that no token was ever given.
[[nodiscard]] inline core::ApiError unknown_next_token(std::string_view token) {
  return invalid_parameter(base::cat("Invalid NextToken: ", token));
}
[[nodiscard]] inline core::ApiError tags_of_streams_not_supported() {
  return validation_exception("Tertulia does not support tags of streams");
}
/// Of operations on tags.
[[nodiscard]] inline core::ApiError resource_arn_not_found(std::string_view arn) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Requested resource not found: ResourceArn: ", arn, " not found")};
}

// Resource policies.

/// Of operations on policies.
[[nodiscard]] inline core::ApiError stream_of_table_not_found(std::string_view label,
                                                              std::string_view table) {
  return {.code = "ResourceNotFoundException",
          .message = base::cat("Requested resource not found: Stream: ", label,
                               " not found for Table: ", table)};
}
[[nodiscard]] inline core::ApiError not_the_owners_account() {
  return validation_exception(
      "This action is only supported by accounts that match the resource owner’s account.");
}
[[nodiscard]] inline core::ApiError policy_too_large() {
  return invalid_parameter("Maximum policy size of 20480 bytes exceeded");
}
[[nodiscard]] inline core::ApiError invalid_policy(std::string_view why) {
  return invalid_parameter(base::cat("Invalid policy document: ", why));
}
[[nodiscard]] inline core::ApiError invalid_policy_principal() {
  return invalid_parameter("Invalid principal in policy document.");
}
[[nodiscard]] inline core::ApiError public_policy() {
  return validation_exception(
      "Resource-based policy grants unbounded access in one or more elements. Please revise the "
      "policy to ensure least-privilege form of access");
}
[[nodiscard]] inline core::ApiError locks_caller_out() {
  return access_denied(
      "The new resource policy will not allow you to update the resource policy in the future.");
}
/// `what` is the ARN, or what else is not as the request expects.
[[nodiscard]] inline core::ApiError policy_not_found(std::string_view what) {
  return {
      .code = "PolicyNotFoundException",
      .message = base::cat("Resource-based policy not found for the provided ResourceArn: ", what)};
}

// Values.

[[nodiscard]] inline core::ApiError empty_attribute_value() {
  return validation_exception(
      "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}
[[nodiscard]] inline core::ApiError several_datatypes() {
  return validation_exception(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
      "supported datatypes");
}
[[nodiscard]] inline core::ApiError not_a_number(std::string_view text) {
  return validation_exception(base::cat("The parameter cannot be converted to a numeric value",
                                        text.empty() ? "" : ": ", text));
}
[[nodiscard]] inline core::ApiError number_overflow() {
  return validation_exception(
      "Number overflow. Attempting to store a number with magnitude larger than supported range");
}
[[nodiscard]] inline core::ApiError number_underflow() {
  return validation_exception(
      "Number underflow. Attempting to store a number with magnitude smaller than supported "
      "range");
}
[[nodiscard]] inline core::ApiError too_many_digits() {
  return validation_exception("Attempting to store more than 38 significant digits in a Number");
}
[[nodiscard]] inline core::ApiError null_must_be_true() {
  return invalid_parameter("Null attribute value types must have the value of true");
}
// The texts of the next six are AWS's to the letter, slips included.
[[nodiscard]] inline core::ApiError empty_string_set() {
  return invalid_parameter("An string set  may not be empty");
}
[[nodiscard]] inline core::ApiError empty_number_set() {
  return invalid_parameter("An number set  may not be empty");
}
[[nodiscard]] inline core::ApiError empty_binary_set() {
  return invalid_parameter("Binary sets should not be empty");
}
/// `set` as "[a, a]".
[[nodiscard]] inline core::ApiError string_set_has_duplicates(std::string_view set) {
  return invalid_parameter(base::cat("Input collection ", set, " contains duplicates."));
}
[[nodiscard]] inline core::ApiError number_set_has_duplicates() {
  return validation_exception("Input collection contains duplicates");
}
[[nodiscard]] inline core::ApiError binary_set_has_duplicates(std::string_view set) {
  return invalid_parameter(base::cat("Input collection ", set, "of type BS contains duplicates."));
}
[[nodiscard]] inline core::ApiError empty_attribute_name() {
  return invalid_parameter("Empty attribute name");
}
[[nodiscard]] inline core::ApiError nested_too_deeply() {
  return validation_exception(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels "
      "beyond supported limit");
}
[[nodiscard]] inline core::ApiError item_too_large() {
  return validation_exception("Item size has exceeded the maximum allowed size");
}

// Secondary indexes.

[[nodiscard]] inline core::ApiError index_exists() {
  return validation_exception("Attempting to create an index which already exists");
}
[[nodiscard]] inline core::ApiError not_a_global_index(std::string_view index) {
  return validation_exception(
      base::cat("Requested resource is not a global secondary index: ", index));
}

[[nodiscard]] inline core::ApiError no_such_index(std::string_view index) {
  return validation_exception(base::cat("The table does not have the specified index: ", index));
}
[[nodiscard]] inline core::ApiError inconsistent_index() {
  return validation_exception("Consistent reads are not supported on global secondary indexes");
}
[[nodiscard]] inline core::ApiError all_attributes_of_part(std::string_view index) {
  return invalid_parameter(
      base::cat("Select type ALL_ATTRIBUTES is not supported for global "
                "secondary index ",
                index, " because its projection type is not ALL"));
}
/// `attributes` as "[a, b]".
[[nodiscard]] inline core::ApiError not_projected(std::string_view index,
                                                  std::string_view attributes) {
  return invalid_parameter(
      base::cat("Global secondary index ", index, " does not project ", attributes));
}
[[nodiscard]] inline core::ApiError index_is_being_created(std::string_view index) {
  return validation_exception(
      base::cat("Cannot read from backfilling global secondary index: ", index));
}

// Conditions.

/// `item_json` is the item that is there, when the request wants to see it; empty for none.
[[nodiscard]] inline core::ApiError conditional_check_failed(std::string_view item_json) {
  core::ApiError error{.code = "ConditionalCheckFailedException",
                       .message = "The conditional request failed"};
  if (!item_json.empty()) error.more_json = base::cat("\"Item\":", item_json);
  return error;
}
/// Of PartiQL's INSERT.
[[nodiscard]] inline core::ApiError duplicate_item() {
  return {.code = "DuplicateItemException", .message = "Duplicate primary key exists in table"};
}
[[nodiscard]] inline core::ApiError key_attribute_updated(std::string_view name) {
  return invalid_parameter(
      base::cat("Cannot update attribute ", name, ". This attribute is part of the key"));
}
[[nodiscard]] inline core::ApiError updated_item_too_large() {
  return validation_exception("Item size to update has exceeded the maximum allowed size");
}

// Updates of an item.

[[nodiscard]] inline core::ApiError operand_does_not_exist() {
  return validation_exception(
      "The provided expression refers to an attribute that does not exist in the item");
}
[[nodiscard]] inline core::ApiError operand_type_mismatch() {
  return validation_exception("An operand in the update expression has an incorrect data type");
}
[[nodiscard]] inline core::ApiError document_path_is_invalid() {
  return validation_exception(
      "The document path provided in the update expression is invalid for update");
}
/// What AttributeUpdates get for `operand_type_mismatch`.
[[nodiscard]] inline core::ApiError updated_type_mismatch() {
  return validation_exception("Type mismatch for attribute to update");
}

// Transactions.

/// In these errors AWS calls the message "Message".
[[nodiscard]] inline core::ApiError transaction_error(std::string_view code, std::string message,
                                                      std::string_view more_json = {}) {
  core::ApiError error{.code = std::string(code), .message = std::move(message)};
  error.more_json = "\"Message\":";
  base::append_json_string(error.more_json, error.message);
  if (!more_json.empty()) base::append(error.more_json, ",", more_json);
  return error;
}
/// `codes` as "None, ConditionalCheckFailed", `reasons_json` as `[{"Code":"None"},…]`: one of each
/// action, in order.
[[nodiscard]] inline core::ApiError transaction_cancelled(std::string_view codes,
                                                          std::string_view reasons_json) {
  return transaction_error(
      "TransactionCanceledException",
      base::cat("Transaction cancelled, please refer cancellation reasons for specific reasons [",
                codes, "]"),
      base::cat("\"CancellationReasons\":", reasons_json));
}
// AWS's words are not known.
[[nodiscard]] inline core::ApiError idempotent_parameter_mismatch() {
  return transaction_error(
      "IdempotentParameterMismatchException",
      "The ClientRequestToken came with another request in the last ten minutes");
}
[[nodiscard]] inline core::ApiError no_action() {
  return validation_exception(
      "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
}
[[nodiscard]] inline core::ApiError several_actions() {
  return validation_exception("TransactItems can only contain one of Check, Put, Update or Delete");
}
[[nodiscard]] inline core::ApiError several_actions_on_one_item() {
  return validation_exception("Transaction request cannot include multiple operations on one item");
}
// AWS's words are not known.
[[nodiscard]] inline core::ApiError transaction_too_large() {
  return validation_exception("Transaction request size cannot exceed 4194304 bytes");
}

// Parameters that came before expressions.

[[nodiscard]] inline core::ApiError value_and_list_together(std::string_view attribute) {
  return invalid_parameter(
      base::cat("Value and AttributeValueList cannot be used together for Attribute: ", attribute));
}
[[nodiscard]] inline core::ApiError exists_and_operator_together(std::string_view attribute) {
  return invalid_parameter(base::cat(
      "Exists and ComparisonOperator cannot be used together for Attribute: ", attribute));
}
[[nodiscard]] inline core::ApiError operator_without_value(std::string_view comparison,
                                                           std::string_view attribute) {
  return invalid_parameter(
      base::cat("Value or AttributeValueList must be used with ComparisonOperator: ", comparison,
                " for Attribute: ", attribute));
}
[[nodiscard]] inline core::ApiError list_without_operator(std::string_view attribute) {
  return invalid_parameter(base::cat(
      "AttributeValueList can only be used with a ComparisonOperator for Attribute: ", attribute));
}
/// `exists` is "true" or "null".
[[nodiscard]] inline core::ApiError exists_without_value(std::string_view exists,
                                                         std::string_view attribute) {
  return invalid_parameter(
      base::cat("Value must be provided when Exists is ", exists, " for Attribute: ", attribute));
}
[[nodiscard]] inline core::ApiError value_of_what_does_not_exist(std::string_view attribute) {
  return invalid_parameter(
      base::cat("Value cannot be used when Exists is false for Attribute: ", attribute));
}
[[nodiscard]] inline core::ApiError wrong_argument_count(std::string_view comparison) {
  return invalid_parameter(
      base::cat("Invalid number of argument(s) for the ", comparison, " ComparisonOperator"));
}
[[nodiscard]] inline core::ApiError arguments_of_several_types() {
  return invalid_parameter("AttributeValues inside AttributeValueList must be of same type");
}
[[nodiscard]] inline core::ApiError wrong_argument_type(std::string_view comparison,
                                                        std::string_view type) {
  return invalid_parameter(base::cat("ComparisonOperator ", comparison, " is not valid for ", type,
                                     " AttributeValue type"));
}
[[nodiscard]] inline core::ApiError between_nothing() {
  return validation_exception(
      "The BETWEEN condition was provided a range where the lower bound is greater than the upper "
      "bound");
}
[[nodiscard]] inline core::ApiError conditional_operator_without_conditions() {
  return invalid_parameter("ConditionalOperator cannot be used without Filter or Expected");
}
[[nodiscard]] inline core::ApiError conditional_operator_with_one_condition() {
  return invalid_parameter(
      "ConditionalOperator can only be used when Filter or Expected has two or more elements");
}
[[nodiscard]] inline core::ApiError update_without_value() {
  return invalid_parameter("Only DELETE action is allowed when no attribute value is specified");
}
[[nodiscard]] inline core::ApiError delete_with_value(std::string_view type) {
  return invalid_parameter(
      base::cat("DELETE action with value is not supported for the type ", type));
}
[[nodiscard]] inline core::ApiError add_of(std::string_view type) {
  return invalid_parameter(base::cat("ADD action is not supported for the type ", type));
}
[[nodiscard]] inline core::ApiError duplicate_attribute_to_get(std::string_view attribute) {
  return invalid_parameter(base::cat("Duplicate value in attribute name: ", attribute));
}
[[nodiscard]] inline core::ApiError not_an_indexable_operation() {
  return validation_exception("Attempted conditional constraint is not an indexable operation");
}

// Keys.

[[nodiscard]] inline core::ApiError key_mismatch() {
  return validation_exception("The provided key element does not match the schema");
}
[[nodiscard]] inline core::ApiError key_missing_in_item(std::string_view name) {
  return invalid_parameter(base::cat("Missing the key ", name, " in the item"));
}
[[nodiscard]] inline core::ApiError key_type_mismatch(std::string_view name,
                                                      std::string_view expected,
                                                      std::string_view actual) {
  return invalid_parameter(
      base::cat("Type mismatch for key ", name, " expected: ", expected, " actual: ", actual));
}
/// `what` is "string" or "binary".
[[nodiscard]] inline core::ApiError empty_key_value(std::string_view what, std::string_view name) {
  return validation_exception(
      base::cat("One or more parameter values are not valid. The AttributeValue for a key "
                "attribute cannot contain an empty ",
                what, " value. Key: ", name));
}
[[nodiscard]] inline core::ApiError index_key_type_mismatch(std::string_view name,
                                                            std::string_view expected,
                                                            std::string_view actual,
                                                            std::string_view index) {
  return invalid_parameter(base::cat("Type mismatch for Index Key ", name, " Expected: ", expected,
                                     " Actual: ", actual, " IndexName: ", index));
}
/// `what` is "string" or "binary".
[[nodiscard]] inline core::ApiError empty_index_key_value(std::string_view what,
                                                          std::string_view index,
                                                          std::string_view name) {
  return validation_exception(base::cat(
      "One or more parameter values are not valid. A value specified for a secondary index key is "
      "not supported. The AttributeValue for a key attribute cannot contain an empty ",
      what, " value. IndexName: ", index, ", IndexKey: ", name));
}
[[nodiscard]] inline core::ApiError hash_key_too_large() {
  return invalid_parameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
}
[[nodiscard]] inline core::ApiError range_key_too_large() {
  return invalid_parameter(
      "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
}
[[nodiscard]] inline core::ApiError duplicate_keys() {
  return validation_exception("Provided list of item keys contains duplicates");
}
[[nodiscard]] inline core::ApiError condition_type_mismatch() {
  return invalid_parameter("Condition parameter type does not match schema type");
}
[[nodiscard]] inline core::ApiError no_key_condition() {
  return validation_exception(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
      "request.");
}
/// `parameter` is "Filter Expression" or "QueryFilter".
[[nodiscard]] inline core::ApiError filter_on_key(std::string_view parameter,
                                                  std::string_view name) {
  return validation_exception(base::cat(
      parameter, " can only contain non-primary key attributes: Primary key attribute: ", name));
}
[[nodiscard]] inline core::ApiError starting_key_outside() {
  return validation_exception(
      "The provided starting key is outside query boundaries based on provided conditions");
}
[[nodiscard]] inline core::ApiError invalid_starting_key() {
  return validation_exception("The provided starting key is invalid");
}
/// The error of a starting key, from the one that the same key has elsewhere.
[[nodiscard]] inline core::ApiError invalid_starting_key(std::string_view why) {
  return validation_exception(base::cat("The provided starting key is invalid: ", why));
}

}  // namespace tertulia::dynamodb

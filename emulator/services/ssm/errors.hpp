/// The errors of Systems Manager Parameter Store, each spelled once.
///
/// AWS:
/// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#API_PutParameter_Errors
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::ssm {

[[nodiscard]] inline core::ApiError validation_exception(std::string message) {
  return {.code = "ValidationException", .message = std::move(message)};
}
[[nodiscard]] inline core::ApiError access_denied(std::string message) {
  return {.code = "AccessDeniedException", .message = std::move(message)};
}
/// What AWS has and the emulator does not.
[[nodiscard]] inline core::ApiError unsupported(std::string_view what) {
  return validation_exception(base::cat(what, " is not supported by the emulator."));
}

// Names and paths.

[[nodiscard]] inline core::ApiError bad_name() {
  return validation_exception(
      "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it "
      "can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of "
      "letters, numbers and the following 3 symbols .-_");
}
[[nodiscard]] inline core::ApiError reserved_name(std::string_view name) {
  return access_denied(base::cat("No access to reserved parameter name: ", name, "."));
}
[[nodiscard]] inline core::ApiError not_fully_qualified() {
  return validation_exception("Parameter name must be a fully qualified name.");
}
[[nodiscard]] inline core::ApiError too_many_levels() {
  return {.code = "HierarchyLevelLimitExceededException",
          .message =
              "A hierarchy can have a maximum of 15 levels. For more information, see "
              "Requirements and constraints for parameter names in the AWS Systems Manager "
              "User Guide."};
}
/// AWS writes these backslashes.
[[nodiscard]] inline core::ApiError bad_path() {
  return validation_exception(
      "The parameter doesn't meet the parameter name requirements. The parameter name must begin "
      "with a forward slash \"/\". It can't be prefixed with \\\"aws\\\" or \\\"ssm\\\" "
      "(case-insensitive). It must use only letters, numbers, or the following symbols: . "
      "(period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if "
      "specified, must use the forward slash symbol \"/\". Valid example: "
      "/get/parameters2-/by1./path0_.");
}

// Reading.

[[nodiscard]] inline core::ApiError parameter_not_found() {
  return {.code = "ParameterNotFound", .message = {}};
}
[[nodiscard]] inline core::ApiError version_not_found(std::string_view version,
                                                      std::string_view name) {
  return {.code = "ParameterVersionNotFound",
          .message = base::cat("Systems Manager could not find version ", version, " of ", name,
                               ". Verify the version and try again.")};
}
[[nodiscard]] inline core::ApiError label_not_found(std::string_view label, std::string_view name) {
  return {.code = "ParameterVersionNotFound",
          .message = base::cat("Systems Manager could not find label ", label, " for parameter ",
                               name, ". Verify the label and try again.")};
}
[[nodiscard]] inline core::ApiError invalid_next_token() {
  return {.code = "InvalidNextToken", .message = "The specified token isn't valid."};
}
[[nodiscard]] inline core::ApiError invalid_filter_key(std::string_view key) {
  return {.code = "InvalidFilterKey",
          .message = base::cat("The following filter key is not valid: ", key,
                               ". Valid filter keys include: [Type, KeyId].")};
}
[[nodiscard]] inline core::ApiError duplicate_filter(std::string_view key) {
  return {.code = "InvalidFilterKey",
          .message = base::cat("The following filter is duplicated in the request: ", key,
                               ". A request can contain only one occurrence of a specific "
                               "filter.")};
}
[[nodiscard]] inline core::ApiError missing_filter_values(std::string_view key) {
  return {.code = "InvalidFilterValue",
          .message = base::cat("The following filter values are missing : null for filter key ",
                               key, ".")};
}
[[nodiscard]] inline core::ApiError invalid_filter_option(std::string_view option) {
  return {.code = "InvalidFilterOption",
          .message = base::cat("The following filter option is not valid: ", option,
                               ". Valid options include: [BeginsWith, Equals].")};
}
[[nodiscard]] inline core::ApiError invalid_type_filter(std::string_view value) {
  return {.code = "InvalidFilterOption",
          .message = base::cat("The following filter value is not valid: ", value,
                               ". Valid values include: [String, StringList, SecureString].")};
}

// Writing.

[[nodiscard]] inline core::ApiError parameter_already_exists() {
  return {.code = "ParameterAlreadyExists",
          .message =
              "The parameter already exists. To overwrite this value, set the overwrite "
              "option in the request to true."};
}
[[nodiscard]] inline core::ApiError tags_with_overwrite() {
  return validation_exception(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with "
      "tags, please remove overwrite flag. To update tags for an existing parameter, please use "
      "AddTagsToResource or RemoveTagsFromResource.");
}
[[nodiscard]] inline core::ApiError too_many_tags() {
  return {.code = "TooManyTagsError", .message = "A parameter can have at most 50 tags."};
}
[[nodiscard]] inline core::ApiError type_required() {
  return validation_exception("A parameter type is required when you create a parameter.");
}
[[nodiscard]] inline core::ApiError unknown_data_type(std::string_view data_type) {
  return validation_exception(base::cat("The following data type is not supported: ", data_type,
                                        " (Data type names are all lowercase.)"));
}
[[nodiscard]] inline core::ApiError data_type_needs_string(std::string_view data_type) {
  return validation_exception(
      base::cat("The data type ", data_type, " requires a parameter of type String."));
}
[[nodiscard]] inline core::ApiError standard_value_too_large() {
  return validation_exception(
      "Standard tier parameters support a maximum parameter value of 4096 characters. To create a "
      "larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more "
      "information, see "
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
      "parameter-store-advanced-parameters.html");
}
[[nodiscard]] inline core::ApiError advanced_value_too_large() {
  return validation_exception(
      "Advanced tier parameters support a maximum parameter value of 8192 characters.");
}
[[nodiscard]] inline core::ApiError no_downgrade() {
  return validation_exception(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the "
      "advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the "
      "advanced parameter and recreate it as a standard parameter.");
}
[[nodiscard]] inline core::ApiError nested_parameter() {
  return validation_exception(
      "Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");
}
[[nodiscard]] inline core::ApiError pattern_mismatch(std::string_view pattern) {
  return {.code = "ParameterPatternMismatchException",
          .message =
              base::cat("Parameter value, cannot be validated against allowedPattern: ", pattern)};
}
[[nodiscard]] inline core::ApiError invalid_allowed_pattern() {
  return {.code = "InvalidAllowedPatternException",
          .message = "The request doesn't meet the regular expression requirement."};
}
[[nodiscard]] inline core::ApiError key_without_secret() {
  return validation_exception("KeyId can be specified only for parameters of type SecureString.");
}
[[nodiscard]] inline core::ApiError invalid_key_id(std::string_view key_id) {
  return {.code = "InvalidKeyId",
          .message = base::cat("The emulator has no KMS key ", key_id,
                               ": secrets are kept with alias/aws/ssm.")};
}

}  // namespace tertulia::ssm

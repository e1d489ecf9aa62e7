/// The errors of Identity and Access Management, each spelled once.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::iam {

[[nodiscard]] inline core::ApiError malformed_policy_document(std::string message) {
  return {.code = "MalformedPolicyDocument", .message = std::move(message)};
}
/// The form of the document is wrong; AWS does not say where.
[[nodiscard]] inline core::ApiError syntax_error() {
  return malformed_policy_document("Syntax errors in policy.");
}
[[nodiscard]] inline core::ApiError role_exists(std::string_view name) {
  return {.code = "EntityAlreadyExists",
          .message = base::cat("Role with name ", name, " already exists."),
          .status = 409};
}
[[nodiscard]] inline core::ApiError policy_exists(std::string_view name) {
  return {.code = "EntityAlreadyExists",
          .message = base::cat("A policy called ", name,
                               " already exists. Duplicate names are not allowed."),
          .status = 409};
}
[[nodiscard]] inline core::ApiError no_such_role(std::string_view name) {
  return {.code = "NoSuchEntity",
          .message = base::cat("The role with name ", name, " cannot be found."),
          .status = 404};
}
[[nodiscard]] inline core::ApiError no_such_policy(std::string_view arn) {
  return {.code = "NoSuchEntity",
          .message = base::cat("Policy ", arn, " does not exist or is not attachable."),
          .status = 404};
}
[[nodiscard]] inline core::ApiError unknown_managed_policy(std::string_view arn) {
  return {.code = "NoSuchEntity",
          .message = base::cat("Policy ", arn,
                               " does not exist or is not attachable: it is none of the AWS "
                               "managed policies that the emulator has."),
          .status = 404};
}
[[nodiscard]] inline core::ApiError role_policy_too_large(std::string_view role) {
  return {.code = "LimitExceeded",
          .message = base::cat("Maximum policy size of 10240 bytes exceeded for role ", role),
          .status = 409};
}
[[nodiscard]] inline core::ApiError managed_policy_too_large() {
  return {.code = "LimitExceeded",
          .message = "Cannot exceed quota for PolicySize: 6144",
          .status = 409};
}
[[nodiscard]] inline core::ApiError trust_policy_too_large() {
  return {.code = "LimitExceeded",
          .message = "Cannot exceed quota for ACLSizePerRole: 2048",
          .status = 409};
}
[[nodiscard]] inline core::ApiError too_many_policies() {
  return {.code = "LimitExceeded",
          .message = "Cannot exceed quota for PoliciesPerRole: 10",
          .status = 409};
}
[[nodiscard]] inline core::ApiError validation_error(std::string message) {
  return {.code = "ValidationError", .message = std::move(message)};
}

}  // namespace tertulia::iam

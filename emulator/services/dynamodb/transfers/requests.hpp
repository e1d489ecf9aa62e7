/// What exports and imports have in common: their parameters, their ARNs and their lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb::transfers {

inline constexpr core::Constraint kJobArn{.min = 37, .max = 1024};
inline constexpr core::Constraint kListMax{.min = 1, .max = 25};

[[nodiscard]] bool is_client_token(std::string_view text);
struct ClientToken : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .pattern = {.text = "^[^\\$]+$", .matches = &is_client_token}};
};
[[nodiscard]] bool is_bucket(std::string_view text);
struct S3Bucket : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .max = 255,
      .pattern = {.text = "^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$", .matches = &is_bucket}};
};
[[nodiscard]] bool is_account(std::string_view text);
struct S3BucketOwner : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .pattern = {.text = "[0-9]{12}", .matches = &is_account}};
};
struct S3Prefix : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.max = 1024};
};

/// The table of a TableArn, whether it is there or not. Errors: AccessDeniedException,
/// ValidationException.
[[nodiscard]] core::Result<TableReference> table_of_arn(const core::Call& call,
                                                        std::string_view arn);

/// The job of an ExportArn or ImportArn. Errors: AccessDeniedException, ExportNotFoundException or
/// ImportNotFoundException, ValidationException.
[[nodiscard]] core::Result<Job> job_of_arn(Jobs& jobs, const core::Call& call, JobKind kind,
                                           std::string_view arn);
/// What IAM is asked for it: nothing for what is no such ARN, which the operation refuses.
[[nodiscard]] core::Resources resources_of_job(const core::Call& call, JobKind kind,
                                               std::string_view arn);

/// A page of a list, newest first, and the token of the next one.
struct Page {
  std::vector<Job> jobs;
  std::optional<std::string> next_token = std::nullopt;
};
struct PageRequest {
  JobKind kind;
  std::optional<std::string_view> table = std::nullopt;
  std::optional<std::string_view> table_id = std::nullopt;
  const std::optional<std::string>& next_token;
  std::int64_t size = 0;
};
/// Errors: ValidationException for a token that is none of these lists.
[[nodiscard]] core::Result<Page> page_of(Jobs& jobs, const core::Call& call,
                                         const PageRequest& request);

}  // namespace tertulia::dynamodb::transfers

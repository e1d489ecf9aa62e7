/// What Lambda knows of a function: its configuration, who may invoke it, and how it is invoked
/// asynchronously.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/call.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::lambda {

inline constexpr std::string_view kLatest = "$LATEST";

using Variables = std::map<std::string, std::string>;

/// The configuration of one version.
struct Function {
  std::string account;
  std::string region;
  std::string name;
  /// "$LATEST", "1", …
  std::string version{kLatest};
  /// The resource of a template that made it: only the same may replace it.
  std::string owner;
  std::string runtime;
  std::string handler;
  /// The role's ARN.
  std::string role;
  std::string description;
  std::int32_t timeout_s = 3;
  std::int32_t memory_mb = 128;
  std::int32_t ephemeral_mb = 512;
  std::string architecture = "x86_64";
  std::string tracing = "PassThrough";
  std::string kms_key_arn;
  /// Empty for none.
  std::string dead_letter_arn;
  std::optional<Variables> environment;
  std::map<std::string, std::string> tags;
  /// The folder that the handler's path starts from.
  std::string code_root;
  std::string revision_id;
  core::Time last_modified;

  /// "arn:aws:lambda:R:A:function:NAME"
  [[nodiscard]] std::string arn() const;
  /// The same with ":VERSION".
  [[nodiscard]] std::string qualified_arn() const;
  /// "/aws/lambda/NAME"
  [[nodiscard]] std::string log_group() const;
  /// Stands for the code, which the emulator does not read: the digest of the handler's name.
  [[nodiscard]] std::string code_sha256() const;
  /// What the function's code runs as.
  [[nodiscard]] core::Principal principal() const;
};

/// One statement of a function's resource policy.
struct Permission {
  std::string qualifier;
  std::string sid;
  std::string action = "lambda:InvokeFunction";
  /// "sns.amazonaws.com", an account, an ARN or "*".
  std::string principal;
  /// Empty for any.
  std::string source_arn;
  std::string source_account;

  /// Whether the statement lets `host` invoke on behalf of `arn`, a resource of `account`.
  [[nodiscard]] bool lets_in(std::string_view host, std::string_view arn,
                             std::string_view account) const;
};

/// Whether `arn` matches a pattern part by part, as ArnLike does.
[[nodiscard]] bool arn_is_like(std::string_view pattern, std::string_view arn);

struct AsyncSettings {
  std::int32_t retries_max = 2;
  std::int32_t age_max_s = 21'600;
};

/// One version of a function with all that an invocation needs, made once.
struct Loaded {
  Function function;
  /// Of every qualifier.
  std::vector<Permission> permissions;
  AsyncSettings async;
  std::string arn;
  std::string log_group;
  core::Principal principal;
  /// The function's own variables and its credentials; null until the first invocation.
  std::shared_ptr<const Variables> environment = nullptr;
  /// The log streams of environments that are free, the one used last at the end.
  std::vector<std::string> free_streams = {};

  /// Whether a statement for `qualifier` lets the service in.
  [[nodiscard]] bool lets_in(std::string_view qualifier, std::string_view host,
                             std::string_view source_arn, std::string_view source_account) const;
};

}  // namespace tertulia::lambda

/// What is known of one request when policies are evaluated: the values of condition keys.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::iam {

/// Views of one request, alive while it is decided. Values are made when a condition asks for them.
struct Context {
  const core::Principal& principal;
  std::string_view action;
  std::string_view resource;
  /// The role's own ARN, "arn:aws:iam::ACCOUNT:role/PATH/NAME".
  std::string_view role_arn;
  const std::map<std::string, std::string>* principal_tags = nullptr;
  core::Time now;
  /// Where the request was sent: the resource's region when its ARN has one.
  std::string_view region;
};

/// Whether the emulator knows what `key` (any case) is in every request: its value, or that it has
/// none. "aws:PrincipalTag/team" is one.
[[nodiscard]] bool is_known_key(std::string_view key);

/// The value of a known key, nothing when the request has none.
[[nodiscard]] std::optional<std::string> value_of_key(const Context& context, std::string_view key);

/// `text` with each `${key}` and `${key, 'default'}` replaced; `${*}`, `${?}` and `${$}` stand for
/// the characters. Nothing when a key has no value and no default: then nothing matches.
[[nodiscard]] std::optional<std::string> substitute(const Context& context, std::string_view text);

/// The first `${key}` of the text whose key is not known; empty when all are.
[[nodiscard]] std::string_view unknown_variable(std::string_view text);

}  // namespace tertulia::iam

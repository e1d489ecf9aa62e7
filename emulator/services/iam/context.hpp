/// What is known of one request when policies are evaluated: the values of condition keys.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/call.hpp"
#include "emulator/core/conditions.hpp"
#include "emulator/core/resource_policies.hpp"
#include "emulator/core/time.hpp"

namespace tertulia::iam {

/// Views of one request, alive while it is decided. Values are made when a condition asks for them.
struct Context {
  const core::Principal& principal;
  std::string_view action;
  std::string_view resource;
  /// A role's own ARN, "arn:aws:iam::ACCOUNT:role/PATH/NAME"; of anybody else the principal's.
  std::string_view principal_arn;
  const std::map<std::string, std::string>* principal_tags = nullptr;
  core::Time now;
  /// Where the request was sent: the resource's region when its ARN has one.
  std::string_view region;
  /// What only the request itself knows; null for nothing.
  const core::ConditionSource* request = nullptr;
  /// Who knows the tags of the resource; null for nobody.
  core::ResourceKeeper* keeper = nullptr;
};

/// Whether the emulator knows what `key` (any case) is in every request: its values, or that it has
/// none. "aws:PrincipalTag/team" is one.
[[nodiscard]] bool is_known_key(std::string_view key);
/// Whether the key is about tags of resources and requests, "aws:ResourceTag/team", which only
/// services with tags can tell.
[[nodiscard]] bool is_tag_key(std::string_view key);

/// The values of a known key, nothing when the request has none.
[[nodiscard]] core::ConditionValues values_of_key(const Context& context, std::string_view key);

/// `text` with each `${key}` and `${key, 'default'}` replaced; `${*}`, `${?}` and `${$}` stand for
/// the characters. Nothing when a key has no value and no default: then nothing matches.
[[nodiscard]] std::optional<std::string> substitute(const Context& context, std::string_view text);

/// The first `${key}` of the text whose key is not known or may have several values; empty when all
/// are well.
[[nodiscard]] std::string_view unknown_variable(std::string_view text);

}  // namespace tertulia::iam

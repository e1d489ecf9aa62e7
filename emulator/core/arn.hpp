/// Amazon Resource Names: `arn:partition:service:region:account:resource`.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tertulia::core {

/// A parsed ARN. `resource` is all behind the fifth colon, colons and slashes included.
struct Arn {
  std::string partition = "aws";
  std::string service;
  std::string region;
  std::string account;
  std::string resource;

  /// The ARN of a text; nothing when it has fewer than six parts, does not start with "arn", or
  /// names no service or resource.
  [[nodiscard]] static std::optional<Arn> parse(std::string_view text);
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Arn&, const Arn&) = default;
};

}  // namespace tertulia::core

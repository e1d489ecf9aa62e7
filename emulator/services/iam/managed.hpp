/// The managed policies of AWS that the emulator has, by their ARNs.
///
/// AWS: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
#pragma once

#include <optional>
#include <string_view>

namespace tertulia::iam {

/// The document of "arn:aws:iam::aws:policy/…"; nothing for one that the emulator does not have.
[[nodiscard]] std::optional<std::string_view> aws_managed_policy(std::string_view arn);

/// Whether the ARN is one that AWS, not a customer, manages.
[[nodiscard]] bool is_aws_managed(std::string_view arn);

}  // namespace tertulia::iam

/// Who a statement of a resource's policy is about.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/core/result.hpp"
#include "emulator/services/iam/context.hpp"

namespace tertulia::iam {

struct Principals {
  bool everybody = false;
  /// Of roles, sessions and users, and of accounts: "arn:aws:iam::ACCOUNT:root".
  std::vector<std::string> arns;
  /// "lambda.amazonaws.com"
  std::vector<std::string> services;
};

/// The value of a statement's `Principal`; MalformedPolicyDocument for what IAM has no form for.
[[nodiscard]] core::Result<Principals> parse_principals(const nlohmann::json& value);

/// The ARN of an account that a policy names by its number, any other text as it is.
[[nodiscard]] std::string principal_arn(std::string_view text);

/// How a statement speaks of who makes a request: not at all; of the account, which leaves it to
/// the account's own policies; or of the identity itself.
enum class Mention : std::uint8_t { kNone, kAccount, kIdentity };
[[nodiscard]] Mention mention_of(const Context& context, const Principals& principals);

}  // namespace tertulia::iam

/// SetSubscriptionAttributes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Sets one attribute of a subscription: a filter policy, for one by the Lambda protocol.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
/// Errors: InvalidParameter, NotFound.
/// Differs: RedrivePolicy and the FilterPolicyScope MessageBody are refused; messages about bad
/// filter policies do not say where.
struct SetSubscriptionAttributes {
  static constexpr std::string_view kName = "SetSubscriptionAttributes";
  using Service = Sns;

  struct Input {
    std::string subscription_arn;
    std::string attribute_name;
    std::string attribute_value;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

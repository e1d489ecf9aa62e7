/// GetSubscriptionAttributes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Returns all attributes of a subscription.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html
/// Errors: InvalidParameter, NotFound.
/// Differs: Nothing known.
struct GetSubscriptionAttributes {
  static constexpr std::string_view kName = "GetSubscriptionAttributes";
  static constexpr bool kReadOnly = true;
  using Service = Sns;

  struct Input {
    std::string subscription_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    Attributes attributes;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

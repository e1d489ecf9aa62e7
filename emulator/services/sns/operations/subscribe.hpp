/// Subscribe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Subscribes a function to a topic; it is confirmed at once. The same topic, protocol and endpoint
/// are the same subscription.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
/// Errors: InvalidParameter, NotFound.
/// Differs: Protocols other than lambda, RedrivePolicy and the FilterPolicyScope MessageBody are
/// refused; messages about bad filter policies do not say where.
struct Subscribe {
  static constexpr std::string_view kName = "Subscribe";
  using Service = Sns;

  struct Input {
    std::string topic_arn;
    std::string protocol;
    std::string endpoint;
    Attributes attributes;
    bool return_subscription_arn = false;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string subscription_arn;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

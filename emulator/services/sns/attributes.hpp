/// The attributes that topics and subscriptions have: which are there, what they may be, and what
/// they are when nobody set them.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html,
/// https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
#pragma once

#include <string>
#include <string_view>

#include "emulator/core/arn.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::sns {

/// Whether the attribute of a topic may be set to `value`; InvalidParameter says why not.
[[nodiscard]] core::Status check_topic_attribute(std::string_view name, std::string_view value);

/// The same for a subscription by the Lambda protocol.
[[nodiscard]] core::Status check_subscription_attribute(std::string_view name,
                                                        std::string_view value);

/// The policy of a topic whose owner never set one.
[[nodiscard]] std::string default_policy(const core::Arn& topic);

/// How SNS retries HTTP endpoints when nobody said otherwise.
inline constexpr std::string_view kDefaultDeliveryPolicy =
    R"({"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}})";

}  // namespace tertulia::sns

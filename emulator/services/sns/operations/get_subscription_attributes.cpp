#include "emulator/services/sns/operations/get_subscription_attributes.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> GetSubscriptionAttributes::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::subscription_arn>("SubscriptionArn", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> GetSubscriptionAttributes::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::attributes>("Attributes"),
  };
  return kMembers;
}

core::Resources GetSubscriptionAttributes::resources(const Input& input,
                                                     const core::Call& /*call*/) {
  return {{.resource = topic_of_subscription(input.subscription_arn)}};
}

core::Result<GetSubscriptionAttributes::Output> GetSubscriptionAttributes::run(
    Sns& sns, const Input& input, const core::Call& /*call*/) {
  TERTULIA_CHECK(check_subscription_arn(input.subscription_arn));
  auto attributes = sns.subscription_attributes(input.subscription_arn);
  if (!attributes.ok()) return attributes.error();
  return Output{std::move(*attributes)};
}

}  // namespace tertulia::sns

#include "emulator/services/sns/operations/set_subscription_attributes.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> SetSubscriptionAttributes::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::subscription_arn>("SubscriptionArn", {.required = true}),
      core::member<&Input::attribute_name>("AttributeName", {.required = true}),
      core::member<&Input::attribute_value>("AttributeValue"),
  };
  return kMembers;
}

core::Resources SetSubscriptionAttributes::resources(const Input& input,
                                                     const core::Call& /*call*/) {
  return {{.resource = topic_of_subscription(input.subscription_arn)}};
}

core::Result<SetSubscriptionAttributes::Output> SetSubscriptionAttributes::run(
    Sns& sns, const Input& input, const core::Call& /*call*/) {
  TERTULIA_CHECK(check_subscription_arn(input.subscription_arn));
  TERTULIA_CHECK(sns.set_subscription_attribute(input.subscription_arn, input.attribute_name,
                                                input.attribute_value));
  return Output{};
}

}  // namespace tertulia::sns

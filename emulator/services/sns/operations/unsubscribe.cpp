#include "emulator/services/sns/operations/unsubscribe.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> Unsubscribe::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::subscription_arn>("SubscriptionArn", {.required = true}),
  };
  return kMembers;
}

core::Resources Unsubscribe::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = topic_of_subscription(input.subscription_arn)}};
}

core::Result<Unsubscribe::Output> Unsubscribe::run(Sns& sns, const Input& input,
                                                   const core::Call& /*call*/) {
  TERTULIA_CHECK(check_subscription_arn(input.subscription_arn));
  sns.unsubscribe(input.subscription_arn);
  return Output{};
}

}  // namespace tertulia::sns

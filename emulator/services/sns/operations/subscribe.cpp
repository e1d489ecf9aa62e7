#include "emulator/services/sns/operations/subscribe.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> Subscribe::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
      core::member<&Input::protocol>("Protocol", {.required = true}),
      core::member<&Input::endpoint>("Endpoint"),
      core::member<&Input::attributes>("Attributes"),
      core::member<&Input::return_subscription_arn>("ReturnSubscriptionArn"),
  };
  return kMembers;
}

std::span<const core::Member> Subscribe::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::subscription_arn>("SubscriptionArn"),
  };
  return kMembers;
}

core::Resources Subscribe::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.topic_arn}};
}

core::Result<Subscribe::Output> Subscribe::run(Sns& sns, const Input& input,
                                               const core::Call& call) {
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  auto arn = sns.subscribe(call, {.topic_arn = input.topic_arn,
                                  .protocol = input.protocol,
                                  .endpoint = input.endpoint,
                                  .attributes = input.attributes});
  if (!arn.ok()) return arn.error();
  return Output{std::move(*arn)};
}

}  // namespace tertulia::sns

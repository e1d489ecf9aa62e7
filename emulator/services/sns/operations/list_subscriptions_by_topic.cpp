#include "emulator/services/sns/operations/list_subscriptions_by_topic.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> ListSubscriptionsByTopic::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListSubscriptionsByTopic::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::subscriptions>("Subscriptions"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListSubscriptionsByTopic::resources(const Input& input,
                                                    const core::Call& /*call*/) {
  return {{.resource = input.topic_arn}};
}

core::Result<ListSubscriptionsByTopic::Output> ListSubscriptionsByTopic::run(
    Sns& sns, const Input& input, const core::Call& call) {
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  auto page = sns.subscriptions_of(input.topic_arn, input.next_token);
  if (!page.ok()) return page.error();
  return Output{std::move(page->items), std::move(page->next_token)};
}

}  // namespace tertulia::sns

#include "emulator/services/sns/operations/get_topic_attributes.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> GetTopicAttributes::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> GetTopicAttributes::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::attributes>("Attributes"),
  };
  return kMembers;
}

core::Resources GetTopicAttributes::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.topic_arn}};
}

core::Result<GetTopicAttributes::Output> GetTopicAttributes::run(Sns& sns, const Input& input,
                                                                 const core::Call& call) {
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  auto attributes = sns.topic_attributes(input.topic_arn);
  if (!attributes.ok()) return attributes.error();
  return Output{std::move(*attributes)};
}

}  // namespace tertulia::sns

#include "emulator/services/sns/operations/delete_topic.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> DeleteTopic::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
  };
  return kMembers;
}

core::Resources DeleteTopic::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.topic_arn}};
}

core::Result<DeleteTopic::Output> DeleteTopic::run(Sns& sns, const Input& input,
                                                   const core::Call& call) {
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  sns.delete_topic(input.topic_arn);
  return Output{};
}

}  // namespace tertulia::sns

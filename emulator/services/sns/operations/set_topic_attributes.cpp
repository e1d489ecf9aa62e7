#include "emulator/services/sns/operations/set_topic_attributes.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> SetTopicAttributes::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn", {.required = true}),
      core::member<&Input::attribute_name>("AttributeName", {.required = true}),
      core::member<&Input::attribute_value>("AttributeValue"),
  };
  return kMembers;
}

core::Resources SetTopicAttributes::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.topic_arn}};
}

core::Result<SetTopicAttributes::Output> SetTopicAttributes::run(Sns& sns, const Input& input,
                                                                 const core::Call& call) {
  const auto topic = topic_of(input.topic_arn, "TopicArn", call);
  if (!topic.ok()) return topic.error();
  TERTULIA_CHECK(
      sns.set_topic_attribute(input.topic_arn, input.attribute_name, input.attribute_value));
  return Output{};
}

}  // namespace tertulia::sns

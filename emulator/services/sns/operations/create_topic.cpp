#include "emulator/services/sns/operations/create_topic.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> CreateTopic::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::name>("Name", {.required = true}),
      core::member<&Input::attributes>("Attributes"),
      core::member<&Input::tags>("Tags"),
      core::member<&Input::data_protection_policy>("DataProtectionPolicy"),
  };
  return kMembers;
}

std::span<const core::Member> CreateTopic::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::topic_arn>("TopicArn"),
  };
  return kMembers;
}

core::Resources CreateTopic::resources(const Input& input, const core::Call& call) {
  return {{.resource = call.arn("sns", input.name)}};
}

core::Result<CreateTopic::Output> CreateTopic::run(Sns& sns, const Input& input,
                                                   const core::Call& call) {
  if (input.data_protection_policy) return unsupported("DataProtectionPolicy");
  NewTopic topic{.name = input.name, .attributes = input.attributes};
  for (const auto& tag : input.tags) {
    if (!topic.tags.emplace(tag.key.str(), tag.value.str()).second) {
      return invalid_parameter("Duplicated keys are not allowed.");
    }
  }
  auto arn = sns.create_topic(call, topic);
  if (!arn.ok()) return arn.error();
  return Output{std::move(*arn)};
}

}  // namespace tertulia::sns

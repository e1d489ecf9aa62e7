#include "emulator/services/sns/operations/publish.hpp"

#include <algorithm>
#include <array>

namespace tertulia::sns {
namespace {

bool is_phone_number(std::string_view text) {
  return text.size() >= 3 && text.size() <= 16 && text[0] == '+' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The topic of the parameter that names it; only topics are targets here.
core::Result<core::Arn> target_of(const Publish::Input& input, const core::Call& call) {
  if (input.phone_number) {
    if (!is_phone_number(*input.phone_number)) {
      return invalid_parameter(
          base::cat("PhoneNumber Reason: ", *input.phone_number, " is not valid to publish to"));
    }
    return unsupported("PhoneNumber");
  }
  if (input.topic_arn) return topic_of(*input.topic_arn, "TopicArn", call);
  if (!input.target_arn) {
    return invalid_parameter("TopicArn or TargetArn Reason: no value for required parameter");
  }
  auto target = topic_of(*input.target_arn, "TargetArn", call);
  if (target.ok() && target->resource.starts_with("endpoint/")) {
    return invalid_parameter("TargetArn Reason: No endpoint found for the target arn specified");
  }
  return target;
}

}  // namespace

std::span<const core::Member> Publish::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::topic_arn>("TopicArn"),
      core::member<&Input::target_arn>("TargetArn"),
      core::member<&Input::phone_number>("PhoneNumber"),
      core::member<&Input::message>("Message", {.required = true}),
      core::member<&Input::subject>("Subject"),
      core::member<&Input::message_structure>("MessageStructure"),
      core::member<&Input::message_attributes>("MessageAttributes", kMessageAttributes),
      core::member<&Input::message_deduplication_id>("MessageDeduplicationId"),
      core::member<&Input::message_group_id>("MessageGroupId"),
  };
  return kMembers;
}

std::span<const core::Member> Publish::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::message_id>("MessageId")};
  return kMembers;
}

core::Resources Publish::resources(const Input& input, const core::Call& /*call*/) {
  if (input.phone_number) return {{.resource = "*"}};
  return {{.resource = input.topic_arn ? *input.topic_arn : input.target_arn.value_or("*")}};
}

core::Result<Publish::Output> Publish::run(Sns& sns, const Input& input, const core::Call& call) {
  auto message = check({.message = input.message,
                        .subject = input.subject,
                        .structure = input.message_structure,
                        .attributes = input.message_attributes});
  // AWS looks at subject and text before it looks for the topic, and at the rest after.
  const auto target = target_of(input, call);
  if (!message.ok() && (input.message.empty() || message.error().message.ends_with("Subject"))) {
    return message.error();
  }
  if (!target.ok()) return target.error();
  if (!sns.has_topic(target->text())) return topic_not_found();
  if (input.message_deduplication_id) {
    return invalid_parameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that "
        "is not valid for this topic type");
  }
  if (!message.ok()) return message.error();
  auto id = sns.publish(*target, std::move(*message), call.trace);
  if (!id.ok()) return id.error();
  return Output{std::move(*id)};
}

}  // namespace tertulia::sns

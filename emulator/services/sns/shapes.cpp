#include "emulator/services/sns/shapes.hpp"

#include <array>

namespace tertulia::sns {

std::span<const core::Member> Tag::members() {
  static constexpr std::array kMembers{
      core::member<&Tag::key>("Key", {.required = true}),
      core::member<&Tag::value>("Value", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> Topic::members() {
  static constexpr std::array kMembers{core::member<&Topic::topic_arn>("TopicArn")};
  return kMembers;
}

std::span<const core::Member> Subscription::members() {
  static constexpr std::array kMembers{
      core::member<&Subscription::subscription_arn>("SubscriptionArn"),
      core::member<&Subscription::owner>("Owner"),
      core::member<&Subscription::protocol>("Protocol"),
      core::member<&Subscription::endpoint>("Endpoint"),
      core::member<&Subscription::topic_arn>("TopicArn"),
  };
  return kMembers;
}

std::span<const core::Member> MessageAttributeValue::members() {
  static constexpr std::array kMembers{
      core::member<&MessageAttributeValue::data_type>("DataType", {.required = true}),
      core::member<&MessageAttributeValue::string_value>("StringValue"),
      core::member<&MessageAttributeValue::binary_value>("BinaryValue"),
  };
  return kMembers;
}

}  // namespace tertulia::sns

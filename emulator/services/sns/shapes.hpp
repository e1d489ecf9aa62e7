/// Structures that several operations of the Simple Notification Service use.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emulator/core/shape.hpp"

namespace tertulia::sns {

using Attributes = std::map<std::string, std::string>;

struct TagKey : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 1, .max = 128};
};
struct TagValue : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 0, .max = 256};
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Tag.html
struct Tag {
  TagKey key;
  TagValue value;
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Topic.html
struct Topic {
  std::string topic_arn;
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Subscription.html
struct Subscription {
  std::string subscription_arn;
  std::string owner;
  std::string protocol;
  std::string endpoint;
  std::string topic_arn;
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_MessageAttributeValue.html
struct MessageAttributeValue {
  std::string data_type;
  std::optional<std::string> string_value;
  std::optional<core::Blob> binary_value;
  static std::span<const core::Member> members();
};

using MessageAttributes = std::map<std::string, MessageAttributeValue>;

/// How maps of message attributes travel in the Query protocol.
inline constexpr core::MemberOptions kMessageAttributes{.key_name = "Name", .value_name = "Value"};

/// A page of results and the token of the next, if there is one.
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_token;
};

}  // namespace tertulia::sns

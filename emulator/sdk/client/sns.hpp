/// SNS for handlers: messages that carry the invocation's correlation ids on.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "emulator/sdk/context.hpp"

namespace tertulia::sdk::sns {

struct Message {
  std::string_view topic_arn;
  std::string_view text;
  /// None when empty.
  std::string_view subject = {};
  /// Of type String. One named like a correlation id takes its place.
  std::map<std::string, std::string, std::less<>> attributes = {};
};

/// Publishes the message with the context's correlation ids as attributes; returns its id. Throws
/// ServiceError.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
std::string publish(const Context& context, const Message& message);

}  // namespace tertulia::sdk::sns

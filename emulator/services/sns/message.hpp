/// A message on its way to a topic: what AWS checks of it, and the event that functions get.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/delivery.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/sns/shapes.hpp"

namespace tertulia::sns {

inline constexpr std::size_t kMessageBytesMax = 256 * 1024;

/// What a client sends, before it is checked.
struct Draft {
  const std::string& message;
  const std::optional<std::string>& subject;
  const std::optional<std::string>& structure;
  const MessageAttributes& attributes;
};

/// A message that is fit to be sent.
struct Message {
  std::string id;
  std::string text;
  std::optional<std::string> subject;
  std::map<std::string, core::MessageAttribute> attributes;

  /// The bytes that count against the limit: text, and names, types and values of attributes.
  [[nodiscard]] std::size_t bytes() const;
};

/// The message of a draft, its id still empty. With the structure "json" its text is what
/// subscriptions by the Lambda protocol get. Errors: InvalidParameter, ParameterValueInvalid.
[[nodiscard]] core::Result<Message> check(const Draft& draft);

/// Who gets it and how it was signed.
struct Envelope {
  std::string_view topic_arn;
  std::string_view subscription_arn;
  std::string_view region;
  std::string_view timestamp;
  std::string_view signature_version;
  std::string_view signature;
};

/// The event that Lambda hands to a handler: always one record.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
[[nodiscard]] std::string lambda_event(const Message& message, const Envelope& envelope);

}  // namespace tertulia::sns

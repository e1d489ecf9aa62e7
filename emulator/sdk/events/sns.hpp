/// What SNS hands to a function that is subscribed to a topic: one record an event.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/sdk/events/event.hpp"

namespace tertulia::sdk {

struct SnsAttribute {
  /// "String", "Number", "Binary", "String.Array".
  std::string type;
  std::string value;
};

struct SnsRecord {
  std::string subscription_arn = {};
  std::string message_id = {};
  std::string topic_arn = {};
  std::optional<std::string> subject = {};
  std::string message = {};
  /// "2026-01-01T00:00:00.000Z".
  std::string timestamp = {};
  std::map<std::string, SnsAttribute, std::less<>> attributes = {};
};

struct SnsEvent {
  /// At least one.
  std::vector<SnsRecord> records;
};

/// Throws EventError unless the payload is an SNS event with records.
template <>
struct EventReader<SnsEvent> {
  [[nodiscard]] static SnsEvent read(std::string_view payload);
};

/// What Lambda published to a topic as dead letter: the event that its function failed for, and
/// why.
///
/// AWS: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
struct DeadLetter {
  /// Of the invocation that was given up.
  std::string request_id = {};
  /// The HTTP status of that invocation: "200" when the function itself failed.
  std::string error_code = {};
  std::string error_message = {};
  /// The event, as JSON text.
  std::string event = {};
};

/// The dead letter that `record` carries; nothing when it is some other message.
[[nodiscard]] std::optional<DeadLetter> dead_letter_of(const SnsRecord& record);

}  // namespace tertulia::sdk

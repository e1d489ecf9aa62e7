/// The door through which anything leaves a service for another: notifications, dead letters,
/// proxied requests.
///
/// A sender names the target by ARN and hands over a typed event; the target's service, found by
/// the ARN's service, takes it. Sender and target do not know each other. Inside the monitor.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "emulator/core/arn.hpp"
#include "emulator/core/call.hpp"
#include "emulator/core/operation.hpp"

namespace tertulia::core {

/// An attribute of a message, as SNS and SQS have them. `value` holds bytes when the type is
/// Binary.
struct MessageAttribute {
  std::string data_type;
  std::string value;
  friend bool operator==(const MessageAttribute&, const MessageAttribute&) = default;
};

/// What is delivered. Each target takes the form that it needs.
struct Event {
  /// Who sends: a service ("sns.amazonaws.com") that the target's resource policy must let in, or a
  /// role (a function's, for dead letters and destinations) whose own policies must.
  Principal sender;
  /// On whose behalf: the topic, API method or rule; what aws:SourceArn is compared with.
  std::string source_arn;
  /// For functions: the JSON event that the handler gets.
  std::string payload;
  /// For topics and queues: the message with its attributes and subject.
  std::string message = {};
  std::map<std::string, MessageAttribute> attributes = {};
  std::string subject = {};
  std::string trace = {};
  /// For requests: how long the sender waits, in milliseconds of real time; 0 for as long as the
  /// target takes. A function is given up after the shorter of this and its own timeout, and when
  /// this was the shorter the answer is `sender_timed_out()`.
  std::int32_t timeout_ms = 0;
};

/// What a synchronous target answered.
struct EventReply {
  std::string payload;
  /// "Unhandled" when the function failed; empty otherwise.
  std::string function_error = {};
};

/// 504 EndpointTimeout: the answer did not come within the event's `timeout_ms`.
[[nodiscard]] ApiError sender_timed_out();

/// A service that events are delivered to.
class DeliveryTarget {
 public:
  virtual ~DeliveryTarget() = default;
  /// Takes the event for `target`, to be worked on later (functions: asynchronously, with their
  /// retries). The error is the one that the target's service would give the sender: no such
  /// resource, no permission, too large.
  [[nodiscard]] virtual Status deliver(const Arn& target, Event event) = 0;
  /// Hands the event over and waits for the answer; only functions do. The default answers that it
  /// does not.
  virtual void request(const Arn& target, Event event, Reply<EventReply> reply);
};

class Delivery {
 public:
  /// `service` as in ARNs: "lambda", "sns", "sqs".
  void add(std::string service, DeliveryTarget& target) {
    targets_.insert_or_assign(std::move(service), &target);
  }
  /// ResourceNotFoundException when the emulator has no target of the ARN's service.
  [[nodiscard]] Status deliver(const Arn& target, Event event);
  void request(const Arn& target, Event event, Reply<EventReply> reply);

 private:
  std::map<std::string, DeliveryTarget*, std::less<>> targets_;
};

}  // namespace tertulia::core

/// The Simple Notification Service: topics, subscriptions, and messages that leave for them through
/// `core::Delivery`. State and rules; no HTTP.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/authorizer.hpp"
#include "emulator/core/core.hpp"
#include "emulator/core/delivery.hpp"
#include "emulator/core/env.hpp"
#include "emulator/core/operation.hpp"
#include "emulator/services/sns/errors.hpp"
#include "emulator/services/sns/message.hpp"
#include "emulator/services/sns/shapes.hpp"
#include "emulator/store/database.hpp"

namespace tertulia::sns {

/// A delivery that failed for good: the target is gone, or does not let SNS in.
struct DeliveryFailure {
  std::string subscription_arn;
  std::string message_id;
  std::string code;
  std::string reason;
  /// How many deliveries of the subscription failed so far.
  std::int64_t count = 0;
  core::Time time;
};

/// What is attached to a topic or subscription when it is made.
struct NewTopic {
  std::string name;
  Attributes attributes = {};
  Attributes tags = {};
  /// STACK/LOGICALID of the template's resource; empty for none.
  std::string owner = {};
};
struct NewSubscription {
  std::string topic_arn;
  std::string protocol;
  std::string endpoint;
  Attributes attributes = {};
};

class Sns final : public core::DeliveryTarget {
 public:
  static constexpr core::ServiceInfo kInfo{
      .id = "sns",
      .signing_name = "sns",
      .iam_prefix = "SNS",  // as AWS writes it in refusals
      .protocol = core::Protocol::kQuery,
      .api_version = "2010-03-31",
      .xml_namespace = "http://sns.amazonaws.com/doc/2010-03-31/",
      .validation_error = &validation_error,
      .access_denied = &authorization_error};

  Sns(store::Database& database, core::Env& env, core::Core& core, core::Delivery& delivery,
      core::Authorizer& authorizer);
  ~Sns() override;
  Sns(const Sns&) = delete;
  Sns& operator=(const Sns&) = delete;

  // Topics. All take checked ARNs (`topic_of`).

  /// Makes the topic and returns its ARN; a topic that is there already has to have the attributes
  /// and tags that are given.
  [[nodiscard]] core::Result<std::string> create_topic(const core::Call& call,
                                                       const NewTopic& topic);
  [[nodiscard]] bool has_topic(std::string_view arn);
  /// Drops the topic with its subscriptions; nothing happens when it does not exist.
  void delete_topic(std::string_view arn);
  [[nodiscard]] core::Result<Page<std::string>> topics(
      const core::Call& call, const std::optional<std::string>& next_token);
  [[nodiscard]] core::Result<Attributes> topic_attributes(std::string_view arn);
  [[nodiscard]] core::Status set_topic_attribute(std::string_view arn, std::string_view name,
                                                 std::string_view value);
  /// Replaces all tags.
  [[nodiscard]] core::Status set_topic_tags(std::string_view arn, const Attributes& tags);
  [[nodiscard]] Attributes topic_tags(std::string_view arn);
  /// The topic that a resource of a template made before.
  [[nodiscard]] std::optional<std::string> topic_of_owner(const core::Call& call,
                                                          std::string_view owner);

  // Subscriptions.

  /// Returns the subscription's ARN; the same for the same topic, protocol and endpoint.
  [[nodiscard]] core::Result<std::string> subscribe(const core::Call& call,
                                                    const NewSubscription& subscription);
  void unsubscribe(std::string_view arn);
  /// All of the caller's account and region, or those of a topic.
  [[nodiscard]] core::Result<Page<Subscription>> subscriptions(
      const core::Call& call, const std::optional<std::string>& next_token);
  [[nodiscard]] core::Result<Page<Subscription>> subscriptions_of(
      std::string_view topic, const std::optional<std::string>& next_token);
  [[nodiscard]] core::Result<Attributes> subscription_attributes(std::string_view arn);
  [[nodiscard]] core::Status set_subscription_attribute(std::string_view arn, std::string_view name,
                                                        std::string_view value);

  // Messages.

  /// Sends the message to all subscriptions of the topic and returns its id. What fails on the way
  /// is recorded with the subscription; the publisher does not hear of it. Error: NotFound.
  [[nodiscard]] core::Result<std::string> publish(const core::Arn& topic, Message message,
                                                  std::string_view trace);
  /// Publishes `event.message` with its attributes and subject. A role must be allowed sns:Publish.
  [[nodiscard]] core::Status deliver(const core::Arn& target, core::Event event) override;

  /// Hears of every delivery that failed for good; for the program's log.
  void on_failure(std::function<void(const DeliveryFailure&)> listener) {
    on_failure_ = std::move(listener);
  }
  /// The last failure of every subscription that had one.
  [[nodiscard]] std::vector<DeliveryFailure> failures();

 private:
  struct Statements;
  struct Target;

  [[nodiscard]] std::vector<Target> targets_of(std::string_view topic);
  void send(const core::Arn& topic, std::string_view topic_arn, const Message& message,
            std::string_view trace);
  void record_failure(const Target& target, const Message& message, const core::ApiError& error);
  [[nodiscard]] core::Status check_same(std::string_view arn, const NewTopic& topic);

  core::Env& env_;
  core::Delivery& delivery_;
  core::Authorizer& authorizer_;
  std::unique_ptr<Statements> sql_;
  std::function<void(const DeliveryFailure&)> on_failure_;
};

/// The ARN of a topic in the caller's region, from the parameter of that name. Errors:
/// InvalidParameter.
[[nodiscard]] core::Result<core::Arn> topic_of(std::string_view arn, std::string_view parameter,
                                               const core::Call& call);
/// The ARN of a subscription: a topic's with one more part.
[[nodiscard]] core::Status check_subscription_arn(std::string_view arn);
/// "arn:…:topic" of "arn:…:topic:uuid".
[[nodiscard]] std::string topic_of_subscription(std::string_view subscription_arn);

}  // namespace tertulia::sns

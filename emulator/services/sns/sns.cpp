#include "emulator/services/sns/sns.hpp"

#include <algorithm>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/sns/attributes.hpp"
#include "emulator/services/sns/filter_policy.hpp"
#include "emulator/services/sns/statements.hpp"

namespace tertulia::sns {
namespace {

constexpr std::size_t kTopicNameMax = 256;
constexpr std::size_t kTagsMax = 50;
constexpr std::size_t kPageSize = 100;
/// The bytes of an RSA signature with a key of 2048 bits.
constexpr std::size_t kSignatureBytes = 256;

bool is_topic_name(std::string_view name) {
  return !name.empty() && name.size() <= kTopicNameMax &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

/// "Invalid parameter: X" as it is said of one attribute among those of a new resource.
core::ApiError among_attributes(core::ApiError error) {
  constexpr std::string_view kHead = "Invalid parameter: ";
  if (error.message.starts_with(kHead)) {
    error.message.insert(kHead.size(), "Attributes Reason: ");
  }
  return error;
}

/// Tokens hold the ARN behind which the next page starts.
core::Result<std::string> after_of(const std::optional<std::string>& next_token) {
  if (!next_token || next_token->empty()) return std::string();
  auto after = base::from_base64(*next_token);
  if (!after || !after->starts_with("arn:")) return invalid_parameter("NextToken");
  return std::move(*after);
}

template <class T, class ArnOf>
void cut_page(Page<T>& page, ArnOf arn_of) {
  if (page.items.size() <= kPageSize) return;
  page.items.resize(kPageSize);
  page.next_token = base::base64(arn_of(page.items.back()));
}

Subscription subscription_of(store::Statement::Rows& rows) {
  return {.subscription_arn = std::string(rows.text(0)),
          .owner = std::string(rows.text(1)),
          .protocol = std::string(rows.text(2)),
          .endpoint = std::string(rows.text(3)),
          .topic_arn = std::string(rows.text(4))};
}

core::Status check_tags(const Attributes& tags) {
  return tags.size() > kTagsMax ? core::Status(tag_limit_exceeded()) : core::ok();
}

core::Status check_protocol(std::string_view protocol) {
  for (const std::string_view known :
       {"http", "https", "email", "email-json", "sms", "sqs", "application", "firehose"}) {
    if (protocol == known) return unsupported(base::cat("the protocol ", protocol));
  }
  if (protocol == "lambda") return core::ok();
  return invalid_parameter(
      base::cat("Amazon SNS does not support this protocol string: ", protocol));
}

}  // namespace

Sns::Sns(store::Database& database, core::Env& env, core::Core& /*core*/, core::Delivery& delivery,
         core::Authorizer& authorizer)
    : env_(env),
      delivery_(delivery),
      authorizer_(authorizer),
      sql_(std::make_unique<Statements>(database)) {}
Sns::~Sns() = default;

core::Result<core::Arn> topic_of(std::string_view arn, std::string_view parameter,
                                 const core::Call& call) {
  const auto elements = base::split(arn, ':').size();
  if (elements < 6) return too_few_arn_elements(parameter, elements);
  auto parsed = core::Arn::parse(arn);
  if (!parsed || parsed->service != "sns" || parsed->region != call.region) {
    return invalid_parameter(parameter);
  }
  return std::move(*parsed);
}

core::Status check_subscription_arn(std::string_view arn) {
  if (arn.empty()) {
    return invalid_parameter("SubscriptionArn Reason: no value for required parameter");
  }
  const auto elements = base::split(arn, ':').size();
  if (elements < 6) return too_few_arn_elements("SubscriptionArn", elements);
  if (elements < 7) return invalid_parameter("SubscriptionId");
  return core::ok();
}

std::string topic_of_subscription(std::string_view subscription_arn) {
  const auto colon = subscription_arn.rfind(':');
  return std::string(colon == subscription_arn.npos ? subscription_arn
                                                    : subscription_arn.substr(0, colon));
}

// Topics.

core::Status Sns::check_same(std::string_view arn, const NewTopic& topic) {
  if (!topic.attributes.empty()) {
    const auto before = topic_attributes(arn);
    if (!before.ok()) return before.error();
    for (const auto& [name, value] : topic.attributes) {
      const auto found = before->find(name);
      if (found == before->end() || found->second != value) {
        return invalid_parameter(
            "Attributes Reason: Topic already exists with different attributes");
      }
    }
  }
  if (!topic.tags.empty()) {
    const auto before = topic_tags(arn);
    for (const auto& [tag, value] : topic.tags) {
      const auto found = before.find(tag);
      if (found == before.end() || found->second != value) {
        return invalid_parameter("Tags Reason: Topic already exists with different tags");
      }
    }
  }
  return core::ok();
}

core::Result<std::string> Sns::create_topic(const core::Call& call, const NewTopic& topic) {
  auto given = topic;
  if (const auto fifo = given.attributes.find("FifoTopic"); fifo != given.attributes.end()) {
    if (fifo->second != "false") return unsupported("the topic attribute FifoTopic");
    given.attributes.erase(fifo);
  }
  if (!is_topic_name(given.name)) return invalid_parameter("Topic Name");
  TERTULIA_CHECK(check_tags(given.tags));
  for (const auto& [name, value] : given.attributes) {
    if (auto checked = check_topic_attribute(name, value); !checked.ok()) {
      return among_attributes(std::move(checked.error()));
    }
  }
  auto arn = call.arn("sns", given.name);
  if (has_topic(arn)) {
    TERTULIA_CHECK(check_same(arn, given));
    return arn;
  }
  sql_->add_topic.run(arn, call.account, call.region, given.owner);
  for (const auto& [name, value] : given.attributes) sql_->put_attribute.run(arn, name, value);
  for (const auto& [tag, value] : given.tags) sql_->put_tag.run(arn, tag, value);
  return arn;
}

bool Sns::has_topic(std::string_view arn) { return sql_->topic.bind(arn).next(); }

void Sns::delete_topic(std::string_view arn) {
  sql_->drop_subscriptions.run(arn);
  sql_->drop_attributes.run(arn);
  sql_->drop_tags.run(arn);
  sql_->drop_topic.run(arn);
}

core::Result<Page<std::string>> Sns::topics(const core::Call& call,
                                            const std::optional<std::string>& next_token) {
  const auto after = after_of(next_token);
  if (!after.ok()) return after.error();
  Page<std::string> page;
  auto rows = sql_->topics.bind(call.account, call.region, *after, kPageSize + 1);
  while (rows.next()) page.items.emplace_back(rows.text(0));
  cut_page(page, [](const std::string& arn) { return arn; });
  return page;
}

core::Result<Attributes> Sns::topic_attributes(std::string_view arn) {
  const auto parsed = core::Arn::parse(arn);
  Attributes result;
  {
    auto rows = sql_->topic.bind(arn);
    if (!parsed || !rows.next()) return topic_not_found();
    result.emplace("SubscriptionsDeleted", std::to_string(rows.integer(0)));
  }
  result.emplace("TopicArn", arn);
  result.emplace("Owner", parsed->account);
  result.emplace("DisplayName", "");
  result.emplace("Policy", default_policy(*parsed));
  result.emplace("EffectiveDeliveryPolicy", kDefaultDeliveryPolicy);
  result.emplace("SubscriptionsPending", "0");
  {
    auto rows = sql_->count_subscriptions.bind(arn);
    result.emplace("SubscriptionsConfirmed", std::to_string(rows.next() ? rows.integer(0) : 0));
  }
  auto rows = sql_->attributes.bind(arn);
  while (rows.next()) {
    result.insert_or_assign(std::string(rows.text(0)), std::string(rows.text(1)));
    if (rows.text(0) == "DeliveryPolicy" && !rows.text(1).empty()) {
      result.insert_or_assign("EffectiveDeliveryPolicy", std::string(rows.text(1)));
    }
  }
  return result;
}

core::Status Sns::set_topic_attribute(std::string_view arn, std::string_view name,
                                      std::string_view value) {
  TERTULIA_CHECK(check_topic_attribute(name, value));
  if (!has_topic(arn)) return topic_not_found();
  sql_->put_attribute.run(arn, name, value);
  return core::ok();
}

core::Status Sns::set_topic_tags(std::string_view arn, const Attributes& tags) {
  TERTULIA_CHECK(check_tags(tags));
  sql_->drop_tags.run(arn);
  for (const auto& [tag, value] : tags) sql_->put_tag.run(arn, tag, value);
  return core::ok();
}

Attributes Sns::topic_tags(std::string_view arn) {
  Attributes result;
  auto rows = sql_->tags.bind(arn);
  while (rows.next()) result.emplace(rows.text(0), rows.text(1));
  return result;
}

std::optional<std::string> Sns::topic_of_owner(const core::Call& call, std::string_view owner) {
  auto rows = sql_->topic_of_owner.bind(call.account, call.region, owner);
  if (!rows.next()) return std::nullopt;
  return std::string(rows.text(0));
}

// Subscriptions.

core::Result<std::string> Sns::subscribe(const core::Call& call,
                                         const NewSubscription& subscription) {
  TERTULIA_CHECK(check_protocol(subscription.protocol));
  const auto endpoint = core::Arn::parse(subscription.endpoint);
  if (!endpoint || endpoint->service != "lambda" || !endpoint->resource.starts_with("function:")) {
    return invalid_parameter("Lambda endpoint ARN");
  }
  for (const auto& [name, value] : subscription.attributes) {
    if (auto checked = check_subscription_attribute(name, value); !checked.ok()) {
      return among_attributes(std::move(checked.error()));
    }
  }
  if (!has_topic(subscription.topic_arn)) return topic_not_found();
  const auto given = [&](const char* name) -> std::string {
    const auto found = subscription.attributes.find(name);
    return found == subscription.attributes.end() ? "" : found->second;
  };
  {
    auto rows = sql_->same_subscription.bind(subscription.topic_arn, subscription.protocol,
                                             subscription.endpoint);
    if (rows.next()) {
      const bool filters = subscription.attributes.contains("FilterPolicy");
      if (filters && rows.text(1) != given("FilterPolicy")) {
        return invalid_parameter(
            "Attributes Reason: Subscription already exists with different attributes");
      }
      return std::string(rows.text(0));
    }
  }
  auto arn = base::cat(subscription.topic_arn, ":", env_.ids.uuid(core::IdKind::kSubscription));
  sql_->add_subscription.run(arn, subscription.topic_arn, call.account, call.region,
                             subscription.protocol, subscription.endpoint, call.principal.arn,
                             given("FilterPolicy"));
  return arn;
}

void Sns::unsubscribe(std::string_view arn) {
  if (!sql_->subscription.bind(arn).next()) return;
  sql_->drop_subscription.run(arn);
  sql_->count_deleted.run(topic_of_subscription(arn));
}

core::Result<Page<Subscription>> Sns::subscriptions(const core::Call& call,
                                                    const std::optional<std::string>& next_token) {
  const auto after = after_of(next_token);
  if (!after.ok()) return after.error();
  Page<Subscription> page;
  auto rows = sql_->subscriptions.bind(call.account, call.region, *after, kPageSize + 1);
  while (rows.next()) page.items.push_back(subscription_of(rows));
  cut_page(page, [](const Subscription& last) { return last.subscription_arn; });
  return page;
}

core::Result<Page<Subscription>> Sns::subscriptions_of(
    std::string_view topic, const std::optional<std::string>& next_token) {
  const auto after = after_of(next_token);
  if (!after.ok()) return after.error();
  if (!has_topic(topic)) return topic_not_found();
  Page<Subscription> page;
  auto rows = sql_->subscriptions_of.bind(topic, *after, kPageSize + 1);
  while (rows.next()) page.items.push_back(subscription_of(rows));
  cut_page(page, [](const Subscription& last) { return last.subscription_arn; });
  return page;
}

core::Result<Attributes> Sns::subscription_attributes(std::string_view arn) {
  auto rows = sql_->subscription.bind(arn);
  if (!rows.next()) return subscription_not_found();
  Attributes result{{"SubscriptionArn", std::string(arn)},
                    {"TopicArn", std::string(rows.text(0))},
                    {"Owner", std::string(rows.text(1))},
                    {"Protocol", std::string(rows.text(2))},
                    {"Endpoint", std::string(rows.text(3))},
                    {"SubscriptionPrincipal", std::string(rows.text(4))},
                    {"ConfirmationWasAuthenticated", "true"},
                    {"PendingConfirmation", "false"},
                    {"RawMessageDelivery", "false"}};
  if (!rows.text(5).empty()) {
    result.emplace("FilterPolicy", rows.text(5));
    result.emplace("FilterPolicyScope", "MessageAttributes");
  }
  return result;
}

core::Status Sns::set_subscription_attribute(std::string_view arn, std::string_view name,
                                             std::string_view value) {
  TERTULIA_CHECK(check_subscription_attribute(name, value));
  if (!sql_->subscription.bind(arn).next()) return subscription_not_found();
  if (name == "FilterPolicy") sql_->set_filter_policy.run(value, arn);
  // The one scope that there is needs no record.
  return core::ok();
}

// Messages.

struct Sns::Target {
  std::string subscription_arn;
  std::string endpoint;
  std::string filter_policy;
};

std::vector<Sns::Target> Sns::targets_of(std::string_view topic) {
  std::vector<Target> targets;
  auto rows = sql_->targets.bind(topic);
  while (rows.next()) {
    targets.push_back(
        {std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2))});
  }
  return targets;
}

core::Result<std::string> Sns::publish(const core::Arn& topic, Message message,
                                       std::string_view trace) {
  const auto topic_arn = topic.text();
  if (!has_topic(topic_arn)) return topic_not_found();
  message.id = env_.ids.uuid(core::IdKind::kMessage);
  send(topic, topic_arn, message, trace);
  return std::move(message.id);
}

void Sns::send(const core::Arn& topic, std::string_view topic_arn, const Message& message,
               std::string_view trace) {
  const auto targets = targets_of(topic_arn);
  if (targets.empty()) return;
  std::string signature_version = "1";
  if (auto rows = sql_->attribute.bind(topic_arn, "SignatureVersion"); rows.next()) {
    signature_version = rows.text(0);
  }
  const auto timestamp = core::iso8601_ms(env_.clock.now());
  const auto sender = core::service_principal(topic.account, "sns.amazonaws.com");
  for (const auto& target : targets) {
    if (!passes(target.filter_policy, message.attributes)) continue;
    const auto endpoint = core::Arn::parse(target.endpoint);
    if (!endpoint) continue;  // it was an ARN when it was subscribed
    // Nobody has the key of AWS's certificate: the signature looks like one and proves nothing.
    const auto signature = base::base64(env_.ids.bytes(core::IdKind::kOther, kSignatureBytes));
    core::Event event{.sender = sender,
                      .source_arn = std::string(topic_arn),
                      .payload = lambda_event(message, {.topic_arn = topic_arn,
                                                        .subscription_arn = target.subscription_arn,
                                                        .region = topic.region,
                                                        .timestamp = timestamp,
                                                        .signature_version = signature_version,
                                                        .signature = signature})};
    event.trace = trace;
    if (auto delivered = delivery_.deliver(*endpoint, std::move(event)); !delivered.ok()) {
      record_failure(target, message, delivered.error());
    }
  }
}

void Sns::record_failure(const Target& target, const Message& message,
                         const core::ApiError& error) {
  const auto now = env_.clock.now();
  sql_->record_failure.run(core::epoch_ms(now), message.id, error.code, error.message,
                           target.subscription_arn);
  if (!on_failure_) return;
  std::int64_t count = 0;
  if (auto rows = sql_->failure_count.bind(target.subscription_arn); rows.next()) {
    count = rows.integer(0);
  }
  on_failure_({.subscription_arn = target.subscription_arn,
               .message_id = message.id,
               .code = error.code,
               .reason = error.message,
               .count = count,
               .time = now});
}

std::vector<DeliveryFailure> Sns::failures() {
  std::vector<DeliveryFailure> result;
  auto rows = sql_->failures.bind();
  while (rows.next()) {
    result.push_back({.subscription_arn = std::string(rows.text(0)),
                      .message_id = std::string(rows.text(1)),
                      .code = std::string(rows.text(2)),
                      .reason = std::string(rows.text(3)),
                      .count = rows.integer(4),
                      .time = core::from_epoch_ms(rows.integer(5))});
  }
  return result;
}

core::Status Sns::deliver(const core::Arn& target, core::Event event) {
  constexpr std::string_view kAction = "SNS:Publish";
  const auto arn = target.text();
  if (event.sender.kind == core::PrincipalKind::kRole ||
      event.sender.kind == core::PrincipalKind::kAnonymous) {
    const core::AccessRequest access{.principal = event.sender, .action = kAction, .resource = arn};
    const auto verdict = authorizer_.decide(access);
    if (verdict != core::Verdict::kAllowed) {
      return authorization_error(core::refusal(access, verdict));
    }
  }
  Message message{.id = {},
                  .text = std::move(event.message),
                  .subject = std::nullopt,
                  .attributes = std::move(event.attributes)};
  if (!event.subject.empty()) message.subject = std::move(event.subject);
  if (message.bytes() > kMessageBytesMax) return invalid_parameter("Message too long");
  const auto published = publish(target, std::move(message), event.trace);
  return published.ok() ? core::ok() : core::Status(published.error());
}

}  // namespace tertulia::sns

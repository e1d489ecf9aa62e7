#include "emulator/services/sns/provision.hpp"

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/properties.hpp"
#include "emulator/services/sns/operations/create_topic.hpp"
#include "emulator/services/sns/operations/set_subscription_attributes.hpp"
#include "emulator/services/sns/operations/set_topic_attributes.hpp"
#include "emulator/services/sns/operations/subscribe.hpp"

namespace tertulia::sns {
namespace {

core::Call call_of(core::Env& env, const model::ResourceRequest& request) {
  return {.env = env,
          .account = request.account,
          .region = request.region,
          .principal = core::administrator(request.account)};
}

/// The text of a property that is JSON: an object, or text.
std::string json_text(const nlohmann::json* value) {
  if (value == nullptr) return {};
  return value->is_string() ? value->get<std::string>() : value->dump();
}

/// Attributes of a topic that are properties of the same name.
Attributes read_attributes(model::Properties& properties) {
  Attributes attributes;
  for (const auto* name : {"DisplayName", "KmsMasterKeyId", "TracingConfig", "SignatureVersion"}) {
    if (auto value = properties.text(name)) attributes.emplace(name, std::move(*value));
  }
  return attributes;
}

/// `Subscription` of a topic: [{Protocol, Endpoint}].
core::Result<std::vector<NewSubscription>> read_subscriptions(const model::ResourceRequest& request,
                                                              model::Properties& properties) {
  std::vector<NewSubscription> result;
  const auto list = properties.list("Subscription");
  for (std::size_t i = 0; i < list.size(); ++i) {
    model::Properties inner(request, *list[i], base::cat("/Subscription/", i));
    NewSubscription subscription{.topic_arn = {},
                                 .protocol = inner.required_text("Protocol"),
                                 .endpoint = inner.required_text("Endpoint")};
    TERTULIA_CHECK(inner.finish());
    result.push_back(std::move(subscription));
  }
  return result;
}

}  // namespace

core::Result<model::Physical> Provision::create(const model::ResourceRequest& request) {
  if (request.type == "AWS::SNS::Topic") return topic(request);
  if (request.type == "AWS::SNS::Subscription") return subscription(request);
  return topic_policy(request);
}

core::Result<model::Physical> Provision::topic(const model::ResourceRequest& request) {
  model::Properties properties(request);
  const auto name = properties.text("TopicName");
  const auto attributes = read_attributes(properties);
  const auto tags = properties.tags();
  const auto subscriptions = read_subscriptions(request, properties);
  if (properties.boolean("FifoTopic").value_or(false)) {
    properties.problem("FifoTopic", "the emulator does not support FIFO topics");
  }
  for (const auto* property : {"ArchivePolicy", "ContentBasedDeduplication", "DataProtectionPolicy",
                               "DeliveryStatusLogging", "FifoThroughputScope"}) {
    properties.refuse(property);
  }
  TERTULIA_CHECK(properties.finish());
  if (!subscriptions.ok()) return subscriptions.error();

  const auto call = call_of(env_, request);
  NewTopic topic{.name = {}, .owner = base::cat(request.stack_name, "/", request.logical_id)};
  if (name) {
    topic.name = *name;
  } else if (const auto before = sns_.topic_of_owner(call, topic.owner)) {
    topic.name = before->substr(before->rfind(':') + 1);
  } else {
    topic.name = model::physical_name(env_, request);
  }
  const auto arn = sns_.create_topic(call, topic);
  if (!arn.ok()) return arn.error();
  for (const auto& [attribute, value] : attributes) {
    const auto set = SetTopicAttributes::run(sns_, {*arn, attribute, value}, call);
    if (!set.ok()) return set.error();
  }
  TERTULIA_CHECK(sns_.set_topic_tags(*arn, tags));
  for (auto wanted : *subscriptions) {
    wanted.topic_arn = *arn;
    const auto made = subscribe(call, wanted);
    if (!made.ok()) return made.error();
  }
  return model::Physical{.ref = *arn,
                         .attributes = {{"TopicArn", *arn}, {"TopicName", topic.name}}};
}

core::Result<std::string> Provision::subscribe(const core::Call& call,
                                               const NewSubscription& subscription) {
  // Attributes are set afterwards, so that a changed template changes a subscription that is there.
  auto made = Subscribe::run(sns_,
                             {.topic_arn = subscription.topic_arn,
                              .protocol = subscription.protocol,
                              .endpoint = subscription.endpoint,
                              .attributes = {},
                              .return_subscription_arn = true},
                             call);
  if (!made.ok()) return made.error();
  for (const auto& [name, value] : subscription.attributes) {
    const auto set =
        SetSubscriptionAttributes::run(sns_, {made->subscription_arn, name, value}, call);
    if (!set.ok()) return set.error();
  }
  return std::move(made->subscription_arn);
}

core::Result<model::Physical> Provision::subscription(const model::ResourceRequest& request) {
  model::Properties properties(request);
  NewSubscription subscription{.topic_arn = properties.required_text("TopicArn"),
                               .protocol = properties.required_text("Protocol"),
                               .endpoint = properties.text("Endpoint").value_or("")};
  subscription.attributes["FilterPolicy"] = json_text(properties.find("FilterPolicy"));
  if (auto scope = properties.text("FilterPolicyScope")) {
    subscription.attributes["FilterPolicyScope"] = std::move(*scope);
  }
  if (const auto raw = properties.boolean("RawMessageDelivery")) {
    subscription.attributes["RawMessageDelivery"] = *raw ? "true" : "false";
  }
  if (const auto region = properties.text("Region"); region && *region != request.region) {
    properties.problem("Region", "the emulator subscribes within a region only");
  }
  for (const auto* property :
       {"DeliveryPolicy", "RedrivePolicy", "ReplayPolicy", "SubscriptionRoleArn"}) {
    properties.refuse(property);
  }
  TERTULIA_CHECK(properties.finish());
  auto arn = subscribe(call_of(env_, request), subscription);
  if (!arn.ok()) return arn.error();
  return model::Physical{.ref = *arn, .attributes = {{"Arn", *arn}}};
}

core::Result<model::Physical> Provision::topic_policy(const model::ResourceRequest& request) {
  model::Properties properties(request);
  const auto topics = properties.texts("Topics");
  const auto document = json_text(properties.required("PolicyDocument"));
  TERTULIA_CHECK(properties.finish());
  const auto call = call_of(env_, request);
  for (const auto& topic : topics) {
    const auto set = SetTopicAttributes::run(sns_, {topic, "Policy", document}, call);
    if (!set.ok()) return set.error();
  }
  const auto id = model::physical_name(env_, request);
  return model::Physical{.ref = id, .attributes = {{"Id", id}}};
}

}  // namespace tertulia::sns

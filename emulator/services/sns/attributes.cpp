#include "emulator/services/sns/attributes.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/sns/errors.hpp"
#include "emulator/services/sns/filter_policy.hpp"

namespace tertulia::sns {
namespace {

using nlohmann::json;

constexpr std::size_t kDisplayNameMax = 100;

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

bool is_sns_action(const json& action) {
  if (!action.is_string()) return false;
  const auto text = base::lower(action.get_ref<const std::string&>());
  return text == "*" || text.starts_with("sns:");
}

core::Status check_policy(std::string_view text) {
  const auto policy = json::parse(text, nullptr, false);
  if (!policy.is_object()) return invalid_parameter("Policy Error: null");
  const auto found = policy.find("Statement");
  if (found == policy.end()) return invalid_parameter("Policy Error: null");
  const json statements = found->is_object() ? json::array({*found}) : *found;
  if (!statements.is_array()) return invalid_parameter("Policy Error: null");
  for (const auto& statement : statements) {
    if (!statement.is_object()) return invalid_parameter("Policy Error: null");
    const auto effect = statement.find("Effect");
    const auto action =
        statement.contains("NotAction") ? statement.find("NotAction") : statement.find("Action");
    if (effect == statement.end() || (*effect != "Allow" && *effect != "Deny") ||
        action == statement.end() ||
        (!statement.contains("Principal") && !statement.contains("NotPrincipal"))) {
      return invalid_parameter("Policy Error: null");
    }
    const json actions = action->is_array() ? *action : json::array({*action});
    if (!std::all_of(actions.begin(), actions.end(), is_sns_action)) {
      return invalid_parameter("Policy statement action out of service scope!");
    }
  }
  return core::ok();
}

core::Status one_of(std::string_view name, std::string_view value,
                    std::initializer_list<std::string_view> values) {
  if (std::find(values.begin(), values.end(), value) != values.end()) return core::ok();
  return invalid_parameter(base::cat(name, ": Invalid value [", value, "]."));
}

}  // namespace

core::Status check_topic_attribute(std::string_view name, std::string_view value) {
  if (name == "DisplayName") {
    if (base::code_points(value) <= kDisplayNameMax) return core::ok();
    return invalid_parameter("DisplayName");
  }
  if (name == "Policy") return check_policy(value);
  if (name == "TracingConfig") return one_of(name, value, {"PassThrough", "Active"});
  if (name == "SignatureVersion") return one_of(name, value, {"1", "2"});
  // Deliveries to HTTP endpoints, and encryption at rest, have no part in what is emulated.
  if (name == "KmsMasterKeyId") return core::ok();
  if (name == "DeliveryPolicy") {
    if (value.empty() || json::parse(value, nullptr, false).is_object()) return core::ok();
    return invalid_parameter("DeliveryPolicy: failed to parse JSON.");
  }
  if (name == "ArchivePolicy" || name == "DataProtectionPolicy" ||
      ends_with_any(name, {"SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate",
                           "FailureFeedbackRoleArn"})) {
    return unsupported(base::cat("the topic attribute ", name));
  }
  return invalid_parameter("AttributeName");
}

core::Status check_subscription_attribute(std::string_view name, std::string_view value) {
  if (name == "RawMessageDelivery") {
    if (!base::iequals(value, "true") && !base::iequals(value, "false")) {
      return invalid_parameter(
          base::cat("RawMessageDelivery: Invalid value [", value, "]. Must be true or false."));
    }
    if (base::iequals(value, "false")) return core::ok();
    return invalid_parameter("Delivery protocol [lambda] does not support raw message delivery.");
  }
  if (name == "FilterPolicy") return check_filter_policy(value);
  if (name == "FilterPolicyScope") {
    if (value == "MessageAttributes") return core::ok();
    if (value == "MessageBody") return unsupported("the FilterPolicyScope MessageBody");
    return invalid_parameter(base::cat("FilterPolicyScope: Invalid value [", value,
                                       "]. Please use either MessageBody or MessageAttributes"));
  }
  if (name == "DeliveryPolicy") {
    return invalid_parameter(
        "DeliveryPolicy: Delivery protocol [lambda] does not support delivery policies.");
  }
  if (name == "RedrivePolicy" || name == "ReplayPolicy" || name == "SubscriptionRoleArn") {
    return unsupported(base::cat("the subscription attribute ", name));
  }
  return invalid_parameter("AttributeName");
}

std::string default_policy(const core::Arn& topic) {
  return base::cat(
      R"({"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":")",
      topic.text(), R"(","Condition":{"StringEquals":{"AWS:SourceOwner":")", topic.account,
      R"("}}}]})");
}

}  // namespace tertulia::sns

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/model/compile/keys.hpp"
#include "emulator/model/compile/naming.hpp"
#include "emulator/model/compile/service.hpp"

namespace tertulia::model::compile {

using nlohmann::json;

namespace {

struct SnsEvent {
  /// The topic from elsewhere; null when the event makes it.
  json arn = nullptr;
  std::string topic = {};
  std::string display_name = {};
  json filter_policy = nullptr;
  std::string filter_policy_scope = {};
  /// The topic's region when it is not the service's.
  std::string region = {};
  Where where = {};
};

// The parts of an ARN, whose resource may hold "::" of a CloudFormation reference.
std::vector<std::string> arn_parts(std::string_view arn) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < arn.size(); ++at) {
    const bool single = arn[at] == ':' && (at == 0 || arn[at - 1] != ':') &&
                        (at + 1 == arn.size() || arn[at + 1] != ':');
    if (single) {
      parts.emplace_back();
    } else {
      parts.back() += arn[at];
    }
  }
  return parts;
}

bool is_topic_name(std::string_view name) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return !name.empty() && name.size() <= 256 &&
         name.find_first_not_of(kLetters) == std::string_view::npos;
}

std::optional<SnsEvent> read_map(Service& service, const Section& settings) {
  settings.check(sns_keys());
  if (settings.find("redrivePolicy") != nullptr) return std::nullopt;
  SnsEvent event;
  event.topic = settings.text("topicName").value_or("");
  event.display_name = settings.text("displayName").value_or("");
  if (const Value* policy = settings.map("filterPolicy")) event.filter_policy = to_json(*policy);
  event.filter_policy_scope = settings.text("filterPolicyScope").value_or("");
  const Value* arn = settings.find("arn");
  if (arn == nullptr) return event;
  event.arn = to_json(*arn);
  if (arn->is_text()) {
    const auto parts = arn_parts(arn->text);
    if (event.topic.empty()) event.topic = parts.back();
    // Without a region on the command line the framework always writes the ARN's.
    const auto option = service.options.options.find("region");
    const std::string own =
        option == service.options.options.end() ? std::string() : option->second;
    if (parts.size() > 3 && parts[3] != own) event.region = parts[3];
  }
  return event;
}

std::optional<SnsEvent> read_event(Service& service, const Value& written,
                                   const std::string& path) {
  const Where where = service.found.where(written);
  std::optional<SnsEvent> event;
  if (written.is_text()) {
    event = SnsEvent{.topic = written.text};
    if (written.text.starts_with("arn:")) {
      event->arn = written.text;
      event->topic = written.text.substr(written.text.rfind(':') + 1);
    }
  } else if (written.is_map()) {
    event = read_map(service, Section(service.found, written, path));
  } else {
    service.found.error(
        where, path, "must be a text or a map",
        "give a topic's name, its ARN, or indent \"arn\" and \"topicName\" below it");
  }
  if (!event) return std::nullopt;
  event->where = where;
  if (event->topic.empty()) {
    service.found.error(where, path, "has no \"topicName\"",
                        "it is needed unless \"arn\" is written out as text");
    return std::nullopt;
  }
  if (!is_topic_name(event->topic) && event->arn.is_null()) {
    service.found.error(where, path, base::cat("\"", event->topic, "\" is no name of a topic"),
                        "use up to 256 letters, digits, \"-\" and \"_\"");
    return std::nullopt;
  }
  return event;
}

void set_filter(json& properties, const SnsEvent& event) {
  if (!event.filter_policy.is_null()) properties["FilterPolicy"] = event.filter_policy;
  if (!event.filter_policy_scope.empty()) {
    properties["FilterPolicyScope"] = event.filter_policy_scope;
  }
}

void add_subscription(Service& service, const Function& function, const SnsEvent& event,
                      json topic_arn) {
  json properties = {{"TopicArn", std::move(topic_arn)},
                     {"Protocol", "lambda"},
                     {"Endpoint", arn_of(function.id + "LambdaFunction")}};
  set_filter(properties, event);
  if (!event.region.empty()) properties["Region"] = event.region;
  service.add(base::cat(function.id, "SnsSubscription", alphanumeric(event.topic)),
              {{"Type", "AWS::SNS::Subscription"}, {"Properties", std::move(properties)}},
              event.where);
}

// A topic that the event makes, with its subscriptions inside it unless they filter.
void add_topic(Service& service, const Function& function, const SnsEvent& event) {
  const std::string id = "SNSTopic" + alphanumeric(event.topic);
  if (!service.resources.contains(id)) {
    json properties = {{"TopicName", event.topic}};
    if (!event.display_name.empty()) properties["DisplayName"] = event.display_name;
    service.add(id, {{"Type", "AWS::SNS::Topic"}, {"Properties", std::move(properties)}},
                event.where);
  }
  if (!event.filter_policy.is_null()) {
    add_subscription(service, function, event, ref_to(id));
    return;
  }
  service.resources[id]["Properties"]["Subscription"].push_back(
      {{"Endpoint", arn_of(function.id + "LambdaFunction")}, {"Protocol", "lambda"}});
}

void add_event(Service& service, const Function& function, const SnsEvent& event) {
  json source = event.arn;
  if (event.arn.is_null()) {
    add_topic(service, function, event);
    source = joined(json::array({"arn:", ref_to("AWS::Partition"), ":sns:", ref_to("AWS::Region"),
                                 ":", ref_to("AWS::AccountId"), ":", event.topic}));
  } else {
    add_subscription(service, function, event, event.arn);
  }
  service.add(base::cat(function.id, "LambdaPermission", alphanumeric(event.topic), "SNS"),
              {{"Type", "AWS::Lambda::Permission"},
               {"Properties",
                {{"FunctionName", arn_of(function.id + "LambdaFunction")},
                 {"Action", "lambda:InvokeFunction"},
                 {"Principal", "sns.amazonaws.com"},
                 {"SourceArn", std::move(source)}}}},
              event.where);
}

}  // namespace

void add_sns_events(Service& service) {
  for (std::size_t index = 0; index < service.functions.size(); ++index) {
    const Function& function = service.functions[index];
    const Value* events = function.config.find("events");
    if (events == nullptr) continue;
    for (std::size_t number = 0; number < events->items.size(); ++number) {
      const Value* sns = events->items[number].find("sns");
      if (sns == nullptr || sns->is_null()) continue;
      const auto event =
          read_event(service, *sns, base::cat(function.config.path("events"), ".", number, ".sns"));
      if (!event) continue;
      service.infos[index].events.push_back(
          {.type = "sns", .trigger = event->topic, .where = event->where});
      add_event(service, function, *event);
    }
  }
}

}  // namespace tertulia::model::compile

/// SNS alone, with functions that remember what reached them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/sns/operations.hpp"
#include "emulator/services/sns/provision.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::sns {

/// Takes every event but those for functions that are gone.
struct Functions final : core::DeliveryTarget {
  struct Taken {
    std::string function;
    core::Event event;
  };
  std::vector<Taken> taken;
  std::set<std::string> gone;

  core::Status deliver(const core::Arn& target, core::Event event) override {
    if (gone.contains(target.resource)) {
      return core::ApiError{.code = "ResourceNotFoundException",
                            .message = "Function not found: " + target.text(),
                            .status = 404};
    }
    taken.push_back({target.resource, std::move(event)});
    return core::ok();
  }
};

struct World : harness::WorldBase {
  World() {
    dispatcher.add<Operations>(sns);
    delivery.add("lambda", functions);
  }

  core::Delivery delivery;
  Functions functions;
  Sns sns{database, env, monitor, delivery, authorizer};
  Provision provision{sns, env};

  harness::WorldAnswer call(std::string_view operation, std::string_view json) {
    return WorldBase::call("sns", operation, json);
  }
  nlohmann::json ok(std::string_view operation, std::string_view json) {
    const auto answer = call(operation, json);
    if (answer.status != 200) throw std::runtime_error(answer.body);
    return nlohmann::json::parse(answer.body);
  }
  /// "Code: message" of a refusal.
  std::string refusal(std::string_view operation, std::string_view json) {
    const auto answer = call(operation, json);
    if (answer.status == 200) return "accepted";
    const auto error = nlohmann::json::parse(answer.body);
    return base::cat(error["__type"].get<std::string>(), ": ",
                     error.value("message", std::string()));
  }
  core::Result<model::Physical> create(std::string type, std::string_view properties) {
    const auto value = nlohmann::json::parse(properties);
    return provision.create({.logical_id = "Thing",
                             .type = std::move(type),
                             .properties = value,
                             .stack_name = "gettogether-dev",
                             .account = env.account,
                             .region = env.region,
                             .root = ".",
                             .where = {}});
  }

  /// A topic "t"; with a function "f" that subscribed to it.
  void given_topic() { ok("CreateTopic", R"({"Name":"t"})"); }
  std::string given_subscription(std::string_view attributes = "{}") {
    given_topic();
    return ok("Subscribe",
              base::cat(R"({"TopicArn":")", kTopic, R"(","Protocol":"lambda","Endpoint":")",
                        kFunction, R"(","Attributes":)", attributes, "}"))["SubscriptionArn"];
  }
  /// Publishes to "t" with that inside of the request besides.
  harness::WorldAnswer publish(std::string_view inside) {
    return call("Publish", base::cat(R"({"TopicArn":")", kTopic, R"(",)", inside, "}"));
  }
  std::string publish_refusal(std::string_view inside) {
    return refusal("Publish", base::cat(R"({"TopicArn":")", kTopic, R"(",)", inside, "}"));
  }

  /// What a sender hears that delivers to a topic, from inside the monitor.
  core::Status delivery_status(const core::Arn& topic, core::Event event) {
    const auto inside = monitor.enter();
    return sns.deliver(topic, std::move(event));
  }

  static constexpr std::string_view kTopic = "arn:aws:sns:us-east-1:000000000000:t";
  static constexpr std::string_view kFunction = "arn:aws:lambda:us-east-1:000000000000:function:f";
};

}  // namespace tertulia::sns

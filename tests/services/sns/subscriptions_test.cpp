#include <gtest/gtest.h>

#include "tests/services/sns/sns_world.hpp"

namespace tertulia::sns {
namespace {

std::string subscribe(std::string_view protocol, std::string_view endpoint,
                      std::string_view attributes = "{}") {
  return base::cat(R"({"TopicArn":")", World::kTopic, R"(","Protocol":")", protocol,
                   R"(","Endpoint":")", endpoint, R"(","Attributes":)", attributes, "}");
}

TEST(Subscribe, ConfirmsAFunctionAtOnce) {
  World world;
  const auto arn = world.given_subscription();
  EXPECT_TRUE(arn.starts_with(std::string(World::kTopic) + ":"));
  EXPECT_EQ(arn.size(), World::kTopic.size() + 37);
  const auto attributes =
      world.ok("GetSubscriptionAttributes",
               base::cat(R"({"SubscriptionArn":")", arn, R"("})"))["Attributes"];
  EXPECT_EQ(
      attributes.dump(),
      base::cat(
          R"({"ConfirmationWasAuthenticated":"true","Endpoint":")", World::kFunction,
          R"(","Owner":"000000000000","PendingConfirmation":"false","Protocol":"lambda","RawMessageDelivery":"false","SubscriptionArn":")",
          arn, R"(","SubscriptionPrincipal":"arn:aws:iam::000000000000:root","TopicArn":")",
          World::kTopic, R"("})"));
}

TEST(Subscribe, IsTheSameSubscriptionForTheSameEndpoint) {
  World world;
  const auto arn = world.given_subscription();
  EXPECT_EQ(world.given_subscription(), arn);
  EXPECT_EQ(world.ok("ListSubscriptions", "{}")["Subscriptions"].size(), 1U);
}

TEST(Subscribe, RefusesOtherAttributesThanTheSubscriptionHas) {
  World world;
  world.given_subscription();
  EXPECT_EQ(world.refusal("Subscribe", subscribe("lambda", World::kFunction,
                                                 R"({"FilterPolicy":"{\"a\":[\"b\"]}"})")),
            "InvalidParameter: Invalid parameter: Attributes Reason: Subscription already exists "
            "with different attributes");
}

TEST(Subscribe, TakesAFunctionThatDoesNotExistYet) {
  World world;
  world.functions.gone.insert("function:f");
  EXPECT_FALSE(world.given_subscription().empty());
}

TEST(Subscribe, RefusesProtocolsByName) {
  World world;
  world.given_topic();
  EXPECT_EQ(
      world.refusal("Subscribe", subscribe("test-protocol", "x")),
      "InvalidParameter: Invalid parameter: Amazon SNS does not support this protocol string: "
      "test-protocol");
  EXPECT_EQ(world.refusal("Subscribe", subscribe("email", "a@b.c")),
            "InvalidParameter: Invalid parameter: the protocol email is not supported by the "
            "emulator");
}

TEST(Subscribe, NeedsTheArnOfAFunction) {
  World world;
  world.given_topic();
  for (const auto* endpoint : {"", "f", "arn:aws:sqs:us-east-1:000000000000:q"}) {
    EXPECT_EQ(world.refusal("Subscribe", subscribe("lambda", endpoint)),
              "InvalidParameter: Invalid parameter: Lambda endpoint ARN");
  }
}

TEST(Subscribe, NeedsATopic) {
  World world;
  EXPECT_EQ(world.refusal("Subscribe", subscribe("lambda", World::kFunction)),
            "NotFound: Topic does not exist");
  EXPECT_EQ(world.refusal("Subscribe", R"({"TopicArn":"arn:aws:sns:t","Protocol":"lambda"})"),
            "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 "
            "elements, not 4");
}

TEST(Subscribe, RefusesAttributesThatAFunctionCannotHave) {
  World world;
  world.given_topic();
  const auto refusal = [&](std::string_view attributes) {
    return world.refusal("Subscribe", subscribe("lambda", World::kFunction, attributes));
  };
  EXPECT_EQ(refusal(R"({"RawMessageDelivery":"wrongvalue"})"),
            "InvalidParameter: Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid "
            "value [wrongvalue]. Must be true or false.");
  EXPECT_EQ(refusal(R"({"RawMessageDelivery":"true"})"),
            "InvalidParameter: Invalid parameter: Attributes Reason: Delivery protocol [lambda] "
            "does not support raw message delivery.");
  EXPECT_EQ(refusal(R"({"RedrivePolicy":"{}"})"),
            "InvalidParameter: Invalid parameter: Attributes Reason: the subscription attribute "
            "RedrivePolicy is not supported by the emulator");
  EXPECT_EQ(refusal(R"({"Color":"blue"})"),
            "InvalidParameter: Invalid parameter: Attributes Reason: AttributeName");
}

TEST(Unsubscribe, DropsTheSubscription) {
  World world;
  const auto arn = world.given_subscription();
  world.ok("Unsubscribe", base::cat(R"({"SubscriptionArn":")", arn, R"("})"));
  EXPECT_EQ(world.refusal("GetSubscriptionAttributes",
                          base::cat(R"({"SubscriptionArn":")", arn, R"("})")),
            "NotFound: Subscription does not exist");
  const auto attributes = world.ok(
      "GetTopicAttributes", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"))["Attributes"];
  EXPECT_EQ(attributes["SubscriptionsDeleted"], "1");
  EXPECT_EQ(attributes["SubscriptionsConfirmed"], "0");
}

TEST(Unsubscribe, SucceedsWithoutASubscription) {
  World world;
  EXPECT_EQ(world.refusal("Unsubscribe", base::cat(R"({"SubscriptionArn":")", World::kTopic,
                                                   R"(:1b5c1d46-0000-4000-8000-000000000000"})")),
            "accepted");
}

TEST(Unsubscribe, ChecksTheArn) {
  World world;
  const auto refusal = [&](std::string_view arn) {
    return world.refusal("Unsubscribe", base::cat(R"({"SubscriptionArn":")", arn, R"("})"));
  };
  EXPECT_EQ(refusal(""),
            "InvalidParameter: Invalid parameter: SubscriptionArn Reason: no value for required "
            "parameter");
  EXPECT_EQ(
      refusal("x"),
      "InvalidParameter: Invalid parameter: SubscriptionArn Reason: An ARN must have at least "
      "6 elements, not 1");
  EXPECT_EQ(refusal(World::kTopic), "InvalidParameter: Invalid parameter: SubscriptionId");
}

TEST(ListSubscriptionsByTopic, HasThoseOfTheTopicAlone) {
  World world;
  const auto arn = world.given_subscription();
  world.ok("CreateTopic", R"({"Name":"other"})");
  EXPECT_EQ(
      world.call("ListSubscriptionsByTopic", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"))
          .body,
      base::cat(R"({"Subscriptions":[{"SubscriptionArn":")", arn,
                R"(","Owner":"000000000000","Protocol":"lambda","Endpoint":")", World::kFunction,
                R"(","TopicArn":")", World::kTopic, R"("}]})"));
  EXPECT_EQ(world
                .call("ListSubscriptionsByTopic",
                      R"({"TopicArn":"arn:aws:sns:us-east-1:000000000000:other"})")
                .body,
            R"({"Subscriptions":[]})");
}

TEST(ListSubscriptionsByTopic, ComesInPagesOfAHundred) {
  World world;
  world.given_topic();
  for (int i = 0; i < 101; ++i) {
    world.ok("Subscribe", subscribe("lambda", base::cat(World::kFunction, i)));
  }
  const auto first =
      world.ok("ListSubscriptionsByTopic", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"));
  EXPECT_EQ(first["Subscriptions"].size(), 100U);
  const auto second = world.ok("ListSubscriptionsByTopic",
                               base::cat(R"({"TopicArn":")", World::kTopic, R"(","NextToken":")",
                                         first["NextToken"].get<std::string>(), R"("})"));
  EXPECT_EQ(second["Subscriptions"].size(), 1U);
  EXPECT_FALSE(second.contains("NextToken"));
}

TEST(SetSubscriptionAttributes, ChangesTheFilterPolicy) {
  World world;
  const auto arn = world.given_subscription();
  world.ok("SetSubscriptionAttributes",
           base::cat(R"({"SubscriptionArn":")", arn,
                     R"(","AttributeName":"FilterPolicy","AttributeValue":"{\"a\":[\"b\"]}"})"));
  const auto attributes =
      world.ok("GetSubscriptionAttributes",
               base::cat(R"({"SubscriptionArn":")", arn, R"("})"))["Attributes"];
  EXPECT_EQ(attributes["FilterPolicy"], R"({"a":["b"]})");
  EXPECT_EQ(attributes["FilterPolicyScope"], "MessageAttributes");
}

TEST(SetSubscriptionAttributes, RefusesValuesThatAreNone) {
  World world;
  const auto arn = world.given_subscription();
  const auto refusal = [&](std::string_view name, std::string_view value) {
    return world.refusal("SetSubscriptionAttributes",
                         base::cat(R"({"SubscriptionArn":")", arn, R"(","AttributeName":")", name,
                                   R"(","AttributeValue":")", value, R"("})"));
  };
  EXPECT_EQ(refusal("fake", "x"), "InvalidParameter: Invalid parameter: AttributeName");
  EXPECT_EQ(refusal("RawMessageDelivery", ""),
            "InvalidParameter: Invalid parameter: RawMessageDelivery: Invalid value []. Must be "
            "true or false.");
  EXPECT_EQ(refusal("FilterPolicyScope", "RandomValue"),
            "InvalidParameter: Invalid parameter: FilterPolicyScope: Invalid value [RandomValue]. "
            "Please use either MessageBody or MessageAttributes");
  EXPECT_EQ(refusal("FilterPolicyScope", "MessageBody"),
            "InvalidParameter: Invalid parameter: the FilterPolicyScope MessageBody is not "
            "supported by the emulator");
}

}  // namespace
}  // namespace tertulia::sns

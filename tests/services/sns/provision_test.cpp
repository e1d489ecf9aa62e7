#include "emulator/services/sns/provision.hpp"

#include <gtest/gtest.h>

#include "tests/services/sns/sns_world.hpp"

namespace tertulia::sns {
namespace {

std::string refusal_of(const core::Result<model::Physical>& result) {
  return result.ok() ? "accepted" : base::cat(result.error().code, ": ", result.error().message);
}

TEST(TopicResource, MakesATopicWithItsSubscriptions) {
  World world;
  const auto topic = world.create(
      "AWS::SNS::Topic",
      base::cat(R"({"TopicName":"t","DisplayName":"T","Tags":[{"Key":"a","Value":"b"}],)",
                R"("Subscription":[{"Protocol":"lambda","Endpoint":")", World::kFunction,
                R"("}]})"));
  ASSERT_TRUE(topic.ok());
  EXPECT_EQ(topic->ref, World::kTopic);
  EXPECT_EQ(topic->attributes.at("TopicName"), "t");
  EXPECT_EQ(topic->attributes.at("TopicArn"), World::kTopic);
  world.publish(R"("Message":"m")");
  EXPECT_EQ(world.functions.taken.size(), 1U);
}

TEST(TopicResource, WithoutANameGetsOneAndKeepsIt) {
  World world;
  const auto first = world.create("AWS::SNS::Topic", "{}");
  const auto second = world.create("AWS::SNS::Topic", R"({"DisplayName":"T"})");
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(first->attributes.at("TopicName").starts_with("gettogether-dev-Thing-"));
  EXPECT_EQ(first->ref, second->ref);
  EXPECT_EQ(world.ok("GetTopicAttributes", base::cat(R"({"TopicArn":")", first->ref,
                                                     R"("})"))["Attributes"]["DisplayName"],
            "T");
}

TEST(TopicResource, RefusesPropertiesByName) {
  World world;
  EXPECT_EQ(refusal_of(world.create("AWS::SNS::Topic", R"({"FifoTopic":true})")),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#/FifoTopic: the emulator does not support FIFO topics");
  EXPECT_EQ(refusal_of(world.create("AWS::SNS::Topic", R"({"Color":"blue"})")),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#: extraneous key [Color] is not permitted");
  EXPECT_EQ(
      refusal_of(world.create("AWS::SNS::Topic", R"({"Subscription":[{"Protocol":"lambda"}]})")),
      "ValidationError: Properties validation failed for resource Thing with message:\n"
      "#/Subscription/0: required key [Endpoint] not found");
}

TEST(SubscriptionResource, SubscribesWithAFilterPolicyThatMayChange) {
  World world;
  world.given_topic();
  const auto create = [&](std::string_view city) {
    return world.create(
        "AWS::SNS::Subscription",
        base::cat(R"({"TopicArn":")", World::kTopic, R"(","Protocol":"lambda","Endpoint":")",
                  World::kFunction, R"(","FilterPolicy":{"city":[")", city, R"("]}})"));
  };
  const auto first = create("Madrid");
  const auto second = create("Barcelona");
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->ref, second->ref);
  EXPECT_EQ(world.ok("GetSubscriptionAttributes", base::cat(R"({"SubscriptionArn":")", first->ref,
                                                            R"("})"))["Attributes"]["FilterPolicy"],
            R"({"city":["Barcelona"]})");
}

TEST(SubscriptionResource, RefusesProtocolsAndPropertiesByName) {
  World world;
  world.given_topic();
  const auto refusal = [&](std::string_view more) {
    return refusal_of(
        world.create("AWS::SNS::Subscription",
                     base::cat(R"({"TopicArn":")", World::kTopic, R"(",)", more, "}")));
  };
  EXPECT_EQ(refusal(R"("Protocol":"sqs","Endpoint":"arn:aws:sqs:us-east-1:000000000000:q")"),
            "InvalidParameter: Invalid parameter: the protocol sqs is not supported by the "
            "emulator");
  EXPECT_EQ(refusal(R"("Protocol":"lambda","RedrivePolicy":{})"),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#/RedrivePolicy: the emulator does not support this property");
}

TEST(TopicPolicyResource, BecomesThePolicyOfItsTopics) {
  World world;
  world.given_topic();
  constexpr std::string_view kPolicy =
      R"({"Statement":[{"Action":"sns:Publish","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2012-10-17"})";
  ASSERT_TRUE(
      world
          .create("AWS::SNS::TopicPolicy", base::cat(R"({"Topics":[")", World::kTopic,
                                                     R"("],"PolicyDocument":)", kPolicy, "}"))
          .ok());
  EXPECT_EQ(world.ok("GetTopicAttributes",
                     base::cat(R"({"TopicArn":")", World::kTopic, R"("})"))["Attributes"]["Policy"],
            kPolicy);
}

TEST(TopicPolicyResource, RefusesAPolicyThatIsNone) {
  World world;
  world.given_topic();
  EXPECT_EQ(refusal_of(world.create("AWS::SNS::TopicPolicy",
                                    base::cat(R"({"Topics":[")", World::kTopic,
                                              R"("],"PolicyDocument":{"Version":"2012-10-17"}})"))),
            "InvalidParameter: Invalid parameter: Policy Error: null");
}

}  // namespace
}  // namespace tertulia::sns

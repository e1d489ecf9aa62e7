#include <gtest/gtest.h>

#include "tests/services/sns/sns_world.hpp"

namespace tertulia::sns {
namespace {

TEST(CreateTopic, ReturnsTheArnOfTheNewTopic) {
  World world;
  EXPECT_EQ(world.call("CreateTopic", R"({"Name":"t"})").body,
            R"({"TopicArn":"arn:aws:sns:us-east-1:000000000000:t"})");
}

TEST(CreateTopic, ReturnsTheSameTopicForTheSameName) {
  World world;
  world.ok("CreateTopic",
           R"({"Name":"t","Attributes":{"DisplayName":"T"},"Tags":[{"Key":"a","Value":"1"}]})");
  EXPECT_EQ(world.refusal("CreateTopic", R"({"Name":"t"})"), "accepted");
  EXPECT_EQ(world.refusal("CreateTopic", R"({"Name":"t","Attributes":{"DisplayName":"T"}})"),
            "accepted");
  EXPECT_EQ(world.ok("ListTopics", "{}")["Topics"].size(), 1U);
}

TEST(CreateTopic, RefusesOtherAttributesAndTagsThanTheTopicHas) {
  World world;
  world.given_topic();
  EXPECT_EQ(world.refusal("CreateTopic", R"({"Name":"t","Attributes":{"DisplayName":"T"}})"),
            "InvalidParameter: Invalid parameter: Attributes Reason: Topic already exists with "
            "different attributes");
  EXPECT_EQ(world.refusal("CreateTopic", R"({"Name":"t","Tags":[{"Key":"a","Value":"1"}]})"),
            "InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different "
            "tags");
}

TEST(CreateTopic, RefusesNamesThatAwsDoesNotTake) {
  World world;
  for (const auto& name : {std::string(), std::string(257, 'a'), std::string("t.fifo"),
                           std::string("a b"), std::string("a/b"), std::string("ñ")}) {
    EXPECT_EQ(world.refusal("CreateTopic", base::cat(R"({"Name":")", name, R"("})")),
              "InvalidParameter: Invalid parameter: Topic Name")
        << name;
  }
  EXPECT_EQ(world.refusal("CreateTopic", base::cat(R"({"Name":")", std::string(256, 'a'), R"("})")),
            "accepted");
}

TEST(CreateTopic, RefusesWhatTheEmulatorLacksByName) {
  World world;
  EXPECT_EQ(
      world.refusal("CreateTopic", R"({"Name":"t.fifo","Attributes":{"FifoTopic":"true"}})"),
      "InvalidParameter: Invalid parameter: the topic attribute FifoTopic is not supported by the "
      "emulator");
  EXPECT_EQ(world.refusal("CreateTopic", R"({"Name":"t","DataProtectionPolicy":"{}"})"),
            "InvalidParameter: Invalid parameter: DataProtectionPolicy is not supported by the "
            "emulator");
}

TEST(CreateTopic, RefusesATagThatIsGivenTwice) {
  World world;
  EXPECT_EQ(
      world.refusal("CreateTopic",
                    R"({"Name":"t","Tags":[{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}]})"),
      "InvalidParameter: Invalid parameter: Duplicated keys are not allowed.");
}

TEST(CreateTopic, NeedsPermission) {
  World world;
  world.principal = core::assumed_role("000000000000", "r", "s");
  world.authorizer.deny("SNS:CreateTopic");
  const auto answer = world.call("CreateTopic", R"({"Name":"t"})");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(
      answer.body,
      R"({"__type":"AuthorizationError","message":"User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to perform: SNS:CreateTopic on resource: arn:aws:sns:us-east-1:000000000000:t because no identity-based policy allows the SNS:CreateTopic action"})");
}

TEST(DeleteTopic, DropsTheTopicAndItsSubscriptions) {
  World world;
  world.given_subscription();
  world.ok("DeleteTopic", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"));
  EXPECT_EQ(world.call("ListTopics", "{}").body, R"({"Topics":[]})");
  EXPECT_EQ(world.call("ListSubscriptions", "{}").body, R"({"Subscriptions":[]})");
}

TEST(DeleteTopic, SucceedsWithoutATopic) {
  World world;
  EXPECT_EQ(world.call("DeleteTopic", base::cat(R"({"TopicArn":")", World::kTopic, R"("})")).status,
            200);
}

TEST(ListTopics, ComesInPagesOfAHundred) {
  World world;
  for (int i = 0; i < 101; ++i) {
    world.ok("CreateTopic", base::cat(R"({"Name":"t)", 1000 + i, R"("})"));
  }
  const auto first = world.ok("ListTopics", "{}");
  EXPECT_EQ(first["Topics"].size(), 100U);
  const auto second = world.ok(
      "ListTopics", base::cat(R"({"NextToken":")", first["NextToken"].get<std::string>(), R"("})"));
  EXPECT_EQ(second.dump(),
            R"({"Topics":[{"TopicArn":"arn:aws:sns:us-east-1:000000000000:t1100"}]})");
}

TEST(ListTopics, RefusesATokenThatItDidNotGive) {
  World world;
  EXPECT_EQ(world.refusal("ListTopics", R"({"NextToken":"nonsense"})"),
            "InvalidParameter: Invalid parameter: NextToken");
}

TEST(GetTopicAttributes, HasDefaultsAndCounts) {
  World world;
  world.given_subscription();
  const auto attributes = world.ok(
      "GetTopicAttributes", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"))["Attributes"];
  EXPECT_EQ(attributes["TopicArn"], World::kTopic);
  EXPECT_EQ(attributes["Owner"], "000000000000");
  EXPECT_EQ(attributes["DisplayName"], "");
  EXPECT_EQ(attributes["SubscriptionsConfirmed"], "1");
  EXPECT_EQ(attributes["SubscriptionsPending"], "0");
  EXPECT_EQ(attributes["SubscriptionsDeleted"], "0");
  const auto policy = nlohmann::json::parse(attributes["Policy"].get<std::string>());
  EXPECT_EQ(policy["Id"], "__default_policy_ID");
  EXPECT_EQ(policy["Statement"][0]["Resource"], World::kTopic);
  EXPECT_TRUE(nlohmann::json::accept(attributes["EffectiveDeliveryPolicy"].get<std::string>()));
}

TEST(GetTopicAttributes, ChecksTheArn) {
  World world;
  EXPECT_EQ(world.refusal("GetTopicAttributes", R"({"TopicArn":"t"})"),
            "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 "
            "elements, not 1");
  EXPECT_EQ(
      world.refusal("GetTopicAttributes", R"({"TopicArn":"arn:aws:sns:eu-west-1:000000000000:t"})"),
      "InvalidParameter: Invalid parameter: TopicArn");
  const auto answer =
      world.call("GetTopicAttributes", base::cat(R"({"TopicArn":")", World::kTopic, R"("})"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.body, R"({"__type":"NotFound","message":"Topic does not exist"})");
}

std::string set_attribute(std::string_view name, const std::string& value) {
  return nlohmann::json{
      {"TopicArn", World::kTopic}, {"AttributeName", name}, {"AttributeValue", value}}
      .dump();
}

TEST(SetTopicAttributes, ChangesOneAttribute) {
  World world;
  world.given_topic();
  world.ok("SetTopicAttributes", set_attribute("DisplayName", "Tertulias"));
  EXPECT_EQ(world.ok("GetTopicAttributes", base::cat(R"({"TopicArn":")", World::kTopic,
                                                     R"("})"))["Attributes"]["DisplayName"],
            "Tertulias");
}

TEST(SetTopicAttributes, RefusesValuesThatAreNone) {
  World world;
  world.given_topic();
  const auto refusal = [&](std::string_view name, const std::string& value) {
    return world.refusal("SetTopicAttributes", set_attribute(name, value));
  };
  EXPECT_EQ(refusal("Color", "blue"), "InvalidParameter: Invalid parameter: AttributeName");
  EXPECT_EQ(refusal("FifoTopic", "true"), "InvalidParameter: Invalid parameter: AttributeName");
  EXPECT_EQ(refusal("DisplayName", std::string(101, 'a')),
            "InvalidParameter: Invalid parameter: DisplayName");
  EXPECT_EQ(refusal("Policy", "no"), "InvalidParameter: Invalid parameter: Policy Error: null");
  EXPECT_EQ(
      refusal(
          "Policy",
          R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]})"),
      "InvalidParameter: Invalid parameter: Policy statement action out of service scope!");
  EXPECT_EQ(refusal("LambdaSuccessFeedbackRoleArn", "x"),
            "InvalidParameter: Invalid parameter: the topic attribute LambdaSuccessFeedbackRoleArn "
            "is not supported by the emulator");
}

}  // namespace
}  // namespace tertulia::sns

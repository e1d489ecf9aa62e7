#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/lambda/lambda_world.hpp"

namespace tertulia::lambda {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kLetters = "arn:aws:sns:us-east-1:000000000000:letters";

struct AsyncWorld : LambdaWorld {
  explicit AsyncWorld(const nlohmann::json& more = {
                          {"DeadLetterConfig", {{"TargetArn", kLetters}}}}) {
    function(more);
  }
  void fail_times(int count) {
    for (int i = 0; i < count; ++i) host.then(failed("boom"));
  }
  void send(std::string payload = R"({"id":"error"})") {
    invoke(std::move(payload), {{"X-Amz-Invocation-Type", "Event"}});
  }
};

TEST(AsyncInvocation, IsNotRepeatedAfterSuccess) {
  AsyncWorld world;
  world.send();
  world.advance(seconds(3600));
  EXPECT_THAT(world.host.invocations, SizeIs(1));
  EXPECT_THAT(world.letters.arrived, IsEmpty());
}

TEST(AsyncInvocation, IsRepeatedAfterOneMinuteAndThenTwo) {
  AsyncWorld world;
  world.fail_times(3);
  world.send();
  EXPECT_THAT(world.host.invocations, SizeIs(1));
  world.advance(seconds(59));
  EXPECT_THAT(world.host.invocations, SizeIs(1));
  world.advance(seconds(1));
  EXPECT_THAT(world.host.invocations, SizeIs(2));
  world.advance(seconds(119));
  EXPECT_THAT(world.host.invocations, SizeIs(2));
  world.advance(seconds(1));
  EXPECT_THAT(world.host.invocations, SizeIs(3));
  world.advance(seconds(3600));
  EXPECT_THAT(world.host.invocations, SizeIs(3));
}

TEST(AsyncInvocation, KeepsItsRequestIdAndEventOverItsAttempts) {
  AsyncWorld world;
  world.fail_times(1);
  world.send();
  world.advance(seconds(60));
  ASSERT_THAT(world.host.invocations, SizeIs(2));
  EXPECT_EQ(world.host.invocations[0].request_id, world.host.invocations[1].request_id);
  EXPECT_EQ(world.host.invocations[0].trace, world.host.invocations[1].trace);
  EXPECT_EQ(world.host.invocations[1].payload, R"({"id":"error"})");
  EXPECT_EQ(world.invocations()[1]["attempt"], 2);
  world.advance(seconds(3600));
  EXPECT_THAT(world.host.invocations, SizeIs(2));
}

TEST(AsyncInvocation, GoesToTheDeadLetterTargetAfterItsLastAttempt) {
  AsyncWorld world;
  world.fail_times(3);
  world.send();
  world.advance(seconds(60));
  EXPECT_THAT(world.letters.arrived, IsEmpty());
  world.advance(seconds(120));
  ASSERT_THAT(world.letters.arrived, SizeIs(1));
  const auto& [target, event] = world.letters.arrived[0];
  EXPECT_EQ(target, kLetters);
  EXPECT_EQ(event.message, R"({"id":"error"})");
  EXPECT_EQ(event.sender.arn, "arn:aws:sts::000000000000:assumed-role/f-role/f");
  EXPECT_EQ(event.source_arn, kFunctionArn);
  const std::map<std::string, core::MessageAttribute> expected{
      {"RequestID", {.data_type = "String", .value = world.host.invocations[0].request_id}},
      {"ErrorCode", {.data_type = "Number", .value = "200"}},
      {"ErrorMessage", {.data_type = "String", .value = "boom"}}};
  EXPECT_EQ(event.attributes, expected);
}

TEST(AsyncInvocation, CutsTheErrorMessageOfADeadLetterToOneKilobyte) {
  AsyncWorld world;
  for (int i = 0; i < 3; ++i) {
    std::string message = "x";
    for (int k = 0; k < 600; ++k) message += "é";
    world.host.then(failed(message));
  }
  world.send();
  world.advance(seconds(180));
  ASSERT_THAT(world.letters.arrived, SizeIs(1));
  EXPECT_THAT(world.letters.arrived[0].second.attributes.at("ErrorMessage").value, SizeIs(1023));
}

TEST(AsyncInvocation, LogsThatADeadLetterWasRefused) {
  AsyncWorld world;
  world.letters.refuses = true;
  world.fail_times(3);
  world.send();
  world.advance(seconds(180));
  EXPECT_EQ(world.logs.messages().back(),
            "The dead letter of RequestId: " + world.host.invocations[0].request_id +
                " did not reach " + std::string(kLetters) + ": AuthorizationError: no\n");
}

TEST(AsyncInvocation, IsForgottenAfterItsLastAttemptWithoutATarget) {
  AsyncWorld world(nlohmann::json::object());
  world.fail_times(3);
  world.send();
  world.advance(seconds(3600));
  EXPECT_THAT(world.host.invocations, SizeIs(3));
}

TEST(AsyncInvocation, IsRepeatedAsOftenAsItsSettingsSay) {
  AsyncWorld world;
  world.provide("AWS::Lambda::EventInvokeConfig", {{"FunctionName", "f"},
                                                   {"Qualifier", "$LATEST"},
                                                   {"DestinationConfig", nlohmann::json::object()},
                                                   {"MaximumRetryAttempts", 0}});
  world.fail_times(1);
  world.send();
  EXPECT_THAT(world.letters.arrived, SizeIs(1));
}

TEST(AsyncInvocation, IsGivenUpWhenItsNextAttemptWouldComeTooLate) {
  AsyncWorld world;
  world.provide(
      "AWS::Lambda::EventInvokeConfig",
      {{"FunctionName", "f"}, {"Qualifier", "$LATEST"}, {"MaximumEventAgeInSeconds", 60}});
  world.fail_times(2);
  world.send();
  EXPECT_THAT(world.letters.arrived, IsEmpty());
  world.advance(seconds(60));
  EXPECT_THAT(world.letters.arrived, SizeIs(1));
}

TEST(AsyncInvocation, SurvivesASnapshot) {
  AsyncWorld world;
  world.fail_times(3);
  world.send();
  const auto bytes = world.database.serialize();
  const auto queue = world.env.clock.queued();
  const auto now = world.env.clock.now();
  world.advance(seconds(180));
  ASSERT_THAT(world.letters.arrived, SizeIs(1));
  {
    const auto inside = world.monitor.enter();
    world.database.restore(bytes);
    world.env.clock.restore(now, queue);
    world.lambda.reload();
  }
  EXPECT_THAT(world.invocations(), SizeIs(0));
  world.advance(seconds(60));
  EXPECT_THAT(world.host.invocations, SizeIs(4));
  EXPECT_EQ(world.invocations()[0]["attempt"], 2);
}

TEST(AsyncInvocation, LeavesNoTraceInAWorldThatWasRestoredMeanwhile) {
  AsyncWorld world;
  const auto bytes = world.database.serialize();
  world.host.hold();
  world.send();
  {
    const auto inside = world.monitor.enter();
    world.database.restore(bytes);
    world.lambda.reload();
  }
  world.logs.lines.clear();
  world.host.finish(failed("boom"));
  EXPECT_THAT(world.logs.messages(), IsEmpty());
  world.advance(seconds(60));
  EXPECT_THAT(world.host.invocations, SizeIs(1));
  const auto inside = world.monitor.enter();
  EXPECT_EQ(world.monitor.running(), 0);
}

TEST(Delivery, RunsTheFunctionForAServiceThatItsPolicyLetsIn) {
  AsyncWorld world;
  world.provide("AWS::Lambda::Permission", topic_permission());
  EXPECT_TRUE(world.deliver(kFunctionArn, from_topic(R"({"Records":[]})")).ok());
  ASSERT_THAT(world.host.invocations, SizeIs(1));
  EXPECT_EQ(world.host.invocations[0].payload, R"({"Records":[]})");
}

TEST(Delivery, IsRefusedWithoutAPolicy) {
  AsyncWorld world;
  const auto refused = world.deliver(kFunctionArn, from_topic());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "AccessDeniedException");
  EXPECT_EQ(refused.error().status, 403);
  EXPECT_THAT(refused.error().message,
              HasSubstr("sns.amazonaws.com is not authorized to perform: lambda:InvokeFunction on "
                        "resource: arn:aws:lambda:us-east-1:000000000000:function:f"));
  EXPECT_THAT(world.host.invocations, IsEmpty());
}

TEST(Delivery, IsRefusedFromAnotherServiceSourceOrAccount) {
  AsyncWorld world;
  auto permission = topic_permission();
  permission["SourceAccount"] = "000000000000";
  world.provide("AWS::Lambda::Permission", permission);
  auto service = from_topic();
  service.sender.arn = "events.amazonaws.com";
  EXPECT_FALSE(world.deliver(kFunctionArn, service).ok());
  auto source = from_topic();
  source.source_arn = "arn:aws:sns:us-east-1:000000000000:other";
  EXPECT_FALSE(world.deliver(kFunctionArn, source).ok());
  auto account = from_topic();
  account.sender.account = "111111111111";
  EXPECT_FALSE(world.deliver(kFunctionArn, account).ok());
  EXPECT_TRUE(world.deliver(kFunctionArn, from_topic()).ok());
}

TEST(Delivery, ComparesSourcesAsArnLikeDoes) {
  EXPECT_TRUE(arn_is_like("arn:aws:execute-api:us-east-1:1:api/*/*",
                          "arn:aws:execute-api:us-east-1:1:api/dev/GET/a:b"));
  EXPECT_TRUE(arn_is_like("arn:aws:sns:*:1:t?", "arn:aws:sns:eu-west-1:1:t1"));
  EXPECT_FALSE(arn_is_like("arn:aws:sns:*:t", "arn:aws:sns:eu-west-1:1:t"));
  EXPECT_FALSE(arn_is_like("arn:aws:sns:*", "arn:aws:sns:eu-west-1:1:t"));
  EXPECT_FALSE(arn_is_like("arn:aws:sns:us-east-1:1:t", ""));
}

TEST(Delivery, AsksIamForARole) {
  AsyncWorld world;
  auto event = from_topic();
  event.sender = core::assumed_role("000000000000", "sender", "s");
  EXPECT_TRUE(world.deliver(kFunctionArn, event).ok());
  world.authorizer.deny("lambda:InvokeFunction");
  const auto refused = world.deliver(kFunctionArn, event);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().message, HasSubstr("no identity-based policy allows"));
}

TEST(Delivery, IsRefusedForAFunctionThatDoesNotExistAndForALargeEvent) {
  LambdaWorld world({.event_bytes = 10});
  world.function();
  world.provide("AWS::Lambda::Permission", topic_permission());
  EXPECT_EQ(world.deliver(std::string(kFunctionArn) + "g", from_topic()).error().message,
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:fg");
  EXPECT_EQ(world.deliver(kFunctionArn, from_topic("\"123456789\"")).error().code,
            "RequestEntityTooLargeException");
}

TEST(Delivery, AppliesThePolicyOfTheQualifierThatIsNamed) {
  AsyncWorld world;
  world.provide("AWS::Lambda::Version", {{"FunctionName", "f"}}, "V");
  world.provide("AWS::Lambda::Permission", topic_permission());
  EXPECT_TRUE(world.deliver(std::string(kFunctionArn) + ":$LATEST", from_topic()).ok());
  EXPECT_FALSE(world.deliver(std::string(kFunctionArn) + ":1", from_topic()).ok());
}

TEST(Request, AnswersWithTheResult) {
  AsyncWorld world;
  world.provide("AWS::Lambda::Permission", topic_permission());
  const auto reply = world.request(kFunctionArn, from_topic("1"));
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->payload, "1");
  EXPECT_EQ(reply->function_error, "");
  EXPECT_EQ(world.invocations()[0]["type"], "RequestResponse");
}

TEST(Request, AnswersWithTheErrorOnceAndDoesNotRepeat) {
  AsyncWorld world;
  world.provide("AWS::Lambda::Permission", topic_permission());
  world.fail_times(1);
  const auto reply = world.request(kFunctionArn, from_topic());
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->function_error, "Unhandled");
  world.advance(seconds(3600));
  EXPECT_THAT(world.host.invocations, SizeIs(1));
}

TEST(Request, IsRefusedWithoutAPolicy) {
  AsyncWorld world;
  EXPECT_EQ(world.request(kFunctionArn, from_topic()).error().code, "AccessDeniedException");
}

TEST(Request, IsGivenUpWhenItsSenderWaitsNoLonger) {
  AsyncWorld world;
  world.provide("AWS::Lambda::Permission", topic_permission());
  auto event = from_topic();
  event.timeout_ms = 2000;
  world.host.then(timed_out());
  EXPECT_EQ(world.request(kFunctionArn, event).error(), core::sender_timed_out());
  EXPECT_EQ(world.host.invocations[0].timeout_ms, 2000);
  event.timeout_ms = 29'000;
  world.host.then(timed_out());
  EXPECT_EQ(world.request(kFunctionArn, event)->function_error, "Unhandled");
  EXPECT_EQ(world.host.invocations[1].timeout_ms, 3000);
}

}  // namespace
}  // namespace tertulia::lambda

#include <gtest/gtest.h>

#include "tests/services/sns/sns_world.hpp"

namespace tertulia::sns {
namespace {

TEST(Publish, GivesFunctionsTheEventOfLambda) {
  World world;
  const auto subscription = world.given_subscription();
  const auto answer = nlohmann::json::parse(
      world
          .publish(
              R"("Message":"\"¡hola!\"\n","Subject":"Saludo","MessageAttributes":{"city":{"DataType":"String","StringValue":"Barcelona"},"raw":{"DataType":"Binary","BinaryValue":"AP8="}})")
          .body);
  ASSERT_EQ(world.functions.taken.size(), 1U);
  const auto& [function, event] = world.functions.taken[0];
  EXPECT_EQ(function, "function:f");
  EXPECT_EQ(event.sender.kind, core::PrincipalKind::kService);
  EXPECT_EQ(event.sender.arn, "sns.amazonaws.com");
  EXPECT_EQ(event.source_arn, World::kTopic);
  const auto text = event.payload;
  const auto signature =
      nlohmann::json::parse(text)["Records"][0]["Sns"]["Signature"].get<std::string>();
  EXPECT_EQ(signature.size(), 344U);
  EXPECT_EQ(
      text,
      base::cat(
          R"({"Records":[{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":")",
          subscription, R"(","Sns":{"Type":"Notification","MessageId":")",
          answer["MessageId"].get<std::string>(), R"(","TopicArn":")", World::kTopic,
          R"(","Subject":"Saludo","Message":"\"¡hola!\"\n","Timestamp":"2026-01-01T00:00:00.000Z","SignatureVersion":"1","Signature":")",
          signature,
          R"(","SigningCertUrl":"https://sns.us-east-1.amazonaws.com/SimpleNotificationService-60eadc530605d63b8e62a523676ef735.pem","UnsubscribeUrl":"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=)",
          subscription,
          R"(","MessageAttributes":{"city":{"Type":"String","Value":"Barcelona"},"raw":{"Type":"Binary","Value":"AP8="}}}}]})"));
}

TEST(Publish, HasANullSubjectWhenThereIsNone) {
  World world;
  world.given_subscription();
  world.publish(R"("Message":"\u0000\u001f\\")");
  ASSERT_EQ(world.functions.taken.size(), 1U);
  const auto sns =
      nlohmann::json::parse(world.functions.taken[0].event.payload)["Records"][0]["Sns"];
  EXPECT_TRUE(sns["Subject"].is_null());
  EXPECT_EQ(sns["Message"], std::string("\0\x1f\\", 3));
  EXPECT_EQ(sns["MessageAttributes"], nlohmann::json::object());
}

TEST(Publish, ReachesEverySubscription) {
  World world;
  world.given_subscription();
  world.ok("Subscribe",
           base::cat(R"({"TopicArn":")", World::kTopic, R"(","Protocol":"lambda","Endpoint":")",
                     World::kFunction, R"(2"})"));
  world.publish(R"("Message":"m")");
  EXPECT_EQ(world.functions.taken.size(), 2U);
}

TEST(Publish, SucceedsWithoutSubscriptions) {
  World world;
  world.given_topic();
  EXPECT_EQ(world.publish(R"("Message":"m")").status, 200);
}

TEST(Publish, TakesATopicAsTargetToo) {
  World world;
  world.given_subscription();
  world.ok("Publish", base::cat(R"({"TargetArn":")", World::kTopic, R"(","Message":"m"})"));
  EXPECT_EQ(world.functions.taken.size(), 1U);
}

TEST(Publish, GivesLambdaItsOwnTextOfAStructuredMessage) {
  World world;
  world.given_subscription();
  world.publish(
      R"("MessageStructure":"json","Message":"{\"default\":\"d\",\"lambda\":\"l\",\"sqs\":5}")");
  world.publish(R"("MessageStructure":"json","Message":"{\"default\":\"d\"}")");
  ASSERT_EQ(world.functions.taken.size(), 2U);
  const auto message = [&](std::size_t i) {
    return nlohmann::json::parse(
        world.functions.taken[i].event.payload)["Records"][0]["Sns"]["Message"];
  };
  EXPECT_EQ(message(0), "l");
  EXPECT_EQ(message(1), "d");
}

TEST(Publish, DoesNotFailWhenADeliveryDoesButRemembersIt) {
  World world;
  const auto subscription = world.given_subscription();
  std::vector<std::string> heard;
  world.sns.on_failure([&](const DeliveryFailure& failure) {
    heard.push_back(base::cat(failure.code, " ", failure.count));
  });
  world.functions.gone.insert("function:f");
  EXPECT_EQ(world.publish(R"("Message":"m")").status, 200);
  EXPECT_EQ(world.publish(R"("Message":"m")").status, 200);
  const auto failures = world.sns.failures();
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0].subscription_arn, subscription);
  EXPECT_EQ(failures[0].count, 2);
  EXPECT_EQ(failures[0].reason,
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:f");
  EXPECT_EQ(heard, (std::vector<std::string>{"ResourceNotFoundException 1",
                                             "ResourceNotFoundException 2"}));
}

struct RefusedPublish {
  std::string request;  // the inside of a request to the topic "t"
  std::string refusal;
  friend void PrintTo(const RefusedPublish& tested, std::ostream* out) { *out << tested.request; }
};
class PublishRefused : public testing::TestWithParam<RefusedPublish> {};

TEST_P(PublishRefused, SaysWhyAndSendsNothing) {
  World world;
  world.given_subscription();
  EXPECT_EQ(world.publish_refusal(GetParam().request), GetParam().refusal);
  EXPECT_TRUE(world.functions.taken.empty());
}

std::string with_attribute(std::string_view name, std::string_view value) {
  return base::cat(R"("Message":"m","MessageAttributes":{")", name, R"(":)", value, "}");
}

INSTANTIATE_TEST_SUITE_P(
    Publish, PublishRefused,
    testing::Values(
        RefusedPublish{R"("Message":"")", "InvalidParameter: Invalid parameter: Empty message"},
        RefusedPublish{
            R"("Subject":"s")",
            "ValidationError: 1 validation error detected: Value null at 'message' failed to "
            "satisfy constraint: Member must not be null"},
        RefusedPublish{R"("Message":"m","Subject":"")",
                       "InvalidParameter: Invalid parameter: Subject"},
        RefusedPublish{R"("Message":"m","Subject":"a\nb")",
                       "InvalidParameter: Invalid parameter: Subject"},
        RefusedPublish{R"("Message":"m","Subject":" a")",
                       "InvalidParameter: Invalid parameter: Subject"},
        RefusedPublish{R"("Message":"m","Subject":"ñ")",
                       "InvalidParameter: Invalid parameter: Subject"},
        RefusedPublish{base::cat(R"("Message":"m","Subject":")", std::string(100, 'a'), R"(")"),
                       "InvalidParameter: Invalid parameter: Subject"},
        RefusedPublish{base::cat(R"("Message":")", std::string(kMessageBytesMax + 1, 'a'), R"(")"),
                       "InvalidParameter: Invalid parameter: Message too long"},
        RefusedPublish{
            base::cat(R"("Message":")", std::string(kMessageBytesMax - 7, 'a'),
                      R"(","MessageAttributes":{"a":{"DataType":"String","StringValue":"v"}})"),
            "InvalidParameter: Invalid parameter: Message too long"},
        RefusedPublish{
            R"("Message":"no json","MessageStructure":"json")",
            "InvalidParameter: Invalid parameter: Message Structure - JSON message body failed "
            "to parse"},
        RefusedPublish{
            R"("Message":"{\"sqs\":\"x\"}","MessageStructure":"json")",
            "InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON "
            "message body"},
        RefusedPublish{
            R"("Message":"{\"default\":{}}","MessageStructure":"json")",
            "InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON "
            "message body"},
        RefusedPublish{
            R"("Message":"m","MessageDeduplicationId":"d")",
            "InvalidParameter: Invalid parameter: MessageDeduplicationId Reason: The request "
            "includes MessageDeduplicationId parameter that is not valid for this topic type"},
        RefusedPublish{
            with_attribute("attr1", R"({"StringValue":"v"})"),
            "ValidationError: 1 validation error detected: Value null at "
            "'messageAttributes.attr1.member.dataType' failed to satisfy constraint: Member "
            "must not be null"},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"String","StringValue":""})"),
            "ParameterValueInvalid: The message attribute 'attr1' must contain non-empty "
            "message attribute value for message attribute type 'String'."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"String"})"),
            "ParameterValueInvalid: The message attribute 'attr1' must contain non-empty "
            "message attribute value for message attribute type 'String'."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"Binary","BinaryValue":""})"),
            "ParameterValueInvalid: The message attribute 'attr1' must contain non-empty "
            "message attribute value for message attribute type 'Binary'."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"Number","BinaryValue":"AAAA"})"),
            "ParameterValueInvalid: The message attribute 'attr1' with type 'Number' must use "
            "field 'String'."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"Binary","StringValue":"v"})"),
            "ParameterValueInvalid: The message attribute 'attr1' with type 'Binary' must use "
            "field 'Binary'."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"Prefixed.String","StringValue":"v"})"),
            "ParameterValueInvalid: The message attribute 'attr1' has an invalid message "
            "attribute type, the set of supported type prefixes is Binary, Number, and "
            "String."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"Number","StringValue":"many"})"),
            "ParameterValueInvalid: Could not cast message attribute 'attr1' value to number."},
        RefusedPublish{
            with_attribute("attr1", R"({"DataType":"String.Array","StringValue":"a"})"),
            "ParameterValueInvalid: The message attribute 'attr1' of type 'String.Array' must "
            "be a JSON array."},
        RefusedPublish{
            with_attribute(std::string(256, 'a'), R"({"DataType":"String","StringValue":"v"})"),
            "ParameterValueInvalid: Length of message attribute name must be less than 256 "
            "bytes."},
        RefusedPublish{
            with_attribute("a^b", R"({"DataType":"String","StringValue":"v"})"),
            "ParameterValueInvalid: Invalid non-alphanumeric character '#x5E' was found in the "
            "message attribute name. Can only include alphanumeric characters, hyphens, "
            "underscores, or dots."},
        RefusedPublish{
            with_attribute(".a", R"({"DataType":"String","StringValue":"v"})"),
            "ParameterValueInvalid: Invalid message attribute name starting with character '.' "
            "was found."},
        RefusedPublish{
            with_attribute("a.", R"({"DataType":"String","StringValue":"v"})"),
            "ParameterValueInvalid: Invalid message attribute name ending with character '.' "
            "was found."},
        RefusedPublish{with_attribute("a..b", R"({"DataType":"String","StringValue":"v"})"),
                       "ParameterValueInvalid: Message attribute name can not have successive '.' "
                       "character."}));

TEST(Publish, TakesAMessageOf256KilobytesWithItsAttributes) {
  World world;
  world.given_subscription();
  EXPECT_EQ(world
                .publish(base::cat(
                    R"("Message":")", std::string(kMessageBytesMax - 8, 'a'),
                    R"(","MessageAttributes":{"a":{"DataType":"String","StringValue":"v"}})"))
                .status,
            200);
}

TEST(Publish, NeedsATopic) {
  World world;
  EXPECT_EQ(world.publish_refusal(R"("Message":"m")"), "NotFound: Topic does not exist");
  EXPECT_EQ(world.refusal("Publish", R"({"Message":"m"})"),
            "InvalidParameter: Invalid parameter: TopicArn or TargetArn Reason: no value for "
            "required parameter");
  EXPECT_EQ(world.refusal("Publish", R"({"TopicArn":"","Message":"m"})"),
            "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 "
            "elements, not 1");
  EXPECT_EQ(
      world.refusal(
          "Publish",
          R"({"TargetArn":"arn:aws:sns:us-east-1:000000000000:endpoint/APNS/a/b","Message":"m"})"),
      "InvalidParameter: Invalid parameter: TargetArn Reason: No endpoint found for the target arn "
      "specified");
}

TEST(Publish, RefusesPhoneNumbers) {
  World world;
  EXPECT_EQ(world.refusal("Publish", R"({"PhoneNumber":"+1a234","Message":"m"})"),
            "InvalidParameter: Invalid parameter: PhoneNumber Reason: +1a234 is not valid to "
            "publish to");
  EXPECT_EQ(world.refusal("Publish", R"({"PhoneNumber":"+34600000000","Message":"m"})"),
            "InvalidParameter: Invalid parameter: PhoneNumber is not supported by the emulator");
}

TEST(Publish, NeedsPermission) {
  World world;
  world.given_subscription();
  world.principal = core::assumed_role("000000000000", "r", "s");
  world.authorizer.deny("SNS:Publish");
  EXPECT_EQ(
      world.publish_refusal(R"("Message":"m")"),
      "AuthorizationError: User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized "
      "to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:000000000000:t because no "
      "identity-based policy allows the SNS:Publish action");
  EXPECT_TRUE(world.functions.taken.empty());
}

std::string batch(std::string_view entries) {
  return base::cat(R"({"TopicArn":")", World::kTopic, R"(","PublishBatchRequestEntries":[)",
                   entries, "]}");
}

TEST(PublishBatch, SendsEveryMessage) {
  World world;
  world.given_subscription();
  const auto answer = world.ok(
      "PublishBatch", batch(R"({"Id":"a","Message":"1"},{"Id":"b","Message":"2","Subject":"s"})"));
  ASSERT_EQ(answer["Successful"].size(), 2U);
  EXPECT_EQ(answer["Successful"][0]["Id"], "a");
  EXPECT_EQ(answer["Successful"][1]["Id"], "b");
  EXPECT_EQ(answer["Failed"].size(), 0U);
  EXPECT_EQ(world.functions.taken.size(), 2U);
}

TEST(PublishBatch, ChecksTheIds) {
  World world;
  world.given_topic();
  const auto refusal = [&](std::string_view entries) {
    return world.refusal("PublishBatch", batch(entries));
  };
  EXPECT_EQ(refusal(""), "EmptyBatchRequest: The batch request doesn't contain any entries.");
  EXPECT_EQ(refusal(R"({"Id":"a","Message":"1"},{"Id":"a","Message":"2"})"),
            "BatchEntryIdsNotDistinct: Two or more batch entries in the request have the same Id.");
  EXPECT_EQ(refusal(R"({"Id":"message.id","Message":"1"})"),
            "InvalidBatchEntryId: The Id of a batch entry in the batch request contains an "
            "impermissible character: message.id");
  const std::string long_id(81, 'a');
  EXPECT_EQ(
      refusal(base::cat(R"({"Id":")", long_id, R"(","Message":"1"})")),
      "InvalidBatchEntryId: The Id of a batch entry in the batch request is too long: " + long_id);
  std::string eleven;
  for (int i = 0; i < 11; ++i) {
    base::append(eleven, i == 0 ? "" : ",", R"({"Id":"i)", i, R"(","Message":"m"})");
  }
  EXPECT_EQ(refusal(eleven),
            "TooManyEntriesInBatchRequest: The batch request contains more entries than "
            "permissible.");
}

TEST(PublishBatch, SendsNothingWhenTheMessagesTogetherAreTooLong) {
  World world;
  world.given_subscription();
  const std::string half(kMessageBytesMax / 2 + 1, 'a');
  EXPECT_EQ(
      world.refusal("PublishBatch", batch(base::cat(R"({"Id":"a","Message":")", half,
                                                    R"("},{"Id":"b","Message":")", half, R"("})"))),
      "BatchRequestTooLong: The length of all the messages put together is more than the "
      "limit.");
  EXPECT_TRUE(world.functions.taken.empty());
}

core::Event dead_letter(core::Principal sender) {
  return {.sender = std::move(sender),
          .source_arn = std::string(World::kFunction),
          .payload = {},
          .message = R"({"Records":[]})",
          .attributes = {{"ErrorCode", {"Number", "200"}}, {"ErrorMessage", {"String", "boom"}}},
          .trace = "Root=1-a"};
}

TEST(DeliveryToATopic, PublishesTheMessageWithItsAttributes) {
  World world;
  world.given_subscription();
  const auto role = core::assumed_role("000000000000", "r", "s");
  const auto delivered = world.delivery_status(*core::Arn::parse(World::kTopic), dead_letter(role));
  ASSERT_TRUE(delivered.ok());
  ASSERT_EQ(world.functions.taken.size(), 1U);
  const auto& event = world.functions.taken[0].event;
  EXPECT_EQ(event.trace, "Root=1-a");
  const auto sns = nlohmann::json::parse(event.payload)["Records"][0]["Sns"];
  EXPECT_EQ(sns["Message"], R"({"Records":[]})");
  EXPECT_EQ(
      sns["MessageAttributes"].dump(),
      R"({"ErrorCode":{"Type":"Number","Value":"200"},"ErrorMessage":{"Type":"String","Value":"boom"}})");
}

TEST(DeliveryToATopic, RefusesARoleWithoutPermission) {
  World world;
  world.given_subscription();
  world.authorizer.deny("SNS:Publish");
  const auto delivered = world.delivery_status(
      *core::Arn::parse(World::kTopic), dead_letter(core::assumed_role("000000000000", "r", "s")));
  ASSERT_FALSE(delivered.ok());
  EXPECT_EQ(delivered.error().code, "AuthorizationError");
  EXPECT_TRUE(world.functions.taken.empty());
}

TEST(DeliveryToATopic, NeedsATopic) {
  World world;
  const auto delivered = world.delivery_status(*core::Arn::parse(World::kTopic),
                                               dead_letter(core::administrator("000000000000")));
  ASSERT_FALSE(delivered.ok());
  EXPECT_EQ(delivered.error().code, "NotFound");
}

}  // namespace
}  // namespace tertulia::sns

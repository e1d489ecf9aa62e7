// The functions of the get-together application, each loaded from its shared object as a host
// loads it, with services that answer what the test says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/sdk/encoding.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using test::FakeHost;
using test::fixture;
using test::LoadedFunction;

json with_body(const std::string& event, const char* body) {
  json changed = json::parse(fixture(event));
  changed["body"] = body;
  return changed;
}

TEST(HelloWorld, GreetsTheNameOfThePath) {
  FakeHost host;
  const LoadedFunction function("helloWorld");
  const auto ended = host.invoke(function.handler(), fixture("events/hello_world_get.json"));
  EXPECT_EQ(ended.status(), 200);
  EXPECT_EQ(ended.body(), "Hello Ana");
  EXPECT_EQ(ended.result["headers"]["Access-Control-Allow-Origin"], "*");
}

TEST(HelloWorld, GreetsTheNameOfTheBody) {
  FakeHost host;
  const LoadedFunction function("helloWorld");
  const auto ended = host.invoke(function.handler(), fixture("events/hello_world_post.json"));
  EXPECT_EQ(ended.body(), "Hello Ana");
}

TEST(HelloWorld, Answers400WithAMessageForABadBody) {
  FakeHost host;
  const LoadedFunction function("helloWorld");
  const std::map<const char*, const char*> messages = {{"{", "The body is not valid JSON"},
                                                       {"[]", "The body must be a JSON object"},
                                                       {"{}", "name is missing"},
                                                       {R"({"name":7})", "name must be a string"}};
  for (const auto& [body, message] : messages) {
    const json event = with_body("events/hello_world_post.json", body);
    const auto ended = host.invoke(function.handler(), event.dump());
    EXPECT_EQ(ended.status(), 400) << body;
    EXPECT_EQ(ended.body(), (json{{"message", message}}));
    EXPECT_EQ(ended.result["headers"]["Access-Control-Allow-Origin"], "*");
  }
}

/// A host with the table's name in SSM and twelve get-togethers in DynamoDB.
class GetGetTogethers : public testing::Test {
 protected:
  GetGetTogethers() {
    host_.environment["getTogethersTableNamePath"] = "/gettogethers/dev/secureTableName";
    host_.services["ssm.GetParameters"] = [](const json& input) {
      return test::Answer{
          .body = {{"Parameters", {{{"Name", input["Names"][0]}, {"Value", "dev-gettogethers"}}}},
                   {"InvalidParameters", json::array()}}};
    };
    host_.services["dynamodb.Scan"] = [](const json& input) {
      const int start = input.contains("ExclusiveStartKey")
                            ? std::stoi(input["ExclusiveStartKey"]["id"]["N"].get<std::string>())
                            : 0;
      json items = json::array();
      int id = start;
      while (id < 12 && static_cast<int>(items.size()) < input["Limit"]) {
        items.push_back({{"id", {{"N", std::to_string(++id)}}}, {"name", {{"S", "Tertulia"}}}});
      }
      test::Answer answer{.body = {{"Items", items}}};
      if (id < 12) answer.body["LastEvaluatedKey"] = {{"id", {{"N", std::to_string(id)}}}};
      return answer;
    };
  }

  test::Ended get(const json& query = nullptr) {
    json event = json::parse(fixture("events/get_get_togethers.json"));
    event["queryStringParameters"] = query;
    return host_.invoke(function_.handler(), event.dump());
  }

  FakeHost host_;
  LoadedFunction function_{"getGetTogethers"};
};

TEST_F(GetGetTogethers, AnswersEightOfTheTableThatSsmNames) {
  const auto ended = get();
  EXPECT_EQ(ended.status(), 200);
  EXPECT_EQ(ended.body()["getTogethers"].size(), 8U);
  EXPECT_EQ(ended.body()["getTogethers"][0], (json{{"id", 1}, {"name", "Tertulia"}}));
  EXPECT_EQ(host_.calls_of("GetParameters").at(0).input["WithDecryption"], true);
  EXPECT_EQ(host_.calls_of("Scan").at(0).input["TableName"], "dev-gettogethers");
}

TEST_F(GetGetTogethers, GoesOnWithTheTokenOfThePageBefore) {
  const json token = get().body()["nextToken"];
  const auto ended = get({{"nextToken", token}});
  EXPECT_EQ(ended.body()["getTogethers"].size(), 4U);
  EXPECT_EQ(ended.body()["getTogethers"][0]["id"], 9);
  EXPECT_FALSE(ended.body().contains("nextToken"));
}

TEST_F(GetGetTogethers, Answers400ForATokenThatIsNone) {
  for (const std::string token : {"", "%%%", "bm8", "e30", "eyJpZCI6OH0"}) {
    const auto ended = get({{"nextToken", token}});
    EXPECT_EQ(ended.status(), 400) << token;
    EXPECT_EQ(ended.body(), (json{{"message", "nextToken is not valid"}}));
  }
  EXPECT_TRUE(host_.calls_of("Scan").empty());
}

TEST_F(GetGetTogethers, Answers400ForATokenOfAnotherTable) {
  host_.services["dynamodb.Scan"] = [](const json&) {
    return test::refusal("ValidationException", "The provided starting key is invalid");
  };
  EXPECT_EQ(get({{"nextToken", base64_url(R"({"x":{"S":"1"}})")}}).status(), 400);
}

TEST_F(GetGetTogethers, AsksSsmAgainAfterThreeMinutes) {
  (void)get();
  (void)get();
  EXPECT_EQ(host_.calls_of("GetParameters").size(), 1U);
  host_.advance(minutes(3));
  (void)get();
  EXPECT_EQ(host_.calls_of("GetParameters").size(), 2U);
}

TEST_F(GetGetTogethers, Answers500AndLogsWhyWhenItMayNotScan) {
  host_.services["dynamodb.Scan"] = [](const json&) {
    return test::refusal("AccessDeniedException", "not authorized to perform: dynamodb:Scan");
  };
  const auto ended = get();
  EXPECT_FALSE(ended.failed);
  EXPECT_EQ(ended.status(), 500);
  EXPECT_EQ(ended.body(), (json{{"message", "Internal server error"}}));
  const json line = host_.log_lines().at(0);
  EXPECT_EQ(line["errorMessage"],
            "AccessDeniedException: not authorized to perform: dynamodb:Scan");
  EXPECT_EQ(line["x-correlation-id"], "2b7f6d1c-90a4-4c38-8e55-7d3f0b9a6e12");
}

class JoinGetTogether : public testing::Test {
 protected:
  JoinGetTogether() {
    host_.environment["joinGetTogetherSnsTopic"] = "arn:aws:sns:eu-west-1:123456789012:joined";
    host_.services["sns.Publish"] = [](const json&) {
      return test::Answer{.body = {{"MessageId", "m"}}};
    };
  }

  test::Ended post(const char* body) {
    return host_.invoke(function_.handler(),
                        with_body("events/join_get_together.json", body).dump());
  }

  FakeHost host_;
  LoadedFunction function_{"joinGetTogether"};
};

TEST_F(JoinGetTogether, PublishesTheOrderAndAnswersItsId) {
  const auto ended = post(R"({"getTogetherId":"1","userEmail":"ana@example.com"})");
  EXPECT_EQ(ended.status(), 200);
  const json input = host_.calls_of("Publish").at(0).input;
  EXPECT_EQ(input["TopicArn"], "arn:aws:sns:eu-west-1:123456789012:joined");
  EXPECT_EQ(json::parse(input["Message"].get<std::string>()),
            (json{{"orderId", ended.body()["orderId"]},
                  {"getTogetherId", "1"},
                  {"userEmail", "ana@example.com"}}));
  EXPECT_EQ(ended.body()["orderId"].get<std::string>().size(), 36U);
}

TEST_F(JoinGetTogether, PassesANumberOnAsANumber) {
  (void)post(R"({"getTogetherId":1,"userEmail":"ana@example.com"})");
  const json input = host_.calls_of("Publish").at(0).input;
  EXPECT_EQ(json::parse(input["Message"].get<std::string>())["getTogetherId"], 1);
}

TEST_F(JoinGetTogether, SendsTheCorrelationIdsOnAndLogsThem) {
  (void)post(R"({"getTogetherId":1,"userEmail":"ana@example.com"})");
  const json attributes = host_.calls_of("Publish").at(0).input["MessageAttributes"];
  EXPECT_EQ(attributes["x-correlation-user"]["StringValue"], "ana");
  EXPECT_EQ(attributes["x-correlation-id"]["StringValue"], "2b7f6d1c-90a4-4c38-8e55-7d3f0b9a6e12");
  ASSERT_EQ(host_.log.size(), 2U);
  for (const json& line : host_.log_lines()) {
    EXPECT_EQ(line["x-correlation-user"], "ana");
    EXPECT_EQ(line["getTogetherId"], 1);
  }
}

TEST_F(JoinGetTogether, Answers400AndPublishesNothingForABadBody) {
  const std::map<const char*, const char*> messages = {
      {"{\"getTogetherId\":", "The body is not valid JSON"},
      {"\"x\"", "The body must be a JSON object"},
      {R"({"userEmail":"a"})", "getTogetherId is missing"},
      {R"({"getTogetherId":1})", "userEmail is missing"},
      {R"({"getTogetherId":[],"userEmail":"a"})", "getTogetherId must be a string or an integer"},
      {R"({"getTogetherId":1.5,"userEmail":"a"})", "getTogetherId must be a string or an integer"},
      {R"({"getTogetherId":1,"userEmail":7})", "userEmail must be a string"},
      {R"({"getTogetherId":1,"userEmail":""})", "userEmail must not be empty"}};
  for (const auto& [body, message] : messages) {
    const auto ended = post(body);
    EXPECT_EQ(ended.status(), 400) << body;
    EXPECT_EQ(ended.body(), (json{{"message", message}}));
  }
  EXPECT_TRUE(host_.calls.empty());
}

TEST_F(JoinGetTogether, Answers500WhenTheOrderCannotBePublished) {
  host_.services["sns.Publish"] = [](const json&) {
    return test::refusal("NotFound", "Topic does not exist", 404);
  };
  EXPECT_EQ(post(R"({"getTogetherId":1,"userEmail":"a"})").status(), 500);
}

TEST(NotifyOrganiser, LogsTheOrderWithItsCorrelationIds) {
  FakeHost host;
  const LoadedFunction function("notifyOrganiser");
  const auto ended = host.invoke(function.handler(), fixture("events/notify_organiser.json"));
  EXPECT_FALSE(ended.failed);
  const json line = host.log_lines().at(0);
  EXPECT_EQ(line["message"], "notified organiser");
  EXPECT_EQ(line["getTogetherId"], 1);
  EXPECT_EQ(line["orderId"], "4f2d9a1e-6b3c-4d58-a7e0-91c5b8f3d2a6");
  EXPECT_EQ(line["userEmail"], "ana@example.com");
  EXPECT_EQ(line["x-correlation-user"], "ana");
}

TEST(NotifyOrganiser, FailsForTheGetTogetherNamedError) {
  FakeHost host;
  const LoadedFunction function("notifyOrganiser");
  const auto ended = host.invoke(function.handler(), fixture("events/notify_organiser_error.json"));
  EXPECT_TRUE(ended.failed);
  EXPECT_EQ(ended.result["errorType"], "gettogether::OrganiserNotReached");
  EXPECT_EQ(ended.result["errorMessage"], "the get-together \"error\" has no organiser");
}

TEST(NotifyOrganiser, FailsForAMessageThatIsNoOrder) {
  FakeHost host;
  const LoadedFunction function("notifyOrganiser");
  json event = json::parse(fixture("events/notify_organiser.json"));
  event["Records"][0]["Sns"]["Message"] = "hola";
  const auto ended = host.invoke(function.handler(), event.dump());
  EXPECT_TRUE(ended.failed);
  EXPECT_EQ(ended.result["errorMessage"], "The message is not valid JSON");
}

TEST(NotifyOrganiserDlq, LogsTheDeadLetterWithTheCorrelationIdsOfTheOrder) {
  FakeHost host;
  const LoadedFunction function("notifyOrganiserDLQ");
  const auto ended = host.invoke(function.handler(), fixture("events/notify_organiser_dlq.json"));
  EXPECT_FALSE(ended.failed);
  const json line = host.log_lines().at(0);
  EXPECT_EQ(line["message"], "received dead letter");
  EXPECT_EQ(line["getTogetherId"], "error");
  EXPECT_EQ(line["userEmail"], "ana@example.com");
  EXPECT_EQ(line["errorMessage"], "the get-together \"error\" has no organiser");
  EXPECT_EQ(line["failedRequestId"], "8d5c0e3b-17f2-4a69-b840-5e9d7c6a1f23");
  EXPECT_EQ(line["x-correlation-user"], "ana");
}

TEST(NotifyOrganiserDlq, LogsAnyOtherMessageAsItIs) {
  FakeHost host;
  const LoadedFunction function("notifyOrganiserDLQ");
  json event = json::parse(fixture("events/notify_organiser.json"));
  event["Records"][0]["Sns"]["Message"] = "hola";
  EXPECT_FALSE(host.invoke(function.handler(), event.dump()).failed);
  EXPECT_EQ(host.log_lines().at(0)["event"], "hola");
}

}  // namespace
}  // namespace tertulia::sdk

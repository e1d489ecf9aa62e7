#include "emulator/sdk/middleware.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/sdk/client.hpp"
#include "emulator/sdk/handler.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using test::FakeHost;

ApiResponse fine(const ApiRequest&) { return json_reply(200, "fine"); }

/// Middleware that writes down that it ran.
struct Trail {
  std::string name;
  std::string* trail;
  template <class Event, class Next>
  auto operator()(const Event&, Context&, Next&& next) -> decltype(next()) {
    *trail += name + "(";
    auto reply = next();
    *trail += ")" + name;
    return reply;
  }
};

TEST(With, RunsTheFirstOutermost) {
  FakeHost host;
  std::string trail;
  auto handler = with(Trail{"a", &trail}, Trail{"b", &trail}, fine);
  (void)handler(ApiRequest(), host.context());
  EXPECT_EQ(trail, "a(b()b)a");
}

TEST(With, TakesAHandlerThatHasMiddlewareAlready) {
  FakeHost host;
  std::string trail;
  auto handler = with(Trail{"a", &trail}, with(Trail{"b", &trail}, fine));
  EXPECT_EQ(handler(ApiRequest(), host.context()).status, 200);
  EXPECT_EQ(trail, "a(b()b)a");
}

TEST(With, TakesLambdas) {
  FakeHost host;
  auto handler = with([](const json& event, Context&) { return event; });
  EXPECT_EQ(handler(json(1), host.context()), 1);
}

// --- correlation ids

/// The ids that a context has after an event.
template <class Event>
std::map<std::string, std::string> ids_after(FakeHost& host, const Event& event) {
  capture_correlation_ids(event, host.context());
  std::map<std::string, std::string> ids;
  for (const Field& id : host.context().correlation_ids()) ids[id.name] = id.value;
  return ids;
}

TEST(CorrelationIds, AreTheHeadersOfThatNameInAnyCase) {
  FakeHost host;
  ApiRequest request;
  request.headers.add("X-Correlation-Id", "abc");
  request.headers.add("x-CORRELATION-user-id", "7");
  request.headers.add("X-Other", "no");
  EXPECT_THAT(ids_after(host, request),
              testing::UnorderedElementsAre(testing::Pair("x-correlation-id", "abc"),
                                            testing::Pair("x-correlation-user-id", "7")));
}

TEST(CorrelationIds, BeginWithTheRequestIdOfApiGateway) {
  FakeHost host;
  ApiRequest request;
  request.context.request_id = "from-api-gateway";
  EXPECT_EQ(ids_after(host, request).at("x-correlation-id"), "from-api-gateway");
}

TEST(CorrelationIds, BeginWithTheRequestIdOfLambdaForEventsThatCarryNone) {
  FakeHost host;
  EXPECT_EQ(ids_after(host, json::object()).at("x-correlation-id"), host.context().request_id());
}

TEST(CorrelationIds, PassOverNamesAndValuesThatSnsWouldRefuse) {
  FakeHost host;
  ApiRequest request;
  request.headers.add("x-correlation-a!", "1");
  request.headers.add("x-correlation-b..c", "1");
  request.headers.add("x-correlation-d.", "1");
  request.headers.add("x-correlation-", "1");
  request.headers.add("x-correlation-empty", "");
  request.headers.add("x-correlation-" + std::string(300, 'e'), "1");
  EXPECT_EQ(ids_after(host, request).size(), 1U);
}

TEST(CorrelationIds, AreTheAttributesOfAnSnsMessage) {
  FakeHost host;
  const auto event = EventReader<SnsEvent>::read(test::fixture("events/notify_organiser.json"));
  EXPECT_THAT(ids_after(host, event),
              testing::UnorderedElementsAre(
                  testing::Pair("x-correlation-id", "2b7f6d1c-90a4-4c38-8e55-7d3f0b9a6e12"),
                  testing::Pair("x-correlation-user", "ana")));
}

TEST(CorrelationIds, OfADeadLetterAreThoseOfTheEventInIt) {
  FakeHost host;
  const auto event = EventReader<SnsEvent>::read(test::fixture("events/notify_organiser_dlq.json"));
  EXPECT_EQ(ids_after(host, event).at("x-correlation-user"), "ana");
}

TEST(CorrelationIds, OfADeadLetterOfSomeOtherEventBeginAnew) {
  FakeHost host;
  SnsEvent event{.records = {{.message = "{}"}}};
  event.records[0].attributes = {{"RequestID", {"String", "r"}},
                                 {"ErrorCode", {"Number", "200"}},
                                 {"ErrorMessage", {"String", "e"}}};
  EXPECT_EQ(ids_after(host, event).at("x-correlation-id"), host.context().request_id());
}

TEST(CorrelationIds, AreAttributesOfPublishedMessages) {
  FakeHost host;
  host.services["sns.Publish"] = [](const json&) {
    return test::Answer{.body = {{"MessageId", "m-1"}}};
  };
  host.context().set_correlation_id("x-correlation-id", "abc");
  EXPECT_EQ(sns::publish(host.context(), {.topic_arn = "arn:t", .text = "hola"}), "m-1");
  EXPECT_EQ(host.calls.at(0).input,
            json::parse(R"({"TopicArn":"arn:t","Message":"hola","MessageAttributes":
                {"x-correlation-id":{"DataType":"String","StringValue":"abc"}}})"));
}

TEST(Publish, LetsTheCallersAttributesTakeThePlaceOfIds) {
  FakeHost host;
  host.services["sns.Publish"] = [](const json&) { return test::Answer{}; };
  host.context().set_correlation_id("x-correlation-id", "abc");
  sns::publish(host.context(), {.topic_arn = "arn:t",
                                .text = "hola",
                                .subject = "s",
                                .attributes = {{"x-correlation-id", "mine"}}});
  EXPECT_EQ(host.calls.at(0).input["Subject"], "s");
  EXPECT_EQ(host.calls.at(0).input["MessageAttributes"]["x-correlation-id"]["StringValue"], "mine");
}

// --- the log

TEST(Log, WritesALineOfJsonWithWhatIsKnown) {
  FakeHost host;
  host.environment = {{"STAGE", "dev"}, {"AWS_REGION", "eu-west-1"}};
  host.context().set_correlation_id("x-correlation-id", "abc");
  host.context().log().info("user \"joining\"", {{"id", 7}, {"ok", true}, {"who", "Íñigo"}});
  ASSERT_EQ(host.log.size(), 1U);
  EXPECT_EQ(
      host.log[0],
      R"({"message":"user \"joining\"","id":7,"ok":true,"who":"Íñigo","awsRegion":"eu-west-1","functionName":"gettogether-dev-test","functionVersion":"$LATEST","functionMemorySize":"256","environment":"dev","awsRequestId":"11111111-2222-4333-8444-555555555555","x-correlation-id":"abc","level":30,"sLevel":"INFO"})");
}

TEST(Log, LetsAFieldTakeThePlaceOfWhatIsKnown) {
  FakeHost host;
  host.context().log().info("m", {{"functionName", "mine"}});
  EXPECT_EQ(host.log_lines().at(0)["functionName"], "mine");
  EXPECT_EQ(host.log.at(0).find("gettogether-dev-test"), std::string::npos);
}

TEST(Log, WritesFromTheLevelOfTheVariableOn) {
  FakeHost host;
  const auto lines_at = [&](const char* level) {
    host.environment["LOG_LEVEL"] = level;
    host.log.clear();
    const Log& log = host.context().log();
    log.debug("d");
    log.info("i");
    log.warn("w");
    log.error("e");
    return host.log.size();
  };
  EXPECT_EQ(lines_at("DEBUG"), 4U);
  EXPECT_EQ(lines_at("info"), 3U);
  EXPECT_EQ(lines_at("WARN"), 2U);
  EXPECT_EQ(lines_at("ERROR"), 1U);
  EXPECT_EQ(lines_at("loud"), 4U);
}

TEST(StructuredLog, LogsWhatAnInvocationFailsWithAndLetsItFail) {
  FakeHost host;
  auto handler = with(structured_log(), [](const json&) -> json { throw BadRequest("no"); });
  EXPECT_THROW(handler(json(), host.context()), BadRequest);
  const json line = host.log_lines().at(0);
  EXPECT_EQ(line["errorName"], "tertulia::sdk::BadRequest");
  EXPECT_EQ(line["errorMessage"], "no");
  EXPECT_EQ(line["sLevel"], "ERROR");
}

// --- errors and headers of replies

TEST(ErrorsToReplies, AnswersABadRequestWith400AndItsMessage) {
  FakeHost host;
  auto handler = with(errors_to_replies(),
                      [](const ApiRequest&) -> ApiResponse { throw BadRequest("no \"id\""); });
  const ApiResponse reply = handler(ApiRequest(), host.context());
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.body, R"({"message":"no \"id\""})");
  EXPECT_EQ(reply.headers.get("content-type"), "application/json");
  EXPECT_TRUE(host.log.empty());
}

TEST(ErrorsToReplies, AnswersEverythingElseWith500AndLogsIt) {
  FakeHost host;
  auto handler = with(errors_to_replies(), [](const ApiRequest&) -> ApiResponse {
    throw ServiceError("AccessDeniedException", "not you", 400);
  });
  const ApiResponse reply = handler(ApiRequest(), host.context());
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, R"({"message":"Internal server error"})");
  EXPECT_EQ(host.log_lines().at(0)["errorMessage"], "AccessDeniedException: not you");
}

TEST(Cors, LetsEveryOriginReadRepliesAndErrors) {
  FakeHost host;
  auto handler = with(cors(), errors_to_replies(),
                      [](const ApiRequest&) -> ApiResponse { throw BadRequest("no"); });
  EXPECT_EQ(handler(ApiRequest(), host.context()).headers.get("Access-Control-Allow-Origin"), "*");
}

TEST(Cors, LeavesTheHeaderOfTheHandler) {
  FakeHost host;
  auto handler =
      with(cors({.origin = "https://a.example", .credentials = true}), [](const ApiRequest&) {
        ApiResponse reply;
        reply.headers.add("access-control-allow-origin", "https://b.example");
        return reply;
      });
  const ApiResponse reply = handler(ApiRequest(), host.context());
  EXPECT_THAT(reply.headers.all("Access-Control-Allow-Origin"),
              testing::ElementsAre("https://b.example"));
  EXPECT_EQ(reply.headers.get("Access-Control-Allow-Credentials"), "true");
}

// --- parameters

/// A host whose SSM knows /table, with a value that changes at each call.
class ParametersOfSsm : public testing::Test {
 protected:
  ParametersOfSsm() {
    host_.environment["PATH_OF_TABLE"] = "/table";
    host_.services["ssm.GetParameters"] = [this](const json&) {
      const std::string value = "table-" + std::to_string(host_.calls.size());
      return test::Answer{.body = {{"Parameters", {{{"Name", "/table"}, {"Value", value}}}},
                                   {"InvalidParameters", json::array()}}};
    };
  }

  std::string table() {
    parameters_.provide(host_.context());
    return std::string(host_.context().value("table"));
  }

  FakeHost host_;
  Parameters parameters_ = parameters({.paths = {{"table", path_from_env("PATH_OF_TABLE")}}});
};

TEST_F(ParametersOfSsm, AreAskedForDecryptedAndSetInTheContext) {
  EXPECT_EQ(table(), "table-1");
  EXPECT_EQ(host_.calls.at(0).input, json::parse(R"({"Names":["/table"],"WithDecryption":true})"));
}

TEST_F(ParametersOfSsm, AreKeptForThreeMinutesOfTheHandlersClock) {
  EXPECT_EQ(table(), "table-1");
  host_.advance(minutes(3) - Milliseconds(1));
  EXPECT_EQ(table(), "table-1");
  host_.advance(Milliseconds(1));
  EXPECT_EQ(table(), "table-2");
  EXPECT_EQ(host_.calls.size(), 2U);
}

TEST_F(ParametersOfSsm, AreFetchedAgainWhenTheClockHasGoneBack) {
  EXPECT_EQ(table(), "table-1");
  host_.advance(-minutes(1));
  EXPECT_EQ(table(), "table-2");
}

TEST_F(ParametersOfSsm, AreFetchedAgainAfterARefresh) {
  EXPECT_EQ(table(), "table-1");
  parameters_.refresh();
  EXPECT_EQ(table(), "table-2");
}

TEST_F(ParametersOfSsm, FailWhileSsmRefusesAndComeBackAfterwards) {
  EXPECT_EQ(table(), "table-1");
  const auto good = host_.services["ssm.GetParameters"];
  host_.services["ssm.GetParameters"] = [](const json&) {
    return test::refusal("AccessDeniedException", "not you");
  };
  host_.advance(minutes(3));
  EXPECT_THROW(table(), ServiceError);
  host_.services["ssm.GetParameters"] = good;
  EXPECT_EQ(table(), "table-3");
}

TEST_F(ParametersOfSsm, FailWithTheNameOfAParameterThatDoesNotExist) {
  host_.services["ssm.GetParameters"] = [](const json&) {
    return test::Answer{
        .body = {{"Parameters", json::array()}, {"InvalidParameters", {"/table", "/b"}}}};
  };
  try {
    (void)table();
    FAIL() << "nothing was thrown";
  } catch (const ConfigurationError& error) {
    EXPECT_STREQ(error.what(), "SSM has no parameter /table, /b");
  }
}

TEST_F(ParametersOfSsm, FailWithTheNameOfAVariableThatIsMissing) {
  host_.environment.clear();
  EXPECT_THROW(table(), ConfigurationError);
  EXPECT_TRUE(host_.calls.empty());
}

TEST(GetParameters, AsksForTenAtATime) {
  FakeHost host;
  host.services["ssm.GetParameters"] = [](const json& input) {
    json found = json::array();
    for (const auto& name : input["Names"]) found.push_back({{"Name", name}, {"Value", name}});
    return test::Answer{.body = {{"Parameters", found}}};
  };
  std::vector<std::string> names;
  for (int index = 0; index < 11; ++index) names.push_back("/p" + std::to_string(index));
  const auto values = ssm::get_parameters(host.context(), names, ssm::Decryption::kNo);
  EXPECT_EQ(values.size(), 11U);
  EXPECT_EQ(host.calls.size(), 2U);
  EXPECT_EQ(host.calls.at(0).input["Names"].size(), 10U);
  EXPECT_EQ(host.calls.at(0).input["WithDecryption"], false);
}

TEST(ContextValue, NamesAValueThatNobodySet) {
  FakeHost host;
  EXPECT_THROW((void)host.context().value("table"), ConfigurationError);
}

}  // namespace
}  // namespace tertulia::sdk

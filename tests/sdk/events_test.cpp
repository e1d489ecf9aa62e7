#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/events/api.hpp"
#include "emulator/sdk/events/sns.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

using nlohmann::json;
using testing::ElementsAre;

ApiRequest api_request(std::string_view payload) { return EventReader<ApiRequest>::read(payload); }
json written(const ApiResponse& reply) {
  return json::parse(ReplyWriter<ApiResponse>::write(reply));
}

TEST(ApiRequest, ReadsAnEventOfApiGateway) {
  const ApiRequest request = api_request(test::fixture("events/join_get_together.json"));
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.resource, "/api/getTogether");
  EXPECT_EQ(request.path, "/api/getTogether");
  EXPECT_EQ(request.headers.get("x-correlation-user"), "ana");
  EXPECT_EQ(request.body, R"({"getTogetherId":1,"userEmail":"ana@example.com"})");
  EXPECT_EQ(request.context.request_id, "2b7f6d1c-90a4-4c38-8e55-7d3f0b9a6e12");
  EXPECT_EQ(request.context.stage, "dev");
  EXPECT_EQ(request.context.source_ip, "203.0.113.7");
  EXPECT_EQ(request.context.request_time_ms, 1'767'261'600'000);
  EXPECT_TRUE(request.query.empty());
}

TEST(ApiRequest, KeepsAllValuesOfAParameterAndPicksTheLast) {
  const ApiRequest request = api_request(
      R"({"queryStringParameters":{"a":"2"},"multiValueQueryStringParameters":{"a":["1","2"]}})");
  EXPECT_EQ(request.query.get("a"), "2");
  EXPECT_THAT(request.query.all("a"), ElementsAre("1", "2"));
}

TEST(ApiRequest, TakesTheSingleValuesWhereTheEventHasNoOthers) {
  const ApiRequest request =
      api_request(R"({"headers":{"X-A":"1"},"queryStringParameters":{"b":"2"}})");
  EXPECT_EQ(request.headers.get("x-a"), "1");
  EXPECT_EQ(request.query.get("b"), "2");
  EXPECT_EQ(request.query.get("B"), std::nullopt);
}

TEST(ApiRequest, DecodesABase64Body) {
  EXPECT_EQ(api_request(R"({"body":"AP8=","isBase64Encoded":true})").body,
            std::string("\0\xFF", 2));
  EXPECT_EQ(api_request(R"({"isBase64Encoded":true,"body":"aG9sYQ=="})").body, "hola");
  EXPECT_THROW(api_request(R"({"body":"%","isBase64Encoded":true})"), EventError);
}

TEST(ApiRequest, KeepsWhatTheAuthorizerSays) {
  const ApiRequest request =
      api_request(R"({"requestContext":{"authorizer":{"claims":{"sub":"u"}}}})");
  EXPECT_EQ(request.context.authorizer, R"({"claims":{"sub":"u"}})");
}

TEST(ApiRequest, TakesMissingMembersAndNullsAsEmpty) {
  const ApiRequest request = api_request(
      R"({"headers":null,"multiValueHeaders":null,"pathParameters":null,"requestContext":{"identity":null},"body":null})");
  EXPECT_TRUE(request.headers.empty());
  EXPECT_EQ(request.body, std::nullopt);
  EXPECT_EQ(api_request("{}").method, "");
}

TEST(ApiRequest, RefusesOtherEvents) {
  for (const std::string_view payload :
       {"[]", "1", "", "{", R"({"headers":[]})", R"({"body":{}})", R"({"httpMethod":1})"}) {
    EXPECT_THROW(api_request(payload), EventError) << payload;
  }
}

TEST(ApiResponse, IsWrittenAsTheProxyIntegrationWantsIt) {
  ApiResponse reply = json_reply(201, {{"name", "Íñigo"}});
  EXPECT_EQ(
      written(reply),
      json::parse(
          R"({"statusCode":201,"headers":{"Content-Type":"application/json"},"body":"{\"name\":\"Íñigo\"}","isBase64Encoded":false})"));
}

TEST(ApiResponse, PutsRepeatedHeadersIntoLists) {
  ApiResponse reply;
  reply.headers.add("Set-Cookie", "a=1");
  reply.headers.add("X-One", "1");
  reply.headers.add("set-cookie", "b=2");
  EXPECT_EQ(written(reply)["headers"], (json{{"X-One", "1"}}));
  EXPECT_EQ(written(reply)["multiValueHeaders"], (json{{"set-cookie", {"a=1", "b=2"}}}));
}

TEST(ApiResponse, SendsBytesAsBase64) {
  const json reply = written({.body = std::string("\0\xFF", 2), .binary = true});
  EXPECT_EQ(reply["body"], "AP8=");
  EXPECT_EQ(reply["isBase64Encoded"], true);
}

TEST(SnsEvent, ReadsAnEventOfSns) {
  const SnsEvent event = EventReader<SnsEvent>::read(test::fixture("events/notify_organiser.json"));
  ASSERT_EQ(event.records.size(), 1U);
  const SnsRecord& record = event.records.front();
  EXPECT_EQ(record.topic_arn, "arn:aws:sns:eu-west-1:123456789012:dev-joingettogethers");
  EXPECT_EQ(record.subject, std::nullopt);
  EXPECT_EQ(json::parse(record.message)["userEmail"], "ana@example.com");
  EXPECT_EQ(record.attributes.at("x-correlation-user").type, "String");
  EXPECT_EQ(record.attributes.at("x-correlation-user").value, "ana");
  EXPECT_EQ(record.timestamp, "2026-01-01T10:00:00.000Z");
}

TEST(SnsEvent, RefusesOtherEvents) {
  for (const std::string_view payload : {"{}", "[]", R"({"Records":[]})", R"({"Records":[{}]})",
                                         R"({"Records":[{"Sns":1}]})", R"({"Records":{}})"}) {
    EXPECT_THROW((void)EventReader<SnsEvent>::read(payload), EventError) << payload;
  }
}

TEST(DeadLetterOf, UnwrapsWhatLambdaPublished) {
  const SnsEvent event =
      EventReader<SnsEvent>::read(test::fixture("events/notify_organiser_dlq.json"));
  const auto letter = dead_letter_of(event.records.front());
  ASSERT_TRUE(letter.has_value());
  EXPECT_EQ(letter->request_id, "8d5c0e3b-17f2-4a69-b840-5e9d7c6a1f23");
  EXPECT_EQ(letter->error_code, "200");
  EXPECT_EQ(json::parse(letter->event),
            json::parse(test::fixture("events/notify_organiser_error.json")));
}

TEST(DeadLetterOf, IsNothingForOtherMessages) {
  const SnsEvent event = EventReader<SnsEvent>::read(test::fixture("events/notify_organiser.json"));
  EXPECT_FALSE(dead_letter_of(event.records.front()).has_value());
}

TEST(JsonEvent, PassesAsItIs) {
  EXPECT_EQ(EventReader<json>::read("[1]"), json({1}));
  EXPECT_THROW((void)EventReader<json>::read("{"), EventError);
  EXPECT_EQ(ReplyWriter<json>::write(nullptr), "null");
  EXPECT_EQ(ReplyWriter<std::string>::write("all \"done\""), R"("all \"done\"")");
}

}  // namespace
}  // namespace tertulia::sdk

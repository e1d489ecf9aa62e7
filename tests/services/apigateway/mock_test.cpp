#include "emulator/services/apigateway/mock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/apigateway/api_world.hpp"

namespace tertulia::apigateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// As the Serverless Framework writes it for two origins.
std::string template_of(const std::string& conditions) {
  return "#set($origin = $input.params(\"Origin\"))\n"
         "#if($origin == \"\") #set($origin = $input.params(\"origin\")) #end\n"
         "#if(" +
         conditions +
         ") #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end";
}

const std::string kTwoOrigins = template_of(
    "$origin.matches(\"https://a[.]example[.]com\") || $origin.matches(\"http://.+[.]b[.]com\")");

core::HttpResponse preflight(const std::string& response_template, const std::string& origin,
                             const std::string& content_type = "") {
  ApiWorld world;
  world.add("/hello", "OPTIONS", cors_method(response_template));
  world.deploy();
  core::HttpRequest request;
  request.method = "OPTIONS";
  if (!origin.empty()) request.headers.add("Origin", origin);
  if (!content_type.empty()) request.headers.add("Content-Type", content_type);
  return world.send(request, "/hello");
}

TEST(Preflight, AnswersTheHeadersOfItsResponse) {
  const auto answer = preflight("", "http://anywhere.com");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.headers.get("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(answer.headers.get("Access-Control-Allow-Methods"), "OPTIONS,GET");
  EXPECT_EQ(answer.headers.get("Access-Control-Allow-Headers"), "Content-Type");
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
}

TEST(Preflight, HasIdsAndNoTrace) {
  const auto answer = preflight("", "");
  EXPECT_TRUE(answer.headers.find("x-amzn-RequestId"));
  EXPECT_TRUE(answer.headers.find("x-amz-apigw-id"));
  EXPECT_FALSE(answer.headers.find("X-Amzn-Trace-Id"));
}

TEST(Preflight, AnswersTheOriginWhenItIsOneOfSeveral) {
  EXPECT_EQ(
      preflight(kTwoOrigins, "https://a.example.com").headers.get("Access-Control-Allow-Origin"),
      "https://a.example.com");
  EXPECT_EQ(preflight(kTwoOrigins, "http://x.b.com").headers.get("Access-Control-Allow-Origin"),
            "http://x.b.com");
}

TEST(Preflight, AnswersTheFirstOriginWhenTheClientsIsNone) {
  for (const auto* origin :
       {"", "https://aXexample.com", "http://.b.com", "https://a.example.com.evil.com"}) {
    EXPECT_EQ(preflight(kTwoOrigins, origin).headers.get("Access-Control-Allow-Origin"), "*")
        << origin;
  }
}

TEST(Mock, NeedsARequestTemplateForTheMediaType) {
  EXPECT_EQ(preflight("", "", "application/json; charset=utf-8").status, 200);
  const auto answer = preflight("", "", "text/plain");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body, R"({"message": "Internal server error"})");
}

MockIntegration mock_of(Passthrough passthrough) {
  return {.statuses = {{"application/json", 200}},
          .passthrough = passthrough,
          .responses = {{.selection_pattern = "4\\d{2}", .status = 418},
                        {.selection_pattern = "", .status = 204}}};
}

int status_of(const MockIntegration& mock, const core::HttpRequest& request) {
  const auto reply = mock_reply(mock, request);
  if (const auto* problem = std::get_if<Problem>(&reply)) return problem->status;
  return std::get<core::HttpResponse>(reply).status;
}

core::HttpRequest text_request(const std::string& body) {
  core::HttpRequest request;
  request.headers.add("Content-Type", "text/plain");
  request.body = body;
  return request;
}

TEST(Mock, TakesTheStatusFromABodyThatPassesThrough) {
  EXPECT_EQ(status_of(mock_of(Passthrough::kWhenNoMatch), text_request(R"({"statusCode": 404})")),
            418);
  EXPECT_EQ(status_of(mock_of(Passthrough::kWhenNoMatch), text_request(R"({"statusCode": 500})")),
            204);
}

TEST(Mock, AnswersUnsupportedMediaTypeWhenNothingPassesThrough) {
  EXPECT_EQ(status_of(mock_of(Passthrough::kNever), text_request("{statusCode:200}")), 415);
  EXPECT_EQ(status_of(mock_of(Passthrough::kWhenNoTemplates), text_request("{statusCode:200}")),
            415);
}

TEST(Mock, AnswersServerErrorWithoutAResponseForTheStatus) {
  MockIntegration mock = mock_of(Passthrough::kWhenNoMatch);
  mock.responses.pop_back();
  EXPECT_EQ(status_of(mock, {}), 500);
}

TEST(Mock, ReadsTheStatusOfARequestTemplate) {
  EXPECT_EQ(mock_status("{statusCode:200}"), 200);
  EXPECT_EQ(mock_status("{ \"statusCode\" : 404 }\n"), 404);
  EXPECT_EQ(mock_status("{'statusCode':500}"), 500);
}

TEST(Mock, ReadsNoStatusFromOtherTexts) {
  for (const auto* text : {"", "{}", "{statusCode:}", "{statusCode:99}", "{statusCode:600}",
                           "{statusCode:200", "{statusCode:200} x", "{statusCode:$x}",
                           "{statusCode:99999999999999999999}", "statusCode:200"}) {
    EXPECT_EQ(mock_status(text), std::nullopt) << text;
  }
}

TEST(Mock, AnswersLiteralText) {
  const auto answer = preflight(R"({"hello": "world"})", "");
  EXPECT_EQ(answer.body, R"({"hello": "world"})");
}

TEST(MockTemplate, ReadsTheOriginsOfTheServerlessFramework) {
  const auto read = mock_template(kTwoOrigins);
  ASSERT_TRUE(read);
  EXPECT_THAT(read->origins, ElementsAre("https://a.example.com", "http://?*.b.com"));
}

TEST(MockTemplate, HasNoOtherVtl) {
  for (const auto& text :
       {std::string("$input.body"), std::string("#set($a = 1)"), kTwoOrigins + "$x",
        template_of("$origin.matches(\"a|b\")"), template_of("$origin.matches(\"a\") &&"),
        template_of(""), template_of("$origin.matches(\"a")}) {
    EXPECT_FALSE(mock_template(text)) << text;
  }
}

}  // namespace
}  // namespace tertulia::apigateway

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/apigateway/api_world.hpp"

namespace tertulia::apigateway {
namespace {

using ::testing::HasSubstr;

struct World : ApiWorld {
  World() { add("/hello", "GET"); }

  void respond(const std::string& type, Json more) {
    more["RestApiId"] = api_id;
    more["ResponseType"] = type;
    make("AWS::ApiGateway::GatewayResponse", more);
  }
};

constexpr auto kType = "AWS::ApiGateway::GatewayResponse";

TEST(GatewayResponse, SetsStatusHeadersAndBody) {
  World world;
  world.respond(
      "MISSING_AUTHENTICATION_TOKEN",
      {{"StatusCode", "404"},
       {"ResponseParameters",
        {{"gatewayresponse.header.Access-Control-Allow-Origin", "'*'"},
         {"gatewayresponse.header.X-Origin", "method.request.header.Origin"}}},
       {"ResponseTemplates",
        {{"application/json", R"({"m":"$context.error.message","s":$context.error.messageString,)"
                              R"("t":"$context.error.responseType","p":"$context.path"})"}}}});
  world.deploy();
  core::HttpRequest request;
  request.headers.add("origin", "http://a.com");
  const auto answer = world.send(request, "/nowhere");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.body,
            R"({"m":"Missing Authentication Token","s":"Missing Authentication Token",)"
            R"("t":"MISSING_AUTHENTICATION_TOKEN","p":"/dev/nowhere"})");
  EXPECT_EQ(answer.headers.get("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(answer.headers.get("X-Origin"), "http://a.com");
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "MissingAuthenticationTokenException");
}

TEST(GatewayResponse, OfDefault4xxServesThoseWithoutOneOfTheirOwn) {
  World world;
  world.respond("DEFAULT_4XX", {{"ResponseParameters", {{"gatewayresponse.header.X-A", "'4'"}}}});
  world.respond("DEFAULT_5XX", {{"ResponseParameters", {{"gatewayresponse.header.X-A", "'5'"}}}});
  world.deploy();
  const auto missing = world.get("/nowhere");
  EXPECT_EQ(missing.status, 403);
  EXPECT_EQ(missing.body, R"({"message":"Missing Authentication Token"})");
  EXPECT_EQ(missing.headers.get("X-A"), "4");
  EXPECT_EQ(world.get_when("[]").headers.get("X-A"), "5");
}

TEST(GatewayResponse, OfItsOwnTypeGoesBeforeTheDefault) {
  World world;
  world.respond("DEFAULT_5XX", {{"StatusCode", 500}});
  world.respond("INTEGRATION_TIMEOUT", {{"StatusCode", 503}});
  world.deploy();
  world.lambda.answer = core::sender_timed_out();
  EXPECT_EQ(world.get("/hello").status, 503);
  EXPECT_EQ(world.get_when("[]").status, 500);
}

TEST(GatewayResponse, WithoutAStatusKeepsTheIntegrationFailures500) {
  World world;
  world.respond("INTEGRATION_FAILURE", Json::object());
  world.deploy();
  world.lambda.answer =
      core::ApiError{.code = "AccessDeniedException", .message = {}, .status = 403};
  EXPECT_EQ(world.get("/hello").status, 500);
}

TEST(GatewayResponse, IsChosenByWhatTheClientAccepts) {
  World world;
  world.respond("DEFAULT_4XX",
                {{"ResponseTemplates", {{"application/json", "json"}, {"text/plain", "text"}}}});
  world.deploy();
  core::HttpRequest request;
  request.headers.add("Accept", "text/plain; q=1");
  const auto text = world.send(request, "/nowhere");
  EXPECT_EQ(text.body, "text");
  EXPECT_EQ(text.headers.get("Content-Type"), "text/plain");
  EXPECT_EQ(world.get("/nowhere").body, "json");
}

TEST(GatewayResponse, PutsValuesInWithoutEscapes) {
  World world;
  world.respond("DEFAULT_4XX",
                {{"ResponseTemplates", {{"application/json", "\"$context.identity.userAgent\""}}}});
  world.deploy();
  core::HttpRequest request;
  request.headers.add("User-Agent", "a\"b");
  EXPECT_EQ(world.send(request, "/nowhere").body, "\"a\"b\"");
}

TEST(GatewayResponse, EndsAVariableWhereItsNameEnds) {
  World world;
  world.respond(
      "DEFAULT_4XX",
      {{"ResponseTemplates", {{"application/json", "$context.stage. $context.httpMethod, end"}}}});
  world.deploy();
  EXPECT_EQ(world.get("/nowhere").body, "dev. GET, end");
}

TEST(GatewayResponse, HasNothingForWhatTheRequestHasNot) {
  World world;
  world.respond("DEFAULT_4XX", {{"ResponseTemplates",
                                 {{"application/json",
                                   "[$context.error.validationErrorString"
                                   "$context.resourcePath$context.identity.userAgent]"}}}});
  world.deploy();
  EXPECT_EQ(world.get("/nowhere").body, "[]");
}

TEST(GatewayResponse, RefusesATypeThatAwsHasNot) {
  World world;
  EXPECT_THAT(world.refusal(kType, {{"RestApiId", world.api_id}, {"ResponseType", "TEAPOT"}}),
              HasSubstr("#/ResponseType: Invalid response type: TEAPOT"));
}

TEST(GatewayResponse, RefusesVariablesByName) {
  World world;
  const auto with = [&](const std::string& text) {
    return world.refusal(kType, {{"RestApiId", world.api_id},
                                 {"ResponseType", "DEFAULT_4XX"},
                                 {"ResponseTemplates", {{"application/json", text}}}});
  };
  EXPECT_THAT(with("$context.authorizer.principalId"),
              HasSubstr("the emulator does not have $context.authorizer.principalId"));
  EXPECT_THAT(with("$stageVariables.x"), HasSubstr("does not have $stageVariables.x"));
}

TEST(GatewayResponse, RefusesParametersThatItCannotFillIn) {
  World world;
  const auto with = [&](const std::string& key, const std::string& value) {
    return world.refusal(kType, {{"RestApiId", world.api_id},
                                 {"ResponseType", "DEFAULT_4XX"},
                                 {"ResponseParameters", {{key, value}}}});
  };
  EXPECT_THAT(with("method.response.header.X", "'1'"),
              HasSubstr("must start with gatewayresponse.header."));
  EXPECT_THAT(with("gatewayresponse.header.X", "context.requestId"),
              HasSubstr("not context.requestId"));
}

}  // namespace
}  // namespace tertulia::apigateway

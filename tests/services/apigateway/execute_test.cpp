#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/apigateway/api_world.hpp"

namespace tertulia::apigateway {
namespace {

using ::testing::AllOf;
using ::testing::MatchesRegex;

/// An API with `GET /hello` for the function "hello".
struct Hello : ApiWorld {
  Hello() {
    add("/hello", "ANY");
    deploy();
  }
};

MATCHER_P3(IsProblem, status, error_type, body, "") {
  *result_listener << arg.status << " " << arg.headers.get("x-amzn-ErrorType") << " " << arg.body;
  return arg.status == status && arg.headers.get("x-amzn-ErrorType") == error_type &&
         arg.body == body && arg.headers.get("Content-Type") == "application/json";
}

const auto kBadGateway =
    IsProblem(502, "InternalServerErrorException", R"({"message": "Internal server error"})");

TEST(ExecuteApi, AnswersWhatTheFunctionReturns) {
  Hello world;
  const auto answer =
      world.get_when(R"({"statusCode":201,"headers":{"X-A":"b"},"body":"created"})");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "created");
  EXPECT_EQ(answer.headers.get("X-A"), "b");
}

TEST(ExecuteApi, AnswersWithItsIdsAndTheTrace) {
  Hello world;
  const auto answer = world.get("/hello");
  const auto context = world.event().at("requestContext");
  EXPECT_EQ(answer.headers.get("x-amzn-RequestId"), context.at("requestId").get<std::string>());
  EXPECT_EQ(answer.headers.get("x-amz-apigw-id"),
            context.at("extendedRequestId").get<std::string>());
  EXPECT_EQ(answer.headers.get("X-Amzn-Trace-Id"), world.lambda.requests.back().second.trace);
}

TEST(ExecuteApi, InvokesTheFunctionAsTheApisMethod) {
  Hello world;
  world.send("POST", "/hello");
  const auto& [target, event] = world.lambda.requests.back();
  EXPECT_EQ(target.text(), "arn:aws:lambda:us-east-1:000000000000:function:hello");
  EXPECT_EQ(event.sender.kind, core::PrincipalKind::kService);
  EXPECT_EQ(event.sender.arn, "apigateway.amazonaws.com");
  EXPECT_EQ(event.source_arn,
            "arn:aws:execute-api:us-east-1:000000000000:" + world.api_id + "/dev/POST/hello");
  EXPECT_EQ(event.timeout_ms, 29'000);
}

TEST(ExecuteApi, WaitsAsLongAsTheIntegrationSays) {
  ApiWorld world;
  world.add("/hello", "GET",
            {{"Integration",
              {{"Type", "AWS_PROXY"},
               {"IntegrationHttpMethod", "POST"},
               {"Uri", hello_uri()},
               {"TimeoutInMillis", 50}}}});
  world.deploy();
  world.get("/hello");
  EXPECT_EQ(world.lambda.requests.back().second.timeout_ms, 50);
}

TEST(ExecuteApi, AnswersMuchLaterWithoutTouchingTheApiAgain) {
  Hello world;
  world.lambda.answer.reset();
  core::HttpResponse answer;
  {
    const auto inside = world.monitor.enter();
    world.apis.serve({.api_id = world.api_id, .stage = "dev", .path = "/hello"}, {},
                     [&](core::HttpResponse response) { answer = std::move(response); });
  }
  {
    const auto inside = world.monitor.enter();
    world.apis.reload();
    world.lambda.reply_later(core::EventReply{.payload = R"({"body":"late"})"});
    EXPECT_EQ(answer.body, "") << "a reply leaves the monitor first";
  }
  EXPECT_EQ(answer.body, "late");
}

TEST(ExecuteApi, AnswersMissingAuthenticationTokenForAnUnknownPathOrMethod) {
  ApiWorld world;
  world.add("/hello", "GET");
  world.deploy();
  const auto missing = IsProblem(403, "MissingAuthenticationTokenException",
                                 R"({"message":"Missing Authentication Token"})");
  EXPECT_THAT(world.get("/nowhere"), missing);
  EXPECT_THAT(world.send("POST", "/hello"), missing);
  EXPECT_TRUE(world.lambda.requests.empty());
}

TEST(ExecuteApi, AnswersForbiddenForAnUnknownStageOrApi) {
  Hello world;
  const auto forbidden = IsProblem(403, "ForbiddenException", R"({"message":"Forbidden"})");
  EXPECT_THAT(world.send({}, "/hello", "prod"), forbidden);
  world.api_id = "0000000000";
  EXPECT_THAT(world.get("/hello"), forbidden);
}

TEST(ExecuteApi, AnswersForbiddenWhenTheEndpointIsDisabled) {
  ApiWorld world;
  world.make_api({{"DisableExecuteApiEndpoint", true}});
  world.add("/hello", "GET");
  world.deploy();
  EXPECT_THAT(world.get("/hello"),
              IsProblem(403, "ForbiddenException", R"({"message":"Forbidden"})"));
}

TEST(ExecuteApi, GivesIdsToItsOwnAnswersAndNoTrace) {
  Hello world;
  const auto answer = world.get("/nowhere");
  EXPECT_THAT(std::string(answer.headers.get("x-amzn-RequestId")), MatchesRegex("[0-9a-f-]{36}"));
  EXPECT_THAT(std::string(answer.headers.get("x-amz-apigw-id")), MatchesRegex(".{15}="));
  EXPECT_FALSE(answer.headers.find("X-Amzn-Trace-Id"));
}

TEST(ExecuteApi, AnswersBadGatewayForAMalformedReply) {
  Hello world;
  EXPECT_THAT(world.get_when("\"hello\""), kBadGateway);
}

TEST(ExecuteApi, AnswersBadGatewayWhenTheFunctionFails) {
  Hello world;
  world.lambda.answer = core::EventReply{.payload = R"({"errorMessage":"no","errorType":"E"})",
                                         .function_error = "Unhandled"};
  EXPECT_THAT(world.get("/hello"), kBadGateway);
}

TEST(ExecuteApi, AnswersServerErrorWhenLambdaLetsItNotIn) {
  Hello world;
  world.lambda.answer =
      core::ApiError{.code = "AccessDeniedException", .message = "no", .status = 403};
  EXPECT_THAT(world.get("/hello"), IsProblem(500, "InternalServerErrorException",
                                             R"({"message": "Internal server error"})"));
}

TEST(ExecuteApi, AnswersBadGatewayForOtherErrorsOfLambda) {
  Hello world;
  world.lambda.answer = core::ApiError{
      .code = "TooManyRequestsException", .message = "Rate Exceeded.", .status = 429};
  EXPECT_THAT(world.get("/hello"), kBadGateway);
}

TEST(ExecuteApi, AnswersEndpointTimedOutWhenItStoppedWaiting) {
  Hello world;
  world.lambda.answer = core::sender_timed_out();
  EXPECT_THAT(world.get("/hello"), IsProblem(504, "InternalServerErrorException",
                                             R"({"message": "Endpoint request timed out"})"));
}

TEST(ExecuteApi, AnswersServerErrorWhenNothingTakesInvocations) {
  ApiWorld world;
  world.add("/hello", "GET",
            {{"Integration",
              {{"Type", "AWS_PROXY"}, {"IntegrationHttpMethod", "GET"}, {"Uri", hello_uri()}}}});
  world.deploy();
  EXPECT_EQ(world.get("/hello").status, 500);
  EXPECT_TRUE(world.lambda.requests.empty());
}

core::HttpRequest post(std::size_t body_size) {
  core::HttpRequest request;
  request.method = "POST";
  request.body = std::string(body_size, 'x');
  return request;
}

TEST(ExecuteApi, TakesABodyOfTenMebibytesAndNoMore) {
  Hello world;
  EXPECT_EQ(world.send(post(10'485'760), "/hello").status, 200);
  EXPECT_THAT(world.send(post(10'485'761), "/hello"),
              IsProblem(413, "RequestTooLargeException", R"({"message":"Request Too Long"})"));
}

TEST(ExecuteApi, AnswersRequestTooLongWhenItIsSoForLambda) {
  Hello world;
  world.lambda.answer = core::ApiError{
      .code = "RequestEntityTooLargeException", .message = "too large", .status = 413};
  EXPECT_THAT(world.send(post(1), "/hello"),
              IsProblem(413, "RequestTooLargeException", R"({"message":"Request Too Long"})"));
}

TEST(ExecuteApi, LimitsHeadersToTenKibibytes) {
  Hello world;
  core::HttpRequest request;
  request.headers.add("X-A", std::string(10'000, 'x'));
  EXPECT_EQ(world.send(request, "/hello").status, 200);
  request.headers.add("X-B", std::string(300, 'x'));
  EXPECT_EQ(world.send(request, "/hello").status, 400);
}

TEST(ExecuteApi, AnswersHeadWithoutABody) {
  Hello world;
  const auto answer = world.send("HEAD", "/hello");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "");
}

TEST(ExecuteApi, DecodesBase64ForTheFirstTypeThatTheClientAccepts) {
  ApiWorld world;
  world.make_api({{"BinaryMediaTypes", {"image/webp"}}});
  world.add("/hello", "GET");
  world.deploy();
  world.lambda.answer = core::EventReply{.payload = R"({"body":"aGk=","isBase64Encoded":true})"};
  core::HttpRequest request;
  request.headers.add("Accept", "image/webp,image/*,*/*;q=0.8");
  EXPECT_EQ(world.send(request, "/hello").body, "hi");
  request.headers.set("Accept", "*/*");
  EXPECT_EQ(world.send(request, "/hello").body, "aGk=");
}

TEST(ExecuteApi, ServesTheRoutesOfTheDeploymentAndNotLaterOnes) {
  Hello world;
  world.add("/late", "GET");
  EXPECT_EQ(world.get("/late").status, 403);
  world.deploy("next");
  EXPECT_EQ(world.send({}, "/late", "next").status, 200);
  EXPECT_EQ(world.get("/late").status, 403);
}

TEST(ExecuteApi, DefaultsToTheApiThatWasDeployedFirst) {
  ApiWorld world;
  EXPECT_EQ(world.apis.default_api(), "");
  world.add("/hello", "GET");
  world.deploy();
  EXPECT_EQ(world.apis.default_api(), world.api_id);
}

struct RequiredParameters : ApiWorld {
  explicit RequiredParameters(bool checks) {
    const auto validator = make("AWS::ApiGateway::RequestValidator",
                                {{"RestApiId", api_id}, {"ValidateRequestParameters", checks}});
    add("/hello/{id}", "GET",
        {{"RequestValidatorId", validator.ref},
         {"RequestParameters",
          {{"method.request.path.id", true},
           {"method.request.querystring.q", true},
           {"method.request.querystring.optional", false},
           {"method.request.header.X-Needed", true}}}});
    deploy();
  }
};

TEST(RequestValidation, NamesEveryRequiredParameterThatIsMissing) {
  RequiredParameters world(true);
  EXPECT_THAT(world.get("/hello/1"),
              IsProblem(400, "BadRequestException",
                        R"({"message":"Missing required request parameters: [X-Needed, q]"})"));
  EXPECT_TRUE(world.lambda.requests.empty());
}

TEST(RequestValidation, LetsARequestThroughThatHasThemAll) {
  RequiredParameters world(true);
  core::HttpRequest request;
  request.target = "/dev/hello/1?q=";
  request.headers.add("x-needed", "1");
  EXPECT_EQ(world.send(request, "/hello/1").status, 200);
}

TEST(RequestValidation, IsTheValidatorsToAskFor) {
  RequiredParameters world(false);
  EXPECT_EQ(world.get("/hello/1").status, 200);
}

}  // namespace
}  // namespace tertulia::apigateway

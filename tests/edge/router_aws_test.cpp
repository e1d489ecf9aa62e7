#include <gtest/gtest.h>

#include "emulator/edge/router/aws_router.hpp"
#include "tests/edge/router_world.hpp"

namespace tertulia::edge {
namespace {

using testing::echo_request;
using testing::request_to;
using testing::RouterWorld;
using testing::signed_by;
using testing::Signer;

TEST(AwsRouter, LeavesItsOwnPathsToTheAdminEndpoint) {
  RouterWorld world;
  EXPECT_EQ(world.serve(request_to("POST", "/_tertulia/reset?x=1")).body,
            "admin /_tertulia/reset?x=1");
  EXPECT_NE(world.serve(request_to("GET", "/_tertuliana")).status, 200);
}

TEST(AwsRouter, ExecutesApisByHostWithTheStageFirst) {
  RouterWorld world;
  auto request = request_to("GET", "/dev/api/a%20b?x=1");
  request.headers.set("Host", "abc123.execute-api.eu-west-1.amazonaws.com:443");
  EXPECT_EQ(world.serve(request).body, "api");
  EXPECT_EQ(world.api.served.api_id, "abc123");
  EXPECT_EQ(world.api.served.stage, "dev");
  EXPECT_EQ(world.api.served.path, "/api/a%20b");
}

TEST(AwsRouter, ExecutesApisByPath) {
  RouterWorld world;
  EXPECT_EQ(world.serve(request_to("POST", "/restapis/abc/dev/_user_request_/api/x")).status, 299);
  EXPECT_EQ(world.api.served.path, "/api/x");
  EXPECT_EQ(world.serve(request_to("GET", "/restapis/abc/dev/_user_request_")).status, 299);
  EXPECT_EQ(world.api.served.path, "/");
  EXPECT_EQ(world.serve(request_to("GET", "/_aws/execute-api/abc/test/y")).status, 299);
  EXPECT_EQ(world.api.served.stage, "test");
  EXPECT_EQ(world.api.served.path, "/y");
  EXPECT_NE(world.serve(request_to("GET", "/restapis/abc/stages/dev")).status, 299);
}

TEST(AwsRouter, LeavesTheApisPreflightsToTheApis) {
  RouterWorld world;
  auto request = request_to("OPTIONS", "/restapis/abc/dev/_user_request_/x");
  request.headers.add("Origin", "http://localhost");
  request.headers.add("Access-Control-Request-Method", "GET");
  EXPECT_EQ(world.serve(request).status, 299);
}

TEST(AwsRouter, AllowsBrowsersToCallServices) {
  RouterWorld world;
  auto request = request_to("OPTIONS", "/");
  request.headers.add("Origin", "http://localhost:3000");
  request.headers.add("Access-Control-Request-Method", "POST");
  request.headers.add("Access-Control-Request-Headers", "content-type,x-amz-target");
  const auto preflight = world.serve(request);
  EXPECT_EQ(preflight.status, 200);
  EXPECT_EQ(preflight.headers.get("access-control-allow-origin"), "http://localhost:3000");
  EXPECT_EQ(preflight.headers.get("access-control-allow-headers"), "content-type,x-amz-target");
  auto call = signed_by(echo_request(), {});
  call.headers.add("Origin", "http://localhost:3000");
  const auto answer = world.serve(call);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("access-control-allow-origin"), "http://localhost:3000");
  EXPECT_NE(answer.headers.get("access-control-expose-headers").find("x-amzn-RequestId"),
            std::string::npos);
}

TEST(AwsRouter, TakesAnyKeyForTheAdministratorsOfTheDefaultAccount) {
  RouterWorld world;
  EXPECT_EQ(world.serve(signed_by(echo_request(), {.key = "AKIAWHATEVER"})).status, 200);
  EXPECT_EQ(world.json.account, "000000000000");
  EXPECT_EQ(world.json.region, "eu-west-1");
  EXPECT_EQ(world.json.principal, "arn:aws:iam::000000000000:root");
}

TEST(AwsRouter, TakesAKeyOfTwelveDigitsForTheAccount) {
  RouterWorld world;
  EXPECT_EQ(world.serve(signed_by(echo_request(), {.key = "123456789012"})).status, 200);
  EXPECT_EQ(world.json.account, "123456789012");
  EXPECT_EQ(world.json.principal, "arn:aws:iam::123456789012:root");
}

/// A world in which a role's key was issued, and its signer.
struct IssuedKey : RouterWorld {
  explicit IssuedKey(std::optional<core::Time> expires = std::nullopt) {
    const auto inside = core.enter();
    const auto key =
        credentials.issue(core::assumed_role("111122223333", "reader", "session"), expires);
    signer = {.key = key.id, .secret = key.secret, .token = key.session_token};
  }
  Signer signer;
};

TEST(AwsRouter, KnowsTheRoleOfAKeyThatTheEmulatorIssued) {
  IssuedKey world;
  EXPECT_EQ(world.serve(signed_by(echo_request(), world.signer)).status, 200);
  EXPECT_EQ(world.json.principal, "arn:aws:sts::111122223333:assumed-role/reader/session");
  EXPECT_EQ(world.json.account, "111122223333");
}

TEST(AwsRouter, RefusesAnIssuedKeyWithAWrongSignature) {
  IssuedKey world;
  world.signer.secret = "guess";
  const auto answer = world.serve(signed_by(echo_request(), world.signer));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body,
            R"({"__type":"com.amazon.coral.service#InvalidSignatureException","message":"The )"
            R"(request signature we calculated does not match the signature you provided. Check )"
            R"(your AWS Secret Access Key and signing method. Consult the service documentation )"
            R"(for details."})");
  EXPECT_EQ(world.json.account, "");
}

TEST(AwsRouter, RefusesAnIssuedKeyWithoutItsToken) {
  IssuedKey world;
  world.signer.token = "another";
  EXPECT_EQ(world.serve(signed_by(echo_request(), world.signer)).body,
            R"({"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"The )"
            R"(security token included in the request is invalid."})");
}

TEST(AwsRouter, RefusesAnIssuedKeyWhoseTimeIsOver) {
  IssuedKey world(core::from_epoch_ms(1'767'225'600'000));
  EXPECT_EQ(world.serve(signed_by(echo_request(), world.signer)).body,
            R"({"__type":"com.amazon.coral.service#ExpiredTokenException","message":"The )"
            R"(security token included in the request is expired"})");
}

TEST(AwsRouter, RefusesAnIssuedKeyScopedToAnotherService) {
  IssuedKey world;
  world.signer.service = "querynotes";
  EXPECT_EQ(world.serve(signed_by(echo_request(), world.signer)).status, 400);
}

TEST(AwsRouter, DoesNotHoldRealClocksAgainstVirtualTime) {
  IssuedKey world;
  {
    const auto inside = world.core.enter();
    world.core.advance(std::chrono::hours(48), [] {});
  }
  EXPECT_EQ(world.serve(signed_by(echo_request(), world.signer)).status, 200);
}

TEST(AwsRouter, AsksForASignature) {
  RouterWorld world;
  const auto json = world.serve(echo_request());
  EXPECT_EQ(json.status, 400);
  EXPECT_EQ(json.body,
            R"({"__type":"com.amazon.coral.service#MissingAuthenticationTokenException",)"
            R"("message":"Request is missing Authentication Token"})");
  auto form = request_to("POST", "/");
  form.headers.add("Content-Type", "application/x-www-form-urlencoded");
  form.body = "Action=Echo&Version=2020-01-01";
  const auto query = world.serve(form);
  EXPECT_EQ(query.status, 403);
  EXPECT_NE(query.body.find("<Code>MissingAuthenticationToken</Code><Message>Request is missing "
                            "Authentication Token</Message>"),
            std::string::npos);
  const auto rest = world.serve(request_to("POST", "/2020-01-01/echo"));
  EXPECT_EQ(rest.status, 403);
  EXPECT_EQ(rest.body, R"({"message":"Missing Authentication Token"})");
}

TEST(AwsRouter, AsksForNoSignatureWhereAwsDoesNot) {
  RouterWorld world;
  EXPECT_EQ(world.serve(request_to("GET", "/2020-01-01/open")).status, 200);
  auto form = request_to("GET", "/?Action=Open&Version=2020-01-01");
  EXPECT_EQ(world.serve(form).status, 200);
}

TEST(AwsRouter, SaysWhatIsWrongWithASignatureThatIsNone) {
  RouterWorld world;
  auto request = echo_request();
  request.headers.add("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request");
  const auto answer = world.serve(request);
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("IncompleteSignatureException"), std::string::npos);
  EXPECT_NE(answer.body.find("requires 'Signature' parameter"), std::string::npos);
}

TEST(AwsRouter, SaysWhatItLookedForWhenARequestNamesNoService) {
  RouterWorld world;
  const auto answer = world.serve(request_to("GET", "/nowhere"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_NE(answer.body.find("No service is named by GET /nowhere"), std::string::npos);
}

TEST(AwsRouter, AnswersWhenAWaitingOperationDoes) {
  RouterWorld world;
  auto request = signed_by(request_to("POST", "/2020-01-01/wait"), {.service = "restnotes"});
  core::HttpResponse answer{.status = 0, .headers = {}, .body = {}};
  world.router.serve(request, [&](core::HttpResponse response) { answer = std::move(response); });
  EXPECT_EQ(answer.status, 0);
  {
    const auto inside = world.core.enter();
    world.rest.waiting.front()(wire::testing::Everything{.count = 5});
  }
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"Count":5})");
}

TEST(AwsRouter, TakesAFormSentToARestServiceForABody) {
  RouterWorld world;
  auto request = signed_by(request_to("POST", "/2020-01-01/wait"), {.service = "restnotes"});
  // As curl sends what it is given by --data.
  request.headers.add("Content-Type", "application/x-www-form-urlencoded");
  EXPECT_EQ(world.serve(request).status, 0);
  EXPECT_EQ(world.rest.waiting.size(), 1U);
}

TEST(AwsRouter, GivesEachAnswerTheIdOfItsCall) {
  RouterWorld world;
  const auto first = world.serve(signed_by(echo_request(), {}));
  const auto second = world.serve(signed_by(echo_request(), {}));
  EXPECT_EQ(first.headers.get("x-amzn-RequestId").size(), 36U);
  EXPECT_NE(first.headers.get("x-amzn-RequestId"), second.headers.get("x-amzn-RequestId"));
  EXPECT_EQ(first.headers.get("Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
}

TEST(AwsRouter, PassesErrorsOn) {
  RouterWorld world;
  const auto answer =
      world.serve(signed_by(request_to("POST", "/2020-01-01/fail"), {.service = "restnotes"}));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.body, R"({"Type":"User","Message":"No note \"a\" & <b>"})");
}

}  // namespace
}  // namespace tertulia::edge

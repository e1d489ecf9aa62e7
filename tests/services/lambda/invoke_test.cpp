#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/base/encoding.hpp"
#include "tests/services/lambda/lambda_world.hpp"

namespace tertulia::lambda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::pair<std::string, std::string> kEvent{"X-Amz-Invocation-Type", "Event"};
const std::pair<std::string, std::string> kDryRun{"X-Amz-Invocation-Type", "DryRun"};
const std::pair<std::string, std::string> kTail{"X-Amz-Log-Type", "Tail"};

TEST(Invoke, AnswersWhatTheFunctionReturns) {
  LambdaWorld world;
  world.function();
  const auto answer = world.invoke(R"({"a":1})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"a":1})");
  EXPECT_EQ(answer.headers.get("X-Amz-Executed-Version"), "$LATEST");
  EXPECT_FALSE(answer.headers.find("X-Amz-Function-Error"));
  EXPECT_FALSE(answer.headers.find("X-Amz-Log-Result"));
}

TEST(Invoke, TellsTheFunctionWhoItIs) {
  LambdaWorld world;
  world.function({{"Timeout", 7}, {"MemorySize", 256}});
  world.invoke("{}");
  ASSERT_THAT(world.host.invocations, SizeIs(1));
  const auto& invocation = world.host.invocations[0];
  EXPECT_EQ(invocation.function_name, "f");
  EXPECT_EQ(invocation.function_arn, kFunctionArn);
  EXPECT_EQ(invocation.handler, "f.so");
  EXPECT_EQ(invocation.code_root, "/code");
  EXPECT_EQ(invocation.timeout_ms, 7000);
  EXPECT_EQ(invocation.memory_mb, 256);
  EXPECT_EQ(invocation.principal.arn, "arn:aws:sts::000000000000:assumed-role/f-role/f");
  EXPECT_EQ(invocation.log_group, "/aws/lambda/f");
  EXPECT_THAT(invocation.log_stream, testing::StartsWith("2026/01/01/[$LATEST]"));
  EXPECT_EQ(invocation.log_stream.size(), 20 + 32);
  EXPECT_THAT(invocation.trace, testing::StartsWith("Root=1-6955b900-"));
}

TEST(Invoke, GivesTheFunctionItsVariablesAndItsKeysIssuedOnce) {
  LambdaWorld world;
  world.function({{"Environment", {{"Variables", {{"TABLE", "t"}, {"LIMIT", 8}}}}}});
  world.invoke("{}");
  world.invoke("{}");
  EXPECT_EQ(world.credentials.issued, 1);
  const Variables expected{{"AWS_ACCESS_KEY_ID", "ASIAf-role"},
                           {"AWS_SECRET_ACCESS_KEY", "secret"},
                           {"AWS_SESSION_TOKEN", "token"},
                           {"LIMIT", "8"},
                           {"TABLE", "t"}};
  EXPECT_EQ(*world.host.invocations[1].shared_environment, expected);
}

TEST(Invoke, TakesAnEmptyBodyForAnEmptyObject) {
  LambdaWorld world;
  world.function();
  EXPECT_EQ(world.invoke("").body, "{}");
}

TEST(Invoke, MarksTheAnswerOfAFunctionThatFailed) {
  LambdaWorld world;
  world.function();
  world.host.then(failed("boom"));
  const auto answer = world.invoke("{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("X-Amz-Function-Error"), "Unhandled");
  EXPECT_EQ(answer.body, R"({"errorType":"Error","errorMessage":"boom"})");
}

TEST(Invoke, AnswersTheEndOfTheLogWhenAsked) {
  LambdaWorld world;
  world.function();
  auto outcome = returned("1");
  outcome.log = {"hello"};
  world.host.then(outcome);
  const auto answer = world.invoke("{}", {kTail});
  const auto log = base::from_base64(answer.headers.get("X-Amz-Log-Result")).value();
  const auto& id = world.host.invocations[0].request_id;
  EXPECT_EQ(log, "START RequestId: " + id + " Version: $LATEST\nhello\nEND RequestId: " + id +
                     "\nREPORT RequestId: " + id +
                     "\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory "
                     "Used: 32 MB\t\n");
}

TEST(Invoke, CutsTheLogToItsLastFourKilobytes) {
  LambdaWorld world;
  world.function();
  auto outcome = returned("1");
  outcome.log = {std::string(5000, 'x')};
  world.host.then(outcome);
  const auto answer = world.invoke("{}", {kTail});
  EXPECT_THAT(base::from_base64(answer.headers.get("X-Amz-Log-Result")).value(), SizeIs(4096));
}

TEST(Invoke, OfTypeEventAnswersAtOnceAndRunsTheFunction) {
  LambdaWorld world;
  world.function();
  world.host.hold();
  const auto answer = world.invoke("{}", {kEvent});
  EXPECT_EQ(answer.status, 202);
  EXPECT_THAT(answer.body, IsEmpty());
  EXPECT_FALSE(answer.headers.find("X-Amz-Executed-Version"));
  EXPECT_THAT(world.host.invocations, SizeIs(1));
}

TEST(Invoke, OfTypeDryRunRunsNothing) {
  LambdaWorld world;
  world.function();
  const auto answer = world.invoke("{}", {kDryRun});
  EXPECT_EQ(answer.status, 204);
  EXPECT_FALSE(answer.headers.find("X-Amz-Executed-Version"));
  EXPECT_THAT(world.host.invocations, IsEmpty());
}

TEST(Invoke, PassesTheClientContextOnDecoded) {
  LambdaWorld world;
  world.function();
  world.invoke("{}", {{"X-Amz-Client-Context", base::base64(R"({"env":{}})")}});
  EXPECT_EQ(world.host.invocations[0].client_context, R"({"env":{}})");
}

TEST(Invoke, RefusesAClientContextThatIsNoObject) {
  LambdaWorld world;
  world.function();
  for (const auto& context : {std::string("%"), base::base64("[]"), base::base64("{")}) {
    const auto answer = world.invoke("{}", {{"X-Amz-Client-Context", context}});
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "InvalidRequestContentException");
  }
}

TEST(Invoke, RefusesAPayloadThatIsNotJson) {
  LambdaWorld world;
  world.function();
  const auto answer = world.invoke("oops");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "InvalidRequestContentException");
  EXPECT_EQ(
      nlohmann::json::parse(answer.body)["Message"],
      "Could not parse request body into json: Could not parse payload into json: Unrecognized "
      "token 'oops': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
      "'false')\n at [Source: (byte[])\"oops\"; line: 1, column: 5]");
  EXPECT_EQ(nlohmann::json::parse(answer.body)["Type"], "User");
}

TEST(Invoke, SaysWhereThePayloadStopsBeingJson) {
  LambdaWorld world;
  world.function();
  EXPECT_THAT(world.invoke("{bad}").body,
              HasSubstr("Unexpected character ('b' (code 98)): was expecting double-quote to start "
                        "field name\\n at [Source: (byte[])\\\"{bad}\\\"; line: 1, column: 3]"));
}

TEST(Invoke, TakesARequestOfItsLimitAndRefusesALongerOne) {
  LambdaWorld world({.request_bytes = 10});
  world.function();
  EXPECT_EQ(world.invoke(R"("12345678")").status, 200);
  const auto answer = world.invoke(R"("123456789")");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "RequestEntityTooLargeException");
  EXPECT_EQ(answer.body,
            R"({"Type":"User","Message":"Request must be smaller than 10 bytes for the )"
            R"(InvokeFunction operation"})");
}

TEST(Invoke, TakesAnEventOfItsLimitAndRefusesALongerOne) {
  LambdaWorld world({.event_bytes = 10});
  world.function();
  EXPECT_EQ(world.invoke(R"("12345678")", {kEvent}).status, 202);
  EXPECT_EQ(world.invoke(R"("123456789")").status, 200);
  const auto answer = world.invoke(R"("123456789")", {kEvent});
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, HasSubstr("11 byte payload is too large for the Event invocation type "
                                     "(limit 10 bytes)"));
}

TEST(Invoke, AnswersAFunctionErrorForAResultThatIsTooLarge) {
  LambdaWorld world({.response_bytes = 10});
  world.function();
  world.host.then(returned(R"("12345678")"));
  EXPECT_FALSE(world.invoke("{}").headers.find("X-Amz-Function-Error"));
  world.host.then(returned(R"("123456789")"));
  const auto answer = world.invoke("{}");
  EXPECT_EQ(answer.headers.get("X-Amz-Function-Error"), "Unhandled");
  EXPECT_EQ(answer.body,
            R"({"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size )"
            R"(exceeded maximum allowed payload size (10 bytes)."})");
}

TEST(Invoke, FindsTheFunctionByEachFormOfItsName) {
  LambdaWorld world;
  world.function();
  for (const auto* name :
       {"f", "f:$LATEST", "000000000000:function:f", "function:f",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af",
        "arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST", "f?Qualifier=$LATEST"}) {
    const std::string text = name;
    const auto question = text.find('?');
    const auto answer =
        world.http("POST", "/2015-03-31/functions/" + text.substr(0, question) + "/invocations" +
                               (question == std::string::npos ? "" : text.substr(question)));
    EXPECT_EQ(answer.status, 200) << name << answer.body;
  }
}

TEST(Invoke, GivesTheArnAsTheCallerNamedTheFunction) {
  LambdaWorld world;
  world.function();
  world.http("POST", "/2015-03-31/functions/f/invocations?Qualifier=$LATEST");
  EXPECT_EQ(world.host.invocations[0].function_arn, std::string(kFunctionArn) + ":$LATEST");
}

TEST(Invoke, AnswersNotFoundForAFunctionOrQualifierThatDoesNotExist) {
  LambdaWorld world;
  world.function();
  const auto none = world.http("POST", "/2015-03-31/functions/nope/invocations", "{}");
  EXPECT_EQ(none.status, 404);
  EXPECT_EQ(none.headers.get("x-amzn-ErrorType"), "ResourceNotFoundException");
  EXPECT_EQ(none.body, R"({"Type":"User","Message":"Function not found: )"
                       R"(arn:aws:lambda:us-east-1:000000000000:function:nope"})");
  EXPECT_THAT(world.http("POST", "/2015-03-31/functions/f:3/invocations", "{}").body,
              HasSubstr("Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:3"));
}

TEST(Invoke, RefusesTwoQualifiersAndOtherRegions) {
  LambdaWorld world;
  world.function();
  EXPECT_THAT(world.http("POST", "/2015-03-31/functions/f:1/invocations?Qualifier=2").body,
              HasSubstr("The derived qualifier from the function name does not match the specified "
                        "qualifier."));
  EXPECT_THAT(world
                  .http("POST",
                        "/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:f/"
                        "invocations")
                  .body,
              HasSubstr("Functions from 'eu-west-1' are not reachable in this region "
                        "('us-east-1')"));
}

TEST(Invoke, ValidatesItsParameters) {
  LambdaWorld world;
  const auto answer = world.http("POST", "/2015-03-31/functions/f%20g/invocations", "{}",
                                 {{"X-Amz-Invocation-Type", "Later"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "ValidationException");
  EXPECT_THAT(answer.body, HasSubstr("2 validation errors detected"));
  EXPECT_THAT(answer.body, HasSubstr("Value 'f g' at 'functionName' failed to satisfy constraint: "
                                     "Member must satisfy regular expression pattern: "
                                     "(arn:(aws[a-zA-Z-]*)?:lambda:)?"));
  EXPECT_THAT(answer.body, HasSubstr("Value 'Later' at 'invocationType'"));
}

TEST(Invoke, IsRefusedByIam) {
  LambdaWorld world;
  world.function();
  world.principal = core::assumed_role("000000000000", "caller", "s");
  world.authorizer.deny("lambda:InvokeFunction");
  const auto answer = world.invoke("{}");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body,
              HasSubstr("is not authorized to perform: lambda:InvokeFunction on resource: "
                        "arn:aws:lambda:us-east-1:000000000000:function:f because"));
}

TEST(Invoke, SaysThatItCannotRunOtherRuntimes) {
  LambdaWorld world;
  world.function({{"Runtime", "nodejs18.x"}});
  const auto answer = world.invoke("{}");
  EXPECT_EQ(answer.status, 502);
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "InvalidRuntimeException");
  EXPECT_THAT(answer.body, HasSubstr("The function f has the runtime nodejs18.x. Tertulia runs "
                                     "shared objects in process only for now"));
}

TEST(Invoke, CountsAsRunningUntilItIsAnswered) {
  LambdaWorld world;
  world.function();
  world.host.hold();
  world.invoke("{}", {kEvent});
  {
    const auto inside = world.monitor.enter();
    EXPECT_EQ(world.monitor.running(), 1);
  }
  world.host.finish(returned("1"));
  const auto inside = world.monitor.enter();
  EXPECT_EQ(world.monitor.running(), 0);
}

TEST(InvokeAsync, RunsTheFunctionAsAnEvent) {
  LambdaWorld world;
  world.function();
  const auto answer = world.http("POST", "/2014-11-13/functions/f/invoke-async/", R"({"a":1})");
  EXPECT_EQ(answer.status, 202);
  ASSERT_THAT(world.host.invocations, SizeIs(1));
  EXPECT_EQ(world.host.invocations[0].payload, R"({"a":1})");
}

TEST(Logs, HaveAwsLinesAroundThoseOfTheHandler) {
  LambdaWorld world;
  world.function();
  auto outcome = returned("1");
  outcome.log = {"one", "two"};
  outcome.cold_start = true;
  world.host.then(outcome);
  world.invoke("{}");
  const auto& id = world.host.invocations[0].request_id;
  EXPECT_THAT(world.logs.messages(),
              ElementsAre("START RequestId: " + id + " Version: $LATEST\n", "one\n", "two\n",
                          "END RequestId: " + id + "\n",
                          "REPORT RequestId: " + id +
                              "\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\t"
                              "Max Memory Used: 32 MB\tInit Duration: 1.00 ms\t\n"));
  EXPECT_EQ(world.logs.lines[0].group, "/aws/lambda/f");
  EXPECT_EQ(world.logs.lines[0].stream, world.host.invocations[0].log_stream);
}

TEST(Logs, TellOfATimeout) {
  LambdaWorld world;
  world.function();
  world.host.then(timed_out());
  world.invoke("{}");
  const auto& id = world.host.invocations[0].request_id;
  EXPECT_THAT(
      world.logs.messages(),
      ElementsAre("START RequestId: " + id + " Version: $LATEST\n",
                  "2026-01-01T00:00:00.000Z " + id + " Task timed out after 3.00 seconds\n\n",
                  "END RequestId: " + id + "\n",
                  "REPORT RequestId: " + id +
                      "\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax "
                      "Memory Used: 32 MB\tStatus: timeout\n"));
}

TEST(Logs, TellOfAnErrorAndOfACrash) {
  LambdaWorld world;
  world.function();
  world.host.then(failed("boom"));
  world.invoke("{}");
  const auto& id = world.host.invocations[0].request_id;
  EXPECT_EQ(world.logs.messages()[1],
            "2026-01-01T00:00:00.000Z\t" + id +
                "\tERROR\tInvoke Error \t{\"errorType\":\"Error\",\"errorMessage\":\"boom\"}\n");
  EXPECT_THAT(world.logs.messages()[3], testing::EndsWith("Max Memory Used: 32 MB\t\n"));
  auto crash = failed("gone");
  crash.kind = core::OutcomeKind::kCrashed;
  crash.error_type = "Runtime.ExitError";
  world.host.then(crash);
  world.invoke("{}");
  EXPECT_THAT(world.logs.messages().back(),
              testing::EndsWith("\tStatus: error\tError Type: Runtime.ExitError\n"));
}

TEST(Logs, GoToOneStreamForEachEnvironment) {
  LambdaWorld world;
  world.function();
  world.invoke("{}");
  world.invoke("{}");
  EXPECT_EQ(world.host.invocations[0].log_stream, world.host.invocations[1].log_stream);
  world.host.then(timed_out());
  world.invoke("{}");
  world.invoke("{}");
  EXPECT_NE(world.host.invocations[2].log_stream, world.host.invocations[3].log_stream);
}

TEST(Invocations, ShowsWhatRanWithItsOutcome) {
  LambdaWorld world;
  world.function();
  world.invoke(R"({"a":1})");
  world.host.then(failed("boom"));
  world.invoke("{}");
  world.host.hold();
  world.invoke("{}", {kEvent});
  const auto shown = world.invocations();
  ASSERT_THAT(shown, SizeIs(3));
  EXPECT_EQ(shown[0],
            (nlohmann::json{{"function", "f"},
                            {"version", "$LATEST"},
                            {"requestId", world.host.invocations[0].request_id},
                            {"type", "RequestResponse"},
                            {"attempt", 1},
                            {"startTime", "2026-01-01T00:00:00.000Z"},
                            {"event", {{"a", 1}}},
                            {"outcome", {{"status", "success"}, {"payload", {{"a", 1}}}}}}));
  EXPECT_EQ(shown[1]["outcome"]["status"], "error");
  EXPECT_EQ(shown[1]["outcome"]["payload"]["errorMessage"], "boom");
  EXPECT_EQ(shown[2]["outcome"], (nlohmann::json{{"status", "running"}}));
  EXPECT_EQ(shown[2]["type"], "Event");
}

TEST(Invocations, AreFilteredByFunction) {
  LambdaWorld world;
  world.function();
  world.invoke("{}");
  EXPECT_THAT(world.invocations({{"function", "f"}}), SizeIs(1));
  EXPECT_THAT(world.invocations({{"function", "g"}}), SizeIs(0));
  EXPECT_THROW(world.invocations({{"colour", "red"}}), std::invalid_argument);
}

TEST(Journal, ForgetsTheOldestBeyondItsLimits) {
  Journal journal({.entries = 2, .bytes = 100});
  const auto entry = [](std::string event) {
    Journal::Entry result;
    result.function = "f";
    result.event = std::move(event);
    return result;
  };
  const auto first = journal.start(entry("1"));
  static_cast<void>(journal.start(entry("2")));
  static_cast<void>(journal.start(entry("3")));
  journal.finish(first, "success", "null");
  auto shown = nlohmann::json::parse(journal.view({}));
  ASSERT_THAT(shown, SizeIs(2));
  EXPECT_EQ(shown[0]["event"], 2);
  EXPECT_EQ(shown[0]["outcome"]["status"], "running");
  static_cast<void>(journal.start(entry("\"" + std::string(200, 'x') + "\"")));
  shown = nlohmann::json::parse(journal.view({}));
  EXPECT_THAT(shown, SizeIs(1));
}

}  // namespace
}  // namespace tertulia::lambda

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/lambda/lambda_world.hpp"

namespace tertulia::lambda {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

json body_of(const core::HttpResponse& response) { return json::parse(response.body); }

TEST(FunctionName, IsReadAsTheModelsExpressionReadsIt) {
  const auto parts = [](std::string_view text) {
    const auto found = parse_function_name(text);
    return found ? std::vector<std::string>{std::string(found->region), std::string(found->account),
                                            std::string(found->name), std::string(found->qualifier)}
                 : std::vector<std::string>{};
  };
  EXPECT_THAT(parts("f"), ElementsAre("", "", "f", ""));
  EXPECT_THAT(parts("f:1"), ElementsAre("", "", "f", "1"));
  EXPECT_THAT(parts("function"), ElementsAre("", "", "function", ""));
  EXPECT_THAT(parts("function:f"), ElementsAre("", "", "f", ""));
  EXPECT_THAT(parts("123456789012:function:f:Live"), ElementsAre("", "123456789012", "f", "Live"));
  EXPECT_THAT(parts("123456789012:f"), ElementsAre("", "123456789012", "f", ""));
  EXPECT_THAT(parts("arn:aws:lambda:us-gov-west-1:123456789012:function:f:$LATEST"),
              ElementsAre("us-gov-west-1", "123456789012", "f", "$LATEST"));
  for (const auto* bad : {"", "f g", "f:", "f:a.b", "a:b:c:d", "f:$OLDEST", "arn:aws:sns:f",
                          "arn:lambda:f:1:2:3:4"}) {
    EXPECT_THAT(parts(bad), testing::IsEmpty()) << bad;
  }
}

TEST(GetFunctionConfiguration, AnswersTheWholeConfiguration) {
  LambdaWorld world;
  world.function({{"Description", "says hello"},
                  {"Timeout", 10},
                  {"MemorySize", 256},
                  {"Environment", {{"Variables", {{"TABLE", "t"}}}}},
                  {"DeadLetterConfig", {{"TargetArn", "arn:aws:sns:us-east-1:000000000000:d"}}},
                  {"TracingConfig", {{"Mode", "Active"}}},
                  {"Architectures", {"arm64"}},
                  {"EphemeralStorage", {{"Size", 1024}}}});
  const auto configuration = body_of(world.http("GET", "/2015-03-31/functions/f/configuration"));
  auto expected = json::parse(R"({
    "FunctionName": "f",
    "FunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:f",
    "Runtime": "provided.al2023",
    "Role": "arn:aws:iam::000000000000:role/path/f-role",
    "Handler": "f.so",
    "CodeSize": 0,
    "Description": "says hello",
    "Timeout": 10,
    "MemorySize": 256,
    "LastModified": "2026-01-01T00:00:00.000+0000",
    "CodeSha256": "rEB8fQLctRTzvzSFyhxgOOEkvT86MBBP3BVwwHjV+Nw=",
    "Version": "$LATEST",
    "DeadLetterConfig": {"TargetArn": "arn:aws:sns:us-east-1:000000000000:d"},
    "Environment": {"Variables": {"TABLE": "t"}},
    "TracingConfig": {"Mode": "Active"},
    "State": "Active",
    "LastUpdateStatus": "Successful",
    "PackageType": "Zip",
    "Architectures": ["arm64"],
    "EphemeralStorage": {"Size": 1024},
    "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"}})");
  expected["RevisionId"] = configuration["RevisionId"];
  expected["CodeSha256"] = configuration["CodeSha256"];
  EXPECT_EQ(configuration, expected);
}

TEST(GetFunctionConfiguration, NamesTheVersionWhenTheRequestDoes) {
  LambdaWorld world;
  world.function();
  EXPECT_EQ(body_of(world.http("GET", "/2015-03-31/functions/f/configuration?Qualifier=$LATEST"))
                .at("FunctionArn"),
            std::string(kFunctionArn) + ":$LATEST");
}

TEST(GetFunctionConfiguration, AnswersNotFound) {
  LambdaWorld world;
  EXPECT_EQ(world.http("GET", "/2015-03-31/functions/f/configuration").status, 404);
}

TEST(GetFunction, AnswersConfigurationCodeAndTags) {
  LambdaWorld world;
  world.function({{"Tags", {{{"Key", "STAGE"}, {"Value", "dev"}}}}});
  const auto function = body_of(world.http("GET", "/2015-03-31/functions/f"));
  EXPECT_EQ(function["Configuration"]["FunctionName"], "f");
  EXPECT_EQ(function["Code"], (json{{"RepositoryType", "S3"}, {"Location", "file:///code"}}));
  EXPECT_EQ(function["Tags"], (json{{"STAGE", "dev"}}));
}

TEST(ListFunctions, PagesThroughTheFunctionsByName) {
  LambdaWorld world;
  for (const auto* name : {"b", "c", "a"}) world.function({{"FunctionName", name}});
  auto page = body_of(world.http("GET", "/2015-03-31/functions/?MaxItems=2"));
  ASSERT_EQ(page["Functions"].size(), 2U);
  EXPECT_EQ(page["Functions"][0]["FunctionName"], "a");
  EXPECT_EQ(page["Functions"][1]["FunctionName"], "b");
  page = body_of(
      world.http("GET", "/2015-03-31/functions?Marker=" + page["NextMarker"].get<std::string>()));
  ASSERT_EQ(page["Functions"].size(), 1U);
  EXPECT_EQ(page["Functions"][0]["FunctionName"], "c");
  EXPECT_FALSE(page.contains("NextMarker"));
}

TEST(ListFunctions, ListsEveryVersionWhenAsked) {
  LambdaWorld world;
  world.function();
  for (const auto* id : {"V1", "V2"})
    world.provide("AWS::Lambda::Version", {{"FunctionName", "f"}}, id);
  std::vector<std::string> arns;
  std::string marker;
  do {
    const auto page = body_of(world.http(
        "GET", "/2015-03-31/functions/?FunctionVersion=ALL&MaxItems=1&Marker=" + marker));
    arns.push_back(page["Functions"][0]["FunctionArn"]);
    marker = page.value("NextMarker", "");
  } while (!marker.empty());
  const std::string arn(kFunctionArn);
  EXPECT_THAT(arns, ElementsAre(arn + ":$LATEST", arn + ":1", arn + ":2"));
}

TEST(ListFunctions, RefusesAMarkerThatItDidNotGive) {
  LambdaWorld world;
  EXPECT_EQ(world.http("GET", "/2015-03-31/functions/?Marker=x").status, 400);
}

TEST(GetPolicy, AnswersTheStatements) {
  LambdaWorld world;
  world.function();
  EXPECT_THAT(world.http("GET", "/2015-03-31/functions/f/policy").body,
              HasSubstr("The resource you requested does not exist."));
  world.provide("AWS::Lambda::Permission", topic_permission(), "P");
  const auto policy = body_of(world.http("GET", "/2015-03-31/functions/f/policy"));
  EXPECT_EQ(
      policy["Policy"],
      R"({"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"stack-P","Effect":"Allow",)"
      R"("Principal":{"Service":"sns.amazonaws.com"},"Action":"lambda:InvokeFunction",)"
      R"("Resource":"arn:aws:lambda:us-east-1:000000000000:function:f",)"
      R"("Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:sns:us-east-1:000000000000:t"}}}]})");
}

TEST(Provision, NamesAFunctionAndItsArn) {
  LambdaWorld world;
  const auto made = world.function();
  EXPECT_EQ(made.ref, "f");
  EXPECT_EQ(made.attributes.at("Arn"), kFunctionArn);
}

TEST(Provision, MakesANameForAFunctionThatHasNone) {
  LambdaWorld world;
  const auto made = world.provide("AWS::Lambda::Function",
                                  {{"Handler", "f"},
                                   {"Runtime", "provided.al2023"},
                                   {"Role", "arn:aws:iam::000000000000:role/r"}},
                                  "Hello");
  EXPECT_THAT(made.ref, testing::StartsWith("stack-Hello-"));
}

TEST(Provision, RefusesPropertiesByName) {
  LambdaWorld world;
  const json good{{"FunctionName", "f"},
                  {"Handler", "f.so"},
                  {"Runtime", "provided.al2023"},
                  {"Role", "arn:aws:iam::000000000000:role/r"}};
  const auto why = [&](const json& more) {
    auto properties = good;
    properties.update(more);
    return world.refusal("AWS::Lambda::Function", properties).message;
  };
  EXPECT_THAT(why({{"Layers", json::array()}}),
              HasSubstr("#/Layers: the emulator does not support"));
  EXPECT_THAT(why({{"ReservedConcurrentExecutions", 1}}),
              HasSubstr("#/ReservedConcurrentExecutions"));
  EXPECT_THAT(why({{"Colour", "red"}}), HasSubstr("extraneous key [Colour] is not permitted"));
  EXPECT_THAT(why({{"Timeout", 901}}), HasSubstr("#/Timeout: 901 is not between 1 and 900"));
  EXPECT_THAT(why({{"MemorySize", 127}}), HasSubstr("#/MemorySize"));
  EXPECT_THAT(why({{"Role", "nobody"}}), HasSubstr("#/Role: is not the ARN of a role"));
  EXPECT_THAT(why({{"FunctionName", "a b"}}), HasSubstr("#/FunctionName"));
  EXPECT_THAT(why({{"Handler", nullptr}}), HasSubstr("required key [Handler] not found"));
  EXPECT_THAT(why({{"Code", {{"ImageUri", "i"}}}}), HasSubstr("#/Code/ImageUri"));
  EXPECT_THAT(why({{"TracingConfig", {{"Mode", "On"}}}}), HasSubstr("#/TracingConfig/Mode"));
  EXPECT_THAT(why({{"Environment", {{"Variables", {{"A1", json::array()}}}}}}),
              HasSubstr("#/Environment/Variables/A1"));
}

TEST(Provision, AcceptsCodeThatLiesElsewhere) {
  LambdaWorld world;
  EXPECT_EQ(world.function({{"Code", {{"S3Bucket", "b"}, {"S3Key", "k"}}}}).ref, "f");
}

TEST(Provision, RefusesReservedVariables) {
  LambdaWorld world;
  const auto error = world.refusal("AWS::Lambda::Function",
                                   {{"FunctionName", "f"},
                                    {"Handler", "f.so"},
                                    {"Runtime", "provided.al2023"},
                                    {"Role", "arn:aws:iam::000000000000:role/r"},
                                    {"Environment", {{"Variables", {{"AWS_REGION", "x"}}}}}});
  EXPECT_EQ(error.code, "InvalidParameterValueException");
  EXPECT_EQ(error.message,
            "Lambda was unable to configure your environment variables because the environment "
            "variables you have provided contains reserved keys that are currently not supported "
            "for modification. Reserved keys used in this request: AWS_REGION");
}

TEST(Provision, RefusesMoreThanFourKilobytesOfVariables) {
  LambdaWorld world;
  EXPECT_THROW(
      world.function({{"Environment", {{"Variables", {{"BIG", std::string(4096, 'x')}}}}}}),
      std::runtime_error);
}

TEST(Provision, ReplacesAFunctionForTheSameResourceAlone) {
  LambdaWorld world;
  world.function();
  world.function({{"Timeout", 9}});
  world.invoke("{}");
  EXPECT_EQ(world.host.invocations[0].timeout_ms, 9000);
  const auto error =
      world.refusal("AWS::Lambda::Function", {{"FunctionName", "f"},
                                              {"Handler", "f.so"},
                                              {"Runtime", "provided.al2023"},
                                              {"Role", "arn:aws:iam::000000000000:role/r"}});
  EXPECT_EQ(error.code, "ResourceConflictException");
}

TEST(Provision, PublishesVersionsThatKeepTheirConfiguration) {
  LambdaWorld world;
  world.function({{"Timeout", 5}});
  const auto version = world.provide("AWS::Lambda::Version", {{"FunctionName", "f"}}, "V1");
  EXPECT_EQ(version.ref, std::string(kFunctionArn) + ":1");
  EXPECT_EQ(version.attributes.at("Version"), "1");
  world.function({{"Timeout", 9}});
  EXPECT_EQ(world.http("POST", "/2015-03-31/functions/f:1/invocations", "{}")
                .headers.get("X-Amz-Executed-Version"),
            "1");
  EXPECT_EQ(world.host.invocations[0].timeout_ms, 5000);
  EXPECT_EQ(world.host.invocations[0].version, "1");
  EXPECT_THAT(world.host.invocations[0].log_stream, HasSubstr("/[1]"));
  EXPECT_EQ(world.provide("AWS::Lambda::Version", {{"FunctionName", "f"}}, "V1").ref, version.ref);
  EXPECT_EQ(world.provide("AWS::Lambda::Version", {{"FunctionName", "f"}}, "V2").ref,
            std::string(kFunctionArn) + ":2");
}

TEST(Provision, RefusesVersionsPermissionsAndSettingsOfNoFunction) {
  LambdaWorld world;
  EXPECT_EQ(world.refusal("AWS::Lambda::Version", {{"FunctionName", "f"}}).code,
            "ResourceNotFoundException");
  EXPECT_EQ(world.refusal("AWS::Lambda::Permission", topic_permission()).code,
            "ResourceNotFoundException");
  EXPECT_EQ(world
                .refusal("AWS::Lambda::EventInvokeConfig",
                         {{"FunctionName", "f"}, {"Qualifier", "$LATEST"}})
                .code,
            "ResourceNotFoundException");
}

TEST(Provision, RefusesDestinationsByName) {
  LambdaWorld world;
  world.function();
  EXPECT_THAT(world
                  .refusal("AWS::Lambda::EventInvokeConfig",
                           {{"FunctionName", "f"},
                            {"Qualifier", "$LATEST"},
                            {"DestinationConfig", {{"OnFailure", {{"Destination", "arn:x"}}}}}})
                  .message,
              HasSubstr("#/DestinationConfig/OnFailure: the emulator does not support"));
}

}  // namespace
}  // namespace tertulia::lambda

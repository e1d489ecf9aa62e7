#include <gtest/gtest.h>

#include "tests/model/loading.hpp"

namespace tertulia::model {
namespace {

using nlohmann::json;

std::vector<std::string> texts(const std::vector<Problem>& problems) {
  std::vector<std::string> result;
  for (const Problem& each : problems) result.push_back(each.text());
  return result;
}

using Texts = std::vector<std::string>;

TEST(Load, NamesTheServiceItsStageAndItsStack) {
  const auto loaded = load_text(service("  stage: sit\n  region: eu-west-1\n"));
  ASSERT_TRUE(loaded.ok()) << loaded.problem().text();
  EXPECT_EQ(loaded->service, "tea");
  EXPECT_EQ(loaded->stage, "sit");
  EXPECT_EQ(loaded->region, "eu-west-1");
  EXPECT_EQ(loaded->stack_name, "tea-sit");
}

TEST(Load, LetsOptionsWinOverTheProvider) {
  const auto loaded = load_text(service("  stage: sit\n"), {.options = {{"stage", "prod"}}});
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->stage, "prod");
}

TEST(Load, WarnsOfAnUnknownPropertyWithTheNearestOne) {
  const auto loaded =
      load_text(service("functions:\n  hello:\n    handler: hello\n    handlr: x\n"));
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(texts(loaded->warnings),
            (Texts{"serverless.yml:8: functions.hello.handlr: unknown property; did you mean "
                   "\"handler\"?"}));
}

TEST(Load, NeedsAHandler) {
  EXPECT_EQ(problem_of(service("functions:\n  hello:\n    timeout: 3\n")),
            "serverless.yml:6: functions.hello: has no \"handler\"");
}

TEST(Load, NeedsAServiceAndAProvider) {
  EXPECT_EQ(problem_of("provider: aws\n"),
            "serverless.yml:1: service: is missing; name the service: \"service: my-service\"");
  EXPECT_EQ(problem_of("service: tea\n"),
            "serverless.yml:1: provider: is missing; add \"provider: {name: aws}\"");
  EXPECT_EQ(problem_of("service: tea\nprovider: google\n"),
            "serverless.yml:2: provider.name: \"google\" is not supported, only aws is");
}

TEST(Load, ReportsValuesOfTheWrongType) {
  EXPECT_EQ(problem_of(service("functions:\n  hello:\n    handler: h\n    timeout: long\n")),
            "serverless.yml:8: functions.hello.timeout: must be a whole number, not a text");
}

TEST(Load, SaysThatTheFolderHasNoConfiguration) {
  const Folder folder;
  const auto loaded = load_folder(folder);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.problem().text(),
            folder.path() + ": the folder has no serverless.yml; name the file with --config");
}

TEST(Load, RefusesAConfigurationThatIsAProgram) {
  const Folder folder;
  folder.write("serverless.ts", "");
  const auto loaded = load_folder(folder);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.problem().message, "a configuration that is a program is not supported");
}

TEST(Load, ReadsJsonToo) {
  const Folder folder;
  folder.write("serverless.json", R"({"service": "tea", "provider": {"name": "aws"}})");
  EXPECT_TRUE(load_folder(folder).ok());
}

TEST(Load, ListsFunctionsWithTheirTriggers) {
  const auto loaded =
      load_text(service("functions:\n  sayHello:\n    handler: helloWorld\n    events:\n      - "
                        "http: GET /api/{name}\n"
                        "      - sns: joins\n"));
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded->functions.size(), 1U);
  const FunctionInfo& function = loaded->functions[0];
  EXPECT_EQ(function.name, "sayHello");
  EXPECT_EQ(function.logical_id, "SayHelloLambdaFunction");
  EXPECT_EQ(function.function_name, "tea-dev-sayHello");
  EXPECT_EQ(function.handler, "helloWorld");
  ASSERT_EQ(function.events.size(), 2U);
  EXPECT_EQ(function.events[0].trigger, "GET api/{name}");
  EXPECT_EQ(function.events[1].trigger, "joins");
  EXPECT_EQ(function.events[1].where.line, 10);
}

TEST(Load, KnowsWhereEachResourceComesFrom) {
  const auto loaded =
      load_text(service("functions:\n  hello:\n    handler: h\n    events:\n      - http: GET /a\n"
                        "resources:\n  Resources:\n    Topic:\n      Type: AWS::SNS::Topic\n"));
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->places.at("HelloLambdaFunction").line, 6);
  EXPECT_EQ(loaded->places.at("ApiGatewayMethodAGet").line, 9);
  EXPECT_EQ(loaded->places.at("Topic").line, 12);
}

TEST(Load, ListsWhatIsNotSupportedByNameAndLine) {
  const auto loaded = load_text(
      service("plugins:\n  - serverless-offline\n  - serverless-plugin-warmup\n"
              "functions:\n  hello:\n    handler: h\n    reservedConcurrency: 1\n    events:\n"
              "      - sqs: arn:aws:sqs:us-east-1:1:q\n      - http:\n          path: a\n          "
              "method: get\n"
              "          authorizer: aws_iam\n"));
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(
      texts(loaded->unsupported),
      (Texts{
          "serverless.yml:7: plugins.1: the plugin \"serverless-plugin-warmup\" is not supported",
          "serverless.yml:11: functions.hello.reservedConcurrency: \"reservedConcurrency\" is not "
          "supported",
          "serverless.yml:13: functions.hello.events.0.sqs: the event \"sqs\" is not supported",
          "serverless.yml:17: functions.hello.events.1.http.authorizer: authorizers are not "
          "supported"}));
  EXPECT_FALSE(resources_of(loaded).contains("ApiGatewayRestApi"));
}

TEST(Load, WarnsOfStatementsThatNeedAPlugin) {
  const auto loaded =
      load_text(service("functions:\n  hello:\n    handler: h\n    iamRoleStatements:\n      - "
                        "{Effect: Allow, Action: "
                        "'a:b', Resource: '*'}\n"));
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded->warnings.size(), 1U);
  EXPECT_EQ(loaded->warnings[0].message,
            "has no effect without the plugin serverless-iam-roles-per-function");
}

TEST(Load, GivesTheEmulatorsOwnSettings) {
  const auto loaded = load_text(service("custom:\n  tertulia: {functions: build}\n"));
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(*loaded->settings, (json{{"functions", "build"}}));
}

}  // namespace
}  // namespace tertulia::model

#include <gtest/gtest.h>

#include "tests/model/loading.hpp"

namespace tertulia::model {
namespace {

using nlohmann::json;

std::string hello(std::string_view more) {
  return service("functions:\n  hello:\n    handler: hello\n") + std::string(more);
}

json properties(const Loaded& loaded, const std::string& id) {
  const json resources = resources_of(loaded);
  if (!resources.is_object() || !resources.contains(id)) return resources;
  return resources[id]["Properties"];
}

TEST(TemplateFunctions, HaveTheFrameworksDefaults) {
  const json function = properties(load_text(hello("")), "HelloLambdaFunction");
  EXPECT_EQ(function["FunctionName"], "tea-dev-hello");
  EXPECT_EQ(function["MemorySize"], 1024);
  EXPECT_EQ(function["Timeout"], 6);
  EXPECT_EQ(function["Runtime"], "provided.al2023");
  EXPECT_FALSE(function.contains("Environment"));
}

TEST(TemplateFunctions, TakeTheProvidersSettingsAndTheirOwn) {
  const auto loaded = load_text(
      "service: tea\nprovider:\n  name: aws\n  timeout: 9\n  memorySize: 256\n"
      "  environment: {A: 1, B: shared}\n  tags: {a: x}\n"
      "functions:\n  hello:\n    handler: h\n    timeout: 3\n    environment: {B: own, C: true, D: "
      "~}\n");
  const json function = properties(loaded, "HelloLambdaFunction");
  EXPECT_EQ(function["Timeout"], 3);
  EXPECT_EQ(function["MemorySize"], 256);
  EXPECT_EQ(function["Environment"]["Variables"],
            (json{{"A", "1"}, {"B", "own"}, {"C", "true"}, {"D", ""}}));
  EXPECT_EQ(function["Tags"], (json::array({{{"Key", "a"}, {"Value", "x"}}})));
}

TEST(TemplateFunctions, NameLogicalIdsWithoutDashesAndUnderscores) {
  const json resources =
      resources_of(load_text(service("functions:\n  say-hello_now: {handler: h}\n")));
  EXPECT_TRUE(resources.contains("SayDashhelloUnderscorenowLambdaFunction"));
  EXPECT_TRUE(resources.contains("SayDashhelloUnderscorenowLogGroup"));
}

TEST(TemplateFunctions, MayPublishToTheirDeadLetterTopic) {
  const auto loaded = load_text(hello("    onError: arn:aws:sns:us-east-1:123456789012:dlq\n"));
  EXPECT_EQ(properties(loaded, "HelloLambdaFunction")["DeadLetterConfig"]["TargetArn"],
            "arn:aws:sns:us-east-1:123456789012:dlq");
  const json statements =
      properties(loaded, "IamRoleLambdaExecution")["Policies"][0]["PolicyDocument"]["Statement"];
  EXPECT_EQ(statements.back(),
            (json{{"Effect", "Allow"},
                  {"Action", json::array({"sns:Publish"})},
                  {"Resource", json::array({"arn:aws:sns:us-east-1:123456789012:dlq"})}}));
}

TEST(TemplateFunctions, RefuseADeadLetterTargetThatIsNoTopic) {
  EXPECT_EQ(
      problem_of(hello("    onError: somewhere\n")),
      "serverless.yml:8: functions.hello.onError: must be the ARN of an SNS topic; for example "
      "!Ref MyTopic");
}

TEST(TemplateFunctions, HaveTheirRetriesAndDestinations) {
  const auto loaded =
      load_text(hello("    maximumRetryAttempts: 0\n    destinations: {onFailure: other}\n  other: "
                      "{handler: o}\n"));
  EXPECT_EQ(
      properties(loaded, "HelloLambdaEvConf"),
      (json{
          {"FunctionName", {{"Ref", "HelloLambdaFunction"}}},
          {"Qualifier", "$LATEST"},
          {"MaximumRetryAttempts", 0},
          {"DestinationConfig",
           {{"OnFailure", {{"Destination", {{"Fn::GetAtt", {"OtherLambdaFunction", "Arn"}}}}}}}}}));
}

TEST(TemplateFunctions, TakeARoleFromElsewhere) {
  const auto loaded = load_text(hello("    role: MyRole\n"));
  const json function = resources_of(loaded)["HelloLambdaFunction"];
  EXPECT_EQ(function["Properties"]["Role"], (json{{"Fn::GetAtt", {"MyRole", "Arn"}}}));
  EXPECT_EQ(function["DependsOn"], (json{"HelloLogGroup", "MyRole"}));
  EXPECT_FALSE(resources_of(loaded).contains("IamRoleLambdaExecution"));
}

TEST(TemplateRoles, CarryTheProvidersStatements) {
  const std::string statement = "[{Effect: Allow, Action: 'dynamodb:Scan', Resource: '*'}]\n";
  const json expected = {
      {"Effect", "Allow"}, {"Action", json::array({"dynamodb:Scan"})}, {"Resource", "*"}};
  for (const std::string& written :
       {"  iamRoleStatements: " + statement,
        "  iam: {role: {statements: " + statement.substr(0, statement.size() - 1) + "}}\n"}) {
    const auto loaded = load_text(service(written + "functions:\n  hello: {handler: h}\n"));
    const json statements =
        properties(loaded, "IamRoleLambdaExecution")["Policies"][0]["PolicyDocument"]["Statement"];
    EXPECT_EQ(statements.back(), expected) << written;
  }
}

TEST(TemplateRoles, AreCheckedStatementByStatement) {
  EXPECT_EQ(problem_of(service("  iamRoleStatements:\n    - {Effect: Allow, Resource: '*'}\n"
                               "functions:\n  hello: {handler: h}\n")),
            "serverless.yml:6: provider.iamRoleStatements.0: needs either Action or NotAction");
}

TEST(TemplateRoles, BelongToOneFunctionWithThePlugin) {
  const auto loaded = load_text(service(
      "  iamRoleStatements: [{Effect: Allow, Action: ['s:a'], Resource: '*'}]\n"
      "plugins: [serverless-iam-roles-per-function]\n"
      "functions:\n  hello:\n    handler: h\n    iamRoleStatementsInherit: true\n"
      "    onError: !Ref Dlq\n"
      "    iamRoleStatements:\n      - {Effect: Allow, Action: 'dynamodb:Scan', Resource: '*'}\n"));
  const json role = properties(loaded, "HelloIamRoleLambdaExecution");
  EXPECT_EQ(
      role["RoleName"],
      (json{{"Fn::Join", {"-", {"tea", "dev", "hello", {{"Ref", "AWS::Region"}}, "lambdaRole"}}}}));
  const json statements = role["Policies"][0]["PolicyDocument"]["Statement"];
  ASSERT_EQ(statements.size(), 4U);
  EXPECT_EQ(statements[1]["Resource"], (json{{"Ref", "Dlq"}}));
  EXPECT_EQ(statements[2]["Action"], json::array({"s:a"}));
  EXPECT_EQ(statements[3]["Action"], json::array({"dynamodb:Scan"}));
  EXPECT_EQ(resources_of(loaded)["HelloLambdaFunction"]["DependsOn"],
            (json{"HelloIamRoleLambdaExecution", "HelloLogGroup"}));
}

TEST(TemplateHttp, MakesAResourceForEachPartOfAPath) {
  const auto loaded = load_text(hello("    events:\n      - http: GET /api/hello-you/{name}\n"));
  EXPECT_EQ(properties(loaded, "ApiGatewayResourceApiHelloDashyouNameVar"),
            (json{{"ParentId", {{"Ref", "ApiGatewayResourceApiHelloDashyou"}}},
                  {"PathPart", "{name}"},
                  {"RestApiId", {{"Ref", "ApiGatewayRestApi"}}}}));
  EXPECT_EQ(properties(loaded, "ApiGatewayMethodApiHelloDashyouNameVarGet")["HttpMethod"], "GET");
}

TEST(TemplateHttp, ServesTheRootAndGreedyPaths) {
  const auto loaded =
      load_text(hello("    events:\n      - http: ANY /\n      - http: ANY /{proxy+}\n"));
  EXPECT_EQ(properties(loaded, "ApiGatewayMethodAny")["ResourceId"],
            (json{{"Fn::GetAtt", {"ApiGatewayRestApi", "RootResourceId"}}}));
  EXPECT_EQ(properties(loaded, "ApiGatewayResourceProxyVar")["PathPart"], "{proxy+}");
}

TEST(TemplateHttp, AnswersPreflightsForCors) {
  const auto loaded = load_text(
      hello("    events:\n      - http: {path: a, method: get, cors: true}\n"
            "      - http: {path: a, method: post, cors: {origin: 'https://x.example', maxAge: 60, "
            "allowCredentials: true}}\n"));
  const json method = properties(loaded, "ApiGatewayMethodAOptions");
  EXPECT_EQ(method["Integration"]["IntegrationResponses"][0]["ResponseParameters"],
            (json{{"method.response.header.Access-Control-Allow-Origin", "'https://x.example'"},
                  {"method.response.header.Access-Control-Allow-Headers",
                   "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,"
                   "X-Amz-User-Agent,X-Amzn-Trace-Id'"},
                  {"method.response.header.Access-Control-Allow-Methods", "'OPTIONS,POST,GET'"},
                  {"method.response.header.Access-Control-Allow-Credentials", "'true'"},
                  {"method.response.header.Access-Control-Max-Age", "'60'"}}));
}

TEST(TemplateHttp, RequiresRequestParameters) {
  const auto loaded = load_text(hello(
      "    events:\n      - http:\n          path: a\n          method: get\n          request:\n"
      "            parameters: {querystrings: {page: true, size: {required: false}}, headers: "
      "{X-A: true}}\n"));
  EXPECT_EQ(properties(loaded, "ApiGatewayMethodAGet")["RequestParameters"],
            (json{{"method.request.querystring.page", true},
                  {"method.request.querystring.size", false},
                  {"method.request.header.X-A", true}}));
}

TEST(TemplateHttp, RefusesWhatIsNoMethodOrPath) {
  EXPECT_EQ(problem_of(hello("    events:\n      - http: FETCH /a\n")),
            "serverless.yml:9: functions.hello.events.0.http: \"FETCH\" is no HTTP method; did you "
            "mean \"PATCH\"?");
  EXPECT_EQ(problem_of(hello("    events:\n      - http: GET /a{b}\n")),
            "serverless.yml:9: functions.hello.events.0.http: \"a{b}\" must be a name or a whole "
            "{variable}, as {name} or {proxy+}");
  EXPECT_EQ(problem_of(hello("    events:\n      - http:\n        path: a\n        method: get\n")),
            "serverless.yml:9: functions.hello.events.0.http: is empty; write it as \"GET /path\", "
            "or indent \"path\" and \"method\" below it");
}

TEST(TemplateSns, MakesATopicThatHoldsItsSubscriptions) {
  const auto loaded = load_text(hello("    events:\n      - sns: dev-joins\n"));
  EXPECT_EQ(properties(loaded, "SNSTopicDevjoins"),
            (json{{"TopicName", "dev-joins"},
                  {"Subscription",
                   {{{"Endpoint", {{"Fn::GetAtt", {"HelloLambdaFunction", "Arn"}}}},
                     {"Protocol", "lambda"}}}}}));
  EXPECT_EQ(properties(loaded, "HelloLambdaPermissionDevjoinsSNS")["Principal"],
            "sns.amazonaws.com");
}

TEST(TemplateSns, SubscribesToATopicFromElsewhere) {
  const auto loaded = load_text(hello(
      "    events:\n      - sns: {arn: !Ref Topic, topicName: joins, filterPolicy: {a: [b]}}\n"));
  EXPECT_EQ(properties(loaded, "HelloSnsSubscriptionJoins"),
            (json{{"TopicArn", {{"Ref", "Topic"}}},
                  {"Protocol", "lambda"},
                  {"Endpoint", {{"Fn::GetAtt", {"HelloLambdaFunction", "Arn"}}}},
                  {"FilterPolicy", {{"a", json::array({"b"})}}}}));
}

TEST(TemplateSns, NeedsTheNameOfATopicGivenByReference) {
  EXPECT_EQ(problem_of(hello("    events:\n      - sns: {arn: !Ref Topic}\n")),
            "serverless.yml:9: functions.hello.events.0.sns: has no \"topicName\"; it is needed "
            "unless \"arn\" is written out as text");
}

TEST(TemplateResources, MayComeFromSeveralFiles) {
  const Folder folder;
  folder.write("a.yml", "Resources:\n  A:\n    Type: AWS::SNS::Topic\n");
  folder.write("serverless.yml",
               service("resources:\n  - ${file(a.yml)}\n  - Resources:\n      A:\n"
                       "        Properties: {TopicName: a}\n    Outputs:\n"
                       "      X: {Value: !Ref A}\n"));
  const auto loaded = load_folder(folder);
  EXPECT_EQ(resources_of(loaded)["A"],
            (json{{"Type", "AWS::SNS::Topic"}, {"Properties", {{"TopicName", "a"}}}}));
  EXPECT_EQ(loaded->places.at("A").file, "a.yml");
  EXPECT_EQ((*loaded->cloudformation)["Outputs"]["X"],
            (json{{"Value", {{"Ref", "A"}}}, {"Export", {{"Name", "sls-tea-dev-X"}}}}));
}

TEST(TemplateResources, ExtendGeneratedOnes) {
  const auto loaded = load_text(hello(
      "resources:\n  extensions:\n    HelloLogGroup:\n      Properties: {RetentionInDays: 3}\n"));
  EXPECT_EQ(properties(loaded, "HelloLogGroup")["RetentionInDays"], 3);
  EXPECT_EQ(problem_of(hello("resources:\n  extensions:\n    Nothing: {Condition: C}\n")),
            "serverless.yml:10: resources.extensions.Nothing: there is no such resource to extend");
}

TEST(PseudoParameters, BecomeSubsWithTheirPlugin) {
  const auto loaded = load_text(service(
      "plugins: [serverless-pseudo-parameters]\nresources:\n  Resources:\n    A:\n"
      "      Type: AWS::SNS::Topic\n      Properties:\n        TopicName: 'a-#{AWS::Region}'\n"
      "        DisplayName: !Sub 'b-#{AWS::AccountId}-${AWS::Region}'\n"));
  EXPECT_EQ(properties(loaded, "A"),
            (json{{"TopicName", {{"Fn::Sub", "a-${AWS::Region}"}}},
                  {"DisplayName", {{"Fn::Sub", "b-${AWS::AccountId}-${AWS::Region}"}}}}));
}

TEST(PseudoParameters, AreWarnedOfWhereAwsWouldNotReplaceThem) {
  const auto loaded = load_text(
      service("resources:\n  Resources:\n    A:\n      Type: AWS::SNS::Topic\n      Properties:\n"
              "        TopicName: 'a-${AWS::Region}'\n        DisplayName: 'a-#{AWS::Region}'\n"));
  ASSERT_TRUE(loaded.ok());
  ASSERT_EQ(loaded->warnings.size(), 2U);
  EXPECT_EQ(loaded->warnings[0].where.line, 10);
  EXPECT_EQ(loaded->warnings[1].remedy, "add it to \"plugins\", or write !Sub and \"${AWS::…}\"");
}

}  // namespace
}  // namespace tertulia::model

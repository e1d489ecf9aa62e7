#include "emulator/services/apigateway/provision.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/services/apigateway/definitions.hpp"
#include "emulator/services/apigateway/operations.hpp"
#include "tests/services/apigateway/api_world.hpp"

namespace tertulia::apigateway {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

constexpr auto kApi = "AWS::ApiGateway::RestApi";
constexpr auto kResource = "AWS::ApiGateway::Resource";
constexpr auto kMethod = "AWS::ApiGateway::Method";
constexpr auto kDeployment = "AWS::ApiGateway::Deployment";
constexpr auto kStage = "AWS::ApiGateway::Stage";

TEST(RestApi, IsNamedByItsId) {
  ApiWorld world;
  const auto api = world.make(
      kApi,
      {{"Name", "dev-app"}, {"EndpointConfiguration", {{"Types", {"EDGE"}}}}, {"Policy", ""}});
  EXPECT_THAT(api.ref, MatchesRegex("[a-z0-9]{10}"));
  EXPECT_EQ(api.attributes.at("RestApiId"), api.ref);
  EXPECT_THAT(api.attributes.at("RootResourceId"), MatchesRegex("[a-z0-9]{10}"));
}

TEST(RestApi, OfTheSameStackIsReplacedAndKeepsItsId) {
  ApiWorld world;
  world.add("/hello", "GET");
  world.deploy();
  ASSERT_EQ(world.get("/hello").status, 200);
  const auto before = world.api_id;
  world.make_api();
  EXPECT_EQ(world.api_id, before);
  EXPECT_EQ(world.get("/hello").status, 403);
  world.add("/hello", "GET");
  world.deploy();
  EXPECT_EQ(world.get("/hello").status, 200);
}

TEST(RestApi, RefusesByNameWhatTheEmulatorHasNot) {
  ApiWorld world;
  for (const auto* name : {"MinimumCompressionSize", "Body", "CloneFrom", "Policy"}) {
    EXPECT_THAT(world.refusal(kApi, {{"Name", "a"}, {name, {{"x", 1}}}}),
                HasSubstr(std::string("#/") + name + ": the emulator does not support"));
  }
  EXPECT_THAT(world.refusal(kApi, {{"Name", "a"}, {"Colour", "red"}}),
              HasSubstr("extraneous key [Colour] is not permitted"));
  EXPECT_THAT(
      world.refusal(kApi, {{"Name", "a"}, {"EndpointConfiguration", {{"Types", {"PRIVATE"}}}}}),
      HasSubstr("private endpoints"));
  EXPECT_THAT(world.refusal(kApi, Json::object()), HasSubstr("required key [Name] not found"));
}

struct Resources : ApiWorld {
  std::string refused(const std::string& parent, const std::string& part) {
    return refusal(kResource, {{"RestApiId", api_id}, {"ParentId", parent}, {"PathPart", part}});
  }
};

TEST(Resource, HasAnIdOfSixCharacters) {
  ApiWorld world;
  EXPECT_THAT(world.resource("/pets"), MatchesRegex("[a-z0-9]{6}"));
}

TEST(Resource, RefusesAPathPartThatIsNone) {
  Resources world;
  for (const auto* part : {"a b", "a/b", "{}", "{+}", "{a", "a}", "ñ", "{a b}", "a{b}"}) {
    EXPECT_THAT(world.refused(world.root, part), HasSubstr("path part only allow a-zA-Z0-9._-:"))
        << part;
  }
}

TEST(Resource, RefusesASecondOfTheSameName) {
  Resources world;
  world.resource("/pets");
  EXPECT_EQ(world.refused(world.root, "pets"),
            "Another resource with the same parent already has this name: pets");
}

TEST(Resource, RefusesASecondVariableBesideAnother) {
  Resources world;
  world.resource("/{id}");
  EXPECT_EQ(world.refused(world.root, "{proxy+}"),
            "A sibling ({id}) of this resource already has a variable path part -- only one is "
            "allowed");
}

TEST(Resource, RefusesAChildOfAGreedyPart) {
  Resources world;
  EXPECT_THAT(world.refused(world.resource("/{proxy+}"), "a"), HasSubstr("greedy path variable"));
}

TEST(Resource, NeedsItsApiAndParent) {
  Resources world;
  EXPECT_EQ(world.refused("nobody", "a"), "Invalid Resource identifier specified");
  world.api_id = "none";
  EXPECT_EQ(world.refused(world.root, "a"), "Invalid API identifier specified 000000000000:none");
}

struct Methods : ApiWorld {
  std::string refused(const Json& more) {
    Json properties{{"RestApiId", api_id},
                    {"ResourceId", resource("/hello")},
                    {"HttpMethod", "GET"},
                    {"AuthorizationType", "NONE"},
                    {"Integration", proxy()}};
    properties.update(more);
    return refusal(kMethod, properties);
  }
  std::string refused_integration(const Json& more) {
    auto integration = proxy();
    integration.update(more);
    return refused({{"Integration", integration}});
  }
  static Json proxy() {
    return {{"Type", "AWS_PROXY"}, {"IntegrationHttpMethod", "POST"}, {"Uri", hello_uri()}};
  }
};

TEST(Method, IsMadeOncePerResourceAndVerb) {
  Methods world;
  EXPECT_EQ(world.refused(Json::object()), "");
  EXPECT_EQ(world.refused(Json::object()), "Method already exists for this resource");
  EXPECT_EQ(world.refused({{"HttpMethod", "ANY"}}), "");
}

TEST(Method, RefusesAuthorizationByItsType) {
  Methods world;
  for (const auto* type : {"AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"}) {
    EXPECT_THAT(world.refused({{"AuthorizationType", type}, {"AuthorizerId", "a"}}),
                HasSubstr(std::string("does not have authorization by ") + type));
  }
  EXPECT_THAT(world.refused({{"AuthorizationType", "MAGIC"}}),
              HasSubstr("Invalid authorization type specified."));
}

TEST(Method, RefusesApiKeysModelsAndUnknownVerbs) {
  Methods world;
  EXPECT_THAT(world.refused({{"ApiKeyRequired", true}}), HasSubstr("#/ApiKeyRequired"));
  EXPECT_THAT(world.refused({{"RequestModels", {{"application/json", "M"}}}}),
              HasSubstr("#/RequestModels"));
  EXPECT_THAT(world.refused({{"HttpMethod", "FETCH"}}), HasSubstr("#/HttpMethod"));
  EXPECT_THAT(world.refused({{"RequestValidatorId", "none"}}), HasSubstr("Request Validator"));
}

TEST(Method, RefusesIntegrationsByTheirType) {
  Methods world;
  for (const auto* type : {"AWS", "HTTP", "HTTP_PROXY"}) {
    EXPECT_THAT(world.refused_integration({{"Type", type}}),
                HasSubstr(std::string("AWS_PROXY and MOCK, not ") + type));
  }
}

TEST(Method, RefusesWhatAProxyIntegrationCannotDoHere) {
  Methods world;
  EXPECT_THAT(world.refused_integration({{"Uri", "arn:aws:apigateway:us-east-1:sqs:path/q"}}),
              HasSubstr("currently only supports Lambda function"));
  EXPECT_THAT(world.refused_integration({{"Credentials", "arn:aws:iam::1:role/r"}}),
              HasSubstr("Credentials"));
  EXPECT_THAT(world.refused_integration({{"TimeoutInMillis", 29'001}}),
              HasSubstr("between 50 ms and 29000 ms"));
  EXPECT_THAT(world.refused_integration({{"ConnectionType", "VPC_LINK"}}),
              HasSubstr("ConnectionType"));
  EXPECT_THAT(world.refused_integration({{"Colour", 1}}), HasSubstr("extraneous key [Colour]"));
}

TEST(Method, NeedsAnIntegration) {
  Methods world;
  EXPECT_THAT(world.refused({{"Integration", nullptr}}),
              HasSubstr("No integration defined for method"));
}

TEST(Method, RefusesOtherTemplatesOfMockIntegrationsByTheirPlace) {
  Methods world;
  EXPECT_THAT(world.refused(cors_method("$input.json('$')")),
              HasSubstr("#/Integration/IntegrationResponses/0/ResponseTemplates/application/json"));
  auto method = cors_method();
  method["Integration"]["RequestTemplates"]["application/json"] = "#set($a = 1)";
  EXPECT_THAT(world.refused(method), HasSubstr("#/Integration/RequestTemplates/application/json"));
}

TEST(Method, RefusesAHeaderThatItsResponseDoesNotDeclare) {
  Methods world;
  auto method = cors_method();
  method["MethodResponses"][0]["ResponseParameters"] = Json::object();
  EXPECT_THAT(world.refused(method),
              HasSubstr("Invalid mapping expression parameter specified: method.response.header."));
}

TEST(Method, RefusesAnIntegrationResponseOfAStatusThatItsMethodHasNot) {
  Methods world;
  auto method = cors_method();
  method["MethodResponses"] = Json::array();
  EXPECT_THAT(world.refused(method), HasSubstr("No method response exists for method."));
}

TEST(Deployment, NeedsAMethod) {
  ApiWorld world;
  EXPECT_EQ(world.refusal(kDeployment, {{"RestApiId", world.api_id}}),
            "The REST API doesn't contain any methods");
}

TEST(Deployment, IsServedByAStageOfItsOwn) {
  ApiWorld world;
  world.add("/hello", "GET");
  const auto deployment = world.make(kDeployment, {{"RestApiId", world.api_id}});
  EXPECT_EQ(world.get("/hello").status, 403);
  const auto stage = world.make(kStage, {{"RestApiId", world.api_id},
                                         {"StageName", "dev"},
                                         {"DeploymentId", deployment.ref},
                                         {"TracingEnabled", true},
                                         {"Variables", {{"v", 1}}}});
  EXPECT_EQ(stage.ref, "dev");
  EXPECT_EQ(world.get("/hello").status, 200);
  EXPECT_EQ(world.event().at("stageVariables"), Json({{"v", "1"}}));
  EXPECT_EQ(world.event().at("requestContext").at("deploymentId"), deployment.ref);
}

TEST(Stage, RefusesWhatItCannotDo) {
  ApiWorld world;
  world.add("/hello", "GET");
  const auto deployment = world.make(kDeployment, {{"RestApiId", world.api_id}}).ref;
  const auto with = [&](const Json& more) {
    Json properties{
        {"RestApiId", world.api_id}, {"StageName", "dev"}, {"DeploymentId", deployment}};
    properties.update(more);
    return world.refusal(kStage, properties);
  };
  EXPECT_THAT(with({{"AccessLogSetting", {{"Format", "x"}}}}), HasSubstr("#/AccessLogSetting"));
  EXPECT_THAT(with({{"CacheClusterEnabled", true}}), HasSubstr("#/CacheClusterEnabled"));
  EXPECT_THAT(with({{"MethodSettings", {{{"ThrottlingRateLimit", 1}}}}}),
              HasSubstr("#/MethodSettings/0/ThrottlingRateLimit"));
  EXPECT_EQ(with({{"StageName", "a b"}}), "Stage name only allows a-zA-Z0-9-_");
  EXPECT_EQ(with({{"DeploymentId", "none"}}), "Invalid Deployment identifier specified");
  EXPECT_EQ(with(Json::object()), "");
  EXPECT_EQ(with(Json::object()), "Stage already exists");
}

TEST(Account, IsTakenForItsRole) {
  ApiWorld world;
  EXPECT_THAT(world.make("AWS::ApiGateway::Account", {{"CloudWatchRoleArn", "arn"}}).ref,
              MatchesRegex("app-dev-Thing-[A-Z0-9]{12}"));
}

TEST(InvokedFunction, IsTheOneInTheUri) {
  const auto function = invoked_function(hello_uri());
  ASSERT_TRUE(function);
  EXPECT_EQ(function->text(), "arn:aws:lambda:us-east-1:000000000000:function:hello");
}

TEST(InvokedFunction, IsNoneInOtherUris) {
  for (const auto* uri :
       {"", "arn:aws:lambda:us-east-1:1:function:f",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions//invocations",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/invocations",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations",
        "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem"}) {
    EXPECT_FALSE(invoked_function(uri)) << uri;
  }
}

TEST(ControlPlane, HasNoOperationsYet) { EXPECT_TRUE(Operations::entries().empty()); }

}  // namespace
}  // namespace tertulia::apigateway

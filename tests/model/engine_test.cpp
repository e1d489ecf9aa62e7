#include "emulator/model/engine.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::model {
namespace {

using nlohmann::json;

// Makes anything of its types, and remembers what it was asked for.
class Recorder final : public Provider {
 public:
  [[nodiscard]] std::vector<std::string_view> types() const override {
    return {"Test::Thing", "Test::Broken"};
  }
  [[nodiscard]] core::Result<Physical> create(const ResourceRequest& request) override {
    if (request.type == "Test::Broken") {
      return core::ApiError{.code = "ValidationException", .message = "Name is too short"};
    }
    made.push_back(request.logical_id);
    properties[request.logical_id] = request.properties;
    return Physical{.ref = "ref-" + request.logical_id,
                    .attributes = {{"Arn", "arn:" + request.logical_id}}};
  }
  std::vector<std::string> made;
  std::map<std::string, json> properties;
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() { engine_.add(recorder_); }

  Outcome<Stack> deploy(const json& cloudformation, bool skip_unsupported = false) {
    return engine_.deploy(Deployment{.cloudformation = cloudformation,
                                     .stack_name = "tea-dev",
                                     .region = "eu-west-1",
                                     .places = places_,
                                     .skip_unsupported = skip_unsupported});
  }

  // What a property with this value becomes; the problem's text if there is one.
  json resolved(const json& value, json more = json::object()) {
    more["Resources"]["Other"] = {{"Type", "Test::Thing"}};
    more["Resources"]["Thing"] = {{"Type", "Test::Thing"}, {"Properties", {{"Value", value}}}};
    const auto stack = deploy(more);
    if (!stack.ok()) return stack.problem().text();
    return recorder_.properties["Thing"].value("Value", json("absent"));
  }

  core::Env env_{{.clock = core::ClockMode::kVirtual, .seed = 1, .account = "123456789012"}};
  Recorder recorder_;
  Engine engine_{env_};
  std::map<std::string, Where> places_ = {{"Thing", {"serverless.yml", 12}},
                                          {"Broken", {"serverless.yml", 20}}};
};

TEST_F(EngineTest, GivesRefsAndAttributesOfResources) {
  EXPECT_EQ(resolved({{"Ref", "Other"}}), "ref-Other");
  EXPECT_EQ(resolved({{"Fn::GetAtt", {"Other", "Arn"}}}), "arn:Other");
  EXPECT_EQ(resolved({{"Fn::GetAtt", "Other.Arn"}}), "arn:Other");
}

TEST_F(EngineTest, GivesPseudoParameters) {
  EXPECT_EQ(resolved({{"Ref", "AWS::Region"}}), "eu-west-1");
  EXPECT_EQ(resolved({{"Ref", "AWS::AccountId"}}), "123456789012");
  EXPECT_EQ(resolved({{"Ref", "AWS::Partition"}}), "aws");
  EXPECT_EQ(resolved({{"Ref", "AWS::StackName"}}), "tea-dev");
  EXPECT_EQ(resolved({{"Ref", "AWS::URLSuffix"}}), "amazonaws.com");
}

TEST_F(EngineTest, LeavesOutNoValue) {
  EXPECT_EQ(resolved({{"Ref", "AWS::NoValue"}}), "absent");
  EXPECT_EQ(resolved(json::array({1, {{"Ref", "AWS::NoValue"}}, 2})), (json{1, 2}));
}

TEST_F(EngineTest, SubstitutesInText) {
  EXPECT_EQ(resolved({{"Fn::Sub", "${Other}/${Other.Arn}/${AWS::Region}/${!Literal}"}}),
            "ref-Other/arn:Other/eu-west-1/${Literal}");
  EXPECT_EQ(resolved({{"Fn::Sub", {"${a}-${Other}", {{"a", {{"Ref", "AWS::Region"}}}}}}}),
            "eu-west-1-ref-Other");
}

TEST_F(EngineTest, ReplacesPseudoParametersOutsideSubToo) {
  EXPECT_EQ(resolved("arn:${AWS::Region}:${AWS::AccountId}:${other}"),
            "arn:eu-west-1:123456789012:${other}");
}

TEST_F(EngineTest, JoinsSelectsAndSplits) {
  EXPECT_EQ(resolved({{"Fn::Join", {"-", {"a", 1, {{"Ref", "Other"}}}}}}), "a-1-ref-Other");
  EXPECT_EQ(resolved({{"Fn::Select", {"1", {"a", "b"}}}}), "b");
  EXPECT_EQ(resolved({{"Fn::Split", {",", "a,b,"}}}), (json{"a", "b", ""}));
  EXPECT_EQ(
      resolved({{"Fn::Select", {0, {{"Fn::Split", {":", {{"Fn::GetAtt", {"Other", "Arn"}}}}}}}}}),
      "arn");
  EXPECT_EQ(
      resolved({{"Fn::Select", {5, {"a"}}}}),
      "serverless.yml:12: Thing: Template error: Fn::Select cannot select nonexistent value at "
      "index 5");
}

TEST_F(EngineTest, FindsInMapsAndEncodes) {
  const json more = {{"Mappings", {{"M", {{"eu-west-1", {{"Name", "far"}}}}}}}};
  EXPECT_EQ(resolved({{"Fn::FindInMap", {"M", {{"Ref", "AWS::Region"}}, "Name"}}}, more), "far");
  EXPECT_EQ(resolved({{"Fn::Base64", "hello"}}), "aGVsbG8=");
}

TEST_F(EngineTest, TakesParametersByDefault) {
  const json more = {{"Parameters", {{"P", {{"Type", "Number"}, {"Default", 3}}}}}};
  EXPECT_EQ(resolved({{"Ref", "P"}}, more), "3");
}

TEST_F(EngineTest, DecidesByConditions) {
  const json more = {
      {"Conditions",
       {{"Here",
         {{"Fn::Equals",
           {{
                {"Ref", "AWS::Region"},
            },
            "eu-west-1"}}}},
        {"There", {{"Fn::Not", {{{"Condition", "Here"}}}}}},
        {"Both", {{"Fn::And", {{{"Condition", "Here"}}, {{"Condition", "There"}}}}}},
        {"Either", {{"Fn::Or", {{{"Condition", "Here"}}, {{"Condition", "There"}}}}}}}}};
  const auto chosen = [&](const char* name) {
    return resolved({{"Fn::If", {name, "yes", {{"Ref", "AWS::NoValue"}}}}}, more);
  };
  EXPECT_EQ(chosen("Here"), "yes");
  EXPECT_EQ(chosen("There"), "absent");
  EXPECT_EQ(chosen("Both"), "absent");
  EXPECT_EQ(chosen("Either"), "yes");
}

TEST_F(EngineTest, DoesNotMakeWhatItsConditionExcludes) {
  const auto stack = deploy({{"Conditions", {{"Never", {{"Fn::Equals", {"a", "b"}}}}}},
                             {"Resources",
                              {{"A", {{"Type", "Test::Thing"}, {"Condition", "Never"}}},
                               {"B", {{"Type", "Test::Thing"}, {"DependsOn", "A"}}}}}});
  ASSERT_TRUE(stack.ok()) << stack.problem().text();
  EXPECT_EQ(recorder_.made, std::vector<std::string>{"B"});
}

TEST_F(EngineTest, MakesResourcesAfterWhatTheyNeed) {
  const auto stack = deploy(
      {{"Resources",
        {{"A", {{"Type", "Test::Thing"}, {"DependsOn", {"B"}}}},
         {"B", {{"Type", "Test::Thing"}, {"Properties", {{"x", {{"Fn::Sub", "${C.Arn}"}}}}}}},
         {"C", {{"Type", "Test::Thing"}}}}}});
  ASSERT_TRUE(stack.ok()) << stack.problem().text();
  EXPECT_EQ(recorder_.made, (std::vector<std::string>{"C", "B", "A"}));
  EXPECT_EQ(stack->order, recorder_.made);
}

TEST_F(EngineTest, ReportsACircleWithItsPath) {
  const auto stack = deploy({{"Resources",
                              {{"A", {{"Type", "Test::Thing"}, {"DependsOn", "B"}}},
                               {"B", {{"Type", "Test::Thing"}, {"DependsOn", "A"}}}}}});
  ASSERT_FALSE(stack.ok());
  EXPECT_EQ(stack.problem().message, "Circular dependency between resources: [A -> B -> A]");
}

TEST_F(EngineTest, ReportsWhatAProviderRefuses) {
  const auto stack = deploy({{"Resources", {{"Broken", {{"Type", "Test::Broken"}}}}}});
  ASSERT_FALSE(stack.ok());
  EXPECT_EQ(stack.problem().text(),
            "serverless.yml:20: Broken: Test::Broken cannot be created: Name is too short "
            "(ValidationException)");
}

TEST_F(EngineTest, ReportsReferencesToNothing) {
  EXPECT_EQ(resolved({{"Ref", "Nothing"}}),
            "serverless.yml:12: Thing: Template format error: Unresolved resource dependencies "
            "[Nothing] in the Resources block of the template");
  EXPECT_EQ(resolved({{"Fn::GetAtt", {"Other", "Color"}}}),
            "serverless.yml:12: Thing: Template error: resource Other does not support attribute "
            "type Color in Fn::GetAtt");
}

TEST_F(EngineTest, RefusesByNameWhatItCannotResolve) {
  EXPECT_EQ(resolved({{"Fn::ImportValue", "x"}}),
            "serverless.yml:12: Thing: Fn::ImportValue is not supported");
  EXPECT_EQ(resolved("{{resolve:ssm:/a}}"),
            "serverless.yml:12: Thing: the dynamic reference in \"{{resolve:ssm:/a}}\" is not "
            "supported");
}

TEST_F(EngineTest, RefusesATypeThatNobodyMakes) {
  const json cloudformation = {{"Resources", {{"Thing", {{"Type", "AWS::SQS::Queue"}}}}}};
  const auto stack = deploy(cloudformation);
  ASSERT_FALSE(stack.ok());
  EXPECT_EQ(stack.problem().text(),
            "serverless.yml:12: Thing: the resource type \"AWS::SQS::Queue\" is not supported; "
            "--skip-unsupported leaves it out");
}

TEST_F(EngineTest, GivesWhatItLeavesOutANameAndAnArn) {
  const auto stack =
      deploy({{"Resources",
               {{"Queue", {{"Type", "AWS::SQS::Queue"}}},
                {"B",
                 {{"Type", "Test::Thing"},
                  {"Properties",
                   {{"Arn", {{"Fn::GetAtt", {"Queue", "Arn"}}}}, {"Url", {{"Ref", "Queue"}}}}}}}}}},
             true);
  ASSERT_TRUE(stack.ok()) << stack.problem().text();
  EXPECT_EQ(stack->warnings.size(), 1U);
  EXPECT_TRUE(stack->resources.at("Queue").skipped);
  const std::string name = stack->resources.at("Queue").physical.ref;
  EXPECT_TRUE(name.starts_with("tea-dev-Queue-")) << name;
  EXPECT_EQ(recorder_.properties["B"],
            (json{{"Arn", "arn:aws:sqs:eu-west-1:123456789012:" + name}, {"Url", name}}));
}

TEST_F(EngineTest, NamesTheDeploymentBucketWithoutMakingIt) {
  const auto stack =
      deploy({{"Resources", {{"ServerlessDeploymentBucket", {{"Type", "AWS::S3::Bucket"}}}}},
              {"Outputs", {{"Name", {{"Value", {{"Ref", "ServerlessDeploymentBucket"}}}}}}}});
  ASSERT_TRUE(stack.ok()) << stack.problem().text();
  EXPECT_TRUE(stack->outputs.at("Name").starts_with("tea-dev-serverlessdeploymentbucket-"));
}

TEST_F(EngineTest, ResolvesOutputs) {
  const auto stack = deploy({{"Resources", {{"A", {{"Type", "Test::Thing"}}}}},
                             {"Outputs", {{"X", {{"Value", {{"Fn::GetAtt", {"A", "Arn"}}}}}}}}});
  ASSERT_TRUE(stack.ok());
  EXPECT_EQ(stack->outputs.at("X"), "arn:A");
}

TEST_F(EngineTest, RefusesATemplateThatIsNone) {
  EXPECT_FALSE(deploy(json::object()).ok());
  EXPECT_FALSE(deploy({{"Resources", {{"A", {{"Properties", 1}}}}}}).ok());
  const auto stack = deploy({{"Resources", {{"A", {{"Type", "Test::Thing"}, {"Propertys", 1}}}}}});
  ASSERT_FALSE(stack.ok());
  EXPECT_EQ(stack.problem().text(),
            "A: Invalid template resource property 'Propertys'; did you mean \"Properties\"?");
}

TEST_F(EngineTest, RefusesConditionsThatDependOnThemselves) {
  const json more = {{"Conditions", {{"A", {{"Condition", "A"}}}}}};
  EXPECT_EQ(resolved({{"Fn::If", {"A", 1, 2}}}, more),
            "serverless.yml:12: Thing: the condition \"A\" depends on itself");
}

}  // namespace
}  // namespace tertulia::model

#include <gtest/gtest.h>

#include "tests/services/ssm/ssm_world.hpp"

namespace tertulia::ssm {
namespace {

/// A request for a String "/a" with those members besides.
std::string with(const nlohmann::json& more) {
  nlohmann::json request{{"Name", "/a"}, {"Value", "v"}, {"Type", "String"}};
  if (more.is_object()) request.update(more);
  return request.dump();
}

TEST(PutParameter, MakesTheFirstVersionOfTheStandardTier) {
  World world;
  EXPECT_EQ(world.call("PutParameter", with({})).body, R"({"Version":1,"Tier":"Standard"})");
}

TEST(PutParameter, OverwritesOnlyWhenAskedTo) {
  World world;
  world.given("/a", "one");
  EXPECT_EQ(
      world.refusal("PutParameter", with({})),
      "ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the "
      "overwrite option in the request to true.");
  EXPECT_EQ(world.ok("PutParameter", with({{"Overwrite", true}}))["Version"], 2);
}

TEST(PutParameter, KeepsTheTypeOfAVersionThatNamesNone) {
  World world;
  world.given("/a", "one", "SecureString");
  world.ok("PutParameter", R"({"Name":"/a","Value":"two","Overwrite":true})");
  EXPECT_EQ(world.ok("GetParameter", R"({"Name":"/a"})")["Parameter"]["Type"], "SecureString");
  EXPECT_EQ(world.value_of("/a"), "two");
}

TEST(PutParameter, NeedsATypeForANewParameter) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", R"({"Name":"/a","Value":"v"})"),
            "ValidationException: A parameter type is required when you create a parameter.");
}

TEST(PutParameter, KeepsAHundredVersions) {
  World world;
  for (int i = 1; i <= 101; ++i) world.given("/a", std::to_string(i));
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/a:1"})"),
            "ParameterVersionNotFound: Systems Manager could not find version 1 of /a. Verify the "
            "version and try again.");
  EXPECT_EQ(world.value_of("/a:2"), "2");
  EXPECT_EQ(world.value_of("/a"), "101");
}

TEST(PutParameter, RefusesNamesThatAwsKeepsForItself) {
  World world;
  const auto refusal = [&](std::string_view name) {
    return world.refusal("PutParameter", with({{"Name", name}}));
  };
  EXPECT_EQ(refusal("awslimit"),
            "AccessDeniedException: No access to reserved parameter name: awslimit.");
  EXPECT_EQ(refusal("/AWS/x"),
            "AccessDeniedException: No access to reserved parameter name: /AWS/x.");
  EXPECT_TRUE(refusal("ssm-x").starts_with(
      "ValidationException: Parameter name: can't be prefixed with \"ssm\" (case-insensitive)."));
  EXPECT_TRUE(refusal("/SSM/x").starts_with(
      "ValidationException: Parameter name: can't be prefixed with \"ssm\" (case-insensitive)."));
  EXPECT_EQ(refusal("/my/aws"), "accepted");
}

TEST(PutParameter, RefusesNamesThatAreNone) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"Name", "a/b"}})),
            "ValidationException: Parameter name must be a fully qualified name.");
  EXPECT_TRUE(world.refusal("PutParameter", with({{"Name", "a b"}}))
                  .starts_with("ValidationException: Parameter name: can't be prefixed"));
}

TEST(PutParameter, TakesFifteenLevels) {
  World world;
  std::string name;
  for (int i = 0; i < 15; ++i) name += "/l";
  EXPECT_EQ(world.refusal("PutParameter", with({{"Name", name}})), "accepted");
  EXPECT_EQ(
      world.refusal("PutParameter", with({{"Name", name + "/l"}})),
      "HierarchyLevelLimitExceededException: A hierarchy can have a maximum of 15 levels. For "
      "more information, see Requirements and constraints for parameter names in the AWS "
      "Systems Manager User Guide.");
}

TEST(PutParameter, LimitsValuesByTheirTier) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"Value", std::string(4096, 'v')}})), "accepted");
  EXPECT_EQ(
      world.refusal("PutParameter", with({{"Name", "/b"}, {"Value", std::string(4097, 'v')}})),
      "ValidationException: Standard tier parameters support a maximum parameter value of 4096 "
      "characters. To create a larger parameter value, upgrade the parameter to use the "
      "advanced-parameter tier. For more information, see "
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
      "parameter-store-advanced-parameters.html");
  EXPECT_EQ(world.refusal(
                "PutParameter",
                with({{"Name", "/c"}, {"Value", std::string(8192, 'v')}, {"Tier", "Advanced"}})),
            "accepted");
  EXPECT_EQ(world.refusal(
                "PutParameter",
                with({{"Name", "/d"}, {"Value", std::string(8193, 'v')}, {"Tier", "Advanced"}})),
            "ValidationException: Advanced tier parameters support a maximum parameter value of "
            "8192 characters.");
}

TEST(PutParameter, ChoosesTheTierWhenAskedTo) {
  World world;
  EXPECT_EQ(world.ok("PutParameter", with({{"Tier", "Intelligent-Tiering"}}))["Tier"], "Standard");
  EXPECT_EQ(world.ok("PutParameter", with({{"Name", "/b"},
                                           {"Value", std::string(5000, 'v')},
                                           {"Tier", "Intelligent-Tiering"}}))["Tier"],
            "Advanced");
}

TEST(PutParameter, NeverDowngrades) {
  World world;
  world.ok("PutParameter", with({{"Tier", "Advanced"}}));
  EXPECT_EQ(world.ok("PutParameter", with({{"Overwrite", true}}))["Tier"], "Advanced");
  EXPECT_TRUE(
      world.refusal("PutParameter", with({{"Overwrite", true}, {"Tier", "Standard"}}))
          .starts_with("ValidationException: This parameter uses the advanced-parameter tier."));
}

TEST(PutParameter, ChecksTheAllowedPatternNowAndLater) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"AllowedPattern", "^\\d+$"}})),
            "ParameterPatternMismatchException: Parameter value, cannot be validated against "
            "allowedPattern: ^\\d+$");
  world.ok("PutParameter", with({{"AllowedPattern", "^\\d+$"}, {"Value", "5"}}));
  EXPECT_EQ(world.refusal("PutParameter", with({{"Overwrite", true}, {"Value", "x"}})),
            "ParameterPatternMismatchException: Parameter value, cannot be validated against "
            "allowedPattern: ^\\d+$");
  EXPECT_EQ(world.refusal("PutParameter", with({{"Name", "/b"}, {"AllowedPattern", "("}})),
            "InvalidAllowedPatternException: The request doesn't meet the regular expression "
            "requirement.");
}

TEST(PutParameter, SurvivesAHostilePattern) {
  World world;
  EXPECT_TRUE(world
                  .refusal("PutParameter",
                           with({{"AllowedPattern", "(a+)+b"}, {"Value", std::string(4096, 'a')}}))
                  .starts_with("ParameterPatternMismatchException: "));
}

TEST(PutParameter, TakesTagsOnlyForANewParameter) {
  World world;
  const nlohmann::json tags{{"Tags", {{{"Key", "team"}, {"Value", "meetup"}}}}};
  EXPECT_EQ(world.refusal("PutParameter", with(tags)), "accepted");
  auto request = tags;
  request["Overwrite"] = true;
  EXPECT_EQ(world.refusal("PutParameter", with(request)),
            "ValidationException: Invalid request: tags and overwrite can't be used together. To "
            "create a parameter with tags, please remove overwrite flag. To update tags for an "
            "existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
}

TEST(PutParameter, RefusesWhatTheEmulatorLacksByName) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"Policies", "[]"}})),
            "ValidationException: Policies is not supported by the emulator.");
  EXPECT_EQ(world.refusal("PutParameter", with({{"Type", "SecureString"}, {"KeyId", "my-key"}})),
            "InvalidKeyId: The emulator has no KMS key my-key: secrets are kept with "
            "alias/aws/ssm.");
}

TEST(PutParameter, ChecksTheDataType) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"DataType", "Text"}})),
            "ValidationException: The following data type is not supported: Text (Data type names "
            "are all lowercase.)");
  world.ok("PutParameter", with({{"DataType", "aws:ec2:image"}}));
  EXPECT_EQ(world.ok("GetParameter", R"({"Name":"/a"})")["Parameter"]["DataType"], "aws:ec2:image");
}

TEST(PutParameter, RefusesValuesThatNameOtherParameters) {
  World world;
  EXPECT_EQ(world.refusal("PutParameter", with({{"Value", "x{{ssm:b}}"}})),
            "ValidationException: Parameter value can't nest another parameter. Do not use "
            "\"{{}}\" in the value.");
}

TEST(PutParameter, ReportsEveryViolationOfItsShape) {
  World world;
  EXPECT_EQ(
      world.refusal("PutParameter",
                    R"({"Name":"","Value":"","Type":"Number","Tags":[{"Key":"a!","Value":"b"}]})"),
      "ValidationException: 4 validation errors detected: Value '' at 'name' failed to "
      "satisfy constraint: Member must have length greater than or equal to 1; Value '' at "
      "'value' failed to satisfy constraint: Member must have length greater than or equal to "
      "1; Value 'Number' at 'type' failed to satisfy constraint: Member must satisfy enum "
      "value set: [String, StringList, SecureString]; Value 'a!' at 'tags.1.member.key' "
      "failed to satisfy constraint: Member must satisfy regular expression pattern: "
      "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$");
}

TEST(DeleteParameter, DropsAllVersions) {
  World world;
  world.given("/a", "one");
  world.given("/a", "two");
  EXPECT_EQ(world.call("DeleteParameter", R"({"Name":"/a"})").body, "{}");
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/a"})"), "ParameterNotFound: ");
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/a:1"})"), "ParameterNotFound: ");
  EXPECT_EQ(world.refusal("DeleteParameter", R"({"Name":"/a"})"), "ParameterNotFound: ");
  EXPECT_EQ(world.ok("PutParameter", with({}))["Version"], 1);
}

TEST(DeleteParameters, SaysWhichThereWere) {
  World world;
  world.given("/a", "one");
  EXPECT_EQ(world.call("DeleteParameters", R"({"Names":["/b","/a"]})").body,
            R"({"DeletedParameters":["/a"],"InvalidParameters":["/b"]})");
}

}  // namespace
}  // namespace tertulia::ssm

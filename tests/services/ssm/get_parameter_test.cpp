#include <gtest/gtest.h>

#include "emulator/base/encoding.hpp"
#include "tests/services/ssm/ssm_world.hpp"

namespace tertulia::ssm {
namespace {

TEST(GetParameter, ReturnsTheNewestVersion) {
  World world;
  world.given("/a/b", "one");
  world.given("/a/b", "two");
  EXPECT_EQ(
      world.call("GetParameter", R"({"Name":"/a/b"})").body,
      R"({"Parameter":{"Name":"/a/b","Type":"String","Value":"two","Version":2,"LastModifiedDate":1767225600,"ARN":"arn:aws:ssm:us-east-1:000000000000:parameter/a/b","DataType":"text"}})");
}

TEST(GetParameter, OfOneLevelHasAnArnWithASlash) {
  World world;
  world.given("a", "one");
  EXPECT_EQ(world.ok("GetParameter", R"({"Name":"a"})")["Parameter"]["ARN"],
            "arn:aws:ssm:us-east-1:000000000000:parameter/a");
}

TEST(GetParameter, ReturnsAVersionByItsNumber) {
  World world;
  world.given("/a", "one");
  world.given("/a", "two");
  const auto parameter = world.ok("GetParameter", R"({"Name":"/a:1"})")["Parameter"];
  EXPECT_EQ(parameter["Value"], "one");
  EXPECT_EQ(parameter["Name"], "/a");
  EXPECT_EQ(parameter["Version"], 1);
  EXPECT_EQ(parameter["Selector"], ":1");
}

TEST(GetParameter, TakesArns) {
  World world;
  world.given("a", "plain");
  world.given("/x/y", "deep");
  world.given("/x/y", "deeper");
  constexpr std::string_view kArn = "arn:aws:ssm:us-east-1:000000000000:parameter/";
  EXPECT_EQ(world.value_of(base::cat(kArn, "a")), "plain");
  EXPECT_EQ(world.value_of(base::cat(kArn, "x/y")), "deeper");
  EXPECT_EQ(world.value_of(base::cat(kArn, "x/y:1")), "deep");
}

TEST(GetParameter, AnswersParameterNotFoundForANameThatDoesNotExist) {
  World world;
  const auto answer = world.call("GetParameter", R"({"Name":"/nowhere"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, R"({"__type":"ParameterNotFound"})");
}

TEST(GetParameter, AnswersParameterVersionNotFoundForAVersionOrLabelThatDoesNotExist) {
  World world;
  world.given("/a", "one");
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/a:7"})"),
            "ParameterVersionNotFound: Systems Manager could not find version 7 of /a. Verify the "
            "version and try again.");
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/a:live"})"),
            "ParameterVersionNotFound: Systems Manager could not find label live for parameter /a. "
            "Verify the label and try again.");
  EXPECT_EQ(world.refusal("GetParameter", R"({"Name":"/b:7"})"), "ParameterNotFound: ");
}

TEST(GetParameter, RefusesWhatIsNoName) {
  World world;
  for (const auto* name : {"{test}-test", "a b", "a/b", "/a//b", "/a/"}) {
    EXPECT_EQ(world.refusal("GetParameter", base::cat(R"({"Name":")", name, R"("})")),
              "ValidationException: Parameter name: can't be prefixed with \"ssm\" "
              "(case-insensitive). If formed as a path, it can consist of sub-paths divided by "
              "slash symbol; each sub-path can be formed as a mix of letters, numbers and the "
              "following 3 symbols .-_")
        << name;
  }
}

TEST(GetParameter, NeedsAName) {
  World world;
  const auto answer = world.call("GetParameter", "{}");
  EXPECT_EQ(
      answer.body,
      R"({"__type":"ValidationException","message":"1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"})");
}

TEST(GetParameter, NeedsPermissionForTheParameterWithoutItsVersion) {
  World world;
  world.given("/a", "one");
  world.principal = core::assumed_role("000000000000", "r", "s");
  world.authorizer.deny("ssm:GetParameter");
  EXPECT_EQ(
      world.refusal("GetParameter", R"({"Name":"/a:1"})"),
      "AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/r/s is not "
      "authorized to perform: ssm:GetParameter on resource: "
      "arn:aws:ssm:us-east-1:000000000000:parameter/a because no identity-based policy allows "
      "the ssm:GetParameter action");
}

TEST(SecureString, IsReadInClearOnlyWithDecryption) {
  World world;
  world.given("/secret", "getTogethers-dev", "SecureString");
  EXPECT_EQ(world.value_of("/secret"), "getTogethers-dev");
  const std::string opaque =
      world.ok("GetParameter", R"({"Name":"/secret"})")["Parameter"]["Value"];
  EXPECT_TRUE(opaque.starts_with("AQICAH")) << opaque;
  const auto bytes = base::from_base64(opaque);
  ASSERT_TRUE(bytes.has_value());
  EXPECT_EQ(bytes->find("getTogethers"), std::string::npos);
}

TEST(SecureString, IsNotInClearInTheDatabase) {
  World world;
  world.given("/secret", "a very secret table name", "SecureString");
  world.given("/open", "a very open table name");
  const auto bytes = world.database.serialize();
  EXPECT_EQ(bytes.find("a very secret table name"), std::string::npos);
  EXPECT_NE(bytes.find("a very open table name"), std::string::npos);
}

TEST(SecureString, OfTheSameValueIsAnotherCiphertextEachTime) {
  World world;
  world.given("/secret", "value", "SecureString");
  world.given("/secret", "value", "SecureString");
  EXPECT_NE(world.ok("GetParameter", R"({"Name":"/secret:1"})")["Parameter"]["Value"],
            world.ok("GetParameter", R"({"Name":"/secret:2"})")["Parameter"]["Value"]);
}

TEST(SecureString, OutlivesTheService) {
  World world;
  world.given("/secret", "value", "SecureString");
  core::Env other_env{{.clock = core::ClockMode::kVirtual, .seed = 99}};
  Ssm later(world.database, other_env);
  const core::Call call{.env = other_env,
                        .account = "000000000000",
                        .region = "us-east-1",
                        .principal = core::administrator("000000000000")};
  EXPECT_EQ(later.value_of(call, "/secret"), "value");
}

TEST(ValueOf, IsForVariablesOfTheTemplate) {
  World world;
  world.given("/a", "one");
  const core::Call call{.env = world.env,
                        .account = "000000000000",
                        .region = "us-east-1",
                        .principal = core::administrator("000000000000")};
  EXPECT_EQ(world.service.value_of(call, "/a"), "one");
  EXPECT_EQ(world.service.value_of(call, "/b"), std::nullopt);
}

}  // namespace
}  // namespace tertulia::ssm

#include <gtest/gtest.h>

#include "tests/services/ssm/ssm_world.hpp"

namespace tertulia::ssm {
namespace {

std::string names_of(const nlohmann::json& answer) {
  std::string names;
  for (const auto& parameter : answer["Parameters"]) {
    base::append(names, names.empty() ? "" : " ", parameter["Name"].get<std::string>());
  }
  return names;
}

TEST(GetParameters, ComeInTheOrderOfTheirNames) {
  World world;
  world.given("/b", "2");
  world.given("/a", "1");
  const auto answer = world.ok("GetParameters", R"({"Names":["/b","/a"]})");
  EXPECT_EQ(names_of(answer), "/a /b");
  EXPECT_TRUE(answer["InvalidParameters"].empty());
}

TEST(GetParameters, ListsTheNamesThatThereAreNoneOfAsTheyWereGiven) {
  World world;
  world.given("/a", "1");
  const auto answer = world.ok("GetParameters", R"({"Names":["/z","/a:9","/a","/y"]})");
  EXPECT_EQ(names_of(answer), "/a");
  EXPECT_EQ(answer["InvalidParameters"].dump(), R"(["/z","/a:9","/y"])");
}

TEST(GetParameters, AnswersANameOnce) {
  World world;
  world.given("/a", "1");
  const auto answer = world.ok("GetParameters", R"({"Names":["/a","/a","/z","/z"]})");
  EXPECT_EQ(names_of(answer), "/a");
  EXPECT_EQ(answer["InvalidParameters"].dump(), R"(["/z"])");
}

TEST(GetParameters, DecryptsOnlyWhenAskedTo) {
  World world;
  world.given("/s", "secret", "SecureString");
  EXPECT_EQ(world.ok("GetParameters",
                     R"({"Names":["/s"],"WithDecryption":true})")["Parameters"][0]["Value"],
            "secret");
  EXPECT_NE(world.ok("GetParameters", R"({"Names":["/s"]})")["Parameters"][0]["Value"], "secret");
}

TEST(GetParameters, TakesOneToTenNames) {
  World world;
  EXPECT_EQ(world.refusal("GetParameters", R"({"Names":[]})"),
            "ValidationException: 1 validation error detected: Value '[]' at 'names' failed to "
            "satisfy constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(
      world.refusal("GetParameters", R"({"Names":["a","b","c","d","e","f","g","h","i","j","k"]})"),
      "ValidationException: 1 validation error detected: Value '[a, b, c, d, e, f, g, h, i, "
      "j, k]' at 'names' failed to satisfy constraint: Member must have length less than or "
      "equal to 10");
}

TEST(GetParameters, NeedsPermissionForEachName) {
  World world;
  world.principal = core::assumed_role("000000000000", "r", "s");
  world.authorizer.deny("ssm:GetParameters");
  EXPECT_TRUE(world.refusal("GetParameters", R"({"Names":["/gettogethers/dev/table"]})")
                  .starts_with("AccessDeniedException: User: "
                               "arn:aws:sts::000000000000:assumed-role/r/s is not authorized to "
                               "perform: ssm:GetParameters on resource: "
                               "arn:aws:ssm:us-east-1:000000000000:parameter/gettogethers/dev/"
                               "table "));
}

struct Hierarchy : World {
  Hierarchy() {
    for (const auto* name : {"/app/a", "/app/b", "/app/b/deep", "/apple", "root"}) given(name, "v");
    given("/app/secret", "s", "SecureString");
  }
  std::string below(std::string_view request) {
    return names_of(ok("GetParametersByPath", request));
  }
};

TEST(GetParametersByPath, HasTheLevelBelowThePath) {
  Hierarchy world;
  EXPECT_EQ(world.below(R"({"Path":"/app"})"), "/app/a /app/b /app/secret");
  EXPECT_EQ(world.below(R"({"Path":"/app/"})"), "/app/a /app/b /app/secret");
  EXPECT_EQ(world.below(R"({"Path":"/app/b"})"), "/app/b/deep");
  EXPECT_EQ(world.below(R"({"Path":"/none"})"), "");
}

TEST(GetParametersByPath, HasAllLevelsWhenRecursive) {
  Hierarchy world;
  EXPECT_EQ(world.below(R"({"Path":"/app","Recursive":true})"),
            "/app/a /app/b /app/b/deep /app/secret");
}

TEST(GetParametersByPath, OfTheRootHasTheFirstLevel) {
  Hierarchy world;
  EXPECT_EQ(world.below(R"({"Path":"/"})"), "/apple root");
}

TEST(GetParametersByPath, ComesInPages) {
  Hierarchy world;
  const auto first =
      world.ok("GetParametersByPath", R"({"Path":"/app","Recursive":true,"MaxResults":2})");
  EXPECT_EQ(names_of(first), "/app/a /app/b");
  const auto second =
      world.ok("GetParametersByPath",
               base::cat(R"({"Path":"/app","Recursive":true,"MaxResults":2,"NextToken":")",
                         first["NextToken"].get<std::string>(), R"("})"));
  EXPECT_EQ(names_of(second), "/app/b/deep /app/secret");
  EXPECT_FALSE(second.contains("NextToken"));
}

TEST(GetParametersByPath, HasTenAtMost) {
  World world;
  for (int i = 0; i < 11; ++i) world.given(base::cat("/p/n", 10 + i), "v");
  const auto answer = world.ok("GetParametersByPath", R"({"Path":"/p"})");
  EXPECT_EQ(answer["Parameters"].size(), 10U);
  EXPECT_TRUE(answer.contains("NextToken"));
  EXPECT_EQ(
      world.refusal("GetParametersByPath", R"({"Path":"/p","MaxResults":11})"),
      "ValidationException: 1 validation error detected: Value '11' at 'maxResults' failed to "
      "satisfy constraint: Member must have value less than or equal to 10");
}

TEST(GetParametersByPath, Filters) {
  Hierarchy world;
  EXPECT_EQ(world.below(
                R"({"Path":"/app","ParameterFilters":[{"Key":"Type","Values":["SecureString"]}]})"),
            "/app/secret");
  EXPECT_EQ(
      world.below(
          R"({"Path":"/app","ParameterFilters":[{"Key":"KeyId","Option":"BeginsWith","Values":["alias/aws"]}]})"),
      "/app/secret");
}

TEST(GetParametersByPath, RefusesFiltersThatAreNone) {
  World world;
  const auto refusal = [&](std::string_view filters) {
    return world.refusal("GetParametersByPath",
                         base::cat(R"({"Path":"/","ParameterFilters":[)", filters, "]}"));
  };
  EXPECT_EQ(refusal(R"({"Key":"Name","Values":["a"]})"),
            "InvalidFilterKey: The following filter key is not valid: Name. Valid filter keys "
            "include: [Type, KeyId].");
  EXPECT_EQ(refusal(R"({"Key":"Type"})"),
            "InvalidFilterValue: The following filter values are missing : null for filter key "
            "Type.");
  EXPECT_EQ(refusal(R"({"Key":"Type","Values":["Number"]})"),
            "InvalidFilterOption: The following filter value is not valid: Number. Valid values "
            "include: [String, StringList, SecureString].");
  EXPECT_EQ(
      refusal(R"({"Key":"Type","Option":"Contains","Values":["String"]})"),
      "InvalidFilterOption: The following filter option is not valid: Contains. Valid options "
      "include: [BeginsWith, Equals].");
  EXPECT_EQ(refusal(R"({"Key":"Type","Values":["String"]},{"Key":"Type","Values":["String"]})"),
            "InvalidFilterKey: The following filter is duplicated in the request: Type. A request "
            "can contain only one occurrence of a specific filter.");
}

TEST(GetParametersByPath, RefusesWhatIsNoPathAndNoToken) {
  World world;
  EXPECT_EQ(world.refusal("GetParametersByPath", R"({"Path":"app"})"),
            "ValidationException: The parameter doesn't meet the parameter name requirements. The "
            "parameter name must begin with a forward slash \"/\". It can't be prefixed with "
            "\\\"aws\\\" or \\\"ssm\\\" (case-insensitive). It must use only letters, numbers, or "
            "the following symbols: . (period), - (hyphen), _ (underscore). Special characters are "
            "not allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". "
            "Valid example: /get/parameters2-/by1./path0_.");
  EXPECT_EQ(world.refusal("GetParametersByPath", R"({"Path":"/a","NextToken":"nonsense!"})"),
            "InvalidNextToken: The specified token isn't valid.");
}

}  // namespace
}  // namespace tertulia::ssm

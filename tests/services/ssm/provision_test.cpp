#include "emulator/services/ssm/provision.hpp"

#include <gtest/gtest.h>

#include "tests/services/ssm/ssm_world.hpp"

namespace tertulia::ssm {
namespace {

struct ProvisionWorld : World {
  Provision provision{service, env};

  core::Result<model::Physical> create(std::string_view properties,
                                       std::string logical_id = "Thing") {
    const auto value = nlohmann::json::parse(properties);
    return provision.create({.logical_id = std::move(logical_id),
                             .type = "AWS::SSM::Parameter",
                             .properties = value,
                             .stack_name = "gettogether-dev",
                             .account = env.account,
                             .region = env.region,
                             .root = ".",
                             .where = {}});
  }
  std::string refused(std::string_view properties) {
    const auto result = create(properties);
    return result.ok() ? "accepted" : base::cat(result.error().code, ": ", result.error().message);
  }
};

TEST(ParameterResource, MakesAParameter) {
  ProvisionWorld world;
  const auto made = world.create(
      R"({"Name":"/a","Type":"String","Value":"v","Description":"d","Tags":{"team":"meetup"}})");
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->ref, "/a");
  EXPECT_EQ(made->attributes.at("Type"), "String");
  EXPECT_EQ(made->attributes.at("Value"), "v");
  EXPECT_EQ(world.value_of("/a"), "v");
}

TEST(ParameterResource, GetsANewVersionOnlyWhenItsValueChanged) {
  ProvisionWorld world;
  ASSERT_TRUE(world.create(R"({"Type":"String","Value":"v"})").ok());
  const auto again = world.create(R"({"Type":"String","Value":"v"})");
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->ref.starts_with("CFN-Thing-"));
  const auto request = base::cat(R"({"Name":")", again->ref, R"("})");
  EXPECT_EQ(world.ok("GetParameter", request)["Parameter"]["Version"], 1);
  ASSERT_TRUE(world.create(R"({"Type":"String","Value":"w"})").ok());
  EXPECT_EQ(world.ok("GetParameter", request)["Parameter"]["Version"], 2);
}

TEST(ParameterResource, DoesNotTakeAParameterOfSomebodyElse) {
  ProvisionWorld world;
  world.given("/a", "v");
  EXPECT_TRUE(world.refused(R"({"Name":"/a","Type":"String","Value":"v"})")
                  .starts_with("ParameterAlreadyExists: "));
}

TEST(ParameterResource, RefusesSecretsAsCloudFormationDoes) {
  ProvisionWorld world;
  EXPECT_EQ(world.refused(R"({"Name":"/a","Type":"SecureString","Value":"v"})"),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#/Type: SecureString is not a valid enum value");
}

TEST(ParameterResource, RefusesPropertiesByName) {
  ProvisionWorld world;
  EXPECT_EQ(world.refused(R"({"Type":"String","Value":"v","Policies":"[]"})"),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#/Policies: the emulator does not support this property");
  EXPECT_EQ(world.refused(R"({"Type":"String","Value":"v","KeyId":"k"})"),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#: extraneous key [KeyId] is not permitted");
  EXPECT_EQ(world.refused(R"({"Type":"String"})"),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#: required key [Value] not found");
}

}  // namespace
}  // namespace tertulia::ssm

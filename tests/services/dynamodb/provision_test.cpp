#include "emulator/services/dynamodb/provision.hpp"

#include <gtest/gtest.h>

#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

struct ProvisionWorld : World {
  Provision provision{service, env};

  core::Result<model::Physical> create(std::string_view properties) {
    const auto parsed = nlohmann::json::parse(properties);
    return provision.create({.logical_id = "PeopleTable",
                             .type = "AWS::DynamoDB::Table",
                             .properties = parsed,
                             .stack_name = "gettogether-dev",
                             .account = env.account,
                             .region = env.region,
                             .root = "",
                             .where = {}});
  }
};

constexpr std::string_view kTable = R"({"TableName":"people-dev","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
    "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
    "Tags":[{"Key":"owner","Value":"ana"}]})";

/// `kTable` with one property more or another value.
std::string with(std::string_view name, std::string_view value) {
  auto table = nlohmann::json::parse(kTable);
  table[std::string(name)] = nlohmann::json::parse(value);
  return table.dump();
}

TEST(ProvisionOfATable, MakesItAndNamesIt) {
  ProvisionWorld world;
  const auto physical = world.create(kTable);
  ASSERT_TRUE(physical.ok()) << physical.error().message;
  EXPECT_EQ(physical.value().ref, "people-dev");
  EXPECT_EQ(physical.value().attributes.at("Arn"),
            "arn:aws:dynamodb:us-east-1:000000000000:table/people-dev");
  world.put("people-dev", R"({"id":{"S":"a"}})");
}

TEST(ProvisionOfATable, MakesUpANameWhenThereIsNone) {
  ProvisionWorld world;
  auto table = nlohmann::json::parse(kTable);
  table.erase("TableName");
  const auto physical = world.create(table.dump());
  ASSERT_TRUE(physical.ok()) << physical.error().message;
  EXPECT_TRUE(physical.value().ref.starts_with("gettogether-dev-PeopleTable-"));
}

TEST(ProvisionOfATable, TakesNumbersWrittenAsText) {
  ProvisionWorld world;
  auto table = nlohmann::json::parse(kTable);
  table["BillingMode"] = "PROVISIONED";
  table["ProvisionedThroughput"] = {{"ReadCapacityUnits", "5"}, {"WriteCapacityUnits", 2}};
  ASSERT_TRUE(world.create(table.dump()).ok());
  EXPECT_EQ(
      world.ok(
          "DescribeTable",
          R"({"TableName":"people-dev"})")["Table"]["ProvisionedThroughput"]["ReadCapacityUnits"],
      5);
}

TEST(ProvisionOfATable, MakesItsIndexes) {
  ProvisionWorld world;
  auto table = nlohmann::json::parse(with("GlobalSecondaryIndexes", R"([{
    "IndexName":"by-town","KeySchema":[{"AttributeName":"town","KeyType":"HASH"}],
    "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["age"]}}])"));
  table["AttributeDefinitions"].push_back({{"AttributeName", "town"}, {"AttributeType", "S"}});
  ASSERT_TRUE(world.create(table.dump()).ok());
  const auto described = world.ok("DescribeTable", R"({"TableName":"people-dev"})")["Table"];
  const auto& index = described["GlobalSecondaryIndexes"][0];
  EXPECT_EQ(index["IndexName"], "by-town");
  EXPECT_EQ(index["KeySchema"][0]["AttributeName"], "town");
  EXPECT_EQ(index["Projection"]["NonKeyAttributes"][0], "age");
}

TEST(ProvisionOfATable, EnablesItsTimeToLive) {
  ProvisionWorld world;
  ASSERT_TRUE(
      world.create(with("TimeToLiveSpecification", R"({"AttributeName":"until","Enabled":"true"})"))
          .ok());
  EXPECT_EQ(world.ok("DescribeTimeToLive",
                     R"({"TableName":"people-dev"})")["TimeToLiveDescription"]["AttributeName"],
            "until");
}

TEST(ProvisionOfATable, OpensItsStream) {
  ProvisionWorld world;
  const auto made = world.create(with("StreamSpecification", R"({"StreamViewType":"NEW_IMAGE"})"));
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(made->attributes.at("StreamArn")
                  .starts_with("arn:aws:dynamodb:us-east-1:000000000000:table/people-dev/stream/"));
}

TEST(ProvisionOfATable, NamesWhatIsWrongInAnIndex) {
  ProvisionWorld world;
  const auto refused = world.create(
      with("LocalSecondaryIndexes", R"([{"IndexName":"i","KeySchema":[{"AttributeName":"id"}],
                                    "Projection":{"ProjectionType":"ALL"}}])"));
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("/LocalSecondaryIndexes/0/KeySchema/0"), std::string::npos)
      << refused.error().message;
}

TEST(ProvisionOfATable, EncryptsWhenAsked) {
  ProvisionWorld world;
  ASSERT_TRUE(world.create(with("SSESpecification", R"({"SSEEnabled":true})")).ok());
  EXPECT_EQ(world.ok("DescribeTable",
                     R"({"TableName":"people-dev"})")["Table"]["SSEDescription"]["Status"],
            "ENABLED");
}

TEST(ProvisionOfATable, TakesWhatMakesNoDifferenceHere) {
  ProvisionWorld world;
  EXPECT_TRUE(world.create(with("ContributorInsightsSpecification", R"({"Enabled":true})")).ok());
}

TEST(ProvisionOfATable, TurnsPointInTimeRecoveryOn) {
  ProvisionWorld world;
  const auto physical =
      world.create(with("PointInTimeRecoverySpecification",
                        R"({"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":7})"));
  ASSERT_TRUE(physical.ok()) << physical.error().message;
  const auto recovery = world.ok("DescribeContinuousBackups",
                                 R"({"TableName":"people-dev"})")["ContinuousBackupsDescription"]
                                                                 ["PointInTimeRecoveryDescription"];
  EXPECT_EQ(recovery["PointInTimeRecoveryStatus"], "ENABLED");
  EXPECT_EQ(recovery["RecoveryPeriodInDays"], 7);
}

TEST(ProvisionOfATable, LeavesPointInTimeRecoveryOffWhenAsked) {
  ProvisionWorld world;
  ASSERT_TRUE(world
                  .create(with("PointInTimeRecoverySpecification",
                               R"({"PointInTimeRecoveryEnabled":false})"))
                  .ok());
  EXPECT_EQ(world.ok("DescribeContinuousBackups",
                     R"({"TableName":"people-dev"})")["ContinuousBackupsDescription"]
                                                     ["PointInTimeRecoveryDescription"]
                                                     ["PointInTimeRecoveryStatus"],
            "DISABLED");
}

TEST(ProvisionOfATable, RefusesARecoveryPeriodThatAwsDoesNotHave) {
  ProvisionWorld world;
  const auto refused =
      world.create(with("PointInTimeRecoverySpecification",
                        R"({"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":36})"));
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("RecoveryPeriodInDays"), std::string::npos)
      << refused.error().message;
}

TEST(ProvisionOfATable, RefusesByNameWhatTheEmulatorDoesNotHave) {
  ProvisionWorld world;
  for (const auto* name : {"KinesisStreamSpecification", "ImportSourceSpecification"}) {
    const auto refused = world.create(with(name, "{}"));
    ASSERT_FALSE(refused.ok()) << name;
    EXPECT_NE(refused.error().message.find(name), std::string::npos) << refused.error().message;
  }
}

TEST(ProvisionOfATable, RefusesPropertiesThatNobodyKnows) {
  ProvisionWorld world;
  const auto refused = world.create(with("TableNane", R"("x")"));
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("[TableNane]"), std::string::npos)
      << refused.error().message;
}

TEST(ProvisionOfATable, NamesWhatIsMissingInside) {
  ProvisionWorld world;
  const auto refused = world.create(with("KeySchema", R"([{"AttributeName":"id"}])"));
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("KeyType"), std::string::npos) << refused.error().message;
}

TEST(ProvisionOfATable, ChecksTheTableAsCreateTableDoes) {
  ProvisionWorld world;
  EXPECT_EQ(world.create(with("TableName", R"("a b")")).error().message,
            "1 validation error detected: Value 'a b' at 'tableName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
  EXPECT_FALSE(world.create(with("KeySchema", "[]")).ok());
  ASSERT_TRUE(world.create(kTable).ok());
  EXPECT_EQ(world.create(kTable).error().message, "Table already exists: people-dev");
}

}  // namespace
}  // namespace tertulia::dynamodb

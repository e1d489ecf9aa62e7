#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::seconds;

struct UpdateWorld : World {
  explicit UpdateWorld(Options options = {}) : World(options) {}
  json update(std::string_view more, std::string_view table = "people") {
    return ok("UpdateTable",
              base::cat(R"({"TableName":")", table, "\",", more, "}"))["TableDescription"];
  }
  std::string refused(std::string_view more, std::string_view table = "people") {
    return error("UpdateTable", base::cat(R"({"TableName":")", table, "\",", more, "}"));
  }
  json table(std::string_view name = "people") {
    return ok("DescribeTable", base::cat(R"({"TableName":")", name, "\"}"))["Table"];
  }
  void provisioned() {
    ok("CreateTable", R"({"TableName":"paid","BillingMode":"PROVISIONED",
         "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6},
         "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})");
  }
};

constexpr const char* kValidationException = "com.amazon.coral.validate#ValidationException: ";
constexpr const char* kLimit = "com.amazonaws.dynamodb.v20120810#LimitExceededException: ";
constexpr const char* kTown =
    R"("AttributeDefinitions":[{"AttributeName":"town","AttributeType":"S"}],
  "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-town",
    "KeySchema":[{"AttributeName":"town","KeyType":"HASH"}],
    "Projection":{"ProjectionType":"ALL"}}}])";

std::string throughput(int read, int write) {
  return base::cat(R"("ProvisionedThroughput":{"ReadCapacityUnits":)", read,
                   R"(,"WriteCapacityUnits":)", write, "}");
}

TEST(UpdateTable, WantsSomethingToUpdate) {
  UpdateWorld world;
  world.people();
  EXPECT_EQ(world.refused(R"("GlobalSecondaryIndexUpdates":[])"),
            base::cat(kValidationException,
                      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                      "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is "
                      "required"));
}

TEST(UpdateTable, ChangesThroughput) {
  UpdateWorld world;
  world.provisioned();
  EXPECT_EQ(world.update(throughput(7, 3), "paid")["TableStatus"], "UPDATING");
  const auto table = world.table("paid");
  EXPECT_EQ(table["TableStatus"], "ACTIVE");
  EXPECT_EQ(table["ProvisionedThroughput"]["ReadCapacityUnits"], 7);
  EXPECT_EQ(table["ProvisionedThroughput"]["NumberOfDecreasesToday"], 1);
  EXPECT_TRUE(table["ProvisionedThroughput"].contains("LastIncreaseDateTime"));
}

TEST(UpdateTable, WantsAnotherThroughputThanThereIs) {
  UpdateWorld world;
  world.provisioned();
  const auto message = world.refused(throughput(5, 6), "paid");
  EXPECT_TRUE(message.starts_with(
      base::cat(kValidationException,
                "The provisioned throughput for the table will not change. The requested value "
                "equals the current value. Current ReadCapacityUnits provisioned for the table: 5. "
                "Requested ReadCapacityUnits: 5. ")))
      << message;
}

TEST(UpdateTable, LowersThroughputFourTimesADayAndThenEachHour) {
  UpdateWorld world;
  world.provisioned();
  world.update(throughput(100, 100), "paid");
  for (int i = 1; i <= 4; ++i) world.update(throughput(100 - i, 100), "paid");
  EXPECT_TRUE(world.refused(throughput(90, 100), "paid").starts_with(kLimit));
  world.advance(seconds(3600));
  world.update(throughput(90, 100), "paid");
  EXPECT_TRUE(world.refused(throughput(80, 100), "paid").starts_with(kLimit));
  world.advance(seconds(24 * 3600));
  world.update(throughput(80, 100), "paid");
  EXPECT_EQ(world.table("paid")["ProvisionedThroughput"]["NumberOfDecreasesToday"], 1);
}

TEST(UpdateTable, ChangesHowTheTableIsBilled) {
  UpdateWorld world;
  world.provisioned();
  world.update(R"("BillingMode":"PAY_PER_REQUEST")", "paid");
  auto table = world.table("paid");
  EXPECT_EQ(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST");
  EXPECT_EQ(table["ProvisionedThroughput"]["ReadCapacityUnits"], 0);
  EXPECT_EQ(world.refused(throughput(1, 1), "paid"),
            base::cat(kValidationException,
                      "One or more parameter values were invalid: Neither ReadCapacityUnits nor "
                      "WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"));
  world.update(base::cat(R"("BillingMode":"PROVISIONED",)", throughput(2, 3)), "paid");
  table = world.table("paid");
  EXPECT_EQ(table["BillingModeSummary"]["BillingMode"], "PROVISIONED");
  EXPECT_EQ(table["ProvisionedThroughput"]["WriteCapacityUnits"], 3);
}

TEST(UpdateTable, AsksWhatIndexesNeedOfATableThatBecomesProvisioned) {
  UpdateWorld world;
  world.people();
  world.update(kTown);
  EXPECT_EQ(world.refused(base::cat(R"("BillingMode":"PROVISIONED",)", throughput(2, 3))),
            base::cat(kValidationException,
                      "One or more parameter values were invalid: ProvisionedThroughput must be "
                      "specified for index: by-town"));
}

TEST(UpdateTable, FillsANewIndex) {
  UpdateWorld world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"town":{"S":"lima"}})");
  world.put("people", R"({"id":{"S":"b"}})");
  world.put("people", R"({"id":{"S":"c"},"town":{"N":"1"}})");
  world.put("people", R"({"id":{"S":"d"},"town":{"S":""}})");
  const auto reply = world.update(kTown);
  EXPECT_EQ(reply["TableStatus"], "UPDATING");
  EXPECT_EQ(reply["GlobalSecondaryIndexes"][0]["IndexStatus"], "CREATING");
  const auto page = world.ok("Scan", R"({"TableName":"people","IndexName":"by-town"})");
  EXPECT_EQ(page["Items"], json::parse(R"([{"id":{"S":"a"},"town":{"S":"lima"}}])"));
}

TEST(UpdateTable, LeavesAloneWhatAnIndexDoesNotHold) {
  UpdateWorld world;
  world.people();
  world.put("people", R"({"id":{"S":"c"},"town":{"N":"1"}})");
  world.update(kTown);
  world.ok("UpdateItem", R"({"TableName":"people","Key":{"id":{"S":"c"}},
      "UpdateExpression":"SET age = :a","ExpressionAttributeValues":{":a":{"N":"1"}}})");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people","IndexName":"by-town"})")["Count"], 0);
}

TEST(UpdateTable, DeletesAnIndexAndItsDefinitions) {
  UpdateWorld world;
  world.people();
  world.update(kTown);
  EXPECT_EQ(world.table()["AttributeDefinitions"].size(), 2);
  world.update(R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"by-town"}}])");
  EXPECT_EQ(world.table()["AttributeDefinitions"].size(), 1);
  EXPECT_FALSE(world.table().contains("GlobalSecondaryIndexes"));
  world.put("people", R"({"id":{"S":"a"},"town":{"N":"1"}})");
  EXPECT_EQ(world.invalid("Scan", R"({"TableName":"people","IndexName":"by-town"})"),
            "The table does not have the specified index: by-town");
}

TEST(UpdateTable, RefusesIndexUpdatesThatDoNotGo) {
  UpdateWorld world;
  world.people();
  const std::string invalid =
      base::cat(kValidationException, "One or more parameter values were invalid: ");
  const auto updates = [&](std::string_view list) {
    return world.refused(base::cat(R"("GlobalSecondaryIndexUpdates":[)", list, "]"));
  };
  EXPECT_EQ(updates("{}"),
            invalid +
                "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                "GlobalSecondaryIndexUpdate.Delete must not be null");
  EXPECT_EQ(updates(R"({"Delete":{"IndexName":"abc"}},{"Delete":{"IndexName":"abd"}})"),
            base::cat(kLimit,
                      "Subscriber limit exceeded: Only 1 online index can be created or deleted "
                      "simultaneously per table"));
  EXPECT_EQ(updates(R"({"Delete":{"IndexName":"abc"}})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
  world.update(kTown);
  EXPECT_EQ(world.refused(kTown),
            base::cat(kValidationException, "Attempting to create an index which already exists"));
  EXPECT_EQ(updates(R"({"Create":{"IndexName":"abc","Projection":{"ProjectionType":"ALL"},
                        "KeySchema":[{"AttributeName":"town","KeyType":"HASH"}]}})"),
            invalid +
                "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                "[town], AttributeDefinitions: []");
}

TEST(UpdateTable, KeepsTheTypesOfKeys) {
  UpdateWorld world;
  world.people();
  world.update(kTown);
  EXPECT_EQ(world.refused(R"("AttributeDefinitions":[{"AttributeName":"town","AttributeType":"N"}],
    "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"other",
      "KeySchema":[{"AttributeName":"town","KeyType":"HASH"}],
      "Projection":{"ProjectionType":"ALL"}}}])"),
            base::cat(kValidationException,
                      "One or more parameter values were invalid: Attributes cannot be redefined. "
                      "Please check that your attribute has the same type as previously defined. "
                      "Existing schema: Schema:[SchemaElement: key{town:S:HASH}] New schema: "
                      "Schema:[SchemaElement: key{town:N:HASH}]"));
}

TEST(UpdateTable, ProtectsAgainstDeletion) {
  UpdateWorld world;
  world.people();
  world.update(R"("DeletionProtectionEnabled":true)");
  EXPECT_EQ(world.invalid("DeleteTable", R"({"TableName":"people"})"),
            "Resource cannot be deleted as it is currently protected against deletion. Disable "
            "deletion protection first.");
}

TEST(UpdateTable, ChangesNothingWhenAPartIsRefused) {
  UpdateWorld world;
  world.people();
  const auto before = world.table();
  world.refused(base::cat(R"("DeletionProtectionEnabled":true,"TableClass":"STANDARD",)",
                          R"("GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"abc"}}])"));
  EXPECT_EQ(world.table(), before);
}

TEST(UpdateTable, RefusesByNameWhatTheEmulatorDoesNotHave) {
  UpdateWorld world;
  world.people();
  EXPECT_EQ(world.refused(R"("ReplicaUpdates":[{}])"),
            base::cat(kValidationException,
                      "Tertulia does not support the parameter ReplicaUpdates of UpdateTable yet"));
}

TEST(TableStates, FollowTheClockWhenAsked) {
  UpdateWorld world({.transition = seconds(10)});
  world.people();
  EXPECT_EQ(world.table()["TableStatus"], "CREATING");
  EXPECT_EQ(world.error("Scan", R"({"TableName":"people"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
  EXPECT_EQ(world.error("DeleteTable", R"({"TableName":"people"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceInUseException: Attempt to change a resource "
            "which is still in use: Table is being created: people");
  world.advance(seconds(10));
  EXPECT_EQ(world.table()["TableStatus"], "ACTIVE");
  world.put("people", R"({"id":{"S":"a"},"town":{"S":"lima"}})");

  world.update(kTown);
  EXPECT_EQ(world.table()["TableStatus"], "UPDATING");
  EXPECT_EQ(world.table()["GlobalSecondaryIndexes"][0]["IndexStatus"], "CREATING");
  EXPECT_EQ(world.table()["GlobalSecondaryIndexes"][0]["Backfilling"], true);
  world.put("people", R"({"id":{"S":"b"},"town":{"S":"cali"}})");
  world.advance(seconds(10));
  EXPECT_EQ(world.table()["GlobalSecondaryIndexes"][0]["IndexStatus"], "ACTIVE");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people","IndexName":"by-town"})")["Count"], 2);

  EXPECT_EQ(world.ok("DeleteTable", R"({"TableName":"people"})")["TableDescription"]["TableStatus"],
            "DELETING");
  EXPECT_EQ(world.table()["TableStatus"], "DELETING");
  world.advance(seconds(10));
  EXPECT_TRUE(world.error("DescribeTable", R"({"TableName":"people"})")
                  .starts_with("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"));
}

}  // namespace
}  // namespace tertulia::dynamodb

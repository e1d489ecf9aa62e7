#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

TEST(DescribeTable, CountsItemsAndBytes) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"name":{"S":"Ana"}})");
  world.put("people", R"({"id":{"S":"b"}})");
  const auto table = world.ok("DescribeTable", R"({"TableName":"people"})")["Table"];
  EXPECT_EQ(table["ItemCount"], 2);
  EXPECT_EQ(table["TableSizeBytes"], 2 + 1 + 4 + 3 + 2 + 1);
}

TEST(DescribeTable, KnowsATableByItsArn) {
  World world;
  world.people();
  EXPECT_EQ(
      world.ok(
          "DescribeTable",
          R"({"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/people"})")["Table"]
                                                                                    ["TableName"],
      "people");
  EXPECT_EQ(world.error("DescribeTable",
                        R"({"TableName":"arn:aws:dynamodb:eu-west-1:000000000000:table/people"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found: Table: people not found");
}

TEST(DescribeTable, SaysWhichTableIsNotThere) {
  World world;
  EXPECT_EQ(world.error("DescribeTable", R"({"TableName":"nowhere"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found: Table: nowhere not found");
}

TEST(DescribeTable, NeedsAName) {
  World world;
  EXPECT_EQ(world.invalid("DescribeTable", "{}"),
            "The parameter 'TableName' is required but was not present in the request");
}

TEST(DeleteTable, ForgetsTheTableAndItsItems) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"}})");
  const auto deleted = world.ok("DeleteTable", R"({"TableName":"people"})")["TableDescription"];
  EXPECT_EQ(deleted["TableStatus"], "DELETING");
  EXPECT_EQ(deleted["ItemCount"], 1);
  EXPECT_FALSE(deleted.contains("KeySchema"));
  EXPECT_TRUE(world.ok("ListTables", "{}")["TableNames"].empty());
  world.people();
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people"})")["Count"], 0);
}

TEST(DeleteTable, SaysWhichTableIsNotThere) {
  World world;
  EXPECT_EQ(world.error("DeleteTable", R"({"TableName":"nowhere"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found: Table: nowhere not found");
}

TEST(DeleteTable, LeavesAProtectedTableAlone) {
  World world;
  world.ok("CreateTable", R"({"TableName":"vault","BillingMode":"PAY_PER_REQUEST",
             "DeletionProtectionEnabled":true,
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})");
  EXPECT_EQ(world.invalid("DeleteTable", R"({"TableName":"vault"})"),
            "Resource cannot be deleted as it is currently protected against deletion. Disable "
            "deletion protection first.");
  world.ok("DescribeTable", R"({"TableName":"vault"})");
}

struct NamedTables : World {
  NamedTables() {
    for (const auto* name : {"ccc", "aaa", "bbb"}) {
      ok("CreateTable", base::cat("{\"TableName\":\"", name, R"(","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})"));
    }
  }
};

TEST(ListTables, NamesTablesInOrder) {
  NamedTables world;
  EXPECT_EQ(world.call("ListTables", "{}").body, R"({"TableNames":["aaa","bbb","ccc"]})");
}

TEST(ListTables, GoesOnFromAName) {
  NamedTables world;
  EXPECT_EQ(world.call("ListTables", R"({"Limit":2})").body,
            R"({"TableNames":["aaa","bbb"],"LastEvaluatedTableName":"bbb"})");
  EXPECT_EQ(world.call("ListTables", R"({"Limit":2,"ExclusiveStartTableName":"bbb"})").body,
            R"({"TableNames":["ccc"]})");
  EXPECT_EQ(world.call("ListTables", R"({"Limit":3})").body,
            R"({"TableNames":["aaa","bbb","ccc"]})");
}

TEST(ListTables, SeesTheCallersRegionAlone) {
  NamedTables world;
  world.env.region = "eu-west-1";
  EXPECT_EQ(world.call("ListTables", "{}").body, R"({"TableNames":[]})");
}

TEST(ListTables, ListsOneTo100) {
  World world;
  EXPECT_EQ(world.invalid("ListTables", R"({"Limit":0})"),
            "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1");
  EXPECT_EQ(world.invalid("ListTables", R"({"Limit":101})"),
            "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: "
            "Member must have value less than or equal to 100");
  world.ok("ListTables", R"({"Limit":100})");
}

TEST(ListTables, ChecksTheNameToStartFrom) {
  World world;
  EXPECT_EQ(world.invalid("ListTables", R"({"ExclusiveStartTableName":"a;","Limit":500})"),
            "3 validation errors detected: Value 'a;' at 'exclusiveStartTableName' failed to "
            "satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; "
            "Value 'a;' at 'exclusiveStartTableName' failed to satisfy constraint: Member must "
            "have length greater than or equal to 3; Value '500' at 'limit' failed to satisfy "
            "constraint: Member must have value less than or equal to 100");
}

TEST(DescribeLimits, TellsWhatANewAccountMayUse) {
  World world;
  EXPECT_EQ(world.call("DescribeLimits", "{}").body,
            R"({"AccountMaxReadCapacityUnits":80000,"AccountMaxWriteCapacityUnits":80000,)"
            R"("TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000})");
}

TEST(DescribeEndpoints, NamesTheRegionsEndpointWhenThereIsNoOther) {
  World world;
  EXPECT_EQ(
      world.call("DescribeEndpoints", "{}").body,
      R"({"Endpoints":[{"Address":"dynamodb.us-east-1.amazonaws.com","CachePeriodInMinutes":1440}]})");
}

TEST(Tables, AreReadAgainAfterARestore) {
  World world;
  const auto empty = world.database.serialize();
  world.people();
  world.put("people", R"({"id":{"S":"a"}})");
  const auto full = world.database.serialize();
  world.database.restore(empty);
  world.service.reload();
  EXPECT_EQ(world.call("ListTables", "{}").body, R"({"TableNames":[]})");
  world.database.restore(full);
  world.service.reload();
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people"})")["Count"], 1);
}

TEST(Tables, AskIamForThemselves) {
  World world;
  world.people();
  world.principal = core::assumed_role(world.env.account, "reader", "session");
  world.authorizer.deny("dynamodb:Scan");
  EXPECT_EQ(world.error("Scan", R"({"TableName":"people"})"),
            "com.amazon.coral.service#AccessDeniedException: User: "
            "arn:aws:sts::000000000000:assumed-role/reader/session is not authorized to perform: "
            "dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:000000000000:table/people "
            "because no identity-based policy allows the dynamodb:Scan action");
}

}  // namespace
}  // namespace tertulia::dynamodb

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::seconds;

/// A table "people" with the items a and b.
struct BackupWorld : World {
  explicit BackupWorld(Options options = {}) : World(options) {
    people();
    advance(2 * options.transition);
    put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
    put("people", R"({"id":{"S":"b"},"n":{"N":"2"}})");
  }
  json create(std::string_view table = "people", std::string_view name = "first") {
    return ok("CreateBackup", base::cat(R"({"TableName":")", table, R"(","BackupName":")", name,
                                        "\"}"))["BackupDetails"];
  }
  std::string backup(std::string_view name = "first") {
    return create("people", name)["BackupArn"];
  }
  static std::string of(std::string_view arn) { return base::cat(R"({"BackupArn":")", arn, "\"}"); }
  json describe(std::string_view arn) { return ok("DescribeBackup", of(arn))["BackupDescription"]; }
  static std::string restoring(std::string_view arn, std::string_view more = "",
                               std::string_view target = "again") {
    return base::cat(R"({"TargetTableName":")", target, R"(","BackupArn":")", arn, "\"", more, "}");
  }
  json restore(std::string_view arn, std::string_view more = "") {
    return ok("RestoreTableFromBackup", restoring(arn, more))["TableDescription"];
  }
  json table(std::string_view name) {
    return ok("DescribeTable", base::cat(R"({"TableName":")", name, "\"}"))["Table"];
  }
  void delete_table(std::string_view name) {
    ok("DeleteTable", base::cat(R"({"TableName":")", name, "\"}"));
  }
  /// The hash keys of all items in order.
  std::string ids(std::string_view table) {
    std::string ids;
    const auto page = ok("Scan", base::cat(R"({"TableName":")", table, "\"}"));
    for (const auto& item : page["Items"]) base::append(ids, item["id"]["S"].get<std::string>());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  /// The names of the backups in a list.
  std::string list(std::string_view request = "{}") {
    std::string names;
    const auto page = ok("ListBackups", request);
    for (const auto& backup : page["BackupSummaries"]) {
      base::append(names, names.empty() ? "" : " ", backup["BackupName"].get<std::string>());
    }
    return names;
  }
  void enable_recovery() {
    ok("UpdateContinuousBackups", R"({"TableName":"people",
        "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})");
  }
};

TEST(Backup, IsMadeOfATable) {
  BackupWorld world;
  auto details = world.create();
  const auto arn = details["BackupArn"].get<std::string>();
  EXPECT_TRUE(arn.starts_with(
      "arn:aws:dynamodb:us-east-1:000000000000:table/people/backup/01767225600000-"))
      << arn;
  EXPECT_EQ(arn.substr(arn.rfind('-') + 1).size(), 8);
  details.erase("BackupArn");
  EXPECT_EQ(details, json::parse(R"({"BackupName":"first","BackupSizeBytes":12,
      "BackupStatus":"CREATING","BackupType":"USER","BackupCreationDateTime":1767225600})"));
}

TEST(Backup, IsDescribedWithItsTable) {
  BackupWorld world;
  const auto arn = world.backup();
  auto description = world.describe(arn);
  EXPECT_EQ(description["BackupDetails"]["BackupStatus"], "AVAILABLE");
  EXPECT_EQ(description["SourceTableDetails"]["TableId"], world.table("people")["TableId"]);
  description["SourceTableDetails"].erase("TableId");
  EXPECT_EQ(description["SourceTableDetails"],
            json::parse(R"({"TableName":"people","TableSizeBytes":12,"ItemCount":2,
                "TableArn":"arn:aws:dynamodb:us-east-1:000000000000:table/people",
                "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
                "TableCreationDateTime":1767225600,"BillingMode":"PAY_PER_REQUEST",
                "ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0}})"));
  EXPECT_EQ(description["SourceTableFeatureDetails"], json::object());
}

TEST(Backup, TellsOfTheFeaturesOfItsTable) {
  BackupWorld world;
  world.ok("UpdateTable", R"({"TableName":"people",
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
  world.ok("UpdateTimeToLive", R"({"TableName":"people",
      "TimeToLiveSpecification":{"Enabled":true,"AttributeName":"until"}})");
  world.ok("UpdateTable", R"({"TableName":"people",
      "AttributeDefinitions":[{"AttributeName":"n","AttributeType":"N"}],
      "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-n",
          "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],
          "Projection":{"ProjectionType":"KEYS_ONLY"}}}]})");
  EXPECT_EQ(world.describe(world.backup())["SourceTableFeatureDetails"], json::parse(R"({
      "GlobalSecondaryIndexes":[{"IndexName":"by-n",
          "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],
          "Projection":{"ProjectionType":"KEYS_ONLY"},
          "ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0}}],
      "StreamDescription":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"},
      "TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED","AttributeName":"until"}})"));
}

TEST(Backup, NeedsATableThatIsThere) {
  BackupWorld world;
  EXPECT_EQ(world.error("CreateBackup", R"({"TableName":"nobody","BackupName":"first"})"),
            own_error("TableNotFoundException: Table not found: nobody"));
}

TEST(Backup, NeedsATableWhoseBackupsHaveBegun) {
  World world({.transition = seconds(3)});
  world.people();
  const auto request = R"({"TableName":"people","BackupName":"first"})";
  EXPECT_EQ(world.error("CreateBackup", request),
            own_error("TableNotFoundException: Table not found: people"));
  world.advance(seconds(3));
  EXPECT_EQ(
      world.error("CreateBackup", request),
      own_error("ContinuousBackupsUnavailableException: Backups are being enabled for the table: "
                "people. Please retry later"));
  world.advance(seconds(3));
  world.ok("CreateBackup", request);
}

TEST(Backup, HasANameThatOthersMayHave) {
  BackupWorld world;
  EXPECT_NE(world.backup("same"), world.backup("same"));
  EXPECT_EQ(world.list(), "same same");
  EXPECT_EQ(world.invalid("CreateBackup", R"({"TableName":"people","BackupName":"a b"})"),
            "1 validation error detected: Value 'a b' at 'backupName' failed to satisfy "
            "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
}

TEST(Backup, TakesAsLongAsTablesDo) {
  BackupWorld world({.transition = seconds(3)});
  const auto arn = world.backup();
  const auto status = [&] {
    return world.describe(arn)["BackupDetails"]["BackupStatus"].get<std::string>();
  };
  EXPECT_EQ(status(), "CREATING");
  EXPECT_EQ(world.error("DeleteBackup", BackupWorld::of(arn)),
            own_error(base::cat("BackupInUseException: Backup is being created: ", arn)));
  EXPECT_EQ(world.error("RestoreTableFromBackup", BackupWorld::restoring(arn)),
            own_error(base::cat("BackupInUseException: Backup is being created: ", arn)));
  world.advance(seconds(3));
  EXPECT_EQ(status(), "AVAILABLE");
}

TEST(Backup, OutlivesItsTable) {
  BackupWorld world;
  const auto arn = world.backup();
  world.delete_table("people");
  EXPECT_EQ(world.describe(arn)["SourceTableDetails"]["TableName"], "people");
  EXPECT_EQ(world.list(R"({"TableName":"people"})"), "first");
  world.restore(arn);
  EXPECT_EQ(world.ids("again"), "ab");
}

TEST(Backup, IsDeletedOnce) {
  BackupWorld world;
  const auto arn = world.backup();
  const auto deleted = world.ok("DeleteBackup", BackupWorld::of(arn))["BackupDescription"];
  EXPECT_EQ(deleted["BackupDetails"]["BackupStatus"], "DELETED");
  EXPECT_EQ(deleted["SourceTableDetails"]["TableName"], "people");
  const auto gone = own_error(base::cat("BackupNotFoundException: Backup not found: ", arn));
  EXPECT_EQ(world.error("DeleteBackup", BackupWorld::of(arn)), gone);
  EXPECT_EQ(world.error("DescribeBackup", BackupWorld::of(arn)), gone);
  EXPECT_EQ(world.error("RestoreTableFromBackup", BackupWorld::restoring(arn)), gone);
  EXPECT_EQ(world.list(), "");
}

TEST(Backup, IsNamedByItsArn) {
  BackupWorld world;
  const auto refused = [&](std::string_view arn) {
    return world.error("DescribeBackup", BackupWorld::of(arn));
  };
  const std::string invalid = "com.amazon.coral.validate#ValidationException: Invalid Backup ARN";
  EXPECT_EQ(refused("arn:aws:dynamodb:us-east-1:000000000000:table/people"), invalid);
  EXPECT_EQ(refused("this-is-no-arn-but-it-is-long-enough-for-one"), invalid);
  EXPECT_EQ(refused("arn:aws:s3:us-east-1:000000000000:table/people/backup/01-0a"),
            "com.amazon.coral.validate#ValidationException: Invalid Request: BackupArn is not "
            "valid");
  EXPECT_EQ(refused("arn:aws:dynamodb:us-east-1:111111111111:table/people/backup/01-0a"),
            "com.amazon.coral.service#AccessDeniedException: Access is denied");
}

TEST(Backup, OfADeletedTableIsKeptFor35Days) {
  BackupWorld world;
  world.enable_recovery();
  world.delete_table("people");
  EXPECT_EQ(world.list(), "");
  const auto listed = world.ok("ListBackups", R"({"BackupType":"SYSTEM"})")["BackupSummaries"];
  ASSERT_EQ(listed.size(), 1);
  const auto arn = listed[0]["BackupArn"].get<std::string>();
  EXPECT_TRUE(arn.ends_with("/backup/01767225600000-00000000")) << arn;
  EXPECT_EQ(listed[0]["BackupName"], "people$DeletedTableBackup");
  EXPECT_EQ(listed[0]["BackupStatus"], "AVAILABLE");
  EXPECT_EQ(listed[0]["BackupExpiryDateTime"], 1767225600 + 35 * kSecondsOfDay);
  EXPECT_EQ(world.invalid("DeleteBackup", BackupWorld::of(arn)),
            base::cat("Invalid Request: User is not allowed to delete the system backup with arn ",
                      arn, ". It will automatically expire on 2026-02-05T00:00:00Z"));
  world.restore(arn);
  EXPECT_EQ(world.ids("again"), "ab");
  world.advance(seconds(35 * kSecondsOfDay));
  EXPECT_EQ(world.list(R"({"BackupType":"ALL"})"), "");
  EXPECT_EQ(world.error("DescribeBackup", BackupWorld::of(arn)),
            own_error(base::cat("BackupNotFoundException: Backup not found: ", arn)));
}

TEST(Backup, OfADeletedTableIsNotMadeWithoutRecovery) {
  BackupWorld world;
  world.enable_recovery();
  world.ok("UpdateContinuousBackups", R"({"TableName":"people",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":false}})");
  world.delete_table("people");
  EXPECT_EQ(world.list(R"({"BackupType":"ALL"})"), "");
}

TEST(ListBackups, SelectsByTableTimeAndType) {
  BackupWorld world;
  world.visits();
  world.create("people", "one");
  world.advance(seconds(10));
  world.create("visits", "two");
  world.advance(seconds(10));
  world.create("people", "three");
  EXPECT_EQ(world.list(), "one two three");
  EXPECT_EQ(world.list(R"({"TableName":"people"})"), "one three");
  EXPECT_EQ(world.list(R"({"TableName":"nobody"})"), "");
  EXPECT_EQ(world.list(R"({"TimeRangeLowerBound":1767225610})"), "two three");
  EXPECT_EQ(world.list(R"({"TimeRangeUpperBound":1767225610})"), "one");
  EXPECT_EQ(world.list(R"({"BackupType":"AWS_BACKUP"})"), "");
  EXPECT_EQ(world.list(R"({"BackupType":"ALL"})"), "one two three");
  EXPECT_EQ(world.invalid("ListBackups", R"({"TimeRangeLowerBound":2,"TimeRangeUpperBound":1})"),
            "One or more parameter values were invalid: Time range lower bound must be less than "
            "or equal to upper bound");
}

TEST(ListBackups, ComesInPages) {
  BackupWorld world;
  for (const auto* name : {"one", "two", "three"}) world.backup(name);
  const auto first = world.ok("ListBackups", R"({"Limit":2})");
  EXPECT_EQ(first["BackupSummaries"].size(), 2);
  const auto last = first["LastEvaluatedBackupArn"].get<std::string>();
  EXPECT_EQ(last, first["BackupSummaries"][1]["BackupArn"]);
  world.ok("DeleteBackup", BackupWorld::of(last));
  const auto second =
      world.ok("ListBackups", base::cat(R"({"Limit":1,"ExclusiveStartBackupArn":")", last, "\"}"));
  EXPECT_EQ(second["BackupSummaries"][0]["BackupName"], "three");
  EXPECT_FALSE(second.contains("LastEvaluatedBackupArn"));
}

TEST(ListBackups, DoesNotBeginInAnotherRegion) {
  BackupWorld world;
  EXPECT_EQ(world.invalid("ListBackups", R"({"ExclusiveStartBackupArn":
      "arn:aws:dynamodb:eu-west-1:000000000000:table/people/backup/01-0a"})"),
            "Invalid Request: The supplied ExclusiveStartBackupArn does not match the region");
}

TEST(RestoreFromBackup, MakesATableOfTheItemsThatWereThere) {
  BackupWorld world;
  const auto arn = world.backup();
  world.put("people", R"({"id":{"S":"c"}})");
  world.ok("DeleteItem", R"({"TableName":"people","Key":{"id":{"S":"a"}}})");
  world.advance(seconds(60));
  const auto restored = world.restore(arn);
  EXPECT_EQ(restored["TableStatus"], "CREATING");
  EXPECT_EQ(restored["RestoreSummary"],
            json({{"SourceBackupArn", arn},
                  {"SourceTableArn", "arn:aws:dynamodb:us-east-1:000000000000:table/people"},
                  {"RestoreDateTime", 1767225600},
                  {"RestoreInProgress", true}}));
  EXPECT_EQ(world.ids("again"), "ab");
  EXPECT_EQ(world.ids("people"), "bc");
  const auto table = world.table("again");
  EXPECT_EQ(table["TableStatus"], "ACTIVE");
  EXPECT_EQ(table["CreationDateTime"], 1767225660);
  EXPECT_EQ(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST");
  EXPECT_FALSE(table.contains("RestoreSummary"));
}

TEST(RestoreFromBackup, LeavesOutWhatBelongsToTheOldTable) {
  BackupWorld world;
  world.ok("UpdateTable", R"({"TableName":"people","DeletionProtectionEnabled":true,
      "TableClass":"STANDARD_INFREQUENT_ACCESS","SSESpecification":{"Enabled":true},
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
  world.ok("UpdateTimeToLive", R"({"TableName":"people",
      "TimeToLiveSpecification":{"Enabled":true,"AttributeName":"until"}})");
  world.ok("TagResource", R"({"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/people",
      "Tags":[{"Key":"owner","Value":"ana"}]})");
  world.enable_recovery();
  const auto key = world.table("people")["SSEDescription"];
  world.restore(world.backup());
  const auto table = world.table("again");
  EXPECT_EQ(table["SSEDescription"], key);
  EXPECT_EQ(table["DeletionProtectionEnabled"], false);
  EXPECT_FALSE(table.contains("StreamSpecification"));
  EXPECT_FALSE(table.contains("LatestStreamArn"));
  EXPECT_FALSE(table.contains("TableClassSummary"));
  EXPECT_EQ(world.ok("ListTagsOfResource",
                     R"({"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/again"})"),
            json::parse(R"({"Tags":[]})"));
  EXPECT_EQ(world.ok("DescribeTimeToLive", R"({"TableName":"again"})"),
            json::parse(R"({"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}})"));
  EXPECT_EQ(world.ok("DescribeContinuousBackups",
                     R"({"TableName":"again"})")["ContinuousBackupsDescription"]
                                                ["PointInTimeRecoveryDescription"],
            json::parse(R"({"PointInTimeRecoveryStatus":"DISABLED"})"));
}

TEST(RestoreFromBackup, NeedsANameThatIsFree) {
  BackupWorld world({.transition = seconds(3)});
  const auto arn = world.backup();
  world.advance(seconds(3));
  EXPECT_EQ(world.error("RestoreTableFromBackup", BackupWorld::restoring(arn, "", "people")),
            own_error("TableAlreadyExistsException: Table already exists: people"));
  world.restore(arn);
  EXPECT_EQ(world.error("RestoreTableFromBackup", BackupWorld::restoring(arn)),
            own_error(base::cat("TableInUseException: Table: again is already being restored from "
                                "backup: ",
                                arn)));
  EXPECT_EQ(world.error("CreateTable", R"({"TableName":"again","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})"),
            own_error("ResourceInUseException: Table is being used: again"));
  EXPECT_EQ(world.invalid("RestoreTableFromBackup", BackupWorld::restoring(arn, "", "bad name!")),
            "1 validation error detected: Value 'bad name!' at 'targetTableName' failed to satisfy "
            "constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
}

TEST(RestoreFromBackup, UsesABackupForOneTableAtATime) {
  BackupWorld world({.transition = seconds(3)});
  const auto arn = world.backup();
  world.advance(seconds(3));
  world.restore(arn);
  EXPECT_EQ(world.error("RestoreTableFromBackup", BackupWorld::restoring(arn, "", "other")),
            own_error(base::cat(
                "BackupInUseException: Backup is being used to restore another table: ", arn)));
  EXPECT_EQ(
      world.error("DeleteBackup", BackupWorld::of(arn)),
      own_error(base::cat("BackupInUseException: Backup is being used to restore table: ", arn)));
  world.advance(seconds(3));
  world.ok("RestoreTableFromBackup", BackupWorld::restoring(arn, "", "other"));
}

/// A backup of a table "shop" with provisioned throughput, a global and a local index, and one
/// item.
struct IndexedBackupWorld : BackupWorld {
  IndexedBackupWorld() {
    ok("CreateTable", R"({"TableName":"shop",
         "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6},
         "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                                 {"AttributeName":"n","AttributeType":"N"},
                                 {"AttributeName":"m","AttributeType":"N"}],
         "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                      {"AttributeName":"n","KeyType":"RANGE"}],
         "GlobalSecondaryIndexes":[{"IndexName":"by-m",
             "KeySchema":[{"AttributeName":"m","KeyType":"HASH"}],
             "Projection":{"ProjectionType":"ALL"},
             "ProvisionedThroughput":{"ReadCapacityUnits":7,"WriteCapacityUnits":8}}],
         "LocalSecondaryIndexes":[{"IndexName":"own-m",
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                          {"AttributeName":"m","KeyType":"RANGE"}],
             "Projection":{"ProjectionType":"KEYS_ONLY"}}]})");
    put("shop", R"({"id":{"S":"a"},"n":{"N":"1"},"m":{"N":"2"},"o":{"S":"x"}})");
    arn = create("shop")["BackupArn"];
  }
  std::string refused(std::string_view more) {
    return invalid("RestoreTableFromBackup", restoring(arn, more));
  }
  json table_with(std::string_view more) {
    restore(arn, more);
    return table("again");
  }
  std::size_t found(std::string_view index, std::string_view condition) {
    return ok("Query", base::cat(R"({"TableName":"again","IndexName":")", index,
                                 R"(","KeyConditionExpression":")", condition,
                                 R"(","ExpressionAttributeValues":{":m":{"N":"2"}}})"))["Items"]
        .size();
  }
  std::string arn;
};

constexpr std::string_view kByM = R"("KeySchema":[{"AttributeName":"m","KeyType":"HASH"}],
    "Projection":{"ProjectionType":"ALL"})";

TEST(RestoreFromBackup, BringsIndexesAndThroughput) {
  IndexedBackupWorld world;
  const auto table = world.table_with("");
  EXPECT_EQ(table["ProvisionedThroughput"]["ReadCapacityUnits"], 5);
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["WriteCapacityUnits"], 8);
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["ItemCount"], 1);
  EXPECT_EQ(table["LocalSecondaryIndexes"][0]["IndexName"], "own-m");
  EXPECT_EQ(world.found("by-m", "m = :m"), 1);
}

TEST(RestoreFromBackup, LeavesOutIndexesWhenAsked) {
  IndexedBackupWorld world;
  const auto table =
      world.table_with(R"(,"GlobalSecondaryIndexOverride":[],"LocalSecondaryIndexOverride":[])");
  EXPECT_FALSE(table.contains("GlobalSecondaryIndexes"));
  EXPECT_FALSE(table.contains("LocalSecondaryIndexes"));
  EXPECT_EQ(table["AttributeDefinitions"].size(), 2);
}

TEST(RestoreFromBackup, MayCallAnIndexOtherwise) {
  IndexedBackupWorld world;
  const auto table = world.table_with(
      base::cat(R"(,"GlobalSecondaryIndexOverride":[{"IndexName":"other",)", kByM,
                R"(,"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2}}])"));
  EXPECT_EQ(table["GlobalSecondaryIndexes"].size(), 1);
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["IndexName"], "other");
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["WriteCapacityUnits"], 2);
  EXPECT_EQ(world.found("other", "m = :m"), 1);
}

TEST(RestoreFromBackup, MakesNoIndexThatWasNotThere) {
  IndexedBackupWorld world;
  EXPECT_EQ(world.refused(R"(,"GlobalSecondaryIndexOverride":[{"IndexName":"new",
      "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],
      "Projection":{"ProjectionType":"ALL"},
      "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2}}])"),
            "Invalid Request: Index new does not match a secondary index that existed in the "
            "source table and cannot be created during the restore operation");
}

TEST(RestoreFromBackup, MayBeBilledOtherwise) {
  IndexedBackupWorld world;
  const auto table = world.table_with(R"(,"BillingModeOverride":"PAY_PER_REQUEST",
      "OnDemandThroughputOverride":{"MaxReadRequestUnits":50})");
  EXPECT_EQ(table["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST");
  EXPECT_EQ(table["ProvisionedThroughput"]["ReadCapacityUnits"], 0);
  EXPECT_EQ(table["OnDemandThroughput"]["MaxReadRequestUnits"], 50);
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"], 0);
}

TEST(RestoreFromBackup, HasThroughputOfItsOwnForTheTableAlone) {
  IndexedBackupWorld world;
  const auto table = world.table_with(
      R"(,"ProvisionedThroughputOverride":{"ReadCapacityUnits":9,"WriteCapacityUnits":9})");
  EXPECT_EQ(table["ProvisionedThroughput"]["ReadCapacityUnits"], 9);
  EXPECT_EQ(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"], 7);
}

TEST(RestoreFromBackup, RefusesThroughputThatDoesNotFitTheBilling) {
  IndexedBackupWorld world;
  constexpr std::string_view kUnits =
      R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2})";
  EXPECT_EQ(world.refused(R"(,"BillingModeOverride":"PROVISIONED")"),
            "Invalid Request: Must override ProvisionedThroughput if BillingMode is overridden to "
            "PROVISIONED");
  EXPECT_EQ(world.refused(R"(,"BillingModeOverride":"PAY_PER_REQUEST",
      "ProvisionedThroughputOverride":{"ReadCapacityUnits":9,"WriteCapacityUnits":9})"),
            "Invalid Request: Cannot override ProvisionedThroughput if BillingMode is overridden "
            "to PAY_PER_REQUEST");
  EXPECT_EQ(world.refused(R"(,"OnDemandThroughputOverride":{"MaxReadRequestUnits":9})"),
            "Invalid Request: Cannot override MaxReadRequestUnits for OnDemandThroughput unless "
            "BillingModeOverride is PAY_PER_REQUEST");
  EXPECT_EQ(world.refused(R"(,"BillingModeOverride":"PAY_PER_REQUEST",
      "OnDemandThroughputOverride":{"MaxReadRequestUnits":0})"),
            "Invalid Request: Requested MaxReadRequestUnits for OnDemandThroughput is outside of "
            "valid range");
  EXPECT_EQ(world.refused(
                base::cat(R"(,"GlobalSecondaryIndexOverride":[{"IndexName":"by-m",)", kByM, "}]")),
            "Invalid Request: Must specify provisioned throughput for index by-m");
  EXPECT_EQ(world.refused(base::cat(R"(,"BillingModeOverride":"PAY_PER_REQUEST",
      "GlobalSecondaryIndexOverride":[{"IndexName":"by-m",)",
                                    kByM, ",", kUnits, "}]")),
            "Invalid Request: Cannot override ProvisionedThroughput if BillingMode is overridden "
            "to PAY_PER_REQUEST for index by-m");
  const auto people = world.backup();
  EXPECT_EQ(world.invalid("RestoreTableFromBackup", BackupWorld::restoring(people, R"(,
      "ProvisionedThroughputOverride":{"ReadCapacityUnits":9,"WriteCapacityUnits":9})")),
            "Invalid Request: Cannot override ProvisionedThroughput unless BillingMode is "
            "PROVISIONED");
}

TEST(RestoreFromBackup, MayBeEncryptedOtherwise) {
  IndexedBackupWorld world;
  const auto table =
      world.table_with(R"(,"SSESpecificationOverride":{"Enabled":true,"SSEType":"KMS"})");
  EXPECT_EQ(table["SSEDescription"]["Status"], "ENABLED");
}

TEST(RestoreFromBackup, AsksForEncryptionInAnotherRegion) {
  BackupWorld world;
  const auto arn = world.backup();
  const core::Call call{.env = world.env,
                        .account = world.env.account,
                        .region = "eu-west-1",
                        .principal = world.principal};
  RestoreTableFromBackup::Input input;
  input.target_table_name = backups::TargetTableName("again");
  input.backup_arn = arn;
  const auto refused = RestoreTableFromBackup::run(world.service, input, call);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().message,
            "Invalid Request: sseSpecificationOverride must be provided for cross-region restores");
  input.sse_specification_override.emplace().enabled = true;
  const auto restored = RestoreTableFromBackup::run(world.service, input, call);
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  EXPECT_EQ(restored->table_description.table_arn,
            "arn:aws:dynamodb:eu-west-1:000000000000:table/again");
}

/// "ACTION RESOURCE" of all that IAM is asked, a line each.
template <class Op>
std::string asked(World& world, const typename Op::Input& input) {
  const core::Call call{.env = world.env,
                        .account = world.env.account,
                        .region = world.env.region,
                        .principal = world.principal};
  std::string text;
  for (const auto& access : Op::resources(input, call)) {
    base::append(text, access.action.empty() ? base::cat("dynamodb:", Op::kName) : access.action,
                 " ", access.resource, "\n");
  }
  return text;
}

TEST(PermissionsOfBackups, AreAskedOnTheTableOrTheBackup) {
  World world;
  const std::string table = "arn:aws:dynamodb:us-east-1:000000000000:table/people";
  const auto arn = table + "/backup/01767225600000-0a1b2c3d";
  EXPECT_EQ(asked<CreateBackup>(world, {.table_name = TableName("people"), .backup_name = {}}),
            base::cat("dynamodb:CreateBackup ", table, "\n"));
  EXPECT_EQ(asked<DescribeBackup>(world, {.backup_arn = arn}),
            base::cat("dynamodb:DescribeBackup ", arn, "\n"));
  EXPECT_EQ(asked<DeleteBackup>(world, {.backup_arn = arn}),
            base::cat("dynamodb:DeleteBackup ", arn, "\n"));
  EXPECT_EQ(asked<ListBackups>(world, {}), "dynamodb:ListBackups *\n");
}

TEST(PermissionsOfBackups, OfARestoreAreAskedOnTheTargetToo) {
  World world;
  const std::string arn =
      "arn:aws:dynamodb:us-east-1:000000000000:table/people/backup/01767225600000-0a1b2c3d";
  RestoreTableFromBackup::Input input;
  input.target_table_name = backups::TargetTableName("again");
  input.backup_arn = arn;
  std::string expected = base::cat("dynamodb:RestoreTableFromBackup ", arn, "\n");
  for (const auto* action :
       {"PutItem", "UpdateItem", "DeleteItem", "GetItem", "Query", "Scan", "BatchWriteItem"}) {
    base::append(expected, "dynamodb:", action,
                 " arn:aws:dynamodb:us-east-1:000000000000:table/again\n");
  }
  EXPECT_EQ(asked<RestoreTableFromBackup>(world, input), expected);
}

}  // namespace
}  // namespace tertulia::dynamodb

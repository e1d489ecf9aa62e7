#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A table "people" that can be restored to what it was.
struct RecoveryWorld : World {
  explicit RecoveryWorld(Options options = {}) : World(options) {
    people();
    advance(2 * options.transition);
  }
  json update(std::string_view specification) {
    return ok("UpdateContinuousBackups", updating(specification))["ContinuousBackupsDescription"];
  }
  static std::string updating(std::string_view specification) {
    return base::cat(R"({"TableName":"people","PointInTimeRecoverySpecification":)", specification,
                     "}");
  }
  json enable(std::string_view more = "") {
    return update(base::cat(R"({"PointInTimeRecoveryEnabled":true)", more, "}"));
  }
  json disable() { return update(R"({"PointInTimeRecoveryEnabled":false})"); }
  json describe(std::string_view table = "people") {
    return ok("DescribeContinuousBackups",
              base::cat(R"({"TableName":")", table, "\"}"))["ContinuousBackupsDescription"];
  }
  json window() { return describe()["PointInTimeRecoveryDescription"]; }
  void put_person(std::string_view id, std::string_view name = "x") {
    put("people", base::cat(R"({"id":{"S":")", id, R"("},"name":{"S":")", name, "\"}}"));
  }
  void delete_person(std::string_view id) {
    ok("DeleteItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":")", id, "\"}}}"));
  }
  /// To so many seconds after the clock's start.
  static std::string at(double after, std::string_view target = "again") {
    char time[32];
    std::snprintf(time, sizeof time, "%.3f", static_cast<double>(kWorldStart) + after);
    return base::cat(R"({"SourceTableName":"people","TargetTableName":")", target,
                     R"(","RestoreDateTime":)", time, "}");
  }
  static std::string latest(std::string_view target = "again") {
    return base::cat(R"({"SourceTableName":"people","UseLatestRestorableTime":true,
        "TargetTableName":")",
                     target, "\"}");
  }
  json restore(std::string_view request) {
    return ok("RestoreTableToPointInTime", request)["TableDescription"];
  }
  /// "a=x b=y" of the items of a table.
  std::string items(std::string_view table) {
    std::map<std::string, std::string> items;
    const auto page = ok("Scan", base::cat(R"({"TableName":")", table, "\"}"));
    for (const auto& item : page["Items"]) {
      items[item["id"]["S"]] = item["name"]["S"];
    }
    std::string text;
    for (const auto& [id, name] : items) {
      base::append(text, text.empty() ? "" : " ", id, "=", name);
    }
    return text;
  }
  /// The items of the table as it was so many seconds after the clock's start.
  std::string items_at(double after) {
    const auto target = base::cat("then-", count_++);
    restore(at(after, target));
    return items(target);
  }
  std::int64_t history_rows() {
    store::Statement count(database, "SELECT COUNT(*) FROM dynamodb_history");
    auto rows = count.bind();
    return rows.next() ? rows.integer(0) : -1;
  }

 private:
  int count_ = 0;
};

TEST(ContinuousBackups, AreThereWithoutRecoveryAtFirst) {
  RecoveryWorld world;
  EXPECT_EQ(world.describe(), json::parse(R"({"ContinuousBackupsStatus":"ENABLED",
      "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"DISABLED"}})"));
}

TEST(ContinuousBackups, TellFromWhenToWhenATableCanBeRestored) {
  RecoveryWorld world;
  const auto enabled = json::parse(R"({"ContinuousBackupsStatus":"ENABLED",
      "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"ENABLED",
          "RecoveryPeriodInDays":35,"EarliestRestorableDateTime":1767225600,
          "LatestRestorableDateTime":1767225600}})");
  EXPECT_EQ(world.enable(), enabled);
  EXPECT_EQ(world.describe(), enabled);
  world.advance(seconds(90));
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart);
  EXPECT_EQ(world.window()["LatestRestorableDateTime"], kWorldStart + 90);
  world.advance(seconds(40 * kSecondsOfDay));
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart + 90 + 5 * kSecondsOfDay);
}

TEST(ContinuousBackups, TellTimesInWholeSeconds) {
  RecoveryWorld world;
  world.advance(milliseconds(1500));
  world.put_person("a");
  world.enable();
  world.advance(milliseconds(1300));
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart + 1);
  EXPECT_EQ(world.window()["LatestRestorableDateTime"], kWorldStart + 2);
  EXPECT_EQ(world.items_at(1), "a=x");
}

TEST(ContinuousBackups, ReachAsFarBackAsAsked) {
  RecoveryWorld world;
  world.enable(R"(,"RecoveryPeriodInDays":2)");
  world.advance(seconds(10 * kSecondsOfDay));
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart + 8 * kSecondsOfDay);
  EXPECT_EQ(world.enable(R"(,"RecoveryPeriodInDays":7)")["PointInTimeRecoveryDescription"]
                                                        ["EarliestRestorableDateTime"],
            kWorldStart + 8 * kSecondsOfDay);
  EXPECT_EQ(world.enable()["PointInTimeRecoveryDescription"]["RecoveryPeriodInDays"], 7);
  world.disable();
  EXPECT_EQ(world.enable()["PointInTimeRecoveryDescription"]["RecoveryPeriodInDays"], 35);
}

TEST(ContinuousBackups, RefuseAPeriodThatAwsDoesNotHave) {
  RecoveryWorld world;
  const auto refused = [&](std::string_view specification) {
    return world.invalid("UpdateContinuousBackups", RecoveryWorld::updating(specification));
  };
  EXPECT_EQ(refused(R"({"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":36})"),
            "1 validation error detected: Value '36' at "
            "'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy constraint: "
            "Member must have value less than or equal to 35");
  EXPECT_EQ(refused(R"({"PointInTimeRecoveryEnabled":false,"RecoveryPeriodInDays":7})"),
            "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time "
            "recovery.");
}

TEST(ContinuousBackups, BeginAgainWhenTheyWereOff) {
  RecoveryWorld world;
  world.enable();
  world.advance(seconds(10));
  world.enable();
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart);
  EXPECT_EQ(world.disable(), json::parse(R"({"ContinuousBackupsStatus":"ENABLED",
      "PointInTimeRecoveryDescription":{"PointInTimeRecoveryStatus":"DISABLED"}})"));
  world.enable();
  EXPECT_EQ(world.window()["EarliestRestorableDateTime"], kWorldStart + 10);
}

TEST(ContinuousBackups, NeedATableThatIsThere) {
  RecoveryWorld world;
  const auto error = own_error("TableNotFoundException: Table not found: nobody");
  EXPECT_EQ(world.error("DescribeContinuousBackups", R"({"TableName":"nobody"})"), error);
  EXPECT_EQ(world.error("UpdateContinuousBackups", R"({"TableName":"nobody",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})"),
            error);
  EXPECT_EQ(world.invalid("DescribeContinuousBackups", "{}"),
            "The parameter 'TableName' is required but was not present in the request");
}

TEST(ContinuousBackups, TakeTheirTimeWhenTablesDo) {
  World world({.transition = seconds(3)});
  world.people();
  const auto status = [&] {
    return world.ok(
        "DescribeContinuousBackups",
        R"({"TableName":"people"})")["ContinuousBackupsDescription"]["ContinuousBackupsStatus"];
  };
  EXPECT_EQ(world.error("DescribeContinuousBackups", R"({"TableName":"people"})"),
            own_error("TableNotFoundException: Table not found: people"));
  world.advance(seconds(3));
  EXPECT_EQ(status(), "DISABLED");
  EXPECT_EQ(
      world.error("UpdateContinuousBackups",
                  RecoveryWorld::updating(R"({"PointInTimeRecoveryEnabled":true})")),
      own_error("ContinuousBackupsUnavailableException: Backups are being enabled for the table: "
                "people. Please retry later"));
  world.advance(seconds(3));
  EXPECT_EQ(status(), "ENABLED");
}

TEST(RestoreToPointInTime, MakesATableOfWhatWasThereThen) {
  RecoveryWorld world;
  world.put_person("a", "old");
  world.enable();
  world.advance(seconds(10));
  world.put_person("b", "new");
  world.advance(seconds(10));
  world.put_person("a", "changed");
  world.advance(seconds(10));
  world.delete_person("b");
  world.advance(seconds(10));
  world.put_person("b", "again");
  world.advance(seconds(10));
  EXPECT_EQ(world.items_at(0), "a=old");
  EXPECT_EQ(world.items_at(9.999), "a=old");
  EXPECT_EQ(world.items_at(10), "a=old b=new");
  EXPECT_EQ(world.items_at(25), "a=changed b=new");
  EXPECT_EQ(world.items_at(35), "a=changed");
  EXPECT_EQ(world.items_at(50), "a=changed b=again");
  EXPECT_EQ(world.items("people"), "a=changed b=again");
}

TEST(RestoreToPointInTime, KnowsTheOrderOfChangesOfOneInstant) {
  RecoveryWorld world;
  world.enable();
  world.advance(seconds(1));
  world.put_person("a", "one");
  world.put_person("a", "two");
  world.delete_person("a");
  world.put_person("a", "three");
  EXPECT_EQ(world.items_at(0.5), "");
  EXPECT_EQ(world.items_at(1), "a=three");
}

TEST(RestoreToPointInTime, KnowsChangesOfBatchesTransactionsAndTheTimeToLive) {
  RecoveryWorld world;
  world.ok("UpdateTimeToLive", R"({"TableName":"people",
      "TimeToLiveSpecification":{"Enabled":true,"AttributeName":"until"}})");
  world.put("people", R"({"id":{"S":"t"},"name":{"S":"x"},"until":{"N":"1767225605"}})");
  world.put_person("a");
  world.put_person("b");
  world.enable();
  world.advance(seconds(10));
  world.ok("BatchWriteItem", R"({"RequestItems":{"people":[
      {"DeleteRequest":{"Key":{"id":{"S":"a"}}}}]}})");
  world.ok("TransactWriteItems", R"({"TransactItems":[{"Update":{"TableName":"people",
      "Key":{"id":{"S":"b"}},"UpdateExpression":"SET #n = :n",
      "ExpressionAttributeNames":{"#n":"name"},"ExpressionAttributeValues":{":n":{"S":"y"}}}}]})");
  EXPECT_EQ(world.items("people"), "b=y");
  EXPECT_EQ(world.items_at(0), "a=x b=x t=x");
  EXPECT_EQ(world.items_at(9), "a=x b=x");
}

TEST(RestoreToPointInTime, TakesTheLatestTime) {
  RecoveryWorld world;
  world.enable();
  world.put_person("a");
  world.advance(milliseconds(1500));
  const auto restored = world.restore(RecoveryWorld::latest());
  EXPECT_EQ(restored["RestoreSummary"], json::parse(R"({"SourceTableArn":
                "arn:aws:dynamodb:us-east-1:000000000000:table/people",
                "RestoreDateTime":1767225601.5,"RestoreInProgress":true})"));
  EXPECT_EQ(world.items("again"), "a=x");
}

TEST(RestoreToPointInTime, TakesTheSettingsOfNow) {
  RecoveryWorld world;
  world.put_person("a");
  world.enable();
  world.advance(seconds(10));
  world.ok("UpdateTable", R"({"TableName":"people",
      "AttributeDefinitions":[{"AttributeName":"name","AttributeType":"S"}],
      "GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-name",
          "KeySchema":[{"AttributeName":"name","KeyType":"HASH"}],
          "Projection":{"ProjectionType":"KEYS_ONLY"}}}]})");
  world.restore(RecoveryWorld::at(0));
  EXPECT_EQ(world.ok("Query", R"({"TableName":"again","IndexName":"by-name",
      "KeyConditionExpression":"#n = :n","ExpressionAttributeNames":{"#n":"name"},
      "ExpressionAttributeValues":{":n":{"S":"x"}}})")["Count"],
            1);
  EXPECT_EQ(world.describe("again")["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"],
            "DISABLED");
}

TEST(RestoreToPointInTime, NeedsATimeWithinTheWindow) {
  RecoveryWorld world;
  world.advance(seconds(10));
  world.enable();
  world.advance(seconds(10));
  EXPECT_EQ(world.error("RestoreTableToPointInTime", RecoveryWorld::at(9)),
            own_error("InvalidRestoreTimeException: RestoreDateTime '2026-01-01T00:00:09Z' must be "
                      "within EarliestRestorableDateTime '2026-01-01T00:00:10Z' and "
                      "LatestRestorableDateTime '2026-01-01T00:00:20Z'"));
  EXPECT_TRUE(world.error("RestoreTableToPointInTime", RecoveryWorld::at(21))
                  .starts_with(own_error("InvalidRestoreTimeException: ")));
}

TEST(RestoreToPointInTime, NeedsOneSourceAndOneTime) {
  RecoveryWorld world;
  const auto refused = [&](std::string_view more) {
    return world.invalid("RestoreTableToPointInTime",
                         base::cat(R"({"TargetTableName":"again")", more, "}"));
  };
  constexpr std::string_view kSource = R"(,"SourceTableName":"people")";
  EXPECT_EQ(refused(R"(,"UseLatestRestorableTime":true)"),
            "The parameter 'TableName' is required but was not present in the request");
  EXPECT_EQ(refused(base::cat(kSource, R"(,"SourceTableArn":"arn:aws:dynamodb:x")")),
            "Must provide exactly one of: sourceTableArn, sourceTableName");
  EXPECT_EQ(refused(kSource),
            "Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must be "
            "specified, but not both");
  EXPECT_EQ(refused(base::cat(kSource, R"(,"UseLatestRestorableTime":true,"RestoreDateTime":1)")),
            "Invalid Request: Both RestoreDateTime and UseLatestRestorableTime cannot be set for "
            "point-in-time restore request. Please specify either RestoreDateTime time or "
            "UseLatestRestorableTime");
}

TEST(RestoreToPointInTime, TakesASourceByItsArn) {
  RecoveryWorld world;
  world.put_person("a");
  world.enable();
  const auto request = [](std::string_view arn) {
    return base::cat(R"({"SourceTableArn":")", arn,
                     R"(","TargetTableName":"again","UseLatestRestorableTime":true})");
  };
  EXPECT_EQ(world.invalid("RestoreTableToPointInTime", request("people")),
            "One or more parameter values were invalid: ARNs must start with 'arn:': people");
  EXPECT_EQ(world.invalid("RestoreTableToPointInTime", request("arn:aws:dynamodb:x")),
            "sourceTableArn is not a valid ARN");
  EXPECT_EQ(world.invalid("RestoreTableToPointInTime",
                          request("arn:aws:dynamodb:us-east-1:111111111111:table/people")),
            "This action is only supported by accounts that match the resource owner’s account.");
  EXPECT_EQ(world.error("RestoreTableToPointInTime",
                        request("arn:aws:dynamodb:us-east-1:000000000000:table/nobody")),
            own_error("TableNotFoundException: Table not found"));
  world.restore(request("arn:aws:dynamodb:us-east-1:000000000000:table/people"));
  EXPECT_EQ(world.items("again"), "a=x");
}

TEST(RestoreToPointInTime, NeedsRecoveryAndANameThatIsFree) {
  RecoveryWorld world({.transition = seconds(3)});
  EXPECT_EQ(world.error("RestoreTableToPointInTime",
                        R"({"SourceTableName":"nobody","TargetTableName":"people",
                            "UseLatestRestorableTime":true})"),
            own_error("TableNotFoundException: Table not found: nobody"));
  EXPECT_EQ(
      world.error("RestoreTableToPointInTime", RecoveryWorld::latest("people")),
      own_error("PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled "
                "for table 'people'"));
  world.enable();
  EXPECT_EQ(world.error("RestoreTableToPointInTime", RecoveryWorld::latest("people")),
            own_error("TableAlreadyExistsException: Table already exists: people"));
  world.restore(RecoveryWorld::latest());
  EXPECT_EQ(world.error("RestoreTableToPointInTime", RecoveryWorld::latest()),
            own_error("TableInUseException: Table: again is already being restored from table: "
                      "arn:aws:dynamodb:us-east-1:000000000000:table/people"));
}

TEST(History, IsKeptOfTablesWithRecoveryAlone) {
  RecoveryWorld world;
  world.put_person("a");
  EXPECT_EQ(world.history_rows(), 0);
  world.enable();
  world.put_person("a", "y");
  world.put_person("a", "y");
  world.delete_person("nobody");
  EXPECT_EQ(world.history_rows(), 1);
  world.disable();
  EXPECT_EQ(world.history_rows(), 0);
}

TEST(History, IsForgottenAfterThePeriod) {
  RecoveryWorld world;
  world.enable(R"(,"RecoveryPeriodInDays":1)");
  world.put_person("a", "one");
  world.advance(seconds(kSecondsOfDay / 2));
  world.put_person("a", "two");
  world.advance(seconds(kSecondsOfDay));
  world.put_person("a", "three");
  EXPECT_EQ(world.history_rows(), 1);
  EXPECT_EQ(world.items_at(static_cast<double>(kSecondsOfDay)), "a=two");
}

TEST(History, GoesWithItsTable) {
  RecoveryWorld world;
  world.enable();
  world.put_person("a");
  world.ok("DeleteTable", R"({"TableName":"people"})");
  EXPECT_EQ(world.history_rows(), 0);
}

TEST(PermissionsOfRecovery, AreAskedOnTheTable) {
  World world;
  const core::Call call{.env = world.env,
                        .account = world.env.account,
                        .region = world.env.region,
                        .principal = world.principal};
  const std::string table = "arn:aws:dynamodb:us-east-1:000000000000:table/people";
  EXPECT_EQ(
      DescribeContinuousBackups::resources({.table_name = TableName("people")}, call)[0].resource,
      table);
  UpdateContinuousBackups::Input update;
  update.table_name = TableName("people");
  EXPECT_EQ(UpdateContinuousBackups::resources(update, call)[0].resource, table);
  RestoreTableToPointInTime::Input restore;
  restore.target_table_name = backups::TargetTableName("again");
  restore.source_table_arn = table;
  const auto asked = RestoreTableToPointInTime::resources(restore, call);
  ASSERT_EQ(asked.size(), 8);
  EXPECT_EQ(asked[0].resource, table);
  EXPECT_EQ(asked[1].resource, "arn:aws:dynamodb:us-east-1:000000000000:table/again");
  EXPECT_EQ(asked[1].action, "dynamodb:PutItem");
}

}  // namespace
}  // namespace tertulia::dynamodb

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/transfers/import_rows.hpp"
#include "tests/services/dynamodb/memory_objects.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using std::chrono::seconds;

/// A bucket "lake" to import a table "people" from.
struct ImportWorld : Buckets, World {
  explicit ImportWorld(Options options = {}) : World(options, &s3) {}

  void object(std::string_view key, std::string_view bytes) {
    s3.objects[base::cat("lake/", key)] = bytes;
  }
  /// A request in the format, with more members.
  static json request(std::string_view format, const json& more = json::object()) {
    auto request = json::parse(R"({"S3BucketSource":{"S3Bucket":"lake"},
        "TableCreationParameters":{"TableName":"people","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}})");
    request["InputFormat"] = format;
    request.merge_patch(more);
    return request;
  }
  json start(std::string_view format, const json& more = json::object()) {
    return ok("ImportTable", request(format, more).dump())["ImportTableDescription"];
  }
  json describe(const json& started) {
    return ok("DescribeImport",
              json({{"ImportArn", started["ImportArn"]}}).dump())["ImportTableDescription"];
  }
  /// What is told of an import that has ended.
  json import(std::string_view format, const json& more = json::object()) {
    return describe(start(format, more));
  }
  std::string refused(std::string_view format, const json& more) {
    return invalid("ImportTable", request(format, more).dump());
  }
  /// The items of the table by their hash keys.
  std::map<std::string, json> items() {
    std::map<std::string, json> items;
    const auto page = ok("Scan", R"({"TableName":"people"})");
    for (const auto& item : page["Items"]) items[item["id"]["S"]] = item;
    return items;
  }
  /// "PROCESSED IMPORTED ERRORS"
  static std::string counts(const json& ended) {
    return base::cat(ended["ProcessedItemCount"].get<std::int64_t>(), " ",
                     ended["ImportedItemCount"].get<std::int64_t>(), " ",
                     ended["ErrorCount"].get<std::int64_t>());
  }
};

constexpr std::string_view kTwoLines =
    "{\"Item\":{\"id\":{\"S\":\"a\"},\"l\":{\"L\":[{\"NULL\":true},{\"B\":\"AAE=\"}]}}}\n"
    "{\"Item\":{\"id\":{\"S\":\"b\"},\"m\":{\"M\":{\"k\":{\"NS\":[\"1.0\"]}}}}}\n";

TEST(Import, IsUnderWayAndThenComplete) {
  ImportWorld world({.transition = seconds(3)});
  world.object("in/a.json", kTwoLines);
  const auto started = world.start(
      "DYNAMODB_JSON", {{"ClientToken", "t"}, {"S3BucketSource", {{"S3KeyPrefix", "in/"}}}});
  const auto arn = started["ImportArn"].get<std::string>();
  EXPECT_TRUE(arn.starts_with(base::cat(kPeopleArn, "/import/01767225600000-"))) << arn;
  auto expected =
      json({{"ImportArn", arn},
            {"ImportStatus", "IN_PROGRESS"},
            {"TableArn", kPeopleArn},
            {"TableId", started["TableId"]},
            {"ClientToken", "t"},
            {"S3BucketSource",
             {{"S3Bucket", "lake"}, {"S3BucketOwner", "000000000000"}, {"S3KeyPrefix", "in/"}}},
            {"CloudWatchLogGroupArn",
             "arn:aws:logs:us-east-1:000000000000:log-group:/aws-dynamodb/imports:*"},
            {"InputFormat", "DYNAMODB_JSON"},
            {"InputCompressionType", "NONE"},
            {"TableCreationParameters",
             ImportWorld::request("DYNAMODB_JSON")["TableCreationParameters"]},
            {"StartTime", kWorldStart}});
  EXPECT_EQ(started, expected);
  EXPECT_EQ(world.describe(started), expected);
  EXPECT_EQ(world.ok("DescribeTable", R"({"TableName":"people"})")["Table"]["TableStatus"],
            "CREATING");
  world.advance(seconds(3));
  expected.update({{"ImportStatus", "COMPLETED"},
                   {"EndTime", kWorldStart + 3},
                   {"ErrorCount", 0},
                   {"ProcessedItemCount", 2},
                   {"ImportedItemCount", 2},
                   {"ProcessedSizeBytes", kTwoLines.size()}});
  EXPECT_EQ(world.describe(started), expected);
  const auto items = world.items();
  EXPECT_EQ(items.at("a"),
            json::parse(R"({"id":{"S":"a"},"l":{"L":[{"NULL":true},{"B":"AAE="}]}})"));
  EXPECT_EQ(items.at("b"), json::parse(R"({"id":{"S":"b"},"m":{"M":{"k":{"NS":["1"]}}}})"));
}

TEST(Import, TakesWhatWasExported) {
  ImportWorld world;
  world.people();
  world.ok("UpdateContinuousBackups", R"({"TableName":"people",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})");
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
  world.put("people", R"({"id":{"S":"b"},"ss":{"SS":["x","y"]}})");
  const auto before = world.items();
  world.ok("ExportTableToPointInTime",
           base::cat(R"({"S3Bucket":"lake","TableArn":")", kPeopleArn, "\"}"));
  world.ok("DeleteTable", R"({"TableName":"people"})");
  const auto all = world.s3.keys("lake", "AWSDynamoDB/");
  const auto data = std::ranges::find_if(all, [](const auto& key) { return key.ends_with("gz"); });
  const auto ended = world.import("DYNAMODB_JSON", {{"InputCompressionType", "GZIP"},
                                                    {"S3BucketSource", {{"S3KeyPrefix", *data}}}});
  EXPECT_EQ(ended["ImportStatus"], "COMPLETED");
  EXPECT_EQ(world.items(), before);
}

TEST(Import, CountsRowsThatAreNoItemsAndGoesOn) {
  ImportWorld world;
  world.object("a",
               "{\"Item\":{\"id\":{\"S\":\"a\"}}}\n{\"Item\":{\"no\":{\"S\":\"key\"}}}\n"
               "{\"Item\":{\"id\":{\"N\":\"1\"}}}\n{\"Item\":{\"id\":{\"S\":\"b\"},"
               "\"n\":{\"N\":\"x\"}}}\n\n{\"Item\":{\"id\":{\"S\":\"c\"}}}\n");
  const auto ended = world.import("DYNAMODB_JSON");
  EXPECT_EQ(ImportWorld::counts(ended), "5 2 3");
  EXPECT_EQ(ended["ImportStatus"], "FAILED");
  EXPECT_EQ(ended["FailureCode"], "ItemValidationError");
  EXPECT_EQ(ended["FailureMessage"],
            "Some of the items failed validation checks and were not imported. Please check "
            "CloudWatch error logs for more details.");
  EXPECT_EQ(world.items().size(), 2);
}

TEST(Import, LeavesAnObjectAtALineThatIsNoItem) {
  ImportWorld world;
  world.object("a",
               "{\"Item\":{\"id\":{\"S\":\"a\"}}}\ngarbage\n{\"Item\":{\"id\":{\"S\":\"b\"}}}");
  world.object("b", "{\"Item\":{\"id\":{\"S\":\"c\"}}}");
  EXPECT_EQ(ImportWorld::counts(world.import("DYNAMODB_JSON")), "3 2 1");
}

TEST(Import, TakesAllObjectsWhoseKeysBeginSo) {
  ImportWorld world;
  world.object("data/1", "{\"Item\":{\"id\":{\"S\":\"a\"}}}");
  world.object("data2/1", "{\"Item\":{\"id\":{\"S\":\"b\"}}}");
  world.object("other", "garbage");
  EXPECT_EQ(ImportWorld::counts(
                world.import("DYNAMODB_JSON", {{"S3BucketSource", {{"S3KeyPrefix", "data"}}}})),
            "2 2 0");
}

TEST(Import, OfNothingMakesAnEmptyTable) {
  ImportWorld world;
  EXPECT_EQ(world.import("DYNAMODB_JSON")["ImportStatus"], "COMPLETED");
  EXPECT_EQ(world.items().size(), 0);
}

TEST(Import, FailsWithoutItsBucketAndMakesNoTable) {
  ImportWorld world;
  const auto ended = world.import("DYNAMODB_JSON", {{"S3BucketSource", {{"S3Bucket", "desert"}}}});
  EXPECT_EQ(ended["ImportStatus"], "FAILED");
  EXPECT_EQ(ended["FailureCode"], "S3NoSuchBucket");
  EXPECT_EQ(ended["TableArn"], kPeopleArn);
  EXPECT_EQ(ImportWorld::counts(ended), "0 0 0");
  EXPECT_EQ(world.call("DescribeTable", R"({"TableName":"people"})").status, 400);
}

TEST(Import, FailsWhenObjectsAreNotCompressedAsItSays) {
  ImportWorld world;
  world.object("a", kTwoLines);
  EXPECT_EQ(ImportWorld::counts(world.import("DYNAMODB_JSON", {{"InputCompressionType", "GZIP"}})),
            "1 0 1");
}

TEST(Import, MakesIndexesOfItems) {
  ImportWorld world;
  world.object("a",
               "{\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"7\"}}}\n"
               "{\"Item\":{\"id\":{\"S\":\"b\"},\"n\":{\"S\":\"no\"}}}\n");
  const auto ended = world.import("DYNAMODB_JSON", json::parse(R"({"TableCreationParameters":{
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                              {"AttributeName":"n","AttributeType":"N"}],
      "GlobalSecondaryIndexes":[{"IndexName":"by-n","Projection":{"ProjectionType":"ALL"},
          "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}]}]}})"));
  EXPECT_EQ(ImportWorld::counts(ended), "2 1 1");
  EXPECT_EQ(world.ok("Query", R"({"TableName":"people","IndexName":"by-n",
      "KeyConditionExpression":"n = :n","ExpressionAttributeValues":{":n":{"N":"7"}}})")["Count"],
            1);
}

TEST(ImportOfCsv, HasAHeaderAndTextsButForKeys) {
  ImportWorld world;
  world.object("a.csv", "\xEF\xBB\xBFid,n,note\r\na,1,\"x, \"\"y\"\"\"\r\nb,2.50,\r\n");
  auto more = json::parse(R"({"TableCreationParameters":{
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                              {"AttributeName":"n","AttributeType":"N"}],
      "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                   {"AttributeName":"n","KeyType":"RANGE"}]}})");
  EXPECT_EQ(ImportWorld::counts(world.import("CSV", more)), "2 2 0");
  EXPECT_EQ(world.items().at("a"),
            json::parse(R"({"id":{"S":"a"},"n":{"N":"1"},"note":{"S":"x, \"y\""}})"));
  EXPECT_EQ(world.items().at("b"),
            json::parse(R"({"id":{"S":"b"},"n":{"N":"2.5"},"note":{"S":""}})"));
}

TEST(ImportOfCsv, TakesADelimiterAndAHeader) {
  ImportWorld world;
  world.object("a.csv", "a;one\nb;two\n");
  const auto options =
      json::parse(R"({"InputFormatOptions":{"Csv":{"Delimiter":";","HeaderList":["id","name"]}}})");
  const auto ended = world.import("CSV", options);
  EXPECT_EQ(ImportWorld::counts(ended), "2 2 0");
  EXPECT_EQ(ended["InputFormatOptions"], options["InputFormatOptions"]);
  EXPECT_EQ(world.items().at("b")["name"]["S"], "two");
}

TEST(ImportOfCsv, CountsRowsThatDoNotFit) {
  ImportWorld world;
  world.object("a.csv", "id,n\na,1\nb\nc,1,2\nd,\"open\ne,\"a\"b\nf,\xFF\n,empty key\ng,2\n");
  EXPECT_EQ(ImportWorld::counts(world.import("CSV")), "8 2 6");
}

TEST(Import, RefusesByNameWhatTheEmulatorDoesNotHave) {
  ImportWorld world;
  EXPECT_EQ(world.refused("ION", json::object()),
            "Tertulia does not support the InputFormat ION: use DYNAMODB_JSON or CSV");
  EXPECT_EQ(world.refused("CSV", {{"InputCompressionType", "ZSTD"}}),
            "Tertulia does not support the InputCompressionType ZSTD: use GZIP or NONE");
  World none;
  EXPECT_EQ(none.invalid("ImportTable", ImportWorld::request("CSV").dump()),
            "Tertulia has no S3 here: start it with --s3-folder FOLDER, whose folders are the "
            "buckets");
}

TEST(Import, RefusesWhatAwsRefuses) {
  ImportWorld world;
  EXPECT_EQ(world.refused("DYNAMODB_JSON", json::parse(R"({"InputFormatOptions":{"Csv":{}}})")),
            "Invalid Request: Unsupported InputFormatOptions for the given input format: "
            "DYNAMODB_JSON.");
  EXPECT_EQ(world.refused("CSV", {{"InputCompressionType", "BZIP2"}}),
            "1 validation error detected: Value 'BZIP2' at 'inputCompressionType' failed to "
            "satisfy constraint: Member must satisfy enum value set: [ZSTD, NONE, GZIP]");
  EXPECT_EQ(
      world.refused("CSV", json::parse(R"({"TableCreationParameters":{"BillingMode":null}})")),
      "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits "
      "must both be specified when BillingMode is PROVISIONED");
  world.people();
  EXPECT_EQ(world.error("ImportTable", ImportWorld::request("CSV").dump()),
            own_error("ResourceInUseException: Table already exists: people"));
}

TEST(Import, IsMadeOnceForAToken) {
  ImportWorld world;
  const auto first = world.start("CSV", {{"ClientToken", "t"}});
  EXPECT_EQ(world.start("CSV", {{"ClientToken", "t"}})["ImportArn"], first["ImportArn"]);
  EXPECT_EQ(world.error("ImportTable", ImportWorld::request("CSV", {{"ClientToken", "t"},
                                                                    {"TableCreationParameters",
                                                                     {{"TableName", "others"}}}})
                                           .dump()),
            own_error("ImportConflictException: Import conflict: Duplicate request detected with "
                      "conflicting parameters"));
}

TEST(DescribeImport, NeedsTheArnOfAnImport) {
  ImportWorld world;
  const auto refused = [&](std::string_view arn) {
    return world.error("DescribeImport", base::cat(R"({"ImportArn":")", arn, "\"}"));
  };
  EXPECT_EQ(refused(kPeopleArn),
            "com.amazon.coral.validate#ValidationException: Invalid Import ARN");
  EXPECT_TRUE(refused(base::cat(kPeopleArn, "/import/01-0a"))
                  .starts_with(own_error("ImportNotFoundException: Import not found: ")));
}

TEST(ListImports, ShowsTheNewestFirstInPages) {
  ImportWorld world;
  std::vector<json> made;
  for (const auto* name : {"people", "others", "thirds"}) {
    made.push_back(world.start("CSV", {{"TableCreationParameters", {{"TableName", name}}}}));
  }
  const auto first = world.ok("ListImports", R"({"PageSize":2})");
  EXPECT_EQ(first["ImportSummaryList"][0]["ImportArn"], made[2]["ImportArn"]);
  EXPECT_EQ(first["ImportSummaryList"][1]["ImportStatus"], "COMPLETED");
  const auto second = world.ok("ListImports", json({{"NextToken", first["NextToken"]}}).dump());
  ASSERT_EQ(second["ImportSummaryList"].size(), 1);
  EXPECT_EQ(second["ImportSummaryList"][0]["TableArn"], kPeopleArn);
  world.ok("DeleteTable", R"({"TableName":"people"})");
  EXPECT_EQ(
      world.ok("ListImports", base::cat(R"({"TableArn":")", kPeopleArn, "\"}"))["ImportSummaryList"]
          .size(),
      1);
}

TEST(PermissionsOfImports, AreAskedOnTheTableOrTheImport) {
  World world;
  const core::Call call{.env = world.env,
                        .account = world.env.account,
                        .region = world.env.region,
                        .principal = world.principal};
  ImportTable::Input start;
  start.table_creation_parameters.table_name = backups::TargetTableName("people");
  EXPECT_EQ(ImportTable::resources(start, call)[0].resource, kPeopleArn);
  const auto arn = base::cat(kPeopleArn, "/import/01767225600000-0a1b2c3d");
  EXPECT_EQ(DescribeImport::resources({.import_arn = arn}, call)[0].resource, arn);
  EXPECT_EQ(ListImports::resources({}, call)[0].resource, "*");
}

}  // namespace
}  // namespace tertulia::dynamodb

#include <gtest/gtest.h>

#include "emulator/base/digest.hpp"
#include "emulator/base/encoding.hpp"
#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/transfers/gzip.hpp"
#include "tests/services/dynamodb/memory_objects.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using std::chrono::seconds;

std::string inflated(std::string_view bytes) {
  transfers::Inflater inflater(bytes);
  std::string text;
  for (auto piece = inflater.next(); piece && !piece->empty(); piece = inflater.next()) {
    text += *piece;
  }
  return text;
}

std::vector<json> lines_of(std::string_view text) {
  std::vector<json> lines;
  for (const auto line : base::split(text, '\n')) {
    if (!line.empty()) lines.push_back(json::parse(line));
  }
  return lines;
}

/// A table "people" with point-in-time recovery and an item, and a bucket "lake".
struct ExportWorld : Buckets, World {
  explicit ExportWorld(Options options = {}) : World(options, &s3) {
    people();
    advance(2 * options.transition);
    ok("UpdateContinuousBackups", R"({"TableName":"people",
        "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})");
    put_person("a", "1");
  }
  void put_person(std::string_view id, std::string_view n) {
    put("people", base::cat(R"({"id":{"S":")", id, R"("},"n":{"N":")", n, "\"}}"));
  }
  void delete_person(std::string_view id) {
    ok("DeleteItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":")", id, "\"}}}"));
  }
  static std::string request(std::string_view more = "", std::string_view bucket = "lake") {
    return base::cat(R"({"TableArn":")", kPeopleArn, R"(","S3Bucket":")", bucket, "\"", more, "}");
  }
  json start(std::string_view more = "") {
    return ok("ExportTableToPointInTime", request(more))["ExportDescription"];
  }
  static std::string span(double from, double to, std::string_view more = "") {
    return base::cat(R"(,"ExportType":"INCREMENTAL_EXPORT","IncrementalExportSpecification":{)",
                     R"("ExportFromTime":)", kWorldStart + static_cast<std::int64_t>(from),
                     R"(,"ExportToTime":)", kWorldStart + static_cast<std::int64_t>(to), more, "}");
  }
  json describe(const json& started) {
    return ok("DescribeExport",
              json({{"ExportArn", started["ExportArn"]}}).dump())["ExportDescription"];
  }
  /// The lines of an export's one data file.
  std::vector<json> data(const json& ended) {
    const auto manifest = ended["ExportManifest"].get<std::string>();
    const auto summary = json::parse(s3.objects["lake/" + manifest]);
    const auto files = s3.objects["lake/" + summary["manifestFilesS3Key"].get<std::string>()];
    const auto key = lines_of(files)[0]["dataFileS3Key"].get<std::string>();
    return lines_of(inflated(s3.objects["lake/" + key]));
  }
  std::string refused(std::string_view more) {
    return error("ExportTableToPointInTime", request(more));
  }
  std::string invalid_request(std::string_view more) {
    return invalid("ExportTableToPointInTime", request(more));
  }
};

TEST(Export, IsUnderWayAndThenComplete) {
  ExportWorld world({.transition = seconds(3)});
  const auto started = world.start(R"(,"ClientToken":"t","S3Prefix":"2026")");
  const auto arn = started["ExportArn"].get<std::string>();
  EXPECT_TRUE(arn.starts_with(base::cat(kPeopleArn, "/export/01767225606000-"))) << arn;
  auto expected = json({{"ExportArn", arn},
                        {"ExportStatus", "IN_PROGRESS"},
                        {"StartTime", kWorldStart + 6},
                        {"TableArn", kPeopleArn},
                        {"TableId", started["TableId"]},
                        {"ExportTime", kWorldStart + 6},
                        {"ClientToken", "t"},
                        {"S3Bucket", "lake"},
                        {"S3Prefix", "2026"},
                        {"S3SseAlgorithm", "AES256"},
                        {"ExportFormat", "DYNAMODB_JSON"}});
  EXPECT_EQ(started, expected);
  EXPECT_EQ(world.describe(started), expected);
  world.advance(seconds(3));
  const auto id = arn.substr(arn.rfind('/') + 1);
  expected.update({{"ExportStatus", "COMPLETED"},
                   {"EndTime", kWorldStart + 9},
                   {"ExportManifest", "2026/AWSDynamoDB/" + id + "/manifest-summary.json"},
                   {"ItemCount", 1},
                   {"BilledSizeBytes", 6}});
  EXPECT_EQ(world.describe(started), expected);
}

TEST(Export, IsLaidOutAsAwsDoes) {
  ExportWorld world;
  const auto arn = world.start()["ExportArn"].get<std::string>();
  const auto root = base::cat("AWSDynamoDB/", arn.substr(arn.rfind('/') + 1), "/");
  auto& objects = world.s3.objects;
  ASSERT_EQ(objects.size(), 6);
  const auto at = [&](std::string_view name) { return objects[base::cat("lake/", root, name)]; };
  EXPECT_TRUE(objects.contains(base::cat("lake/", root, "_started")));
  EXPECT_EQ(at("manifest-files.md5"), base::base64(base::md5(at("manifest-files.json"))));
  EXPECT_EQ(at("manifest-summary.md5"), base::base64(base::md5(at("manifest-summary.json"))));
  const auto file = json::parse(at("manifest-files.json"));
  const auto key = file["dataFileS3Key"].get<std::string>();
  EXPECT_TRUE(key.starts_with(root + "data/") && key.ends_with(".json.gz")) << key;
  const auto bytes = objects["lake/" + key];
  EXPECT_EQ(file["itemCount"], 1);
  EXPECT_EQ(file["md5Checksum"], base::base64(base::md5(bytes)));
  EXPECT_EQ(file["etag"], base::hex(base::md5(bytes)) + "-1");
  EXPECT_EQ(inflated(bytes), "{\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}}\n");
  auto summary = json::parse(at("manifest-summary.json"));
  summary.erase("tableId");
  EXPECT_EQ(summary, json({{"version", "2020-06-30"},
                           {"exportArn", arn},
                           {"startTime", "2026-01-01T00:00:00.000Z"},
                           {"endTime", "2026-01-01T00:00:00.000Z"},
                           {"tableArn", kPeopleArn},
                           {"exportTime", "2026-01-01T00:00:00.000Z"},
                           {"s3Bucket", "lake"},
                           {"s3Prefix", nullptr},
                           {"s3SseAlgorithm", "AES256"},
                           {"s3SseKmsKeyId", nullptr},
                           {"manifestFilesS3Key", root + "manifest-files.json"},
                           {"billedSizeBytes", 6},
                           {"itemCount", 1},
                           {"outputFormat", "DYNAMODB_JSON"}}));
}

TEST(Export, HasTheTableAsItWas) {
  ExportWorld world;
  world.advance(seconds(10));
  world.put_person("a", "2");
  world.put_person("b", "3");
  const auto then = world.start(base::cat(R"(,"ExportTime":)", kWorldStart + 5));
  EXPECT_EQ(world.data(world.describe(then)),
            std::vector{json::parse(R"({"Item":{"id":{"S":"a"},"n":{"N":"1"}}})")});
  EXPECT_EQ(world.data(world.describe(world.start())).size(), 2);
}

TEST(Export, OfChangesHasTheirNetEffect) {
  ExportWorld world;
  world.put_person("old", "1");
  world.put_person("gone", "1");
  world.put_person("same", "1");
  world.advance(minutes(5));
  world.put_person("old", "2");
  world.put_person("brief", "1");
  world.advance(minutes(5));
  world.put_person("old", "3");
  world.put_person("new", "1");
  world.delete_person("gone");
  world.delete_person("brief");
  world.advance(minutes(10));
  world.put_person("old", "4");
  world.put_person("late", "1");
  const auto started = world.start(ExportWorld::span(60, 1200));
  const auto ended = world.describe(started);
  EXPECT_EQ(ended["ExportType"], "INCREMENTAL_EXPORT");
  EXPECT_EQ(ended["IncrementalExportSpecification"],
            json({{"ExportFromTime", kWorldStart + 60},
                  {"ExportToTime", kWorldStart + 1200},
                  {"ExportViewType", "NEW_AND_OLD_IMAGES"}}));
  EXPECT_FALSE(ended.contains("ExportTime"));
  std::map<std::string, json> changes;
  for (const auto& line : world.data(ended)) changes[line["Keys"]["id"]["S"]] = line;
  const auto image = [](const char* id, const char* n) {
    return json({{"id", {{"S", id}}}, {"n", {{"N", n}}}});
  };
  const json written = {{"WriteTimestampMicros", {{"N", "1767226200000000"}}}};
  const auto keys = [](const char* id) { return json({{"id", {{"S", id}}}}); };
  const std::map<std::string, json> expected = {
      {"gone", {{"Metadata", written}, {"Keys", keys("gone")}, {"OldImage", image("gone", "1")}}},
      {"new", {{"Metadata", written}, {"Keys", keys("new")}, {"NewImage", image("new", "1")}}},
      {"old",
       {{"Metadata", written},
        {"Keys", keys("old")},
        {"OldImage", image("old", "1")},
        {"NewImage", image("old", "3")}}}};
  EXPECT_EQ(changes, expected);
}

TEST(Export, OfChangesSharesAFolderOfData) {
  ExportWorld world;
  world.advance(minutes(20));
  const auto ended =
      world.describe(world.start(ExportWorld::span(0, 1200, R"(,"ExportViewType":"NEW_IMAGE")")));
  const auto manifest = ended["ExportManifest"].get<std::string>();
  const auto summary = json::parse(world.s3.objects["lake/" + manifest]);
  EXPECT_EQ(summary["version"], "2023-08-01");
  EXPECT_EQ(summary["exportFromTime"], "2026-01-01T00:00:00.000Z");
  EXPECT_EQ(summary["exportToTime"], "2026-01-01T00:20:00.000Z");
  EXPECT_EQ(summary["outputView"], "NEW_IMAGE");
  EXPECT_EQ(summary["exportType"], "INCREMENTAL_EXPORT");
  EXPECT_EQ(world.s3.keys("lake", "AWSDynamoDB/data/").size(), 1);
  EXPECT_EQ(world.data(ended)[0]["NewImage"]["id"]["S"], "a");
}

TEST(Export, FailsWithoutItsBucket) {
  ExportWorld world;
  const auto started =
      world.ok("ExportTableToPointInTime", ExportWorld::request("", "desert"))["ExportDescription"];
  EXPECT_EQ(started["ExportStatus"], "IN_PROGRESS");
  const auto ended = world.describe(started);
  EXPECT_EQ(ended["ExportStatus"], "FAILED");
  EXPECT_EQ(ended["FailureCode"], "S3NoSuchBucket");
  EXPECT_TRUE(ended.contains("EndTime"));
  EXPECT_FALSE(ended.contains("ExportManifest"));
}

TEST(Export, FailsWhenNothingCanBeWritten) {
  ExportWorld world;
  world.s3.is_writable = false;
  EXPECT_EQ(world.describe(world.start())["FailureCode"], "S3AccessDenied");
}

TEST(Export, IsRefusedWithoutAFolderThatStandsForS3) {
  World world;
  world.people();
  EXPECT_EQ(world.invalid("ExportTableToPointInTime", ExportWorld::request()),
            "Tertulia has no S3 here: start it with --s3-folder FOLDER, whose folders are the "
            "buckets");
}

TEST(Export, RefusesPrefixesThatAreNoFolders) {
  ExportWorld world;
  for (const auto* prefix : {"../up", "a/../../b", "/abs", "a//b", ".", "a/./b", "a\\\\b"}) {
    EXPECT_TRUE(world.invalid_request(base::cat(R"(,"S3Prefix":")", prefix, "\""))
                    .starts_with("Tertulia's buckets are folders"))
        << prefix;
  }
  EXPECT_EQ(world.s3.objects.size(), 0);
  world.start(R"(,"S3Prefix":"a/b/")");
  EXPECT_EQ(world.s3.keys("lake", "a/b/AWSDynamoDB/").size(), 6);
}

TEST(Export, RefusesIonByName) {
  ExportWorld world;
  EXPECT_EQ(world.invalid_request(R"(,"ExportFormat":"ION")"),
            "Tertulia does not support the ExportFormat ION: use DYNAMODB_JSON");
  EXPECT_EQ(world.invalid_request(R"(,"ExportFormat":"CSV")"),
            "1 validation error detected: Value 'CSV' at 'exportFormat' failed to satisfy "
            "constraint: Member must satisfy enum value set: [ION, DYNAMODB_JSON]");
}

TEST(Export, NeedsATableByItsArn) {
  ExportWorld world;
  const auto refused = [&](std::string_view arn) {
    return world.error("ExportTableToPointInTime",
                       base::cat(R"({"S3Bucket":"lake","TableArn":")", arn, "\"}"));
  };
  const std::string validation = "com.amazon.coral.validate#ValidationException: ";
  EXPECT_EQ(refused("people"), validation +
                                   "One or more parameter values were invalid: tableArn is not a "
                                   "valid ARN");
  EXPECT_EQ(refused(base::cat(kPeopleArn, "/index/by-n")),
            validation + "Invalid Request: Table ARN is invalid.");
  EXPECT_EQ(refused("arn:aws:dynamodb:us-east-1:111111111111:table/people"),
            "com.amazon.coral.service#AccessDeniedException: Access is denied");
  for (const std::string_view arn : {"arn:aws:dynamodb:us-east-1:000000000000:table/nobody",
                                     "arn:aws:dynamodb:eu-west-1:000000000000:table/people"}) {
    EXPECT_EQ(refused(arn), own_error(base::cat("TableNotFoundException: Table not found: ", arn)));
  }
}

TEST(Export, NeedsPointInTimeRecovery) {
  ExportWorld world;
  world.ok("UpdateContinuousBackups", R"({"TableName":"people",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":false}})");
  EXPECT_EQ(
      world.refused(""),
      own_error("PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled "
                "for table 'people'"));
}

TEST(Export, NeedsATimeThatCanBeRestored) {
  ExportWorld world;
  world.advance(seconds(60));
  const auto at = [&](std::int64_t after) {
    return world.refused(base::cat(R"(,"ExportTime":)", kWorldStart + after));
  };
  EXPECT_EQ(at(61), own_error("InvalidExportTimeException: Export Time is invalid"));
  EXPECT_EQ(at(-1), own_error("InvalidExportTimeException: Export Time is invalid"));
  world.ok("UpdateContinuousBackups", R"({"TableName":"people",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":false}})");
  world.ok("UpdateContinuousBackups", R"({"TableName":"people",
      "PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}})");
  EXPECT_EQ(at(30),
            own_error("InvalidExportTimeException: Point in Time Recovery is not available for "
                      "specified export time"));
}

TEST(Export, NeedsASpanThatAwsTakes) {
  ExportWorld world;
  world.advance(minutes(60 * 48));
  const auto refused = [&](double from, double to) {
    return world.refused(ExportWorld::span(from, to));
  };
  EXPECT_EQ(
      refused(-60, 1000),
      own_error("InvalidExportTimeException: Incremental export period from time cannot be less "
                "than the table creation time : 2025-12-31T23:59:00Z"));
  EXPECT_EQ(
      refused(0, 899),
      own_error("InvalidExportTimeException: Difference between export period from time and export "
                "period to time is less than 15 minutes"));
  EXPECT_EQ(
      refused(172000, 172801),
      own_error("InvalidExportTimeException: Incremental export period to time cannot be greater "
                "than the current time : 2026-01-03T00:00:01Z"));
  EXPECT_TRUE(refused(0, 90000).starts_with(own_error("InvalidExportTimeException: Difference")));
}

TEST(Export, NeedsTypeAndSpecificationTogether) {
  ExportWorld world;
  constexpr std::string_view kEmpty = R"(,"IncrementalExportSpecification":{})";
  EXPECT_EQ(world.invalid_request(kEmpty),
            "Invalid Request: Export Type expected to be Incremental Export when incremental "
            "export specification is provided");
  EXPECT_EQ(world.invalid_request(base::cat(kEmpty, R"(,"ExportType":"FULL_EXPORT")")),
            "Invalid Request: When Export Type is Full Export , Incremental Export Specification "
            "should not be provided");
  EXPECT_EQ(world.invalid_request(R"(,"ExportType":"INCREMENTAL_EXPORT")"),
            "Invalid Request: Incremental Export Specification expected when export type is set as "
            "Incremental Export");
  EXPECT_EQ(world.invalid_request(base::cat(kEmpty, R"(,"ExportType":"INCREMENTAL_EXPORT")")),
            "Invalid Request: ExportFromTime must be provided in IncrementalExportSpecification");
  EXPECT_EQ(world.invalid_request(R"(,"S3SseKmsKeyId":"k")"),
            "Invalid Request: KMS Key Id is not supported for this encryption type");
}

TEST(Export, IsMadeOnceForAToken) {
  ExportWorld world;
  const auto first = world.start(R"(,"ClientToken":"t")");
  EXPECT_EQ(world.start(R"(,"ClientToken":"t")")["ExportArn"], first["ExportArn"]);
  EXPECT_EQ(world.refused(R"(,"ClientToken":"t","S3Prefix":"other")"),
            own_error("ExportConflictException: Export conflict: Duplicate request detected with "
                      "conflicting parameters"));
  EXPECT_NE(world.start()["ExportArn"], world.start()["ExportArn"]);
  world.advance(minutes(8 * 60 + 1));
  EXPECT_NE(world.start(R"(,"ClientToken":"t")")["ExportArn"], first["ExportArn"]);
}

TEST(DescribeExport, NeedsTheArnOfAnExport) {
  ExportWorld world;
  const auto refused = [&](std::string_view arn) {
    return world.error("DescribeExport", base::cat(R"({"ExportArn":")", arn, "\"}"));
  };
  const std::string invalid = "com.amazon.coral.validate#ValidationException: Invalid Export ARN";
  EXPECT_EQ(refused(kPeopleArn), invalid);
  EXPECT_EQ(refused(base::cat(kPeopleArn, "/import/01-0a")), invalid);
  EXPECT_EQ(refused("arn:aws:dynamodb:us-east-1:111111111111:table/people/export/01-0a"),
            "com.amazon.coral.service#AccessDeniedException: Access is denied");
  EXPECT_EQ(refused("arn:aws:dynamodb:eu-west-1:000000000000:table/people/export/01-0a"),
            own_error("ExportNotFoundException: Export not found: Invalid export arn"));
  const auto nobodys = base::cat(kPeopleArn, "/export/01-0a");
  EXPECT_EQ(refused(nobodys),
            own_error(base::cat("ExportNotFoundException: Export not found: Export not "
                                "found: ",
                                nobodys)));
}

TEST(ListExports, ShowsTheNewestFirstInPages) {
  ExportWorld world;
  std::vector<json> made;
  for (int i = 0; i < 3; ++i) made.push_back(world.start()["ExportArn"]);
  const auto first = world.ok("ListExports", R"({"MaxResults":2})");
  EXPECT_EQ(
      first["ExportSummaries"][0],
      json({{"ExportArn", made[2]}, {"ExportStatus", "COMPLETED"}, {"ExportType", "FULL_EXPORT"}}));
  EXPECT_EQ(first["ExportSummaries"][1]["ExportArn"], made[1]);
  const auto second = world.ok("ListExports", json({{"NextToken", first["NextToken"]}}).dump());
  EXPECT_EQ(second["ExportSummaries"][0]["ExportArn"], made[0]);
  EXPECT_FALSE(second.contains("NextToken"));
  EXPECT_EQ(world.invalid("ListExports", R"({"NextToken":"00"})"),
            "Invalid Request: Provided nextToken is invalid: 00");
}

TEST(ListExports, ForgetsATableThatIsGone) {
  ExportWorld world;
  const auto started = world.start();
  const auto count = [&] {
    return world
        .ok("ListExports", base::cat(R"({"TableArn":")", kPeopleArn, "\"}"))["ExportSummaries"]
        .size();
  };
  EXPECT_EQ(count(), 1);
  world.ok("DeleteTable", R"({"TableName":"people"})");
  EXPECT_EQ(count(), 0);
  world.people();
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(world.describe(started)["ExportStatus"], "COMPLETED");
}

TEST(PermissionsOfExports, AreAskedOnTheTableOrTheExport) {
  World world;
  const core::Call call{.env = world.env,
                        .account = world.env.account,
                        .region = world.env.region,
                        .principal = world.principal};
  ExportTableToPointInTime::Input start;
  start.table_arn = kPeopleArn;
  EXPECT_EQ(ExportTableToPointInTime::resources(start, call)[0].resource, kPeopleArn);
  const auto arn = base::cat(kPeopleArn, "/export/01767225600000-0a1b2c3d");
  EXPECT_EQ(DescribeExport::resources({.export_arn = arn}, call)[0].resource, arn);
  EXPECT_EQ(ListExports::resources({}, call)[0].resource, "*");
}

TEST(Gzip, ReturnsWhatItWasGiven) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) base::append(text, i, ",");
  EXPECT_EQ(inflated(transfers::gzip(text)), text);
  EXPECT_EQ(inflated(transfers::gzip("")), "");
  EXPECT_EQ(inflated(transfers::gzip("a") + transfers::gzip("b")), "ab");
}

TEST(Gzip, TellsWhatIsDamaged) {
  const auto whole = transfers::gzip("hello");
  const auto is_damaged = [](std::string_view bytes) {
    transfers::Inflater inflater(bytes);
    auto piece = inflater.next();
    while (piece && !piece->empty()) piece = inflater.next();
    return !piece;
  };
  EXPECT_FALSE(is_damaged(whole));
  EXPECT_TRUE(is_damaged(whole.substr(0, whole.size() - 1)));
  EXPECT_TRUE(is_damaged("plain text"));
  EXPECT_TRUE(is_damaged(""));
}

}  // namespace
}  // namespace tertulia::dynamodb

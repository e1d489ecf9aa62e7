#include <set>

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kWrongStart = "The provided starting key is invalid: ";

struct ScanWorld : World {
  ScanWorld() { people(); }

  void put_people(int count) {
    for (int i = 0; i < count; ++i) put("people", base::cat(R"({"id":{"S":"p)", i, "\"}}"));
  }
  static std::string request(std::string_view more) {
    return base::cat(R"({"TableName":"people")", more.empty() ? "" : ",", more, "}");
  }
  nlohmann::json scan(std::string_view more = {}) { return ok("Scan", request(more)); }
  std::string refused(std::string_view more) { return invalid("Scan", request(more)); }

  /// The ids of all pages of a scan.
  std::vector<std::string> pages(std::string_view more) {
    std::vector<std::string> ids;
    std::string start;
    for (int page = 0; page < 1000; ++page) {
      const auto reply = scan(base::cat(more, start));
      for (const auto& item : reply["Items"]) ids.push_back(item["id"]["S"]);
      if (!reply.contains("LastEvaluatedKey")) return ids;
      start = base::cat(",\"ExclusiveStartKey\":", reply["LastEvaluatedKey"].dump());
    }
    ADD_FAILURE() << "a scan without end";
    return ids;
  }
};

TEST(Scan, OfAnEmptyTableIsEmpty) {
  ScanWorld world;
  EXPECT_EQ(world.call("Scan", ScanWorld::request("")).body,
            R"({"Items":[],"Count":0,"ScannedCount":0})");
}

TEST(Scan, ReturnsEveryItemInOneOrder) {
  ScanWorld world;
  world.put_people(50);
  const auto first = world.pages(R"("Limit":1000)");
  EXPECT_EQ(std::set<std::string>(first.begin(), first.end()).size(), 50);
  EXPECT_EQ(world.pages(R"("Limit":7)"), first);
  EXPECT_EQ(world.pages(R"("Limit":1)"), first);
  EXPECT_FALSE(std::is_sorted(first.begin(), first.end()));
}

TEST(Scan, OrdersOnePartitionByItsSortKey) {
  World world;
  world.visits();
  for (const auto* n : {"10", "-3", "9", "0", "2.5", "-1e2"}) {
    world.put("visits", base::cat(R"({"id":{"S":"a"},"n":{"N":")", n, "\"}}"));
  }
  std::vector<std::string> order;
  const auto reply = world.ok("Scan", R"({"TableName":"visits"})");
  for (const auto& item : reply["Items"]) order.push_back(item["n"]["N"]);
  EXPECT_EQ(order, (std::vector<std::string>{"-100", "-3", "0", "2.5", "9", "10"}));
}

TEST(Scan, StopsAtTheLimitAndSaysWhere) {
  ScanWorld world;
  world.put_people(3);
  const auto page = world.scan(R"("Limit":2)");
  EXPECT_EQ(page["Count"], 2);
  EXPECT_EQ(page["ScannedCount"], 2);
  EXPECT_EQ(page["LastEvaluatedKey"], page["Items"][1]);
}

TEST(Scan, SaysWhereItStoppedThoughNothingFollows) {
  ScanWorld world;
  world.put_people(3);
  const auto page = world.scan(R"("Limit":3)");
  ASSERT_TRUE(page.contains("LastEvaluatedKey"));
  const auto rest =
      world.scan(base::cat(R"("ExclusiveStartKey":)", page["LastEvaluatedKey"].dump()));
  EXPECT_EQ(rest["Count"], 0);
  EXPECT_FALSE(rest.contains("LastEvaluatedKey"));
  EXPECT_FALSE(world.scan(R"("Limit":4)").contains("LastEvaluatedKey"));
}

TEST(Scan, NamesBothKeysOfTheLastItem) {
  World world;
  world.visits();
  world.put("visits", R"({"id":{"S":"a\n"},"n":{"N":"-1.50"},"x":{"S":"y"}})");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"visits","Limit":1})")["LastEvaluatedKey"],
            nlohmann::json::parse(R"({"id":{"S":"a\n"},"n":{"N":"-1.5"}})"));
}

TEST(Scan, MayStartFromAKeyThatIsGone) {
  ScanWorld world;
  world.put_people(10);
  const auto page = world.scan(R"("Limit":5)");
  const auto start = page["LastEvaluatedKey"].dump();
  world.ok("DeleteItem", base::cat(R"({"TableName":"people","Key":)", start, "}"));
  EXPECT_EQ(world.scan(base::cat(R"("ExclusiveStartKey":)", start))["Count"], 5);
}

TEST(Scan, CountsWithoutItemsWhenAsked) {
  ScanWorld world;
  world.put_people(3);
  EXPECT_EQ(world.call("Scan", ScanWorld::request(R"("Select":"COUNT")")).body,
            R"({"Count":3,"ScannedCount":3})");
  EXPECT_EQ(world.scan(R"("Select":"ALL_ATTRIBUTES")")["Items"].size(), 3);
}

TEST(Scan, EndsAPageWithTheItemThatFillsAMegabyte) {
  ScanWorld world;
  // 16 items of 64 KB are a megabyte.
  for (int i = 0; i < 17; ++i) {
    const std::string id(1, static_cast<char>('a' + i));
    world.put("people", base::cat(R"({"id":{"S":")", id, R"("},"b":{"S":")",
                                  std::string(65536 - 4, 'x'), "\"}}"));
  }
  const auto page = world.scan(R"("ReturnConsumedCapacity":"TOTAL")");
  EXPECT_EQ(page["Count"], 16);
  EXPECT_EQ(page["ConsumedCapacity"]["CapacityUnits"], 128);
  ASSERT_TRUE(page.contains("LastEvaluatedKey"));
  EXPECT_EQ(
      world.scan(base::cat(R"("ExclusiveStartKey":)", page["LastEvaluatedKey"].dump()))["Count"],
      1);
}

TEST(Scan, PartsATableIntoSegmentsWithoutGapsOrOverlaps) {
  ScanWorld world;
  world.put_people(100);
  for (const int total : {1, 2, 3, 7, 1000000}) {
    std::set<std::string> seen;
    const auto segments = std::min(total, 8);
    for (int segment = 0; segment < segments; ++segment) {
      const auto ids =
          world.pages(base::cat(R"("Limit":9,"Segment":)", segment, R"(,"TotalSegments":)", total));
      for (const auto& id : ids) EXPECT_TRUE(seen.insert(id).second) << id;
    }
    if (total < 8) {
      EXPECT_EQ(seen.size(), 100) << total;
    }
  }
}

TEST(Scan, SpreadsItemsOverSegments) {
  ScanWorld world;
  world.put_people(200);
  for (int segment = 0; segment < 4; ++segment) {
    EXPECT_GT(world.scan(base::cat(R"("Segment":)", segment, R"(,"TotalSegments":4)"))["Count"],
              25);
  }
}

TEST(Scan, NeedsASegmentAndTheirNumberTogether) {
  ScanWorld world;
  EXPECT_EQ(world.refused(R"("Segment":0)"),
            "The TotalSegments parameter is required but was not present in the request when "
            "Segment parameter is present");
  EXPECT_EQ(world.refused(R"("TotalSegments":4)"),
            "The Segment parameter is required but was not present in the request when parameter "
            "TotalSegments is present");
  EXPECT_EQ(world.refused(R"("Segment":5,"TotalSegments":5)"),
            "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
            "Segment: 5 is not less than TotalSegments: 5");
}

TEST(Scan, LooksAtNumbersFirst) {
  ScanWorld world;
  EXPECT_EQ(world.refused(R"("Segment":-1,"TotalSegments":1000001,"Limit":0)"),
            "3 validation errors detected: Value '1000001' at 'totalSegments' failed to satisfy "
            "constraint: Member must have value less than or equal to 1000000; Value '-1' at "
            "'segment' failed to satisfy constraint: Member must have value greater than or equal "
            "to 0; Value '0' at 'limit' failed to satisfy constraint: Member must have value "
            "greater than or equal to 1");
  world.scan(R"("Segment":999999,"TotalSegments":1000000,"Limit":1)");
}

TEST(Scan, ChecksTheStartingKey) {
  ScanWorld world;
  EXPECT_EQ(world.refused(R"("ExclusiveStartKey":{"bad":{"S":"p"}})"),
            base::cat(kWrongStart, "The provided key element does not match the schema"));
  EXPECT_EQ(world.refused(R"("ExclusiveStartKey":{})"),
            base::cat(kWrongStart, "The provided key element does not match the schema"));
  EXPECT_EQ(world.refused(R"("ExclusiveStartKey":{"id":{}})"),
            base::cat(kWrongStart,
                      "Supplied AttributeValue is empty, must contain exactly one of the supported "
                      "datatypes"));
  EXPECT_EQ(world.refused(R"("ExclusiveStartKey":{"id":{"N":"x"}})"),
            "The parameter cannot be converted to a numeric value: x");
}

TEST(Scan, StartsASegmentInsideIt) {
  ScanWorld world;
  world.put_people(20);
  const auto start =
      world.scan(R"("Segment":0,"TotalSegments":2,"Limit":1)")["LastEvaluatedKey"].dump();
  EXPECT_EQ(
      world.refused(base::cat(R"("Segment":1,"TotalSegments":2,"ExclusiveStartKey":)", start)),
      base::cat(kWrongStart,
                "Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct "
                "Segment. TotalSegments: 2 Segment: 1"));
}

TEST(Scan, NeedsTheTable) {
  World world;
  EXPECT_EQ(world.error("Scan", R"({"TableName":"nowhere"})"),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
  EXPECT_EQ(world.invalid("Scan", "{}"),
            "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: "
            "Member must not be null");
}

TEST(Scan, SelectsWhatThereIs) {
  ScanWorld world;
  EXPECT_EQ(world.refused(R"("Select":"SPECIFIC_ATTRIBUTES")"),
            "Must specify the AttributesToGet or ProjectionExpression when choosing to get "
            "SPECIFIC_ATTRIBUTES");
  EXPECT_EQ(world.refused(R"("Select":"ALL_PROJECTED_ATTRIBUTES")"),
            "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only "
            "when Querying using an IndexName");
  EXPECT_EQ(world.refused(R"("Select":"hi")"),
            "1 validation error detected: Value 'hi' at 'select' failed to satisfy constraint: "
            "Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, "
            "ALL_PROJECTED_ATTRIBUTES]");
}

TEST(Scan, SpeaksOfExpressionsAsAwsDoes) {
  ScanWorld world;
  EXPECT_EQ(world.refused(R"("ScanFilter":{},"AttributesToGet":["a"],"ConditionalOperator":"OR",
                             "FilterExpression":"","ProjectionExpression":"")"),
            "Can not use both expression and non-expression parameters in the same request: "
            "Non-expression parameters: {AttributesToGet, ScanFilter, ConditionalOperator} "
            "Expression parameters: {ProjectionExpression, FilterExpression}");
  EXPECT_EQ(world.refused(R"("ExpressionAttributeValues":{})"),
            "ExpressionAttributeValues can only be specified when using expressions: "
            "FilterExpression is null");
}

}  // namespace
}  // namespace tertulia::dynamodb

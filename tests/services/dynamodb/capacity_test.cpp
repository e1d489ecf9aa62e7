#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

/// An item "a" of `bytes` bytes, names and all.
std::string item(std::size_t bytes, std::string_view id = "a") {
  return base::cat(R"({"id":{"S":")", id, R"("},"b":{"S":")",
                   std::string(bytes - 3 - id.size(), 'x'), "\"}}");
}

struct CapacityWorld : World {
  CapacityWorld() { people(); }
  double put_units(std::size_t bytes) {
    return units("PutItem", base::cat(R"("Item":)", item(bytes)));
  }
  double get_units(std::string_view consistent) {
    return units("GetItem", base::cat(R"("Key":{"id":{"S":"a"}},"ConsistentRead":)", consistent));
  }
  double units(std::string_view operation, std::string_view more) {
    return ok(operation, base::cat(R"({"TableName":"people","ReturnConsumedCapacity":"TOTAL",)",
                                   more, "}"))["ConsumedCapacity"]["CapacityUnits"];
  }
};

TEST(ConsumedCapacity, WritesAKilobytePerUnit) {
  CapacityWorld world;
  EXPECT_EQ(world.put_units(10), 1);
  EXPECT_EQ(world.put_units(1024), 1);
  EXPECT_EQ(world.put_units(1025), 2);
}

TEST(ConsumedCapacity, CountsTheLargerOfOldAndNew) {
  CapacityWorld world;
  world.put_units(2049);
  EXPECT_EQ(world.put_units(10), 3);
  EXPECT_EQ(world.put_units(10), 1);
  world.put_units(2048);
  EXPECT_EQ(world.units("DeleteItem", R"("Key":{"id":{"S":"a"}})"), 2);
  EXPECT_EQ(world.units("DeleteItem", R"("Key":{"id":{"S":"a"}})"), 1);
}

TEST(ConsumedCapacity, ReadsFourKilobytesPerUnitAndHalfAsMuchWhenInconsistent) {
  CapacityWorld world;
  EXPECT_EQ(world.get_units("true"), 1);
  EXPECT_EQ(world.get_units("false"), 0.5);
  world.put_units(4096);
  EXPECT_EQ(world.get_units("true"), 1);
  EXPECT_EQ(world.get_units("false"), 0.5);
  world.put_units(4097);
  EXPECT_EQ(world.get_units("true"), 2);
  EXPECT_EQ(world.get_units("false"), 1);
}

TEST(ConsumedCapacity, IsToldWhenAskedFor) {
  CapacityWorld world;
  const auto get = [&](std::string_view wanted) {
    return world
        .call("GetItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":"a"}},)",
                                   R"("ReturnConsumedCapacity":")", wanted, "\"}"))
        .body;
  };
  EXPECT_EQ(get("NONE"), "{}");
  EXPECT_EQ(get("TOTAL"), R"({"ConsumedCapacity":{"TableName":"people","CapacityUnits":0.5}})");
  EXPECT_EQ(get("INDEXES"), R"({"ConsumedCapacity":{"TableName":"people","CapacityUnits":0.5,)"
                            R"("Table":{"CapacityUnits":0.5}}})");
}

TEST(ConsumedCapacity, OfAScanIsThatOfItsBytesTogether) {
  CapacityWorld world;
  EXPECT_EQ(world.units("Scan", R"("ConsistentRead":true)"), 1);
  for (const auto* id : {"a", "b", "c"}) world.put("people", item(2000, id));
  EXPECT_EQ(world.units("Scan", R"("ConsistentRead":true)"), 2);
  EXPECT_EQ(world.units("Scan", R"("ConsistentRead":false)"), 1);
  EXPECT_EQ(world.units("Scan", R"("Select":"COUNT","Limit":2)"), 0.5);
}

TEST(ConsumedCapacity, OfABatchIsSummedItemByItem) {
  CapacityWorld world;
  const auto written =
      world.ok("BatchWriteItem",
               base::cat(R"({"ReturnConsumedCapacity":"INDEXES","RequestItems":{"people":[)",
                         R"({"PutRequest":{"Item":)", item(10, "a"), R"(}},{"PutRequest":{"Item":)",
                         item(1025, "b"), R"(}},{"DeleteRequest":{"Key":{"id":{"S":"c"}}}}]}})"));
  EXPECT_EQ(written["ConsumedCapacity"],
            nlohmann::json::parse(
                R"([{"TableName":"people","CapacityUnits":4.0,"Table":{"CapacityUnits":4.0}}])"));
  const auto read = world.ok("BatchGetItem", R"({"ReturnConsumedCapacity":"TOTAL","RequestItems":{
        "people":{"Keys":[{"id":{"S":"a"}},{"id":{"S":"b"}},{"id":{"S":"none"}}]}}})");
  EXPECT_EQ(read["ConsumedCapacity"],
            nlohmann::json::parse(R"([{"TableName":"people","CapacityUnits":1.5}])"));
}

}  // namespace
}  // namespace tertulia::dynamodb

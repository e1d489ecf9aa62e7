#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;

/// An update of the item "a" of people.
std::string update(std::string_view expression, std::string_view values = {},
                   std::string_view more = {}) {
  auto request = base::cat(R"({"TableName":"people","Key":{"id":{"S":"a"}},"UpdateExpression":")",
                           expression, '"');
  if (!values.empty()) base::append(request, R"(,"ExpressionAttributeValues":)", values);
  return base::cat(request, more, "}");
}

json item_of(World& world) {
  return world.ok("GetItem", R"({"TableName":"people","Key":{"id":{"S":"a"}}})")
      .value("Item", json());
}

TEST(UpdateItem, MakesTheItemThatIsNotThere) {
  World world;
  world.people();
  EXPECT_EQ(world.call("UpdateItem", update("SET x = :x", R"({":x":{"S":"1"}})")).body, "{}");
  EXPECT_EQ(item_of(world), json::parse(R"({"id":{"S":"a"},"x":{"S":"1"}})"));
  World another;
  another.people();
  another.ok("UpdateItem", R"({"TableName":"people","Key":{"id":{"S":"a"}}})");
  EXPECT_EQ(item_of(another), json::parse(R"({"id":{"S":"a"}})"));
}

TEST(UpdateItem, SetsAddsRemovesAndDeletesInOne) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"},"gone":{"S":"x"},"s":{"SS":["a","b"]},)"
                      R"("m":{"M":{"k":{"L":[{"N":"1"}]}}}})");
  world.ok("UpdateItem",
           update("SET m.k[0] = n + :one, y = if_not_exists(y, :one) REMOVE gone ADD n :one "
                  "DELETE s :s",
                  R"({":one":{"N":"1"},":s":{"SS":["a"]}})"));
  EXPECT_EQ(item_of(world),
            json::parse(R"({"id":{"S":"a"},"n":{"N":"2"},"s":{"SS":["b"]},"y":{"N":"1"},)"
                        R"("m":{"M":{"k":{"L":[{"N":"2"}]}}}})"));
}

TEST(UpdateItem, ReturnsWhatIsAskedFor) {
  const auto returned = [](std::string_view wanted) {
    World world;
    world.people();
    world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"},"z":{"S":"z"}})");
    return world
        .ok("UpdateItem", update("SET n = n + :d, y = :d", R"({":d":{"N":"2"}})",
                                 base::cat(R"(,"ReturnValues":")", wanted, "\"")))
        .value("Attributes", json());
  };
  EXPECT_EQ(returned("NONE"), json());
  EXPECT_EQ(returned("ALL_OLD"), json::parse(R"({"id":{"S":"a"},"n":{"N":"1"},"z":{"S":"z"}})"));
  EXPECT_EQ(returned("UPDATED_OLD"), json::parse(R"({"n":{"N":"1"}})"));
  EXPECT_EQ(returned("UPDATED_NEW"), json::parse(R"({"n":{"N":"3"},"y":{"N":"2"}})"));
  EXPECT_EQ(returned("ALL_NEW"),
            json::parse(R"({"id":{"S":"a"},"n":{"N":"3"},"y":{"N":"2"},"z":{"S":"z"}})"));
}

TEST(UpdateItem, LeavesKeysAlone) {
  World world;
  world.people();
  for (const auto* expression : {"SET id = :v", "REMOVE id", "SET id.x = :v"}) {
    const bool has_value = std::string_view(expression).find(":v") != std::string_view::npos;
    EXPECT_EQ(
        world.invalid("UpdateItem", update(expression, has_value ? R"({":v":{"S":"b"}})" : "")),
        "One or more parameter values were invalid: Cannot update attribute id. This "
        "attribute is part of the key");
  }
  EXPECT_EQ(item_of(world), json());
}

TEST(UpdateItem, ChangesNothingWhenAnyPartFails) {
  World world;
  world.people();
  constexpr std::string_view kItem = R"({"id":{"S":"a"},"s":{"S":"x"}})";
  world.put("people", kItem);
  EXPECT_EQ(world.invalid("UpdateItem", update("SET y = :one ADD s :one", R"({":one":{"N":"1"}})")),
            "An operand in the update expression has an incorrect data type");
  EXPECT_EQ(
      world.invalid("UpdateItem", update("SET y = :one, z = nothing", R"({":one":{"N":"1"}})")),
      "The provided expression refers to an attribute that does not exist in the item");
  EXPECT_EQ(
      world.invalid("UpdateItem", update("SET y = :one, q.z = :one", R"({":one":{"N":"1"}})")),
      "The document path provided in the update expression is invalid for update");
  EXPECT_EQ(item_of(world), json::parse(kItem));
}

TEST(UpdateItem, RefusesWhatWouldBeTooLarge) {
  World world;
  world.people();
  world.put("people",
            base::cat(R"({"id":{"S":"a"},"b":{"S":")", std::string(300'000, 'x'), "\"}}"));
  EXPECT_EQ(world.invalid("UpdateItem",
                          update("SET c = :c",
                                 base::cat(R"({":c":{"S":")", std::string(110'000, 'x'), "\"}}"))),
            "Item size to update has exceeded the maximum allowed size");
}

TEST(UpdateItem, TakesTheLargerSizeForItsCapacity) {
  World world;
  world.people();
  world.put("people", base::cat(R"({"id":{"S":"a"},"b":{"S":")", std::string(3000, 'x'), "\"}}"));
  EXPECT_EQ(world.ok("UpdateItem", update("REMOVE b", "", R"(,"ReturnConsumedCapacity":"TOTAL")"))
                .at("ConsumedCapacity"),
            json::parse(R"({"TableName":"people","CapacityUnits":3.0})"));
}

TEST(AttributeUpdates, AreTheSameInOldWords) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"},"gone":{"S":"x"},"s":{"SS":["a","b"]}})");
  world.ok("UpdateItem",
           R"({"TableName":"people","Key":{"id":{"S":"a"}},"AttributeUpdates":{)"
           R"("n":{"Action":"ADD","Value":{"N":"2"}},"gone":{"Action":"DELETE"},)"
           R"("s":{"Action":"DELETE","Value":{"SS":["b"]}},"y":{"Value":{"BOOL":true}}}})");
  EXPECT_EQ(item_of(world),
            json::parse(R"({"id":{"S":"a"},"n":{"N":"3"},"s":{"SS":["a"]},"y":{"BOOL":true}})"));
}

}  // namespace
}  // namespace tertulia::dynamodb

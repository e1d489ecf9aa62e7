#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;

/// A table of visits: ten of "a" with n from 1 to 10, and two of others.
struct Visits : World {
  Visits() {
    visits();
    for (int n = 1; n <= 10; ++n) {
      put("visits", base::cat(R"({"id":{"S":"a"},"n":{"N":")", n, R"("},"odd":{"BOOL":)",
                              n % 2 == 1 ? "true" : "false", "}}"));
    }
    put("visits", R"({"id":{"S":"b"},"n":{"N":"1"}})");
    put("visits", R"({"id":{"S":"c"},"n":{"N":"1"}})");
  }
  json query(std::string_view condition, std::string_view values, std::string_view more = {}) {
    return ok("Query", base::cat(R"({"TableName":"visits","KeyConditionExpression":")", condition,
                                 R"(","ExpressionAttributeValues":)", values, more, "}"));
  }
  /// The sort keys of a page, joined.
  static std::string keys(const json& page) {
    std::string joined;
    for (const auto& item : page.at("Items")) {
      base::append(joined, joined.empty() ? "" : " ", item.at("n").at("N").get<std::string>());
    }
    return joined;
  }
};

TEST(Query, ReturnsOnePartitionInOrder) {
  Visits world;
  const auto page = world.query("id = :id", R"({":id":{"S":"a"}})");
  EXPECT_EQ(Visits::keys(page), "1 2 3 4 5 6 7 8 9 10");
  EXPECT_EQ(page.at("Count"), 10);
  EXPECT_EQ(page.at("ScannedCount"), 10);
  EXPECT_FALSE(page.contains("LastEvaluatedKey"));
  EXPECT_EQ(world.query("id = :id", R"({":id":{"S":"z"}})").at("Count"), 0);
}

TEST(Query, LooksAtOneItemAtLeast) {
  Visits world;
  EXPECT_EQ(world.invalid("Query", R"({"TableName":"visits","KeyConditionExpression":"id = :id",)"
                                   R"("ExpressionAttributeValues":{":id":{"S":"a"}},"Limit":0})"),
            "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member "
            "must have value greater than or equal to 1");
}

TEST(Query, TakesConditionsOnTheSortKey) {
  Visits world;
  const auto keys = [&](std::string_view condition) {
    std::string values = R"({":id":{"S":"a"},":x":{"N":"4"})";
    if (condition.find(":y") != std::string_view::npos) values += R"(,":y":{"N":"6"})";
    return Visits::keys(world.query(base::cat("id = :id AND ", condition), values + "}"));
  };
  EXPECT_EQ(keys("n = :x"), "4");
  EXPECT_EQ(keys("n < :x"), "1 2 3");
  EXPECT_EQ(keys("n <= :x"), "1 2 3 4");
  EXPECT_EQ(keys("n > :x"), "5 6 7 8 9 10");
  EXPECT_EQ(keys("n >= :x"), "4 5 6 7 8 9 10");
  EXPECT_EQ(keys("n BETWEEN :x AND :y"), "4 5 6");
}

TEST(Query, GoesBackwards) {
  Visits world;
  const auto page = world.query("id = :id AND n < :n", R"({":id":{"S":"a"},":n":{"N":"5"}})",
                                R"(,"ScanIndexForward":false)");
  EXPECT_EQ(Visits::keys(page), "4 3 2 1");
}

TEST(Query, PagesInBothDirections) {
  Visits world;
  for (const auto* forward : {"true", "false"}) {
    std::string all;
    std::string more = base::cat(R"(,"Limit":4,"ScanIndexForward":)", forward);
    std::string start;
    for (int pages = 0; pages < 4; ++pages) {
      const auto page = world.query("id = :id", R"({":id":{"S":"a"}})", more + start);
      base::append(all, Visits::keys(page), "|");
      if (!page.contains("LastEvaluatedKey")) break;
      start = base::cat(R"(,"ExclusiveStartKey":)", page["LastEvaluatedKey"].dump());
    }
    EXPECT_EQ(all, std::string_view(forward) == "true" ? "1 2 3 4|5 6 7 8|9 10|"
                                                       : "10 9 8 7|6 5 4 3|2 1|");
  }
}

TEST(Query, FiltersAfterReading) {
  Visits world;
  const auto page = world.query("id = :id", R"({":id":{"S":"a"},":t":{"BOOL":true}})",
                                R"(,"FilterExpression":"odd = :t","Limit":5)");
  EXPECT_EQ(Visits::keys(page), "1 3 5");
  EXPECT_EQ(page.at("ScannedCount"), 5);
  EXPECT_EQ(page.at("LastEvaluatedKey"), json::parse(R"({"id":{"S":"a"},"n":{"N":"5"}})"));
}

TEST(Query, ProjectsAndCounts) {
  Visits world;
  const auto page = world.query("id = :id AND n = :n", R"({":id":{"S":"a"},":n":{"N":"1"}})",
                                R"(,"ProjectionExpression":"odd")");
  EXPECT_EQ(page.at("Items"), json::parse(R"([{"odd":{"BOOL":true}}])"));
  const auto count = world.query("id = :id", R"({":id":{"S":"a"}})", R"(,"Select":"COUNT")");
  EXPECT_EQ(count.at("Count"), 10);
  EXPECT_FALSE(count.contains("Items"));
}

TEST(Query, BeginsWithTextAndBytes) {
  World world;
  world.ok(
      "CreateTable",
      R"({"TableName":"words","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)"
      R"({"AttributeName":"h","AttributeType":"S"},{"AttributeName":"w","AttributeType":"S"}],)"
      R"("KeySchema":[{"AttributeName":"h","KeyType":"HASH"},)"
      R"({"AttributeName":"w","KeyType":"RANGE"}]})");
  for (const auto* word : {"an", "ana", "anb", "ao", "b"}) {
    world.put("words", base::cat(R"({"h":{"S":"x"},"w":{"S":")", word, "\"}}"));
  }
  const auto page = world.ok(
      "Query", R"({"TableName":"words","KeyConditionExpression":"h = :h AND begins_with(w, :w) ",)"
               R"("ExpressionAttributeValues":{":h":{"S":"x"},":w":{"S":"an"}}})");
  EXPECT_EQ(page.at("Count"), 3);
  EXPECT_EQ(page.at("Items")[2].at("w").at("S"), "anb");
}

TEST(Query, WantsTheTypesOfTheSchema) {
  Visits world;
  EXPECT_EQ(world.invalid("Query", R"({"TableName":"visits","KeyConditionExpression":"id = :id",)"
                                   R"("ExpressionAttributeValues":{":id":{"N":"1"}}})"),
            "One or more parameter values were invalid: Condition parameter type does not match "
            "schema type");
}

TEST(Query, FiltersNoKeys) {
  Visits world;
  const auto refused = [&](std::string_view filter) {
    return world.invalid(
        "Query", base::cat(R"({"TableName":"visits","KeyConditionExpression":"id = :id",)",
                           R"("ExpressionAttributeValues":{":id":{"S":"a"}},"FilterExpression":")",
                           filter, "\"}"));
  };
  EXPECT_EQ(refused("x = :id OR id = :id"),
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
            "id");
  EXPECT_EQ(refused("x = n"),
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
            "n");
}

TEST(Query, TakesKeyConditionsInOldWordsWithAFilterInNewOnes) {
  Visits world;
  const auto page = world.ok(
      "Query",
      R"({"TableName":"visits","KeyConditions":{)"
      R"("id":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]}},)"
      R"("FilterExpression":"odd = :t","ExpressionAttributeValues":{":t":{"BOOL":true}}})");
  EXPECT_EQ(Visits::keys(page), "1 3 5 7 9");
}

TEST(Query, WantsAKeyCondition) {
  World world;
  EXPECT_EQ(world.invalid("Query", R"({"TableName":"visits"})"),
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the "
            "request.");
}

TEST(Query, TakesKeyConditionsInOldWords) {
  Visits world;
  const auto page =
      world.ok("Query", R"({"TableName":"visits","KeyConditions":{)"
                        R"("id":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},)"
                        R"("n":{"ComparisonOperator":"LT","AttributeValueList":[{"N":"4"}]}},)"
                        R"("QueryFilter":{"odd":{"ComparisonOperator":"EQ","AttributeValueList":)"
                        R"([{"BOOL":true}]}}})");
  EXPECT_EQ(Visits::keys(page), "1 3");
}

TEST(Scan, FiltersAndProjects) {
  Visits world;
  const auto page = world.ok(
      "Scan", R"({"TableName":"visits","FilterExpression":"n > :n","ProjectionExpression":"n",)"
              R"("ExpressionAttributeValues":{":n":{"N":"8"}}})");
  EXPECT_EQ(page.at("Items"), json::parse(R"([{"n":{"N":"9"}},{"n":{"N":"10"}}])"));
  EXPECT_EQ(page.at("ScannedCount"), 12);
}

TEST(GetItem, Projects) {
  Visits world;
  EXPECT_EQ(world
                .call("GetItem", R"({"TableName":"visits","Key":{"id":{"S":"a"},"n":{"N":"1"}},)"
                                 R"("ProjectionExpression":"#o",)"
                                 R"("ExpressionAttributeNames":{"#o":"odd"}})")
                .body,
            R"({"Item":{"odd":{"BOOL":true}}})");
  EXPECT_EQ(world
                .call("GetItem", R"({"TableName":"visits","Key":{"id":{"S":"a"},"n":{"N":"1"}},)"
                                 R"("AttributesToGet":["n","nothing"]})")
                .body,
            R"({"Item":{"n":{"N":"1"}}})");
}

}  // namespace
}  // namespace tertulia::dynamodb

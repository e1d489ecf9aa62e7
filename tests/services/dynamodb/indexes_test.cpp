// Secondary indexes: what they hold, how they are read, and what they cost.
#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;

/// "[a b]": the attribute of each item, which is text or a number.
std::string shown(const json& page, const char* attribute = "id") {
  std::string text = "[";
  for (const auto& item : page.at("Items")) {
    const auto value = item.value(attribute, json{{"S", "-"}});
    base::append(text, text.size() == 1 ? "" : " ", value.begin()->get<std::string>());
  }
  return text + "]";
}

/// A table "meetings" of town (hash) and id (range), with the local index "by-turn" (town, turn) of
/// its keys, and the global indexes "by-host" (host, turn) of all and "by-seats" (seats) with
/// "turn".
struct Meetings : World {
  explicit Meetings(Options options = {}) : World(options) {
    ok("CreateTable", R"({"TableName":"meetings","BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[{"AttributeName":"town","AttributeType":"S"},
        {"AttributeName":"id","AttributeType":"S"},{"AttributeName":"turn","AttributeType":"N"},
        {"AttributeName":"host","AttributeType":"S"},{"AttributeName":"seats","AttributeType":"N"}],
      "KeySchema":[{"AttributeName":"town","KeyType":"HASH"},
                   {"AttributeName":"id","KeyType":"RANGE"}],
      "LocalSecondaryIndexes":[{"IndexName":"by-turn","Projection":{"ProjectionType":"KEYS_ONLY"},
        "KeySchema":[{"AttributeName":"town","KeyType":"HASH"},
                     {"AttributeName":"turn","KeyType":"RANGE"}]}],
      "GlobalSecondaryIndexes":[{"IndexName":"by-host","Projection":{"ProjectionType":"ALL"},
        "KeySchema":[{"AttributeName":"host","KeyType":"HASH"},
                     {"AttributeName":"turn","KeyType":"RANGE"}]},
        {"IndexName":"by-seats","Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["turn"]},
        "KeySchema":[{"AttributeName":"seats","KeyType":"HASH"}]}]})");
  }
  void meet(std::string_view town, std::string_view id, std::string_view more = {}) {
    put("meetings", item(town, id, more));
  }
  static std::string item(std::string_view town, std::string_view id, std::string_view more) {
    return base::cat(R"({"town":{"S":")", town, R"("},"id":{"S":")", id, R"("})",
                     more.empty() ? "" : ",", more, "}");
  }
  json query(std::string_view index, std::string_view condition, std::string_view values,
             std::string_view more = {}) {
    return ok("Query", base::cat(R"({"TableName":"meetings","IndexName":")", index,
                                 R"(","KeyConditionExpression":")", condition,
                                 R"(","ExpressionAttributeValues":{)", values, "}", more, "}"));
  }
  json scan(std::string_view index, std::string_view more = {}) {
    return ok("Scan",
              base::cat(R"({"TableName":"meetings","IndexName":")", index, "\"", more, "}"));
  }
};

constexpr const char* kAna = R"("host":{"S":"ana"})";

TEST(GlobalIndex, IsReadInTheOrderOfItsOwnKeys) {
  Meetings world;
  world.meet("lima", "x", R"("host":{"S":"ana"},"turn":{"N":"10"})");
  world.meet("cali", "y", R"("host":{"S":"ana"},"turn":{"N":"9"})");
  world.meet("cali", "z", R"("host":{"S":"eva"},"turn":{"N":"1"})");
  const auto* ana = R"(":h":{"S":"ana"})";
  EXPECT_EQ(shown(world.query("by-host", "host = :h", ana)), "[y x]");
  EXPECT_EQ(shown(world.query("by-host", "host = :h", ana, R"(,"ScanIndexForward":false)")),
            "[x y]");
  EXPECT_EQ(shown(world.query("by-host", "host = :h AND turn > :d",
                              R"(":h":{"S":"ana"},":d":{"N":"9"})")),
            "[x]");
}

TEST(GlobalIndex, HoldsOnlyItemsWithItsKeys) {
  Meetings world;
  world.meet("lima", "x", kAna);
  world.meet("lima", "y", R"("host":{"S":"ana"},"turn":{"N":"1"})");
  EXPECT_EQ(shown(world.scan("by-host")), "[y]");
}

TEST(GlobalIndex, FollowsTheItems) {
  Meetings world;
  world.meet("lima", "x", R"("host":{"S":"ana"},"turn":{"N":"1"})");
  world.ok("UpdateItem", R"({"TableName":"meetings","Key":{"town":{"S":"lima"},"id":{"S":"x"}},
    "UpdateExpression":"SET host = :h","ExpressionAttributeValues":{":h":{"S":"eva"}}})");
  EXPECT_EQ(shown(world.query("by-host", "host = :h", R"(":h":{"S":"ana"})")), "[]");
  EXPECT_EQ(shown(world.query("by-host", "host = :h", R"(":h":{"S":"eva"})")), "[x]");
  world.ok("UpdateItem", R"({"TableName":"meetings","Key":{"town":{"S":"lima"},"id":{"S":"x"}},
    "UpdateExpression":"REMOVE host"})");
  EXPECT_EQ(shown(world.scan("by-host")), "[]");
  world.meet("lima", "x", R"("host":{"S":"ana"},"turn":{"N":"1"})");
  world.ok("DeleteItem", R"({"TableName":"meetings","Key":{"town":{"S":"lima"},"id":{"S":"x"}}})");
  EXPECT_EQ(shown(world.scan("by-host")), "[]");
}

TEST(GlobalIndex, ProjectsWhatItWasMadeWith) {
  Meetings world;
  world.meet("lima", "x", R"("seats":{"N":"3"},"turn":{"N":"1"},"host":{"S":"ana"})");
  EXPECT_EQ(world.scan("by-seats")["Items"],
            json::parse(R"([{"town":{"S":"lima"},"id":{"S":"x"},"seats":{"N":"3"},
                             "turn":{"N":"1"}}])"));
  EXPECT_EQ(world.scan("by-host")["Items"][0]["seats"]["N"], "3");
}

TEST(GlobalIndex, DoesNotFetchWhatItDoesNotProject) {
  Meetings world;
  const auto refused = [&](std::string_view more) {
    return world.invalid("Query", base::cat(R"({"TableName":"meetings","IndexName":"by-seats",
          "KeyConditionExpression":"seats = :s","ExpressionAttributeValues":{":s":{"N":"3"}},)",
                                            more, "}"));
  };
  EXPECT_EQ(
      refused(R"("Select":"ALL_ATTRIBUTES")"),
      "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported "
      "for global secondary index by-seats because its projection type is not ALL");
  EXPECT_EQ(refused(R"("ProjectionExpression":"turn, host")"),
            "One or more parameter values were invalid: Global secondary index by-seats does not "
            "project [host]");
  EXPECT_EQ(refused(R"("ConsistentRead":true)"),
            "Consistent reads are not supported on global secondary indexes");
}

TEST(LocalIndex, FetchesWhatItDoesNotProject) {
  Meetings world;
  world.meet("lima", "x", R"("turn":{"N":"2"},"host":{"S":"ana"})");
  world.meet("lima", "y", R"("turn":{"N":"1"},"host":{"S":"eva"})");
  const auto* lima = R"(":t":{"S":"lima"})";
  const auto keys = world.query("by-turn", "town = :t", lima);
  EXPECT_EQ(shown(keys), "[y x]");
  EXPECT_EQ(shown(keys, "host"), "[- -]");
  EXPECT_EQ(
      shown(world.query("by-turn", "town = :t", lima, R"(,"Select":"ALL_ATTRIBUTES")"), "host"),
      "[eva ana]");
  EXPECT_EQ(
      shown(world.query("by-turn", "town = :t", lima, R"(,"ProjectionExpression":"host")"), "host"),
      "[eva ana]");
  EXPECT_EQ(shown(world.query("by-turn", "town = :t", lima, R"(,"ConsistentRead":true)")), "[y x]");
}

TEST(Index, PagesFromWhereItEnded) {
  Meetings world;
  for (int i = 0; i < 7; ++i) {
    world.meet("lima", base::cat("m", i),
               base::cat(R"("host":{"S":"ana"},"turn":{"N":")", i / 3, "\"}"));
  }
  for (const auto* order : {"true", "false"}) {
    std::string read, start;
    do {
      const auto page = world.query("by-host", "host = :h", R"(":h":{"S":"ana"})",
                                    base::cat(R"(,"Limit":2,"ScanIndexForward":)", order, start));
      base::append(read, shown(page));
      start = page.contains("LastEvaluatedKey")
                  ? base::cat(",\"ExclusiveStartKey\":", page["LastEvaluatedKey"].dump())
                  : "";
    } while (!start.empty());
    EXPECT_EQ(read, std::string_view(order) == "true" ? "[m0 m1][m2 m3][m4 m5][m6]"
                                                      : "[m6 m5][m4 m3][m2 m1][m0]");
  }
}

TEST(Index, WantsBothKeysToStartFrom) {
  Meetings world;
  const auto refused = [&](std::string_view key) {
    return world.invalid("Query", base::cat(R"({"TableName":"meetings","IndexName":"by-host",
      "KeyConditionExpression":"host = :h","ExpressionAttributeValues":{":h":{"S":"ana"}},
      "ExclusiveStartKey":{)",
                                            key, "}}"));
  };
  const std::string keys = R"("town":{"S":"a"},"id":{"S":"b"},"turn":{"N":"1"})";
  EXPECT_EQ(refused(keys), "The provided starting key is invalid");
  EXPECT_EQ(refused(keys + R"(,"host":{"S":"ana"},"more":{"S":"x"})"),
            "The provided starting key is invalid");
  EXPECT_EQ(refused(keys + R"(,"host":{"S":"eva"})"),
            "The provided starting key is outside query boundaries based on provided conditions");
}

TEST(Index, IsScannedInSegments) {
  Meetings world;
  for (int i = 0; i < 20; ++i) {
    world.meet("lima", base::cat("m", i), base::cat(R"("seats":{"N":")", i, "\"}"));
  }
  int count = 0;
  for (int segment = 0; segment < 3; ++segment) {
    const auto page =
        world.scan("by-seats", base::cat(R"(,"TotalSegments":3,"Segment":)", segment));
    EXPECT_LT(page["Count"], 20);
    count += page["Count"].get<int>();
  }
  EXPECT_EQ(count, 20);
}

TEST(Index, ThatIsNotThereIsNamed) {
  Meetings world;
  EXPECT_EQ(world.invalid("Scan", R"({"TableName":"meetings","IndexName":"by-moon"})"),
            "The table does not have the specified index: by-moon");
}

TEST(Index, WantsItsKeysToBeKeys) {
  Meetings world;
  const auto refused = [&](std::string_view more) {
    return world.invalid("PutItem", base::cat(R"({"TableName":"meetings","Item":)",
                                              Meetings::item("lima", "x", more), "}"));
  };
  EXPECT_EQ(refused(R"("turn":{"S":"1"})"),
            "One or more parameter values were invalid: Type mismatch for Index Key turn Expected: "
            "N Actual: S IndexName: by-turn");
  EXPECT_EQ(refused(R"("host":{"S":""})"),
            "One or more parameter values are not valid. A value specified for a secondary index "
            "key is not supported. The AttributeValue for a key attribute cannot contain an empty "
            "string value. IndexName: by-host, IndexKey: host");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"meetings"})")["Count"], 0);
}

TEST(Index, LetsNobodyFilterOnItsKeys) {
  Meetings world;
  EXPECT_EQ(world.invalid("Query", R"({"TableName":"meetings","IndexName":"by-host",
      "KeyConditionExpression":"host = :h","FilterExpression":"turn = :d",
      "ExpressionAttributeValues":{":h":{"S":"ana"},":d":{"N":"1"}}})"),
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
            "turn");
}

TEST(IndexCapacity, IsToldByIndex) {
  Meetings world;
  const auto put = world.ok("PutItem", base::cat(R"({"TableName":"meetings",
      "ReturnConsumedCapacity":"INDEXES","Item":)",
                                                 Meetings::item("lima", "x", kAna), "}"));
  EXPECT_EQ(put["ConsumedCapacity"], json::parse(R"({"TableName":"meetings","CapacityUnits":1.0,
                            "Table":{"CapacityUnits":1.0}})"));
  const auto moved =
      world.ok("PutItem", base::cat(R"({"TableName":"meetings",
      "ReturnConsumedCapacity":"INDEXES","Item":)",
                                    Meetings::item("lima", "x", R"("host":{"S":"eva"},
      "turn":{"N":"1"})"),
                                    "}"));
  EXPECT_EQ(moved["ConsumedCapacity"], json::parse(R"({"TableName":"meetings","CapacityUnits":3.0,
                            "Table":{"CapacityUnits":1.0},
                            "LocalSecondaryIndexes":{"by-turn":{"CapacityUnits":1.0}},
                            "GlobalSecondaryIndexes":{"by-host":{"CapacityUnits":1.0}}})"));
}

TEST(IndexCapacity, OfAKeyThatMovesIsTwoWrites) {
  Meetings world;
  world.meet("lima", "x", R"("host":{"S":"ana"},"turn":{"N":"1"})");
  const auto moved =
      world.ok("UpdateItem", R"({"TableName":"meetings","ReturnConsumedCapacity":"INDEXES",
    "Key":{"town":{"S":"lima"},"id":{"S":"x"}},
    "UpdateExpression":"SET host = :h","ExpressionAttributeValues":{":h":{"S":"eva"}}})");
  EXPECT_EQ(moved["ConsumedCapacity"]["GlobalSecondaryIndexes"]["by-host"]["CapacityUnits"], 2.0);
  EXPECT_FALSE(moved["ConsumedCapacity"].contains("LocalSecondaryIndexes"));
}

TEST(IndexCapacity, OfReadsCountsWhatIsFetched) {
  Meetings world;
  const std::string filler(5000, 'x');
  world.meet("lima", "x", base::cat(R"("turn":{"N":"1"},"more":{"S":")", filler, "\"}"));
  const auto page = world.query("by-turn", "town = :t", R"(":t":{"S":"lima"})",
                                R"(,"Select":"ALL_ATTRIBUTES","ReturnConsumedCapacity":"INDEXES")");
  EXPECT_EQ(page["ConsumedCapacity"], json::parse(R"({"TableName":"meetings","CapacityUnits":1.5,
                            "Table":{"CapacityUnits":1.0},
                            "LocalSecondaryIndexes":{"by-turn":{"CapacityUnits":0.5}}})"));
}

TEST(ItemCollectionMetrics, AreToldOfTablesWithLocalIndexes) {
  Meetings world;
  const auto put = world.ok("PutItem", base::cat(R"({"TableName":"meetings",
      "ReturnItemCollectionMetrics":"SIZE","Item":)",
                                                 Meetings::item("lima", "x", kAna), "}"));
  EXPECT_EQ(put["ItemCollectionMetrics"], json::parse(R"({"ItemCollectionKey":{"town":{"S":"lima"}},
                            "SizeEstimateRangeGB":[0.0,1.0]})"));
  world.people();
  EXPECT_FALSE(world
                   .ok("PutItem", R"({"TableName":"people","Item":{"id":{"S":"a"}},
      "ReturnItemCollectionMetrics":"SIZE"})")
                   .contains("ItemCollectionMetrics"));
}

TEST(DescribeTable, TellsOfIndexesAndWhatTheyHold) {
  Meetings world;
  world.meet("lima", "x", R"("seats":{"N":"3"},"turn":{"N":"1"})");
  const auto table = world.ok("DescribeTable", R"({"TableName":"meetings"})")["Table"];
  const auto& local = table["LocalSecondaryIndexes"][0];
  EXPECT_EQ(local["IndexName"], "by-turn");
  EXPECT_EQ(local["ItemCount"], 1);
  EXPECT_EQ(local["IndexArn"],
            "arn:aws:dynamodb:us-east-1:000000000000:table/meetings/index/by-turn");
  const auto& global = table["GlobalSecondaryIndexes"];
  EXPECT_EQ(global[0]["IndexStatus"], "ACTIVE");
  EXPECT_EQ(global[0]["ItemCount"], 0);
  EXPECT_EQ(global[1]["ItemCount"], 1);
  // town lima, id x, seats 3, turn 1: names and values.
  EXPECT_EQ(global[1]["IndexSizeBytes"], 4 + 4 + 2 + 1 + 5 + 2 + 4 + 2);
}

/// A table with the global index "score" of two hash keys and three range keys.
struct Scores : World {
  Scores() {
    ok("CreateTable", R"({"TableName":"scores","BillingMode":"PAY_PER_REQUEST",
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
        {"AttributeName":"game","AttributeType":"S"},{"AttributeName":"level","AttributeType":"N"},
        {"AttributeName":"year","AttributeType":"N"},{"AttributeName":"name","AttributeType":"S"},
        {"AttributeName":"points","AttributeType":"N"}],
      "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
      "GlobalSecondaryIndexes":[{"IndexName":"score","Projection":{"ProjectionType":"ALL"},
        "KeySchema":[{"AttributeName":"game","KeyType":"HASH"},
          {"AttributeName":"level","KeyType":"HASH"},{"AttributeName":"year","KeyType":"RANGE"},
          {"AttributeName":"name","KeyType":"RANGE"},
          {"AttributeName":"points","KeyType":"RANGE"}]}]})");
  }
  void score(std::string_view id, std::string_view name, int year, int points, int level = 1) {
    put("scores", json{{"id", {{"S", id}}},
                       {"game", {{"S", "go"}}},
                       {"level", {{"N", std::to_string(level)}}},
                       {"year", {{"N", std::to_string(year)}}},
                       {"name", {{"S", name}}},
                       {"points", {{"N", std::to_string(points)}}}}
                      .dump());
  }
};

std::string score_request(std::string_view condition) {
  json names{{"#l", "level"}}, values;
  for (const auto& [name, attribute] :
       {std::pair{"#y", "year"}, std::pair{"#n", "name"}, std::pair{"#p", "points"}}) {
    if (condition.find(name) != std::string_view::npos) names[name] = attribute;
  }
  const std::pair<const char*, json> all[] = {{":g", {{"S", "go"}}},
                                              {":l", {{"N", "1"}}},
                                              {":y", {{"N", "2026"}}},
                                              {":n", {{"S", "a"}}},
                                              {":p", {{"N", "2"}}}};
  for (const auto& [name, value] : all) {
    if (condition.find(name) != std::string_view::npos) values[name] = value;
  }
  return json{{"TableName", "scores"},
              {"IndexName", "score"},
              {"ExpressionAttributeNames", names},
              {"KeyConditionExpression", condition},
              {"ExpressionAttributeValues", values}}
      .dump();
}

TEST(MultiAttributeKeys, SortOneAfterAnother) {
  Scores world;
  world.score("1", "b", 2026, 1);
  world.score("2", "a", 2026, 5);
  world.score("3", std::string("a\0", 2), 2026, 1);
  world.score("4", "ab", 2026, 1);
  world.score("5", "z", 2025, 1);
  world.score("6", "a", 2026, 1);
  world.score("7", "a", 2026, 1, 2);
  const auto read = [&](std::string_view more) {
    return shown(world.ok("Query", score_request(base::cat("game = :g AND #l = :l", more))));
  };
  EXPECT_EQ(read(""), "[5 6 2 3 4 1]");
  EXPECT_EQ(read(" AND #y = :y"), "[6 2 3 4 1]");
  EXPECT_EQ(read(" AND #y < :y"), "[5]");
  EXPECT_EQ(read(" AND #y >= :y"), "[6 2 3 4 1]");
  EXPECT_EQ(read(" AND #y = :y AND #n = :n"), "[6 2]");
  EXPECT_EQ(read(" AND #y = :y AND #n > :n"), "[3 4 1]");
  EXPECT_EQ(read(" AND #y = :y AND begins_with(#n, :n)"), "[6 2 3 4]");
  EXPECT_EQ(read(" AND #y = :y AND #n <= :n"), "[6 2]");
  EXPECT_EQ(read(" AND #y = :y AND #n = :n AND #p > :p"), "[2]");
}

TEST(MultiAttributeKeys, AreGivenFromLeftToRight) {
  Scores world;
  const auto refused = [&](std::string_view condition) {
    const auto message = world.invalid("Query", score_request(condition));
    return message.substr(0, message.find(" attribute"));
  };
  const std::string hash = "Query key condition not supported: every HASH key";
  const std::string range = "Query key condition not supported: RANGE key";
  EXPECT_EQ(refused("game = :g AND #y = :y AND #l < :l"), hash);
  EXPECT_EQ(refused("game = :g AND #l = :l AND #n = :n"), range);
  EXPECT_EQ(refused("game = :g AND #l = :l AND #y > :y AND #n = :n"), range);
}

TEST(MultiAttributeKeys, PageFromAllTheirAttributes) {
  Scores world;
  for (int i = 0; i < 5; ++i) world.score(base::cat("i", i), "a", 2026, i);
  auto request = json::parse(score_request("game = :g AND #l = :l"));
  request["Limit"] = 3;
  const auto first = world.ok("Query", request.dump());
  EXPECT_EQ(first["LastEvaluatedKey"].size(), 6);
  request["ExclusiveStartKey"] = first["LastEvaluatedKey"];
  EXPECT_EQ(shown(world.ok("Query", request.dump())), "[i3 i4]");
}

}  // namespace
}  // namespace tertulia::dynamodb

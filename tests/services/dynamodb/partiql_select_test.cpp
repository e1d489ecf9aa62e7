#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/partiql_world.hpp"

namespace tertulia::dynamodb {
namespace {

/// Songs 1 to 4 of "a", and one of "b".
struct SelectWorld : PartiqlWorld {
  SelectWorld() {
    for (int i = 1; i <= 4; ++i) {
      const auto n = std::to_string(i);
      song("a", n,
           R"(,"n":{"N":")" + n + R"("},"even":{"BOOL":)" + (i % 2 == 0 ? "true" : "false") + "}");
    }
    song("b", "1", R"(,"n":{"N":"10"})");
  }
};

TEST(PartiqlSelect, ReadsOneItemByItsKey) {
  SelectWorld world;
  EXPECT_EQ(world
                .call("ExecuteStatement",
                      SelectWorld::request(
                          "SELECT * FROM \"music\" WHERE \"artist\" = 'b' AND song = '1'"))
                .body,
            R"({"Items":[{"artist":{"S":"b"},"n":{"N":"10"},"song":{"S":"1"}}]})");
}

TEST(PartiqlSelect, TakesParameters) {
  SelectWorld world;
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist = ? AND song IN [?, '3'] AND n < ?",
                        R"(,"Parameters":[{"S":"a"},{"S":"2"},{"N":"3"}])"),
            "2");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = ? AND song = ?",
                          R"(,"Parameters":[{"S":"a"}])"),
            "Number of parameters in request and statement don't match.");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = ?"),
            "Number of parameters in request and statement don't match.");
  EXPECT_EQ(world.refused("SELECT * FROM music", R"(,"Parameters":[])"),
            "1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1");
}

TEST(PartiqlSelect, LooksAtParametersBeforeTheStatement) {
  SelectWorld world;
  EXPECT_EQ(world.refused("SELECT", R"(,"Parameters":[{"SS":["a","a"]}])"),
            "One or more parameter values were invalid: Input collection [a, a] contains "
            "duplicates.");
}

TEST(PartiqlSelect, ComparesInEveryWay) {
  SelectWorld world;
  for (const auto& [condition, songs] : std::initializer_list<std::pair<const char*, const char*>>{
           {"n = 2", "2"},
           {"2 = n", "2"},
           {"n <> 2", "1 3 4"},
           {"n != 2", "1 3 4"},
           {"n < 2", "1"},
           {"n <= 2", "1 2"},
           {"n > 3", "4"},
           {"n >= 3", "3 4"},
           {"3 > n", "1 2"},
           {"n BETWEEN 2 AND 3", "2 3"},
           {"n NOT BETWEEN 2 AND 3", "1 4"},
           {"n IN (1, 4)", "1 4"},
           {"n IN [1, 4]", "1 4"},
           {"n NOT IN [1, 4]", "2 3"},
           {"(n = 1 OR n = 2) AND even = true", "2"},
           {"NOT (n = 1 OR n = 2)", "3 4"},
           {"n IS NUMERIC AND even IS BOOLEAN AND artist IS STRING", "1 2 3 4"},
           {"n IS NOT NULL", "1 2 3 4"},
           {"none IS MISSING", "1 2 3 4"},
           {"n IS MISSING", ""},
           {"n IS NOT MISSING", "1 2 3 4"},
           {"attribute_type(n, 'N')", "1 2 3 4"},
           {"begins_with(song, '3')", "3"},
           {"contains(song, '4')", "4"},
           {"SIZE(song) = 1", "1 2 3 4"},
           {"attribute_exists(n) AND Attribute_Not_Exists(m)", "1 2 3 4"}}) {
    EXPECT_EQ(world.songs_where(condition), songs) << condition;
  }
}

TEST(PartiqlSelect, ComparesConditionsWithBooleans) {
  SelectWorld world;
  for (const auto* all :
       {"attribute_exists(none) = false", "true = attribute_exists(n)", "attribute_exists(n) <> 1",
        "contains(none, 'z') = false", "(n = 99 OR song = 'x') = false",
        "attribute_exists(n) IN [true]", "attribute_exists(n) = attribute_exists(song)"}) {
    EXPECT_EQ(world.songs_where(all), "1 2 3 4") << all;
  }
  EXPECT_EQ(world.songs_where("(n > 2) = even"), "1 4");
  EXPECT_EQ(world.songs_where("NOT attribute_exists(n) = true"), "");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE attribute_exists(n) > false"),
            "Incorrect operand type for operator or function; operator or function: >, operand "
            "type: BOOL");
}

TEST(PartiqlSelect, ShowsPathsByTheirLastName) {
  SelectWorld world;
  world.song("c", "1", R"(,"m":{"M":{"k":{"L":[{"S":"x"},{"S":"y"}]},"a b":{"N":"1"}}})");
  const auto select = [&](std::string_view columns) {
    return world.items(base::cat("SELECT ", columns, " FROM music WHERE artist = 'c'")).at(0);
  };
  EXPECT_EQ(select("m.k[1], m['a b'], none"), parsed(R"({"k[1]":{"S":"y"},"a b":{"N":"1"}})"));
  EXPECT_EQ(select("m.k[0], m.k"), parsed(R"({"k[0]":{"S":"x"},"k":{"L":[{"S":"x"},{"S":"y"}]}})"));
  EXPECT_EQ(select("none"), parsed("{}"));
}

TEST(PartiqlSelect, ReadsPartitionsOrTheWholeTable) {
  SelectWorld world;
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist = 'a'"), "1 2 3 4");
  EXPECT_EQ(world.items("SELECT * FROM music").size(), 5U);
  EXPECT_EQ(world.items("SELECT * FROM music WHERE n > 3").size(), 2U);
  EXPECT_EQ(world.items("SELECT * FROM music WHERE artist IN ['a', 'b', 'none']").size(), 5U);
  EXPECT_EQ(world.items("SELECT * FROM music WHERE artist = 'b' OR n = 1").size(), 2U);
  EXPECT_EQ(world.items("SELECT * FROM music WHERE artist > 1").size(), 0U);
  EXPECT_EQ(world.items("SELECT * FROM music WHERE artist = 'a' AND artist = 'b'").size(), 0U);
}

TEST(PartiqlSelect, ReadsPartsOfAPartition) {
  SelectWorld world;
  for (const auto& [condition, songs] : std::initializer_list<std::pair<const char*, const char*>>{
           {"song = '2'", "2"},
           {"song > '2'", "3 4"},
           {"song >= '2' AND song < '4'", "2 3"},
           {"song BETWEEN '2' AND '3'", "2 3"},
           {"begins_with(song, '4')", "4"},
           {"(song = '1' OR song = '4')", "1 4"},
           {"song IN ['4', '1']", "1 4"},
           {"(song < '2' OR song > '3' OR song = '2')", "1 2 4"},
           {"NOT song = '1'", "2 3 4"},
           {"song <> '1'", "2 3 4"},
           {"song > '3' AND song < '2'", ""},
           {"(song <> '1' OR song = '1')", "1 2 3 4"}}) {
    EXPECT_EQ(world.songs_where(condition), songs) << condition;
  }
}

TEST(PartiqlSelect, RefusesReadsThatOverlap) {
  SelectWorld world;
  for (const auto* condition :
       {"artist IN ['a','a']", "artist = 'a' OR artist = 'a'",
        "artist = 'a' AND (song > '0' OR song < '5')", "artist = 'a' AND (song = '1' OR n = 2)",
        "(artist = 'a' AND n = 1) OR (artist = 'a' AND n = 2)"}) {
    EXPECT_EQ(world.refused(base::cat("SELECT * FROM music WHERE ", condition)),
              "Overlapping conditions with range keys are not supported in where clause")
        << condition;
  }
}

TEST(PartiqlSelect, ReadsFiftyPartsAtMost) {
  SelectWorld world;
  const auto values = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i) base::append(list, i == 0 ? "'v" : ",'v", i, "'");
    return base::cat("[", list, "]");
  };
  const auto where = [](std::string_view condition) {
    return base::cat("SELECT * FROM music WHERE ", condition);
  };
  EXPECT_EQ(world.items(where(base::cat("artist IN ", values(50)))).size(), 0U);
  EXPECT_EQ(world.items(where(base::cat("artist IN ", values(51), " OR n = 10"))).size(), 1U);
  for (const auto& condition :
       {base::cat("artist IN ", values(51)), base::cat("artist = 'a' AND song IN ", values(51)),
        base::cat("artist IN ", values(26), " AND song IN ['1','2']")}) {
    EXPECT_EQ(world.refused(where(condition)),
              "Too many decomposed read operations for a given query.");
  }
  EXPECT_EQ(world.refused(where(base::cat("n IN ", values(101)))),
            "The IN operator is provided with too many operands; number of operands: 101");
}

TEST(PartiqlSelect, ComparesKeysWithValuesOfTheirType) {
  SelectWorld world;
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = 1"),
            "Key attribute's data type should match its data type in table's schema: Key artist");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = 'a' AND song IN ['1', 2]"),
            "Key attribute's data type should match its data type in table's schema: Key song");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = true"),
            "Key value must be of type S, N, or B. Key name: artist, Key type: BOOL");
}

TEST(PartiqlSelect, OrdersByTheKey) {
  SelectWorld world;
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist = 'a' ORDER BY song DESC"), "4 3 2 1");
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist = 'a' ORDER BY song"), "1 2 3 4");
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist IN ['a','b'] ORDER BY artist DESC, song"),
            "1 1 2 3 4");
  EXPECT_EQ(world.songs("SELECT * FROM music WHERE artist IN ['b','a'] ORDER BY artist"),
            "4 3 2 1 1");
  EXPECT_EQ(world.refused("SELECT * FROM music ORDER BY song"),
            "Must have WHERE clause in the statement when using ORDER BY clause.");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist = 'a' ORDER BY n"),
            "Attribute n in ORDER BY clause must be part of the primary key");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE n = 1 ORDER BY artist"),
            "Must have at least one non-optional hash key condition in WHERE clause when using "
            "ORDER BY clause.");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE artist IN ['a','b'] ORDER BY song"),
            "Must have hash key in ORDER BY clause when more than one hash key condition specified "
            "in WHERE clause.");
}

/// All items of a statement by pages of `limit`, and how many pages there were.
std::pair<std::string, int> paged(SelectWorld& world, std::string_view statement, int limit) {
  std::string songs;
  std::string token;
  int pages = 0;
  do {
    const auto page = world.execute(
        statement, base::cat(",\"Limit\":", limit, token.empty() ? "" : ",\"NextToken\":", token));
    for (const auto& item : page["Items"]) songs += item["song"]["S"].get<std::string>();
    EXPECT_EQ(page.contains("NextToken"), page.contains("LastEvaluatedKey"));
    token = page.contains("NextToken") ? page["NextToken"].dump() : "";
    ++pages;
  } while (!token.empty() && pages < 20);
  return {songs, pages};
}

TEST(PartiqlSelect, ComesInPages) {
  SelectWorld world;
  EXPECT_EQ(paged(world, "SELECT * FROM music WHERE artist = 'a'", 3),
            std::pair(std::string("1234"), 2));
  EXPECT_EQ(paged(world, "SELECT * FROM music WHERE artist = 'a' ORDER BY song DESC", 1),
            std::pair(std::string("4321"), 5));
  EXPECT_EQ(paged(world, "SELECT * FROM music WHERE artist IN ['a','b'] ORDER BY artist, song", 2),
            std::pair(std::string("12341"), 3));
  EXPECT_EQ(paged(world, "SELECT * FROM music WHERE artist = 'a' AND n = 4", 2),
            std::pair(std::string("4"), 3));
  EXPECT_EQ(paged(world, "SELECT * FROM music", 2).first.size(), 5U);
}

TEST(PartiqlSelect, ReadsTenPartsOfPartitionsInAPage) {
  SelectWorld world;
  std::string artists;
  for (char artist = 'a'; artist <= 'l'; ++artist) {
    world.song(std::string_view(&artist, 1), "x");
    base::append(artists, artists.empty() ? "'" : ",'", artist, "'");
  }
  const auto statement = base::cat("SELECT artist FROM music WHERE song = 'x' AND artist IN [",
                                   artists, "] ORDER BY artist");
  const auto first = world.execute(statement);
  EXPECT_EQ(first["Items"].size(), 10U);
  EXPECT_FALSE(first.contains("LastEvaluatedKey"));
  const auto token = base::cat(",\"NextToken\":", first["NextToken"].dump());
  const auto second = world.execute(statement, token);
  EXPECT_EQ(second["Items"], parsed(R"([{"artist":{"S":"k"}},{"artist":{"S":"l"}}])"));
  EXPECT_FALSE(second.contains("NextToken"));
}

TEST(PartiqlSelect, ShowsTheKeyWhereAPageEnds) {
  SelectWorld world;
  EXPECT_EQ(
      world.execute("SELECT n FROM music WHERE artist = 'a'", R"(,"Limit":2)")["LastEvaluatedKey"],
      parsed(R"({"artist":{"S":"a"},"song":{"S":"2"}})"));
}

TEST(PartiqlSelect, GoesOnWithItsOwnTokensOnly) {
  SelectWorld world;
  const std::string_view statement = "SELECT * FROM music WHERE artist = 'a'";
  const auto token = world.execute(statement, R"(,"Limit":1)")["NextToken"].dump();
  EXPECT_EQ(
      world.refused("SELECT n FROM music WHERE artist = 'a'", base::cat(",\"NextToken\":", token)),
      "NextToken does not match request");
  auto damaged = token;
  damaged[10] = damaged[10] == 'A' ? 'B' : 'A';
  for (const auto& text : {damaged, std::string(R"("x")"), std::string(R"("AAAA")")}) {
    EXPECT_EQ(world.refused(statement, base::cat(",\"NextToken\":", text)), "Invalid NextToken");
  }
}

TEST(PartiqlSelect, FindsItsTableOrIndex) {
  SelectWorld world;
  EXPECT_EQ(world.error("ExecuteStatement", SelectWorld::request("SELECT * FROM nowhere")),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
  EXPECT_EQ(world.refused("SELECT * FROM music.none"),
            "The table does not have the specified index");
  EXPECT_EQ(world.refused("SELECT * FROM \"\""), "Path component cannot be an empty string");
  EXPECT_EQ(world.refused("SELECT * FROM a.b.c"),
            "A path may contain at most 2 components in the FROM clause");
  EXPECT_EQ(world.refused("SELECT * FROM \"a b\""),
            "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', "
            "'-', '_', '.'.");
  EXPECT_EQ(world.refused("SELECT * FROM music, music"),
            "Only select from a single table or index is supported.");
}

TEST(PartiqlSelect, IsRefusedForWhatDynamoDbDoesNotHave) {
  SelectWorld world;
  EXPECT_EQ(world.refused("SELECT n AS m FROM music"), "Aliasing is not supported");
  EXPECT_EQ(world.refused("SELECT * FROM music m"), "Aliasing is not supported");
  EXPECT_EQ(world.refused("SELECT COUNT(*) FROM music"), "Unexpected path component at 1:8:5");
  EXPECT_EQ(world.refused("SELECT size(n) FROM music"), "Unexpected path component at 1:8:4");
  EXPECT_EQ(world.refused("SELECT n, n FROM music"), "Duplicate identifiers in select clause: n");
  EXPECT_EQ(world.refused("SELECT l[-1] FROM music"),
            "List index is not within the allowable range; index: [-1] at 1:11:1");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE EXISTS(n)"),
            "Unrecognized function: exists at 1:27:6");
  EXPECT_EQ(world.refused("n IS STRING"), "Unsupported operation: IsType");
  for (const auto* rest : {"GROUP BY n", "HAVING n = 1", "LIMIT 1"}) {
    const auto message = world.refused(base::cat("SELECT * FROM music ", rest));
    EXPECT_TRUE(message.starts_with("Unsupported clause: ")) << message;
  }
}

TEST(PartiqlSelect, RefusesOperandsAsConditionsDo) {
  SelectWorld world;
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE attribute_exists('m')"),
            "Operator or function requires a document path; operator or function: "
            "attribute_exists");
  EXPECT_EQ(world.refused("SELECT * FROM nowhere WHERE attribute_type(l, 1)"),
            "Incorrect operand type for operator or function; operator or function: "
            "attribute_type, operand type: N");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE size(n, n) = 1"),
            "Incorrect number of operands for operator or function; operator or function: size, "
            "number of operands: 2");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE n IS SYMBOL"),
            "Unsupported data type for IS operator: SYMBOL. Supported data types are [MISSING, "
            "NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]");
  EXPECT_EQ(world.refused("SELECT * FROM music WHERE n + 1 = 2"),
            "Unsupported operator in Condition Expression. Operator: +");
}

TEST(PartiqlSelect, CostsWhatItReads) {
  SelectWorld world;
  const auto units = [&](std::string_view statement, std::string_view more) {
    return world.execute(
        statement, base::cat(R"(,"ReturnConsumedCapacity":"TOTAL")", more))["ConsumedCapacity"];
  };
  const std::string_view one = "SELECT * FROM music WHERE artist = 'a' AND song = '1'";
  EXPECT_EQ(units(one, ""), parsed(R"({"TableName":"music","CapacityUnits":0.5})"));
  EXPECT_EQ(units(one, R"(,"ConsistentRead":true)"),
            parsed(R"({"TableName":"music","CapacityUnits":1.0})"));
  world.song("c", "1", base::cat(R"(,"b":{"S":")", std::string(5000, 'x'), "\"}"));
  EXPECT_EQ(units("SELECT n FROM music WHERE artist = 'c' AND n = 1", "")["CapacityUnits"], 1.0);
}

// Indexes.

struct IndexWorld : PartiqlWorld {
  IndexWorld() {
    ok("CreateTable",
       R"({"TableName":"games","BillingMode":"PAY_PER_REQUEST",
           "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                                   {"AttributeName":"day","AttributeType":"S"},
                                   {"AttributeName":"team","AttributeType":"S"},
                                   {"AttributeName":"score","AttributeType":"N"}],
           "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                        {"AttributeName":"day","KeyType":"RANGE"}],
           "GlobalSecondaryIndexes":[{"IndexName":"by-team",
             "KeySchema":[{"AttributeName":"team","KeyType":"HASH"},
                          {"AttributeName":"score","KeyType":"RANGE"}],
             "Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["shown"]}}],
           "LocalSecondaryIndexes":[{"IndexName":"by-score",
             "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                          {"AttributeName":"score","KeyType":"RANGE"}],
             "Projection":{"ProjectionType":"KEYS_ONLY"}}]})");
    game("x", "1", "red", 5);
    game("x", "2", "red", 3);
    game("x", "3", "blue", 4);
    game("y", "4", "red", 3);
  }
  void game(std::string_view id, std::string_view day, std::string_view team, int score) {
    put("games", base::cat(R"({"id":{"S":")", id, R"("},"day":{"S":")", day, R"("},"team":{"S":")",
                           team, R"("},"score":{"N":")", score,
                           R"("},"shown":{"S":"yes"},"hidden":{"S":")", day, "\"}}"));
  }
  std::string days(std::string_view statement, std::string_view more = "") {
    std::string result;
    for (const auto& item : items(statement, more)) result += item["day"]["S"].get<std::string>();
    return result;
  }
};

TEST(PartiqlIndex, IsReadByItsOwnKeys) {
  IndexWorld world;
  EXPECT_EQ(world.days("SELECT * FROM games.\"by-score\" WHERE id = 'x'"), "231");
  EXPECT_EQ(world.days("SELECT day FROM games.\"by-score\" WHERE id = 'x' AND score > 3"), "31");
  EXPECT_EQ(world.days("SELECT day FROM games.\"by-team\" WHERE team = 'red' AND score = 5"), "1");
  EXPECT_EQ(world.days("SELECT day FROM games.\"by-team\" WHERE team = 'red' ORDER BY score DESC")
                .substr(0, 1),
            "1");
  EXPECT_EQ(world.items("SELECT * FROM games.\"by-team\"").size(), 4U);
  EXPECT_EQ(world.items("SELECT * FROM games.\"by-team\" WHERE team = 'blue'"),
            parsed(R"([{"id":{"S":"x"},"day":{"S":"3"},"team":{"S":"blue"},"score":{"N":"4"},
                        "shown":{"S":"yes"}}])"));
}

TEST(PartiqlIndex, ComesInPages) {
  IndexWorld world;
  std::string days;
  std::string token;
  do {
    const auto page =
        world.execute("SELECT day FROM games.\"by-team\" WHERE team = 'red' ORDER BY score",
                      base::cat(R"(,"Limit":1)", token.empty() ? "" : ",\"NextToken\":", token));
    for (const auto& item : page["Items"]) days += item["day"]["S"].get<std::string>();
    token = page.contains("NextToken") ? page["NextToken"].dump() : "";
  } while (!token.empty() && days.size() < 10);
  std::sort(days.begin(), days.begin() + 2);
  EXPECT_EQ(days, "241");
}

TEST(PartiqlIndex, ThatIsGlobalHasNothingBesideWhatItProjects) {
  IndexWorld world;
  EXPECT_EQ(world.refused("SELECT hidden, team FROM games.\"by-team\" WHERE team = 'red'"),
            "One or more parameter values were invalid: Global secondary index by-team does not "
            "project [hidden]");
  EXPECT_EQ(world.refused("SELECT * FROM games.\"by-team\"", R"(,"ConsistentRead":true)"),
            "Strongly consistent read is not supported on Global Secondary Indexes");
}

TEST(PartiqlIndex, ThatIsLocalFetchesWhatItDoesNotProject) {
  IndexWorld world;
  const auto reply =
      world.execute("SELECT hidden FROM games.\"by-score\" WHERE id = 'x' AND score = 4",
                    R"(,"ReturnConsumedCapacity":"INDEXES")");
  EXPECT_EQ(reply["Items"], parsed(R"([{"hidden":{"S":"3"}}])"));
  EXPECT_EQ(reply["ConsumedCapacity"], parsed(R"({"TableName":"games","CapacityUnits":1.0,
      "Table":{"CapacityUnits":0.5},
      "LocalSecondaryIndexes":{"by-score":{"CapacityUnits":0.5}}})"));
}

TEST(PartiqlIndex, ThatIsLocalFetchesWhatAFilterKeepsOutToo) {
  IndexWorld world;
  const auto reply = world.execute(
      "SELECT hidden FROM games.\"by-score\" WHERE id = 'x' AND day = '3' AND score > 0",
      R"(,"ReturnConsumedCapacity":"INDEXES","ConsistentRead":true)");
  EXPECT_EQ(reply["Items"], parsed(R"([{"hidden":{"S":"3"}}])"));
  EXPECT_EQ(reply["ConsumedCapacity"]["Table"]["CapacityUnits"], 3.0);
}

TEST(PartiqlIndex, FiltersByWhatItProjects) {
  IndexWorld world;
  const auto refused = [&](std::string_view condition) {
    return world.refused(
        base::cat("SELECT id FROM games.\"by-team\" WHERE team = 'red' AND ", condition));
  };
  const std::string prefix =
      "One or more parameter values were invalid: Secondary index by-team does not project one or "
      "more filter attributes: ";
  EXPECT_EQ(refused("NOT (hidden = '1' OR shown = 'x')"), prefix + "[hidden]");
  EXPECT_EQ(refused("b = '1' AND (a = '2' OR shown = '3')"), prefix + "[a, b]");
  EXPECT_EQ(refused("(zz = '1' OR aa = '2' OR mm = '3')"), prefix + "[zz, aa, mm]");
  EXPECT_EQ(world.days("SELECT day FROM games.\"by-team\" WHERE hidden = '1'"), "");
  EXPECT_EQ(world.days("SELECT day FROM games.\"by-score\" WHERE hidden = '1'"), "");
  EXPECT_EQ(world.items("SELECT day FROM games.\"by-team\" WHERE NOT hidden = '1'").size(), 4U);
}

// Who may.

TEST(PartiqlSelect, NeedsItsOwnPermission) {
  SelectWorld world;
  world.principal = core::assumed_role(world.env.account, "reader", "s");
  const auto request = SelectWorld::request("SELECT * FROM music WHERE artist = 'a'");
  world.ok("ExecuteStatement", request);
  world.authorizer.deny("dynamodb:PartiQLSelect");
  const auto text = world.error("ExecuteStatement", request);
  EXPECT_NE(text.find("dynamodb:PartiQLSelect on resource: arn:aws:dynamodb:us-east-1:"
                      "000000000000:table/music"),
            std::string::npos)
      << text;
}

TEST(PartiqlSelect, NeedsThePermissionOnItsIndex) {
  IndexWorld world;
  world.principal = core::assumed_role(world.env.account, "reader", "s");
  world.authorizer.deny("dynamodb:PartiQLSelect");
  const auto text = world.error(
      "ExecuteStatement", IndexWorld::request("SELECT * FROM games.\"by-team\" WHERE team = 'x'"));
  EXPECT_NE(text.find("table/games/index/by-team"), std::string::npos) << text;
}

}  // namespace
}  // namespace tertulia::dynamodb

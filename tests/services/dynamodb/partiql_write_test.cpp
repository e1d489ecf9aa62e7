#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/partiql_world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kFailed =
    "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException: The conditional request "
    "failed";

struct WriteWorld : PartiqlWorld {
  WriteWorld() {
    song("a", "1",
         R"(,"n":{"N":"5"},"s":{"SS":["x"]},"l":{"L":[{"N":"1"}]},"m":{"M":{"k":{"S":"v"}}})");
  }
  /// Does so to the song, and returns what it is then.
  nlohmann::json updated(std::string_view changes) {
    execute(base::cat("UPDATE music ", changes, " WHERE artist = 'a' AND song = '1'"));
    return found("a", "1");
  }
  std::string update_refused(std::string_view changes) {
    return refused(base::cat("UPDATE music ", changes, " WHERE artist = 'a' AND song = '1'"));
  }
};

TEST(PartiqlInsert, AddsAnItem) {
  WriteWorld world;
  EXPECT_EQ(world
                .call("ExecuteStatement", WriteWorld::request(R"(INSERT INTO "music" VALUE
      {'artist':'b','song':?,'all':{'s':'x','n':-1.50,'t':true,'z':null,'l':[1,[]],'m':{}},
       'ss':<<'b','a'>>,'ns':<<2,1>>})",
                                                              R"(,"Parameters":[{"S":"1"}])"))
                .body,
            R"({"Items":[]})");
  EXPECT_EQ(world.found("b", "1"), parsed(R"({"artist":{"S":"b"},"song":{"S":"1"},
      "all":{"M":{"s":{"S":"x"},"n":{"N":"-1.5"},"t":{"BOOL":true},"z":{"NULL":true},
                  "l":{"L":[{"N":"1"},{"L":[]}]},"m":{"M":{}}}},
      "ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]}})"));
}

TEST(PartiqlInsert, DoesNotReplace) {
  WriteWorld world;
  EXPECT_EQ(world.error("ExecuteStatement",
                        WriteWorld::request("INSERT INTO music VALUE {'artist':'a','song':'1'}")),
            "com.amazonaws.dynamodb.v20120810#DuplicateItemException: Duplicate primary key exists "
            "in table");
  EXPECT_TRUE(world.found("a", "1").contains("n"));
}

TEST(PartiqlInsert, NeedsAnItemWithItsKey) {
  WriteWorld world;
  EXPECT_EQ(world.refused("INSERT INTO music VALUE {'artist':'a'}"),
            "One or more parameter values were invalid: Missing the key song in the item");
  EXPECT_EQ(world.refused("INSERT INTO music VALUE {'artist':'a','song':1}"),
            "One or more parameter values were invalid: Type mismatch for key song expected: S "
            "actual: N");
  EXPECT_EQ(world.refused("INSERT INTO music VALUE ?", R"(,"Parameters":[{"M":{}}])"),
            "Unsupported format in item expression. Please use struct format {...} to express item "
            "values for insert statement.");
}

TEST(PartiqlInsert, IsRefusedForWhatDynamoDbDoesNotHave) {
  WriteWorld world;
  EXPECT_EQ(world.refused("INSERT INTO music VALUE {'artist':'c'} RETURNING ALL OLD *"),
            "RETURNING is not supported in INSERT");
  EXPECT_EQ(world.refused("INSERT INTO music VALUE {'artist':'c'} AT 1"),
            "AT is not supported in insert statements.");
  EXPECT_EQ(world.refused("INSERT INTO music.\"i\" VALUE {'artist':'c'}"),
            "FROM clause may only contain a single table name in data manipulation statements at "
            "1:13:5");
}

TEST(PartiqlValues, AreThoseOfDynamoDb) {
  WriteWorld world;
  const auto refused = [&](std::string_view value) {
    return world.refused(
        base::cat("INSERT INTO music VALUE {'artist':'c','song':'1','x':", value, "}"));
  };
  EXPECT_EQ(refused("<<>>"), "Empty bags are not supported");
  EXPECT_EQ(refused("<<1,'a'>>"),
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in "
            "bags");
  EXPECT_EQ(refused("[<<'a','a'>>]"),
            "One or more parameter values were invalid: Input collection [a, a] contains "
            "duplicates.");
  EXPECT_EQ(refused("<<2, 2.0>>"),
            "One or more parameter values were invalid: Input collection [2, 2.0] contains "
            "duplicates! under root");
  EXPECT_EQ(refused("[0, 1e126]"),
            "Number overflow. Attempting to store a number with magnitude larger than supported "
            "range under root[1]");
  EXPECT_EQ(refused("{'y':1e-131}"),
            "Number underflow. Attempting to store a number with magnitude smaller than supported "
            "range under root.y");
  EXPECT_EQ(refused("{'y':1,'y':2}"), "Duplicate keys in tuple. Key: y under root");
  EXPECT_EQ(refused("{'k':[n]}"),
            "Unsupported data type: VariableReference under key root.k[0] at 1:60:1");
  EXPECT_EQ(world.refused("UPDATE music SET x = [?] WHERE artist = 'a' AND song = '1'",
                          R"(,"Parameters":[{"S":"v"}])"),
            "Unsupported data type: Parameter under key root[0] at 1:23:1");
}

TEST(PartiqlValues, MayBe32LevelsDeep) {
  WriteWorld world;
  const auto insert = [](int levels) {
    std::string value;
    for (int i = 0; i < levels; ++i) value += "{'a':";
    value += "1" + std::string(static_cast<std::size_t>(levels), '}');
    return base::cat("INSERT INTO music VALUE {'artist':'c','song':'1','x':", value, "}");
  };
  std::string where = "root";
  for (int i = 0; i < 32; ++i) where += ".a";
  EXPECT_EQ(world.refused(insert(32)),
            base::cat("Nesting Levels have exceeded supported limits under ", where));
  world.execute(insert(31));
}

TEST(PartiqlUpdate, SetsAndRemoves) {
  WriteWorld world;
  const auto item = world.updated(
      "SET n = n - 1, t = 'x', m.k = n REMOVE s SET l = list_append(l, ['y']) REMOVE m.none");
  EXPECT_EQ(item, parsed(R"({"artist":{"S":"a"},"song":{"S":"1"},"n":{"N":"4"},"t":{"S":"x"},
      "m":{"M":{"k":{"N":"5"}}},"l":{"L":[{"N":"1"},{"S":"y"}]}})"));
  EXPECT_EQ(world.updated("SET n = 10 + n")["n"], parsed(R"({"N":"14"})"));
  EXPECT_EQ(world.updated("SET n = n - - 2")["n"], parsed(R"({"N":"16"})"));
  EXPECT_EQ(world.updated("SET l = list_append([0], l)")["l"]["L"].size(), 3U);
  EXPECT_EQ(world.updated("SET l[1] = 7 REMOVE l[2]")["l"],
            parsed(R"({"L":[{"N":"0"},{"N":"7"}]})"));
}

TEST(PartiqlUpdate, MayBeginWithFrom) {
  WriteWorld world;
  world.execute("FROM music WHERE artist = 'a' AND song = '1' SET n = 1 REMOVE s");
  EXPECT_EQ(world.found("a", "1")["n"]["N"], "1");
  EXPECT_FALSE(world.found("a", "1").contains("s"));
}

TEST(PartiqlUpdate, AddsToSetsAndTakesFromThem) {
  WriteWorld world;
  EXPECT_EQ(world.updated("SET s = set_add(s, <<'y', 'x'>>)")["s"], parsed(R"({"SS":["x","y"]})"));
  EXPECT_EQ(world.updated("SET s = SET_DELETE(s, <<'x'>>)")["s"], parsed(R"({"SS":["y"]})"));
  EXPECT_FALSE(world.updated("SET s = set_delete(s, <<'y'>>)").contains("s"));
  EXPECT_EQ(world.updated("SET s = set_add(s, <<1>>)")["s"], parsed(R"({"NS":["1"]})"));
  EXPECT_EQ(world.update_refused("SET s = set_add(s, <<'x'>>)"),
            "An operand in the update expression has an incorrect data type");
  EXPECT_EQ(world.refused("UPDATE music\nSET s = set_add(s, 'x')\nWHERE artist = 'a'"),
            "The second argument to SET_ADD must be a value with type SET at 2:17:1");
  EXPECT_EQ(world.update_refused("SET s = set_delete(n, <<'x'>>)"),
            "The first argument to SET_DELETE must equal the assignment value at 1:22:10");
  EXPECT_EQ(world.update_refused("SET s = set_add(s)"),
            "SET_ADD must have exactly two arguments at 1:22:7");
  EXPECT_EQ(world.update_refused("SET n = 1 + set_add(s, <<'x'>>)"),
            "Unsupported data type: set_add under key root at 1:26:7");
}

TEST(PartiqlUpdate, FindsItsItemByTheWholeKey) {
  WriteWorld world;
  const std::string_view not_fixed =
      "Where clause does not contain a mandatory equality on all key attributes";
  for (const auto* where : {"", "WHERE artist = 'a'", "WHERE artist = 'a' AND song > '0'",
                            "WHERE artist = 'a' AND song IN ['1']",
                            "WHERE artist = 'a' AND (song = '1' OR song = '2')"}) {
    EXPECT_EQ(world.refused(base::cat("UPDATE music SET n = 1 ", where)), not_fixed) << where;
  }
  EXPECT_EQ(
      world.refused("UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1' AND artist = 'b'"),
      "Multiple conditions on same key artist. Only single item Update/Insert/Delete are "
      "supported");
  EXPECT_EQ(world.refused("UPDATE music SET n = 1 WHERE artist = 'a' AND song = 1"),
            "The provided key element does not match the schema");
  world.execute("UPDATE music SET n = 1 WHERE ('1' = song AND artist = 'a') AND artist = 'a'");
  EXPECT_EQ(world.found("a", "1")["n"]["N"], "1");
}

TEST(PartiqlUpdate, MakesNoItem) {
  WriteWorld world;
  for (const auto* more : {"", " AND attribute_not_exists(artist)"}) {
    EXPECT_EQ(world.error("ExecuteStatement",
                          WriteWorld::request(base::cat(
                              "UPDATE music SET n = 1 WHERE artist = 'z' AND song = '1'", more))),
              kFailed);
  }
  EXPECT_TRUE(world.found("z", "1").is_null());
}

TEST(PartiqlUpdate, HasConditions) {
  WriteWorld world;
  const auto update = [](std::string_view n) {
    return WriteWorld::request(
        base::cat("UPDATE music SET n = 9 WHERE artist = 'a' AND song = '1' AND n = ", n),
        R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD")");
  };
  const auto answer = world.call("ExecuteStatement", update("1"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(nlohmann::json::parse(answer.body)["Item"]["n"]["N"], "5");
  EXPECT_EQ(world.found("a", "1")["n"]["N"], "5");
  world.ok("ExecuteStatement", update("5"));
  EXPECT_EQ(world.found("a", "1")["n"]["N"], "9");
}

TEST(PartiqlUpdate, ReturnsWhatIsAskedFor) {
  WriteWorld world;
  const auto returned = [&](std::string_view returning) {
    return world.items(
        base::cat("UPDATE music SET n = n + 1 WHERE artist = 'a' AND song = '1' ", returning));
  };
  EXPECT_EQ(returned(""), parsed("[]"));
  EXPECT_EQ(returned("RETURNING MODIFIED OLD *"), parsed(R"([{"n":{"N":"6"}}])"));
  EXPECT_EQ(returned("RETURNING MODIFIED NEW *"), parsed(R"([{"n":{"N":"8"}}])"));
  EXPECT_EQ(returned("RETURNING ALL OLD *")[0]["n"]["N"], "8");
  EXPECT_EQ(returned("RETURNING ALL NEW *")[0]["n"]["N"], "10");
  EXPECT_EQ(world.items("UPDATE music REMOVE none WHERE artist = 'a' AND song = '1' "
                        "RETURNING MODIFIED OLD *"),
            parsed("[]"));
  EXPECT_EQ(world.refused("UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1' "
                          "RETURNING ALL OLD n"),
            "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
  EXPECT_EQ(world.refused("UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1' "
                          "RETURNING ALL OLD *, ALL NEW *"),
            "Invalid syntax with multiple returning elements in RETURNING clause");
}

TEST(PartiqlUpdate, IsRefusedAsUpdatesAre) {
  WriteWorld world;
  EXPECT_EQ(world.update_refused("SET n = 'a' + 1"),
            "Incorrect operand type for operator or function; operator or function: +, operand "
            "type: S");
  EXPECT_EQ(world.update_refused("SET n = s + 1"),
            "An operand in the update expression has an incorrect data type");
  EXPECT_EQ(world.update_refused("SET n = none"),
            "The provided expression refers to an attribute that does not exist in the item");
  EXPECT_EQ(world.update_refused("SET none.x = 1"),
            "The document path provided in the update expression is invalid for update");
  EXPECT_EQ(world.update_refused("SET n = 1 REMOVE n"),
            "Two document paths overlap with each other; must remove or rewrite one of these "
            "paths; path one: [n], path two: [n]");
  EXPECT_EQ(world.update_refused("SET song = '2'"),
            "One or more parameter values were invalid: Cannot update attribute song. This "
            "attribute is part of the key");
  EXPECT_EQ(world.update_refused("SET n = if_not_exists(n, 1)"),
            "Unrecognized function: if_not_exists at 1:22:13");
  EXPECT_EQ(world.refused("UPDATE music.\"i\" SET n = 1 WHERE artist = 'a'"),
            "This operation is not supported on an index");
}

TEST(PartiqlUpdate, LeavesNoItemThatIsTooDeep) {
  WriteWorld world;
  std::string value = R"({"S":"x"})";
  for (int i = 0; i < 31; ++i) value = base::cat(R"({"M":{"a":)", value, "}}");
  EXPECT_EQ(world.refused("UPDATE music SET m.deep = ? WHERE artist = 'a' AND song = '1'",
                          base::cat(",\"Parameters\":[", value, "]")),
            "Nesting Levels have exceeded supported limits");
}

TEST(PartiqlDelete, ErasesAnItem) {
  WriteWorld world;
  EXPECT_EQ(world.items("DELETE FROM \"music\" WHERE artist = 'a' AND song = '1'"), parsed("[]"));
  EXPECT_TRUE(world.found("a", "1").is_null());
}

TEST(PartiqlDelete, HasConditionsUnlessThereIsNothing) {
  WriteWorld world;
  EXPECT_EQ(world.error("ExecuteStatement",
                        WriteWorld::request(
                            "DELETE FROM music WHERE artist = 'a' AND song = '1' AND n = 1")),
            kFailed);
  EXPECT_FALSE(world.found("a", "1").is_null());
  EXPECT_EQ(world.items("DELETE FROM music WHERE artist = 'z' AND song = '1' AND n = 1"),
            parsed("[]"));
}

TEST(PartiqlDelete, ReturnsTheOldItem) {
  WriteWorld world;
  EXPECT_EQ(world.refused("DELETE FROM music WHERE artist = 'a' AND song = '1' "
                          "RETURNING MODIFIED OLD *"),
            "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is "
            "allowed in DELETE statements.");
  const auto items =
      world.items("DELETE FROM music WHERE artist = 'a' AND song = '1' RETURNING ALL OLD *");
  EXPECT_EQ(items.at(0)["n"]["N"], "5");
  EXPECT_EQ(world.items("DELETE FROM music WHERE artist = 'a' AND song = '1' RETURNING ALL OLD *"),
            parsed("[]"));
}

TEST(PartiqlWrites, CostAsOthersDo) {
  WriteWorld world;
  const auto units = [&](std::string_view statement) {
    return world.execute(statement, R"(,"ReturnConsumedCapacity":"TOTAL")")["ConsumedCapacity"];
  };
  EXPECT_EQ(units("INSERT INTO music VALUE {'artist':'c','song':'1'}"),
            parsed(R"({"TableName":"music","CapacityUnits":1.0})"));
  EXPECT_EQ(units("DELETE FROM music WHERE artist = 'z' AND song = '1'")["CapacityUnits"], 1.0);
}

TEST(PartiqlWrites, KeepIndexesInStep) {
  WriteWorld world;
  world.ok("CreateTable",
           R"({"TableName":"people","BillingMode":"PAY_PER_REQUEST",
               "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                                       {"AttributeName":"town","AttributeType":"S"}],
               "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
               "GlobalSecondaryIndexes":[{"IndexName":"by-town",
                 "KeySchema":[{"AttributeName":"town","KeyType":"HASH"}],
                 "Projection":{"ProjectionType":"ALL"}}]})");
  const auto count = [&](std::string_view town) {
    return world.items(base::cat("SELECT * FROM people.\"by-town\" WHERE town = '", town, "'"))
        .size();
  };
  world.execute("INSERT INTO people VALUE {'id':'a','town':'lima'}");
  EXPECT_EQ(count("lima"), 1U);
  world.execute("UPDATE people SET town = 'cusco' WHERE id = 'a'");
  EXPECT_EQ(count("lima"), 0U);
  EXPECT_EQ(count("cusco"), 1U);
  world.transact({"UPDATE people SET town = 'tacna' WHERE id = 'a'"});
  EXPECT_EQ(count("tacna"), 1U);
  EXPECT_EQ(world.refused("INSERT INTO people VALUE {'id':'b','town':1}"),
            "One or more parameter values were invalid: Type mismatch for Index Key town Expected: "
            "S Actual: N IndexName: by-town");
  world.execute("DELETE FROM people WHERE id = 'a'");
  EXPECT_EQ(count("tacna"), 0U);
}

TEST(PartiqlWrites, NeedTheirOwnPermissions) {
  for (const auto& [action, statement] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Insert", "INSERT INTO music VALUE {'artist':'c','song':'1'}"},
           {"Update", "UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1'"},
           {"Delete", "DELETE FROM music WHERE artist = 'a' AND song = '1'"}}) {
    WriteWorld world;
    world.principal = core::assumed_role(world.env.account, "writer", "s");
    world.execute(statement);
    world.authorizer.deny(base::cat("dynamodb:PartiQL", action));
    const auto text = world.error("ExecuteStatement", WriteWorld::request(statement));
    EXPECT_NE(text.find(base::cat("dynamodb:PartiQL", action)), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace tertulia::dynamodb

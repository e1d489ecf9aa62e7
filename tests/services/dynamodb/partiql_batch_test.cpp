#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/partiql_world.hpp"

namespace tertulia::dynamodb {
namespace {

struct BatchStatementsWorld : PartiqlWorld {
  BatchStatementsWorld() {
    song("a", "1", R"(,"n":{"N":"1"})");
    song("a", "2");
  }
  std::string batch_refused(std::initializer_list<std::string_view> statements) {
    return invalid("BatchExecuteStatement", list("Statements", statements) + "}");
  }
};

TEST(BatchExecuteStatement, ReadsItems) {
  BatchStatementsWorld world;
  EXPECT_EQ(world.batch({"SELECT n FROM music WHERE artist = 'a' AND song = '1'",
                         "SELECT * FROM music WHERE artist = 'a' AND song IN ['2']",
                         "SELECT * FROM music WHERE artist = 'z' AND song = '1'"})["Responses"],
            parsed(R"([{"TableName":"music","Item":{"n":{"N":"1"}}},
                       {"TableName":"music","Item":{"artist":{"S":"a"},"song":{"S":"2"}}},
                       {"TableName":"music"}])"));
}

TEST(BatchExecuteStatement, WritesItemsEachAlone) {
  BatchStatementsWorld world;
  EXPECT_EQ(
      world.batch({"INSERT INTO music VALUE {'artist':'b','song':'1'}",
                   "INSERT INTO music VALUE {'artist':'a','song':'1'}",
                   "UPDATE music SET n = 1 WHERE artist = 'z' AND song = '1'",
                   "DELETE FROM music WHERE artist = 'a' AND song = '2' RETURNING ALL OLD *",
                   "UPDATE nowhere SET n = 1 WHERE artist = 'z' AND song = '1'",
                   "UPDATE music SET n", "DELETE FROM music WHERE artist = 'a'"})["Responses"],
      parsed(R"([{"TableName":"music"},
      {"TableName":"music","Error":{"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"}},
      {"TableName":"music","Error":{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"}},
      {"TableName":"music","Item":{"artist":{"S":"a"},"song":{"S":"2"}}},
      {"Error":{"Code":"ResourceNotFound","Message":"Requested resource not found"}},
      {"Error":{"Code":"ValidationError","Message":"Statement wasn't well formed, can't be processed: Expected '='"}},
      {"Error":{"Code":"ValidationError","Message":"Where clause does not contain a mandatory equality on all key attributes"}}])"));
  EXPECT_FALSE(world.found("b", "1").is_null());
  EXPECT_TRUE(world.found("a", "2").is_null());
}

TEST(BatchExecuteStatement, ShowsTheItemThatAConditionDidNotHoldFor) {
  BatchStatementsWorld world;
  const auto response = world.ok("BatchExecuteStatement", R"({"Statements":[{"Statement":
      "UPDATE music SET n = 2 WHERE artist = 'a' AND song = '1' AND n = 9",
      "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}]})")["Responses"][0];
  EXPECT_EQ(response["Error"]["Item"]["n"]["N"], "1");
}

TEST(BatchExecuteStatement, ReadsOrWrites) {
  BatchStatementsWorld world;
  EXPECT_EQ(world.batch_refused({"SELECT * FROM music WHERE artist = 'a' AND song = '1'",
                                 "DELETE FROM music WHERE artist = 'a' AND song = '2'"}),
            "Read and write requests together in the same batch is not supported.");
}

TEST(BatchExecuteStatement, TakesAnItemOnce) {
  BatchStatementsWorld world;
  EXPECT_EQ(world.batch_refused({"DELETE FROM music WHERE artist = 'a' AND song = '1'",
                                 "INSERT INTO music VALUE {'artist':'a','song':'1'}"}),
            "Provided list of item keys contains duplicates");
  EXPECT_FALSE(world.found("a", "1").is_null());
}

TEST(BatchExecuteStatement, ReadsByTheKeyAlone) {
  BatchStatementsWorld world;
  const auto error = parsed(
      R"({"Error":{"Code":"ValidationError","Message":"Select statements within BatchExecuteStatement must specify the primary key in the where clause."}})");
  for (const auto* where : {"artist = 'a'", "artist = 'a' AND song = '1' AND n = 1",
                            "artist = 'a' AND song = '1' AND artist = 'b'",
                            "artist = 'a' AND song IN ['1','2']", "n = 1"}) {
    EXPECT_EQ(world.batch({base::cat("SELECT * FROM music WHERE ", where)})["Responses"][0], error)
        << where;
  }
  EXPECT_EQ(world.batch({"SELECT * FROM music"})["Responses"][0], error);
}

TEST(BatchExecuteStatement, HasNoExists) {
  BatchStatementsWorld world;
  const std::string_view exists = "EXISTS(SELECT * FROM music WHERE artist = 'a' AND song = '1')";
  EXPECT_EQ(world.batch({exists})["Responses"][0]["Error"]["Message"],
            "EXISTS can only be used in ExecuteTransaction write requests.");
  EXPECT_EQ(world.refused(exists), "EXISTS can only be used in ExecuteTransaction write requests.");
}

TEST(BatchExecuteStatement, TakesUpTo25Statements) {
  BatchStatementsWorld world;
  EXPECT_EQ(world.batch_refused({}),
            "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1");
  std::string statements;
  for (int i = 0; i < 26; ++i) {
    base::append(statements, i == 0 ? "" : ",", R"({"Statement":"SELECT * FROM music"})");
  }
  const auto message =
      world.invalid("BatchExecuteStatement", base::cat("{\"Statements\":[", statements, "]}"));
  EXPECT_TRUE(message.ends_with("Member must have length less than or equal to 25")) << message;
}

TEST(BatchExecuteStatement, TellsWhatItsTablesConsumed) {
  BatchStatementsWorld world;
  const auto capacity = R"(,"ReturnConsumedCapacity":"TOTAL")";
  EXPECT_EQ(world.batch({"SELECT * FROM music WHERE artist = 'a' AND song = '1'",
                         "SELECT * FROM music WHERE artist = 'a' AND song = '2'"},
                        capacity)["ConsumedCapacity"],
            parsed(R"([{"TableName":"music","CapacityUnits":1.0}])"));
  EXPECT_FALSE(world.batch({"SELECT"}, capacity).contains("ConsumedCapacity"));
}

TEST(BatchExecuteStatement, ChargesForWritesThatFailWhereOthersDoNot) {
  BatchStatementsWorld world;
  world.song("a", "3", base::cat(R"(,"b":{"S":")", std::string(2500, 'x'), "\"}"));
  const auto insert = [](std::string_view song) {
    return base::cat("INSERT INTO music VALUE {'artist':'a','song':'", song, "'}");
  };
  const auto capacity = R"(,"ReturnConsumedCapacity":"INDEXES")";
  EXPECT_EQ(world.batch({insert("1"), insert("new"), insert("3")}, capacity)["ConsumedCapacity"],
            parsed(R"([{"TableName":"music","CapacityUnits":5.0,"Table":{"CapacityUnits":1.0}}])"));
  EXPECT_FALSE(world.batch({insert("1")}, capacity).contains("ConsumedCapacity"));
}

TEST(BatchExecuteStatement, NeedsThePermissionsOfItsStatements) {
  BatchStatementsWorld world;
  world.principal = core::assumed_role(world.env.account, "writer", "s");
  world.authorizer.deny("dynamodb:PartiQLDelete");
  world.batch({"UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1'"});
  const auto text =
      world.error("BatchExecuteStatement",
                  BatchStatementsWorld::list(
                      "Statements", {"UPDATE music SET n = 1 WHERE artist = 'a' AND song = '1'",
                                     "DELETE FROM music WHERE artist = 'a' AND song = '2'"}) +
                      "}");
  EXPECT_NE(text.find("dynamodb:PartiQLDelete"), std::string::npos) << text;
}

}  // namespace
}  // namespace tertulia::dynamodb

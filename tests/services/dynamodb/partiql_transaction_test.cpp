#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/partiql_world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kUpdate = "UPDATE music SET n = n + 1 WHERE artist = 'a' AND song = '1'";
constexpr std::string_view kInsert = "INSERT INTO music VALUE {'artist':'new','song':'1'}";

struct StatementsWorld : PartiqlWorld {
  StatementsWorld() {
    song("a", "1", R"(,"n":{"N":"1"})");
    song("a", "2", R"(,"flag":{"S":"right"})");
  }
  std::string codes(std::initializer_list<std::string_view> statements) {
    std::string result;
    for (const auto& reason : reasons(statements)) {
      result += (result.empty() ? "" : " ") + reason["Code"].get<std::string>();
    }
    return result;
  }
  std::string counted() { return found("a", "1")["n"]["N"]; }
};

TEST(ExecuteTransaction, WritesAll) {
  StatementsWorld world;
  EXPECT_EQ(
      world
          .call("ExecuteTransaction",
                StatementsWorld::transaction(
                    {kUpdate, kInsert, "DELETE FROM music WHERE artist = 'a' AND song = '2'"}))
          .body,
      R"({"Responses":[]})");
  EXPECT_EQ(world.counted(), "2");
  EXPECT_FALSE(world.found("new", "1").is_null());
  EXPECT_TRUE(world.found("a", "2").is_null());
}

TEST(ExecuteTransaction, WritesNothingWhenAStatementInTheMiddleFails) {
  StatementsWorld world;
  const auto before = world.ok("Scan", R"({"TableName":"music"})");
  EXPECT_EQ(world.reasons({kUpdate, "INSERT INTO music VALUE {'artist':'a','song':'2'}", kInsert}),
            parsed(R"([{"Code":"None"},
                {"Code":"DuplicateItem","Message":"Duplicate primary key exists in table"},
                {"Code":"None"}])"));
  EXPECT_EQ(world.codes({kInsert, "UPDATE music SET n = 1 WHERE artist = 'z' AND song = '1'",
                         "UPDATE music SET x = flag + 1 WHERE artist = 'a' AND song = '2'"}),
            "None ConditionalCheckFailed ValidationError");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"music"})"), before);
}

TEST(ExecuteTransaction, ReadsItemsInOrder) {
  StatementsWorld world;
  EXPECT_EQ(
      world.transact({"SELECT n FROM music WHERE song = '1' AND artist = 'a'",
                      "SELECT * FROM music WHERE artist = 'z' AND song = '1'",
                      "SELECT n FROM music WHERE artist IN ['a'] AND song = '2'"})["Responses"],
      parsed(R"([{"Item":{"n":{"N":"1"}}},{},{"Item":{}}])"));
}

TEST(ExecuteTransaction, ChecksWhatMustBeThere) {
  StatementsWorld world;
  const auto exists = [](std::string_view condition) {
    return base::cat("EXISTS(SELECT * FROM music WHERE ", condition, ")");
  };
  world.transact({exists("(artist = 'a' AND song = '2') AND none IS MISSING"), kUpdate});
  EXPECT_EQ(world.codes({exists("artist = 'a' AND song = '2' AND flag = 'wrong'"), kUpdate}),
            "ConditionalCheckFailed None");
  EXPECT_EQ(world.codes({exists("artist = 'z' AND song = '2' AND none IS MISSING"), kUpdate}),
            "ConditionalCheckFailed None");
  EXPECT_EQ(world.codes({exists("artist = 'a' AND song = '2' AND artist = 'b' AND flag = 'right'"),
                         kUpdate}),
            "ConditionalCheckFailed None");
  for (const auto* condition : {"artist = 'a' AND song = '2'", "artist = 'a' AND flag = 'right'",
                                "artist IN ['a'] AND song = '2' AND flag = 'right'"}) {
    EXPECT_EQ(world.transact_refused({exists(condition), kUpdate}),
              "Validation failed in TransactStatements[0]: EXISTS() must contain a single item "
              "read with additional condition")
        << condition;
  }
  EXPECT_EQ(world.counted(), "2");
}

TEST(ExecuteTransaction, ReadsOrWrites) {
  StatementsWorld world;
  EXPECT_EQ(
      world.transact_refused({"SELECT * FROM music WHERE artist = 'a' AND song = '2'", kUpdate}),
      "ExecuteTransaction API does not support both read and write operations in the same "
      "request.");
}

TEST(ExecuteTransaction, TakesAnItemOnce) {
  StatementsWorld world;
  const std::string_view select = "SELECT * FROM music WHERE artist = 'a' AND song = '1'";
  const std::string_view expected =
      "Transaction request cannot include multiple operations on one item";
  EXPECT_EQ(world.transact_refused({select, select}), expected);
  EXPECT_EQ(world.transact_refused({kUpdate, kUpdate}), expected);
  EXPECT_EQ(world.codes({select, select, "SELECT * FROM music WHERE artist = 1 AND song = '1'"}),
            "None None ValidationError");
}

TEST(ExecuteTransaction, SaysWhichStatementIsWrong) {
  StatementsWorld world;
  const auto second = [&](std::string_view statement) {
    const auto message = world.transact_refused({kUpdate, statement});
    const std::string_view prefix = "Validation failed in TransactStatements[1]: ";
    EXPECT_TRUE(message.starts_with(prefix)) << message;
    return message.substr(std::min(prefix.size(), message.size()));
  };
  EXPECT_EQ(second("SELECT"), "Statement wasn't well formed, can't be processed: Unexpected term");
  EXPECT_EQ(second("DELETE FROM music WHERE artist = 'a' AND song = '2' RETURNING ALL OLD *"),
            "RETURNING clause is not supported in ExecuteTransaction.");
  EXPECT_EQ(second("SELECT * FROM music.\"i\" WHERE artist = 'a' AND song = '2'"),
            "Reads on indices are not supported within transactions.");
  EXPECT_EQ(second("SELECT * FROM music WHERE artist = 'a'"),
            "Select statements within ExecuteTransaction must specify the primary key in the where "
            "clause.");
  EXPECT_EQ(second("SELECT * FROM music WHERE artist IN ['a','a'] AND song = '1'"),
            "Overlapping conditions with range keys are not supported in where clause");
}

TEST(ExecuteTransaction, IsCancelledForTablesThatAreMissing) {
  StatementsWorld world;
  const std::string_view missing = "UPDATE nowhere SET a = 1 WHERE x = 'x' RETURNING ALL NEW *";
  EXPECT_EQ(world.reasons({kUpdate, missing}), parsed(R"([{"Code":"None"},
                {"Code":"ResourceNotFound","Message":"Requested resource not found"}])"));
  EXPECT_EQ(world.transact_refused({missing, "SELECT * FROM music WHERE artist = 'a'"}),
            "Validation failed in TransactStatements[1]: Select statements within "
            "ExecuteTransaction must specify the primary key in the where clause.");
}

TEST(ExecuteTransaction, IsCancelledForEveryKeyThatIsNone) {
  StatementsWorld world;
  EXPECT_EQ(world.codes({"UPDATE music SET n = 1 WHERE artist = 'a'",
                         "UPDATE music SET n = 1 WHERE artist IN ['a'] AND song = '1'",
                         "DELETE FROM music WHERE artist = 'a' AND song = '1' AND song = '2'",
                         "DELETE FROM music WHERE artist = 'a' AND song = 1", kInsert}),
            "ValidationError ValidationError ValidationError ValidationError None");
  EXPECT_EQ(
      world.reasons(
          {"INSERT INTO music VALUE {'artist':'b'}", "DELETE FROM music WHERE song = '1'"}),
      parsed(
          R"([{"Code":"ValidationError","Message":"One or more parameter values were invalid: Missing the key song in the item"},
                {"Code":"ValidationError","Message":"The provided key element does not match the schema"}])"));
}

TEST(ExecuteTransaction, LooksAtAllParametersFirst) {
  StatementsWorld world;
  EXPECT_EQ(world.invalid("ExecuteTransaction", R"({"TransactStatements":[{"Statement":"SELECT"},
                {"Statement":"SELECT","Parameters":[{"NULL":false}]}]})"),
            "One or more parameter values were invalid: Null attribute value types must have the "
            "value of true");
}

TEST(ExecuteTransaction, ShowsTheItemThatAConditionDidNotHoldFor) {
  StatementsWorld world;
  const auto answer = world.call("ExecuteTransaction", R"({"TransactStatements":[{"Statement":
      "UPDATE music SET n = 2 WHERE artist = 'a' AND song = '1' AND n = 9",
      "ReturnValuesOnConditionCheckFailure":"ALL_OLD"}]})");
  EXPECT_EQ(parsed(answer.body)["CancellationReasons"][0]["Item"]["n"]["N"], "1");
}

TEST(ExecuteTransaction, IsDoneOncePerToken) {
  StatementsWorld world;
  const std::string_view more = R"(,"ClientRequestToken":"t","ReturnConsumedCapacity":"TOTAL")";
  EXPECT_EQ(world.transact({kUpdate}, more)["ConsumedCapacity"],
            parsed(R"([{"TableName":"music","CapacityUnits":2.0,"WriteCapacityUnits":2.0}])"));
  EXPECT_EQ(world.transact({kUpdate}, more)["ConsumedCapacity"],
            parsed(R"([{"TableName":"music","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
  EXPECT_EQ(world.counted(), "2");
  const auto text =
      world.error("ExecuteTransaction", StatementsWorld::transaction({kInsert}, more));
  EXPECT_TRUE(
      text.starts_with("com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException: "))
      << text;
}

TEST(ExecuteTransaction, CostsTwice) {
  StatementsWorld world;
  EXPECT_EQ(world.transact({"SELECT * FROM music WHERE artist = 'a' AND song = '1'",
                            "SELECT * FROM music WHERE artist = 'z' AND song = '1'"},
                           R"(,"ReturnConsumedCapacity":"INDEXES")")["ConsumedCapacity"],
            parsed(R"([{"TableName":"music","CapacityUnits":4.0,"ReadCapacityUnits":4.0,
                        "Table":{"CapacityUnits":4.0,"ReadCapacityUnits":4.0}}])"));
}

TEST(ExecuteTransaction, TakesUpTo100Statements) {
  StatementsWorld world;
  EXPECT_EQ(world.transact_refused({}),
            "1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1");
  std::string statements;
  for (int i = 0; i < 100; ++i) {
    base::append(statements, i == 0 ? "" : ",",
                 R"({"Statement":"INSERT INTO music VALUE {'artist':'m','song':')", i, "'}\"}");
  }
  world.ok("ExecuteTransaction", base::cat("{\"TransactStatements\":[", statements, "]}"));
  const auto message = world.invalid(
      "ExecuteTransaction",
      base::cat("{\"TransactStatements\":[", statements, R"(,{"Statement":"SELECT"}]})"));
  EXPECT_TRUE(message.ends_with("Member must have length less than or equal to 100")) << message;
}

TEST(ExecuteTransaction, NeedsThePermissionsOfItsStatements) {
  StatementsWorld world;
  world.principal = core::assumed_role(world.env.account, "writer", "s");
  world.transact({kUpdate});
  world.authorizer.deny("dynamodb:PartiQLSelect");
  const auto text = world.error(
      "ExecuteTransaction",
      StatementsWorld::transaction(
          {"EXISTS(SELECT * FROM music WHERE artist = 'a' AND song = '2' AND flag = 'right')",
           kUpdate}));
  EXPECT_NE(text.find("dynamodb:PartiQLSelect"), std::string::npos) << text;
}

}  // namespace
}  // namespace tertulia::dynamodb

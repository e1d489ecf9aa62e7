/// The condition keys of DynamoDB for statements of PartiQL.

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/flows/access_world.hpp"

namespace tertulia::flows {
namespace {

constexpr std::string_view kEverything = R"("dynamodb:PartiQL*")";

class StatementConditions : public testing::Test {
 protected:
  StatementConditions() {
    world_.as_administrator("CreateTable",
                            R"({"TableName":"games","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"user","AttributeType":"S"},
                                    {"AttributeName":"title","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"user","KeyType":"HASH"},
                         {"AttributeName":"title","KeyType":"RANGE"}],
            "GlobalSecondaryIndexes":[{"IndexName":"by-title",
              "KeySchema":[{"AttributeName":"title","KeyType":"HASH"}],
              "Projection":{"ProjectionType":"ALL"}}]})");
    insert("ana");
  }

  void insert(std::string_view user) {
    world_.as_administrator("PutItem", base::cat(R"({"TableName":"games","Item":{"user":{"S":")",
                                                 user, R"("},"title":{"S":"x"},"n":{"N":"1"}}})"));
  }
  static std::string request(std::string_view statement) {
    return nlohmann::json{{"Statement", statement}}.dump();
  }
  /// "allowed" or "refused", with the caller's policy as it is.
  std::string execute(std::string_view statement, std::string_view more = "") {
    auto json = request(statement);
    json.insert(json.size() - 1, more);
    return world_.as_caller("ExecuteStatement", json);
  }
  std::string batch(std::string_view statement) {
    return world_.as_caller("BatchExecuteStatement",
                            base::cat(R"({"Statements":[)", request(statement), "]}"));
  }
  std::string transact(std::string_view statement) {
    return world_.as_caller("ExecuteTransaction",
                            base::cat(R"({"TransactStatements":[)", request(statement), "]}"));
  }
  void allow_if(std::string_view condition) { world_.caller(kEverything, condition); }

  AccessWorld world_;
};

TEST_F(StatementConditions, FullTableScansCanBeDenied) {
  allow_if(R"({"Bool":{"dynamodb:FullTableScan":"false"}})");
  for (const auto* where :
       {R"("user" = 'ana')", R"("user" IN ['ana', 'bo'])", R"("user" = 'ana' AND n = 1)",
        R"("user" = 'ana' OR "user" = 'bo')", R"("user" = 'ana' AND title = 'x')"}) {
    EXPECT_EQ(execute(base::cat("SELECT * FROM games WHERE ", where)), "allowed") << where;
  }
  EXPECT_EQ(execute("SELECT * FROM games"), "refused");
  for (const auto* where : {"n = 1", R"("user" > 'ana')", R"("user" = 'ana' OR n = 1)",
                            R"(NOT "user" = 'ana')", "title = 'x'"}) {
    EXPECT_EQ(execute(base::cat("SELECT * FROM games WHERE ", where)), "refused") << where;
  }
  EXPECT_EQ(execute(R"(SELECT * FROM games."by-title" WHERE title = 'x')"), "allowed");
  EXPECT_EQ(execute(R"(SELECT * FROM games."by-title" WHERE "user" = 'ana')"), "refused");
}

TEST_F(StatementConditions, WritesAreNoScans) {
  allow_if(R"({"Null":{"dynamodb:FullTableScan":"true"}})");
  EXPECT_EQ(execute("DELETE FROM games WHERE \"user\" = 'ana' AND title = 'x'"), "allowed");
  EXPECT_EQ(execute("SELECT * FROM games WHERE \"user\" = 'ana'"), "refused");
}

TEST_F(StatementConditions, LeadingKeysAreThoseOfItemsAndConditions) {
  allow_if(R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ana","bo"]},
               "Null":{"dynamodb:LeadingKeys":"false"}})");
  EXPECT_EQ(execute("SELECT * FROM games WHERE \"user\" IN ['ana', 'bo']"), "allowed");
  EXPECT_EQ(execute("SELECT * FROM games WHERE \"user\" IN ['ana', 'cy']"), "refused");
  EXPECT_EQ(execute("SELECT * FROM games"), "refused");
  for (const auto& [user, answer] : {std::pair{"bo", "allowed"}, std::pair{"cy", "refused"}}) {
    insert(user);
    const auto where = base::cat(" WHERE \"user\" = '", user, "' AND title = 'x'");
    EXPECT_EQ(execute(base::cat("UPDATE games SET n = 2", where)), answer);
    EXPECT_EQ(transact(base::cat("EXISTS(SELECT * FROM games", where, " AND n IS NOT MISSING)")),
              answer);
    EXPECT_EQ(execute(base::cat("DELETE FROM games", where)), answer);
    EXPECT_EQ(execute(base::cat("INSERT INTO games VALUE {'user':'", user, "','title':'y'}")),
              answer);
  }
}

TEST_F(StatementConditions, LeadingKeysOfAnIndexAreItsOwn) {
  allow_if(R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"x"}})");
  EXPECT_EQ(execute(R"(SELECT * FROM games."by-title" WHERE title = 'x')"), "allowed");
  EXPECT_EQ(execute(R"(SELECT * FROM games."by-title" WHERE title = 'y')"), "refused");
}

TEST_F(StatementConditions, AttributesAreAllThatAStatementNames) {
  allow_if(R"({"ForAllValues:StringEquals":{"dynamodb:Attributes":["user","title","n"]}})");
  EXPECT_EQ(execute("SELECT n FROM games WHERE \"user\" = 'ana'"), "allowed");
  EXPECT_EQ(execute("SELECT n, secret.part FROM games WHERE \"user\" = 'ana'"), "refused");
  EXPECT_EQ(execute("SELECT n FROM games WHERE \"user\" = 'ana' AND secret = 1"), "refused");
  const std::string_view where = " WHERE \"user\" = 'ana' AND title = 'x'";
  EXPECT_EQ(execute(base::cat("UPDATE games SET n = n + 1", where)), "allowed");
  EXPECT_EQ(execute(base::cat("UPDATE games SET n = secret", where)), "refused");
  EXPECT_EQ(execute(base::cat("UPDATE games REMOVE secret", where)), "refused");
  EXPECT_EQ(execute(base::cat("DELETE FROM games", where, " AND secret = 1")), "refused");
  EXPECT_EQ(execute("INSERT INTO games VALUE {'user':'bo','title':'x','secret':1}"), "refused");
}

TEST_F(StatementConditions, SelectIsWhatIsSelected) {
  allow_if(R"({"StringEquals":{"dynamodb:Select":"SPECIFIC_ATTRIBUTES"}})");
  EXPECT_EQ(execute("SELECT n FROM games WHERE \"user\" = 'ana'"), "allowed");
  EXPECT_EQ(execute("SELECT * FROM games WHERE \"user\" = 'ana'"), "refused");
  allow_if(R"({"StringEquals":{"dynamodb:Select":"ALL_PROJECTED_ATTRIBUTES"}})");
  EXPECT_EQ(execute(R"(SELECT * FROM games."by-title" WHERE title = 'x')"), "allowed");
}

TEST_F(StatementConditions, ReturnValuesAreThoseOfReturning) {
  allow_if(R"({"StringEquals":{"dynamodb:ReturnValues":["NONE","UPDATED_NEW"]}})");
  const std::string_view update = "UPDATE games SET n = 2 WHERE \"user\" = 'ana' AND title = 'x'";
  EXPECT_EQ(execute(update), "allowed");
  EXPECT_EQ(execute(base::cat(update, " RETURNING MODIFIED NEW *")), "allowed");
  EXPECT_EQ(execute(base::cat(update, " RETURNING ALL OLD *")), "refused");
  EXPECT_EQ(execute("SELECT * FROM games WHERE \"user\" = 'ana'"), "refused");
}

TEST_F(StatementConditions, ReturnConsumedCapacityIsAParameter) {
  allow_if(R"({"StringEquals":{"dynamodb:ReturnConsumedCapacity":"NONE"}})");
  const std::string_view select = "SELECT * FROM games WHERE \"user\" = 'ana'";
  EXPECT_EQ(execute(select), "allowed");
  EXPECT_EQ(execute(select, R"(,"ReturnConsumedCapacity":"TOTAL")"), "refused");
}

TEST_F(StatementConditions, TheEnclosingOperationIsTheTransaction) {
  allow_if(R"({"StringEquals":{"dynamodb:EnclosingOperation":"ExecuteTransaction"}})");
  const std::string_view select = "SELECT * FROM games WHERE \"user\" = 'ana' AND title = 'x'";
  EXPECT_EQ(transact(select), "allowed");
  EXPECT_EQ(execute(select), "refused");
  EXPECT_EQ(batch(select), "refused");
}

TEST_F(StatementConditions, OfAStatementThatIsWrongDoNotHideWhatIsWrong) {
  allow_if(R"({"Bool":{"dynamodb:FullTableScan":"false"}})");
  EXPECT_EQ(world_.answer(core::assumed_role(world_.env.account, "caller", "s"), "ExecuteStatement",
                          request("SELECT *")),
            "ValidationException: Statement wasn't well formed, can't be processed: Expected FROM "
            "after SELECT list");
}

}  // namespace
}  // namespace tertulia::flows

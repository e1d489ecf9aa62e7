/// The condition keys of DynamoDB, from both sides: what a policy lets pass and what it refuses.

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/flows/access_world.hpp"

namespace tertulia::flows {
namespace {

constexpr std::string_view kEverything = R"("dynamodb:*")";

class ConditionKeys : public testing::Test {
 protected:
  ConditionKeys() { world_.games(); }

  /// The answer to `inside` besides the table's name, with the caller's policy as it is.
  std::string call(std::string_view operation, std::string_view inside) {
    return world_.as_caller(operation, base::cat(R"({"TableName":"games",)", inside, "}"));
  }

  AccessWorld world_;
};

class LeadingKeys : public ConditionKeys {
 protected:
  LeadingKeys() {
    world_.caller(kEverything,
                  R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ana","bo"]}})");
  }
};

TEST_F(LeadingKeys, AreTheKeysOfSingleItems) {
  EXPECT_EQ(call("PutItem", R"("Item":{"user":{"S":"ana"},"title":{"S":"x"}})"), "allowed");
  EXPECT_EQ(call("PutItem", R"("Item":{"user":{"S":"cy"},"title":{"S":"x"}})"), "refused");
  for (const auto* operation : {"GetItem", "UpdateItem", "DeleteItem"}) {
    EXPECT_EQ(call(operation, R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})"), "allowed");
    EXPECT_EQ(call(operation, R"("Key":{"user":{"S":"cy"},"title":{"S":"ana"}})"), "refused");
  }
}

TEST_F(LeadingKeys, AreAllThatABatchNames) {
  const auto write = [&](std::string_view user) {
    return world_.as_caller(
        "BatchWriteItem",
        base::cat(
            R"({"RequestItems":{"games":[{"PutRequest":{"Item":{"user":{"S":"ana"},"title":{"S":"x"}}}},{"DeleteRequest":{"Key":{"user":{"S":")",
            user, R"("},"title":{"S":"y"}}}}]}})"));
  };
  EXPECT_EQ(write("bo"), "allowed");
  EXPECT_EQ(write("cy"), "refused");
  const auto get = [&](std::string_view user) {
    return world_.as_caller(
        "BatchGetItem",
        base::cat(
            R"({"RequestItems":{"games":{"Keys":[{"user":{"S":"ana"},"title":{"S":"x"}},{"user":{"S":")",
            user, R"("},"title":{"S":"y"}}]}}})"));
  };
  EXPECT_EQ(get("bo"), "allowed");
  EXPECT_EQ(get("cy"), "refused");
}

TEST_F(LeadingKeys, AreThoseOfEachActionOfATransaction) {
  const auto write = [&](std::string_view user) {
    return world_.as_caller(
        "TransactWriteItems",
        base::cat(
            R"({"TransactItems":[{"Put":{"TableName":"games","Item":{"user":{"S":"ana"},"title":{"S":"x"}}}},{"Delete":{"TableName":"games","Key":{"user":{"S":")",
            user, R"("},"title":{"S":"y"}}}}]})"));
  };
  EXPECT_EQ(write("bo"), "allowed");
  EXPECT_EQ(write("cy"), "refused");
  const auto get = [&](std::string_view user) {
    return world_.as_caller(
        "TransactGetItems",
        base::cat(
            R"({"TransactItems":[{"Get":{"TableName":"games","Key":{"title":{"S":"x"},"user":{"S":")",
            user, R"("}}}}]})"));
  };
  EXPECT_EQ(get("ana"), "allowed");
  EXPECT_EQ(get("cy"), "refused");
}

TEST_F(LeadingKeys, AreWhatAQuerysKeyConditionSays) {
  const auto by_expression = [&](std::string_view user) {
    return call(
        "Query",
        base::cat(
            R"("KeyConditionExpression":"begins_with(title, :t) AND :u = #u","ExpressionAttributeNames":{"#u":"user"},"ExpressionAttributeValues":{":t":{"S":"a"},":u":{"S":")",
            user, R"("}})"));
  };
  EXPECT_EQ(by_expression("ana"), "allowed");
  EXPECT_EQ(by_expression("cy"), "refused");
  const auto by_conditions = [&](std::string_view user) {
    return call(
        "Query",
        base::cat(
            R"("KeyConditions":{"user":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":")",
            user, R"("}]}})"));
  };
  EXPECT_EQ(by_conditions("ana"), "allowed");
  EXPECT_EQ(by_conditions("cy"), "refused");
}

// AWS warns of it: ForAllValues holds for what is not there, and a scan names no key.
TEST_F(LeadingKeys, AreAbsentFromScans) {
  EXPECT_EQ(call("Scan", R"("Limit":1)"), "allowed");
  world_.caller(kEverything,
                R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"ana"},
                    "Null":{"dynamodb:LeadingKeys":"false"}})");
  EXPECT_EQ(call("Scan", R"("Limit":1)"), "refused");
}

TEST_F(LeadingKeys, FitThePrincipalsTagsAndIds) {
  world_.caller(kEverything,
                R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"${aws:userid}"}})");
  const auto id = core::assumed_role(world_.env.account, "caller", "s").user_id;
  const auto get = [&](std::string_view user) {
    return call("GetItem", base::cat(R"("Key":{"title":{"S":"x"},"user":{"S":")", user, R"("}})"));
  };
  EXPECT_EQ(get(id), "allowed");
  EXPECT_EQ(get("ana"), "refused");
}

TEST_F(LeadingKeys, HaveASecondName) {
  world_.caller(kEverything,
                R"({"ForAllValues:StringLike":{"dynamodb:FirstPartitionKeyValues":"a*"}})");
  EXPECT_EQ(call("GetItem", R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})"), "allowed");
  EXPECT_EQ(call("GetItem", R"("Key":{"user":{"S":"bo"},"title":{"S":"x"}})"), "refused");
}

TEST_F(LeadingKeys, OfNumbersAreInTheirPlainForm) {
  world_.as_administrator("CreateTable",
                          R"({"TableName":"numbers","BillingMode":"PAY_PER_REQUEST",
                              "AttributeDefinitions":[{"AttributeName":"n","AttributeType":"N"}],
                              "KeySchema":[{"AttributeName":"n","KeyType":"HASH"}]})");
  world_.caller(kEverything, R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"100"}})");
  const auto get = [&](std::string_view number) {
    return world_.as_caller(
        "GetItem", base::cat(R"({"TableName":"numbers","Key":{"n":{"N":")", number, R"("}}})"));
  };
  EXPECT_EQ(get("1e2"), "allowed");
  EXPECT_EQ(get("101"), "refused");
}

class IndexKeys : public ConditionKeys {
 protected:
  IndexKeys() {
    world_.as_administrator("CreateTable",
                            R"({"TableName":"wins","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"user","AttributeType":"S"},
                                    {"AttributeName":"title","AttributeType":"S"},
                                    {"AttributeName":"year","AttributeType":"N"}],
            "KeySchema":[{"AttributeName":"user","KeyType":"HASH"}],
            "GlobalSecondaryIndexes":[{"IndexName":"by-game","Projection":{"ProjectionType":"ALL"},
              "KeySchema":[{"AttributeName":"title","KeyType":"HASH"},
                           {"AttributeName":"year","KeyType":"HASH"}]}]})");
  }
  std::string query(std::string_view title, std::string_view year) {
    return world_.as_caller(
        "Query",
        base::cat(
            R"({"TableName":"wins","IndexName":"by-game","KeyConditionExpression":"title = :t AND #y = :y","ExpressionAttributeNames":{"#y":"year"},"ExpressionAttributeValues":{":t":{"S":")",
            title, R"("},":y":{"N":")", year, R"("}}})"));
  }
};

TEST_F(IndexKeys, AreTheIndexsOwnOneByOne) {
  world_.caller(kEverything,
                R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":"go",
                                                 "dynamodb:SecondPartitionKeyValues":"2026"}})");
  EXPECT_EQ(query("go", "2026"), "allowed");
  EXPECT_EQ(query("go", "2025"), "refused");
  EXPECT_EQ(query("chess", "2026"), "refused");
}

TEST_F(IndexKeys, BelongToAResourceOfTheirOwn) {
  world_.role(
      "caller",
      R"({"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:*:*:table/wins"})");
  EXPECT_EQ(world_.as_caller("Scan", R"({"TableName":"wins"})"), "allowed");
  EXPECT_EQ(query("go", "2026"), "refused");
  world_.role(
      "caller",
      R"({"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:*:*:table/wins/index/by-game","Condition":{"StringEquals":{"dynamodb:Select":"ALL_PROJECTED_ATTRIBUTES"}}})");
  EXPECT_EQ(query("go", "2026"), "allowed");
  EXPECT_EQ(world_.as_caller("Scan", R"({"TableName":"wins"})"), "refused");
}

TEST_F(LeadingKeys, MayBeDenied) {
  world_.role("caller",
              R"({"Effect":"Allow","Action":"dynamodb:*","Resource":"*"},
                 {"Effect":"Deny","Action":"dynamodb:*","Resource":"*","Condition":
                   {"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":"cy"}}})");
  EXPECT_EQ(call("GetItem", R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})"), "allowed");
  EXPECT_EQ(world_.answer(core::assumed_role(world_.env.account, "caller", "s"), "GetItem",
                          R"({"TableName":"games","Key":{"user":{"S":"cy"},"title":{"S":"x"}}})"),
            "AccessDeniedException: User: "
            "arn:aws:sts::000000000000:assumed-role/caller/s is not authorized to perform: "
            "dynamodb:GetItem on resource: "
            "arn:aws:dynamodb:us-east-1:000000000000:table/games with an explicit deny in an "
            "identity-based policy");
}

class Attributes : public ConditionKeys {
 protected:
  Attributes() {
    world_.caller(
        kEverything,
        R"({"ForAllValues:StringEquals":{"dynamodb:Attributes":["user","title","wins","top"]}})");
  }
  static constexpr std::string_view kKey = R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})";

  std::string with_key(std::string_view operation, std::string_view more) {
    return call(operation, base::cat(kKey, ",", more));
  }
};

TEST_F(Attributes, AreThoseOfAWholeItem) {
  EXPECT_EQ(call("PutItem", R"("Item":{"user":{"S":"a"},"title":{"S":"x"},"wins":{"N":"1"}})"),
            "allowed");
  EXPECT_EQ(call("PutItem", R"("Item":{"user":{"S":"a"},"title":{"S":"x"},"losses":{"N":"1"}})"),
            "refused");
}

TEST_F(Attributes, AreThoseOfTheKey) {
  EXPECT_EQ(call("GetItem", kKey), "allowed");
  world_.caller(kEverything,
                R"({"ForAllValues:StringEquals":{"dynamodb:Attributes":["user","wins"]}})");
  EXPECT_EQ(call("GetItem", kKey), "refused");
}

TEST_F(Attributes, AreTheTopOfAProjectionsPaths) {
  EXPECT_EQ(with_key("GetItem", R"("ProjectionExpression":"wins, top.best[0]")"), "allowed");
  EXPECT_EQ(with_key("GetItem", R"("ProjectionExpression":"wins, losses.top")"), "refused");
  EXPECT_EQ(with_key("GetItem", R"("AttributesToGet":["wins"])"), "allowed");
  EXPECT_EQ(with_key("GetItem", R"("AttributesToGet":["wins","losses"])"), "refused");
  EXPECT_EQ(with_key("GetItem",
                     R"("ProjectionExpression":"#n","ExpressionAttributeNames":{"#n":"losses"})"),
            "refused");
}

TEST_F(Attributes, AreThoseOfConditions) {
  EXPECT_EQ(with_key("DeleteItem", R"j("ConditionExpression":"attribute_not_exists(wins)")j"),
            "allowed");
  EXPECT_EQ(with_key("DeleteItem",
                     R"("ConditionExpression":"attribute_not_exists(wins) OR NOT size(losses) > :n",
                        "ExpressionAttributeValues":{":n":{"N":"1"}})"),
            "refused");
  EXPECT_EQ(with_key("DeleteItem", R"("Expected":{"wins":{"Exists":false}})"), "allowed");
  EXPECT_EQ(with_key("DeleteItem", R"("Expected":{"losses":{"Exists":false}})"), "refused");
}

TEST_F(Attributes, AreThoseOfUpdatesOnBothSides) {
  const auto update = [&](std::string_view expression, std::string_view values) {
    return with_key("UpdateItem", base::cat(R"("UpdateExpression":")", expression, "\"", values));
  };
  constexpr std::string_view kOne = R"(,"ExpressionAttributeValues":{":o":{"N":"1"}})";
  EXPECT_EQ(update("SET wins = if_not_exists(top, :o)", kOne), "allowed");
  EXPECT_EQ(update("SET wins = if_not_exists(losses, :o)", kOne), "refused");
  EXPECT_EQ(update("ADD losses :o", kOne), "refused");
  EXPECT_EQ(update("REMOVE losses", ""), "refused");
  EXPECT_EQ(with_key("UpdateItem", R"("AttributeUpdates":{"wins":{"Action":"DELETE"}})"),
            "allowed");
  EXPECT_EQ(with_key("UpdateItem", R"("AttributeUpdates":{"losses":{"Action":"DELETE"}})"),
            "refused");
}

TEST_F(Attributes, AreThoseOfQueriesAndScans) {
  const auto query = [&](std::string_view filtered) {
    return call("Query",
                base::cat(R"("KeyConditionExpression":"#u = :u","FilterExpression":")", filtered,
                          R"( > :u","ExpressionAttributeNames":{"#u":"user"},
                             "ExpressionAttributeValues":{":u":{"S":"ana"}})"));
  };
  EXPECT_EQ(query("wins"), "allowed");
  EXPECT_EQ(query("losses"), "refused");
  const auto scan = [&](std::string_view filtered) {
    return call("Scan", base::cat(R"("ScanFilter":{")", filtered,
                                  R"(":{"ComparisonOperator":"NOT_NULL"}})"));
  };
  EXPECT_EQ(scan("wins"), "allowed");
  EXPECT_EQ(scan("losses"), "refused");
}

TEST_F(Attributes, AreThoseOfBatches) {
  const auto get = [&](std::string_view projection) {
    return world_.as_caller(
        "BatchGetItem",
        base::cat(
            R"({"RequestItems":{"games":{"Keys":[{"user":{"S":"ana"},"title":{"S":"x"}}],"ProjectionExpression":")",
            projection, R"("}}})"));
  };
  EXPECT_EQ(get("wins"), "allowed");
  EXPECT_EQ(get("losses"), "refused");
  const auto write = [&](std::string_view name) {
    return world_.as_caller(
        "BatchWriteItem",
        base::cat(
            R"({"RequestItems":{"games":[{"PutRequest":{"Item":{"user":{"S":"ana"},"title":{"S":"x"},")",
            name, R"(":{"N":"1"}}}}]}})"));
  };
  EXPECT_EQ(write("wins"), "allowed");
  EXPECT_EQ(write("losses"), "refused");
}

/// Whether a request passes when `key` must be `value`.
class Parameters : public ConditionKeys {
 protected:
  void allow(std::string_view key, std::string_view value) {
    world_.caller(kEverything,
                  base::cat(R"({"StringEquals":{"dynamodb:)", key, R"(":")", value, "\"}}"));
  }
  static constexpr std::string_view kKey = R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})";
};

TEST_F(Parameters, SelectIsWhatIsAskedForOrElseFollowsFromIt) {
  allow("Select", "ALL_ATTRIBUTES");
  EXPECT_EQ(call("Scan", R"("Limit":1)"), "allowed");
  EXPECT_EQ(call("Scan", R"("Select":"ALL_ATTRIBUTES")"), "allowed");
  EXPECT_EQ(call("Scan", R"("Select":"COUNT")"), "refused");
  EXPECT_EQ(call("GetItem", kKey), "allowed");
  EXPECT_EQ(call("GetItem", base::cat(kKey, R"(,"ProjectionExpression":"wins")")), "refused");
  allow("Select", "SPECIFIC_ATTRIBUTES");
  EXPECT_EQ(call("Scan", R"("AttributesToGet":["wins"])"), "allowed");
  EXPECT_EQ(call("Scan", R"("Limit":1)"), "refused");
  EXPECT_EQ(call("GetItem", base::cat(kKey, R"(,"ProjectionExpression":"wins")")), "allowed");
}

TEST_F(Parameters, SelectIsAbsentFromWrites) {
  world_.caller(kEverything,
                R"({"StringEqualsIfExists":{"dynamodb:Select":"SPECIFIC_ATTRIBUTES"}})");
  EXPECT_EQ(call("DeleteItem", kKey), "allowed");
  EXPECT_EQ(call("GetItem", kKey), "refused");
}

TEST_F(Parameters, ReturnValuesAreNoneUnlessAskedFor) {
  allow("ReturnValues", "NONE");
  EXPECT_EQ(call("DeleteItem", kKey), "allowed");
  EXPECT_EQ(call("DeleteItem", base::cat(kKey, R"(,"ReturnValues":"NONE")")), "allowed");
  EXPECT_EQ(call("DeleteItem", base::cat(kKey, R"(,"ReturnValues":"ALL_OLD")")), "refused");
  EXPECT_EQ(call("UpdateItem", base::cat(kKey, R"(,"ReturnValues":"ALL_NEW")")), "refused");
}

TEST_F(Parameters, ReturnConsumedCapacityIsNoneUnlessAskedFor) {
  allow("ReturnConsumedCapacity", "NONE");
  EXPECT_EQ(call("GetItem", kKey), "allowed");
  EXPECT_EQ(call("GetItem", base::cat(kKey, R"(,"ReturnConsumedCapacity":"TOTAL")")), "refused");
  EXPECT_EQ(world_.as_caller("BatchGetItem",
                             base::cat(R"({"ReturnConsumedCapacity":"INDEXES","RequestItems":
                                          {"games":{"Keys":[{"user":{"S":"a"},"title":{"S":"x"}}]}}})")),
            "refused");
}

TEST_F(Parameters, NoOperationEnclosesOneThatStandsAlone) {
  world_.caller(kEverything, R"({"Null":{"dynamodb:EnclosingOperation":"true"}})");
  EXPECT_EQ(call("GetItem", kKey), "allowed");
  allow("EnclosingOperation", "TransactWriteItems");
  EXPECT_EQ(call("GetItem", kKey), "refused");
}

TEST_F(Parameters, TheEnclosingOperationIsTheTransaction) {
  constexpr std::string_view kWrite =
      R"({"TransactItems":[{"Put":{"TableName":"games","Item":{"user":{"S":"a"},"title":{"S":"x"}}}}]})";
  constexpr std::string_view kGet =
      R"({"TransactItems":[{"Get":{"TableName":"games","Key":{"user":{"S":"a"},"title":{"S":"x"}}}}]})";
  allow("EnclosingOperation", "TransactWriteItems");
  EXPECT_EQ(world_.as_caller("TransactWriteItems", kWrite), "allowed");
  EXPECT_EQ(world_.as_caller("TransactGetItems", kGet), "refused");
  EXPECT_EQ(call("PutItem", R"("Item":{"user":{"S":"a"},"title":{"S":"x"}})"), "refused");
  allow("EnclosingOperation", "TransactGetItems");
  EXPECT_EQ(world_.as_caller("TransactGetItems", kGet), "allowed");
}

TEST_F(ConditionKeys, OfARequestThatIsWrongDoNotHideWhatIsWrong) {
  world_.caller(kEverything,
                R"({"ForAllValues:StringEquals":{"dynamodb:Attributes":["user","title"]}})");
  EXPECT_TRUE(world_
                  .answer(core::assumed_role(world_.env.account, "caller", "s"), "GetItem",
                          R"({"TableName":"games","Key":{"user":{"S":"a"},"title":{"S":"x"}},
                      "ProjectionExpression":"a b"})")
                  .starts_with("ValidationException: Invalid ProjectionExpression: Syntax error"));
}

}  // namespace
}  // namespace tertulia::flows

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kCancelled =
    "com.amazonaws.dynamodb.v20120810#TransactionCanceledException: Transaction cancelled, please "
    "refer cancellation reasons for specific reasons ";
constexpr std::string_view kAda = R"({"Put":{"TableName":"people","Item":{"id":{"S":"ada"}}}})";

std::string transaction(std::string_view actions, std::string_view more = "") {
  return base::cat("{\"TransactItems\":[", actions, "]", more, "}");
}

/// A put of people with `more` attributes.
std::string put_of(std::string_view id, std::string_view more = "") {
  return base::cat(R"({"Put":{"TableName":"people","Item":{"id":{"S":")", id, "\"}", more, "}}}");
}

struct TransactWriteWorld : World {
  TransactWriteWorld() {
    people();
    visits();
  }
  nlohmann::json write(std::string_view actions, std::string_view more = "") {
    return ok("TransactWriteItems", transaction(actions, more));
  }
  std::string refused(std::string_view actions, std::string_view more = "") {
    return invalid("TransactWriteItems", transaction(actions, more));
  }
  /// What is behind "… for specific reasons ".
  std::string codes(std::string_view actions) {
    const auto text = error("TransactWriteItems", transaction(actions));
    EXPECT_TRUE(text.starts_with(kCancelled)) << text;
    return text.substr(std::min(kCancelled.size(), text.size()));
  }
  nlohmann::json reasons(std::string_view actions) {
    const auto answer = call("TransactWriteItems", transaction(actions));
    EXPECT_EQ(answer.status, 400) << answer.body;
    return nlohmann::json::parse(answer.body)["CancellationReasons"];
  }
  nlohmann::json people_of(std::string_view id) {
    return ok("GetItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":")", id, "\"}}}"));
  }
  int count(std::string_view table) {
    return ok("Scan", base::cat("{\"TableName\":\"", table, "\"}"))["Count"];
  }
};

TEST(TransactWriteItems, PutsUpdatesDeletesAndChecksInSeveralTables) {
  TransactWriteWorld world;
  world.put("people", R"({"id":{"S":"old"}})");
  world.put("people", R"({"id":{"S":"counter"},"n":{"N":"41"}})");
  world.put("people", R"({"id":{"S":"there"}})");
  EXPECT_EQ(world
                .call("TransactWriteItems", transaction(base::cat(kAda, R"j(,
      {"Put":{"TableName":"visits","Item":{"id":{"S":"ada"},"n":{"N":"1"}}}},
      {"Delete":{"TableName":"people","Key":{"id":{"S":"old"}}}},
      {"Update":{"TableName":"people","Key":{"id":{"S":"counter"}},"UpdateExpression":"ADD n :one",
                 "ExpressionAttributeValues":{":one":{"N":"1"}}}},
      {"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"there"}},
                         "ConditionExpression":"attribute_exists(id)"}})j")))
                .body,
            "{}");
  EXPECT_EQ(world.count("people"), 3);
  EXPECT_EQ(world.count("visits"), 1);
  EXPECT_EQ(world.people_of("counter")["Item"]["n"]["N"], "42");
  EXPECT_FALSE(world.people_of("old").contains("Item"));
}

TEST(TransactWriteItems, ChangesNothingWhenAnActionInTheMiddleFails) {
  TransactWriteWorld world;
  world.put("people", R"({"id":{"S":"old"}})");
  world.put("people", R"({"id":{"S":"bob"},"n":{"N":"1"}})");
  const auto before = world.ok("Scan", R"({"TableName":"people"})");
  EXPECT_EQ(world.codes(base::cat(kAda, R"j(,
      {"Delete":{"TableName":"people","Key":{"id":{"S":"old"}}}},
      {"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"nobody"}},
                         "ConditionExpression":"attribute_exists(id)"}},
      {"Update":{"TableName":"people","Key":{"id":{"S":"bob"}},"UpdateExpression":"REMOVE n"}},)j",
                                  put_of("eve"))),
            "[None, None, ConditionalCheckFailed, None, None]");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people"})"), before);
}

TEST(TransactWriteItems, ChangesNothingWhenAnUpdateInTheMiddleCannotBeMade) {
  TransactWriteWorld world;
  world.put("people", R"({"id":{"S":"bob"},"n":{"S":"text"}})");
  EXPECT_EQ(world.reasons(base::cat(kAda, R"(,
      {"Update":{"TableName":"people","Key":{"id":{"S":"bob"}},"UpdateExpression":"SET n = n + :one",
                 "ExpressionAttributeValues":{":one":{"N":"1"}}}},)",
                                    put_of("eve"))),
            nlohmann::json::parse(R"([{"Code":"None"},
      {"Code":"ValidationError",
       "Message":"An operand in the update expression has an incorrect data type"},
      {"Code":"None"}])"));
  EXPECT_EQ(world.count("people"), 1);
}

TEST(TransactWriteItems, TellsOfEveryConditionThatFails) {
  TransactWriteWorld world;
  world.put("people", R"({"id":{"S":"bob"},"n":{"N":"1"}})");
  const auto check = [](std::string_view id, std::string_view more) {
    return base::cat(R"({"ConditionCheck":{"TableName":"people","Key":{"id":{"S":")", id,
                     R"j("}},"ConditionExpression":"attribute_exists(nope)")j", more, "}}");
  };
  const auto actions =
      base::cat(check("bob", R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD")"), ",", kAda, ",",
                check("eve", R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD")"), ",",
                check("joe", R"(,"ReturnValuesOnConditionCheckFailure":"NONE")"));
  EXPECT_EQ(world.reasons(actions), nlohmann::json::parse(R"([
      {"Code":"ConditionalCheckFailed","Message":"The conditional request failed",
       "Item":{"id":{"S":"bob"},"n":{"N":"1"}}},
      {"Code":"None"},
      {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},
      {"Code":"ConditionalCheckFailed","Message":"The conditional request failed"}])"));
}

TEST(TransactWriteItems, IsCancelledInAwsOwnForm) {
  TransactWriteWorld world;
  EXPECT_EQ(
      world
          .call("TransactWriteItems",
                transaction(R"j({"Put":{"TableName":"people","Item":{"id":{"S":"ada"}},
                                   "ConditionExpression":"attribute_exists(id)"}})j"))
          .body,
      R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":)"
      R"("Transaction cancelled, please refer cancellation reasons for specific reasons )"
      R"([ConditionalCheckFailed]","CancellationReasons":[{"Code":"ConditionalCheckFailed",)"
      R"("Message":"The conditional request failed"}]})");
}

TEST(TransactWriteItems, GuardsEachKindOfAction) {
  TransactWriteWorld world;
  world.put("people", R"({"id":{"S":"bob"},"n":{"N":"1"}})");
  const std::string_view guard = R"("ConditionExpression":"n = :n","ExpressionAttributeValues":)";
  for (const auto* n : {"1", "2"}) {
    const auto values = base::cat(guard, R"({":n":{"N":")", n, "\"}}");
    const auto actions = {
        base::cat(R"({"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"bob"}},)", values,
                  "}}"),
        base::cat(R"({"Update":{"TableName":"people","Key":{"id":{"S":"bob"}},)", values,
                  R"(,"UpdateExpression":"REMOVE x"}})"),
        base::cat(R"({"Put":{"TableName":"people","Item":{"id":{"S":"bob"},"n":{"N":"1"}},)",
                  values, "}}"),
        base::cat(R"({"Delete":{"TableName":"people","Key":{"id":{"S":"bob"}},)", values, "}}")};
    for (const auto& action : actions) {
      if (n == std::string_view("2")) world.put("people", R"({"id":{"S":"bob"},"n":{"N":"1"}})");
      EXPECT_EQ(world.call("TransactWriteItems", transaction(action)).status,
                n == std::string_view("1") ? 200 : 400)
          << action;
    }
  }
}

TEST(TransactWriteItems, MakesTheItemThatAnUpdateDoesNotFind) {
  TransactWriteWorld world;
  world.write(R"j({"Update":{"TableName":"people","Key":{"id":{"S":"new"}},
      "UpdateExpression":"SET n = :n","ConditionExpression":"attribute_not_exists(id)",
      "ExpressionAttributeValues":{":n":{"N":"1"}}}})j");
  EXPECT_EQ(world.people_of("new")["Item"],
            nlohmann::json::parse(R"({"id":{"S":"new"},"n":{"N":"1"}})"));
}

TEST(TransactWriteItems, DoesNotMakeAnItemToTakeSomethingAway) {
  TransactWriteWorld world;
  world.write(R"({"Update":{"TableName":"people","Key":{"id":{"S":"new"}},
                            "UpdateExpression":"REMOVE n"}})");
  EXPECT_EQ(world.count("people"), 0);
}

TEST(TransactWriteItems, NeedsActions) {
  TransactWriteWorld world;
  EXPECT_EQ(world.invalid("TransactWriteItems", "{}"),
            "1 validation error detected: Value null at 'transactItems' failed to satisfy "
            "constraint: Member must not be null");
  EXPECT_EQ(world.refused(""),
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(world.refused("{}"),
            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
}

TEST(TransactWriteItems, DoesOneThingPerAction) {
  TransactWriteWorld world;
  EXPECT_EQ(world.refused(R"({"Put":{"TableName":"people","Item":{"id":{"S":"a"}}},
                              "Delete":{"TableName":"people","Key":{"id":{"S":"a"}}}})"),
            "TransactItems can only contain one of Check, Put, Update or Delete");
}

TEST(TransactWriteItems, NeedsEveryPartOfAnAction) {
  TransactWriteWorld world;
  const auto missing = [](std::string_view path) {
    return base::cat("1 validation error detected: Value null at 'transactItems.1.member.", path,
                     "' failed to satisfy constraint: Member must not be null");
  };
  EXPECT_EQ(world.refused(R"({"Put":{"Item":{"id":{"S":"a"}}}})"), missing("put.tableName"));
  EXPECT_EQ(world.refused(R"({"Put":{"TableName":"people"}})"), missing("put.item"));
  EXPECT_EQ(world.refused(R"({"Delete":{"TableName":"people"}})"), missing("delete.key"));
  EXPECT_EQ(world.refused(R"({"Update":{"TableName":"people","Key":{"id":{"S":"a"}}}})"),
            missing("update.updateExpression"));
  EXPECT_EQ(world.refused(R"({"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"a"}}}})"),
            missing("conditionCheck.conditionExpression"));
}

TEST(TransactWriteItems, Takes100Actions) {
  TransactWriteWorld world;
  std::string actions;
  for (int i = 0; i < 100; ++i) {
    base::append(actions, i == 0 ? "" : ",", put_of(base::cat("p", i)));
  }
  world.write(actions);
  EXPECT_EQ(world.count("people"), 100);
  const auto message = world.refused(base::cat(actions, ",", put_of("more")));
  EXPECT_TRUE(message.ends_with(
      "' at 'transactItems' failed to satisfy constraint: Member must have length "
      "less than or equal to 100"))
      << message;
}

TEST(TransactWriteItems, TakesFourMegabytes) {
  TransactWriteWorld world;
  std::string actions;
  for (int i = 0; i < 11; ++i) {
    base::append(
        actions, i == 0 ? "" : ",",
        put_of(base::cat("p", i), base::cat(R"(,"b":{"S":")", std::string(400'000, 'x'), "\"}")));
  }
  EXPECT_EQ(world.refused(actions), "Transaction request size cannot exceed 4194304 bytes");
  EXPECT_EQ(world.count("people"), 0);
}

TEST(TransactWriteItems, RefusesAnItemThatIsTooLarge) {
  TransactWriteWorld world;
  EXPECT_EQ(
      world.refused(put_of("a", base::cat(R"(,"b":{"S":")", std::string(410'000, 'x'), "\"}"))),
      "Item size has exceeded the maximum allowed size");
}

TEST(TransactWriteItems, WritesAnItemOnce) {
  TransactWriteWorld world;
  EXPECT_EQ(world.refused(base::cat(kAda, R"j(,{"ConditionCheck":{"TableName":"people",
                "Key":{"id":{"S":"ada"}},"ConditionExpression":"attribute_not_exists(id)"}})j")),
            "Transaction request cannot include multiple operations on one item");
  EXPECT_EQ(world.refused(R"({"Put":{"TableName":"visits","Item":{"id":{"S":"a"},"n":{"N":"1"}}}},
                             {"Delete":{"TableName":"visits","Key":{"id":{"S":"a"},"n":{"N":"1.0"}}}})"),
            "Transaction request cannot include multiple operations on one item");
}

TEST(TransactWriteItems, ReadsEveryActionBeforeItLooksForTables) {
  TransactWriteWorld world;
  EXPECT_EQ(world.refused(R"({"Put":{"TableName":"nowhere","Item":{"id":{"S":"a"}}}},
                             {"Delete":{"TableName":"people","Key":{"id":{"S":"a"}},
                                        "ConditionExpression":"a b"}})"),
            "Invalid ConditionExpression: Syntax error; token: \"b\", near: \"a b\"");
  EXPECT_EQ(
      world.error("TransactWriteItems", transaction(R"({"Put":{"TableName":"people","Item":{}}},
                                   {"Put":{"TableName":"nowhere","Item":{"id":{"S":"a"}}}})")),
      "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
      "found");
}

TEST(TransactWriteItems, HasTheParametersOfExpressionsThatItUses) {
  TransactWriteWorld world;
  EXPECT_EQ(world.refused(R"({"Put":{"TableName":"people","Item":{"id":{"S":"a"}},
                                     "ExpressionAttributeValues":{":v":{"S":"x"}}}})"),
            "ExpressionAttributeValues can only be specified when using expressions: "
            "ConditionExpression is null");
  EXPECT_EQ(world.refused(R"({"Update":{"TableName":"people","Key":{"id":{"S":"a"}},
                                        "UpdateExpression":"REMOVE n",
                                        "ExpressionAttributeNames":{"#x":"y"}}})"),
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}");
}

TEST(TransactWriteItems, BlamesTheFirstActionWhoseKeyIsNone) {
  TransactWriteWorld world;
  EXPECT_EQ(world.reasons(base::cat(kAda, R"j(,
      {"Put":{"TableName":"people","Item":{"x":{"S":"a"}}}},
      {"Delete":{"TableName":"people","Key":{"x":{"S":"a"}}}},
      {"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"eve"}},
                         "ConditionExpression":"attribute_exists(id)"}})j")),
            nlohmann::json::parse(R"([{"Code":"None"},
      {"Code":"ValidationError","Message":"One or more parameter values were invalid: Missing the key id in the item"},
      {"Code":"None"},{"Code":"None"}])"));
  const auto message_of = [&](std::string_view action) {
    return world.reasons(action)[0]["Message"].get<std::string>();
  };
  EXPECT_EQ(message_of(R"({"Put":{"TableName":"people","Item":{"id":{"N":"1"}}}})"),
            "One or more parameter values were invalid: Type mismatch for key id expected: S "
            "actual: N");
  EXPECT_EQ(message_of(R"({"Delete":{"TableName":"people","Key":{"id":{"N":"1"}}}})"),
            "The provided key element does not match the schema");
  EXPECT_EQ(message_of(R"({"Update":{"TableName":"people","Key":{"id":{"S":"a"}},
                                     "UpdateExpression":"REMOVE id"}})"),
            "One or more parameter values were invalid: Cannot update attribute id. This attribute "
            "is part of the key");
}

TEST(TransactWriteItems, RefusesAnEmptyKeyAltogether) {
  TransactWriteWorld world;
  EXPECT_EQ(world.refused(base::cat(kAda, ",", put_of(""))),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

TEST(TransactWriteItems, RefusesASecondPutBehindAWrongKeyForTheKey) {
  TransactWriteWorld world;
  EXPECT_EQ(world.codes(base::cat(kAda, ",", kAda, R"(,{"Put":{"TableName":"people","Item":{}}})")),
            "[None, None, ValidationError]");
}

TEST(TransactWriteItems, NeedsThePermissionOfEachAction) {
  for (const auto& [action, part] : std::initializer_list<std::pair<const char*, const char*>>{
           {"PutItem", R"({"Put":{"TableName":"people","Item":{"id":{"S":"a"}}}})"},
           {"DeleteItem", R"({"Delete":{"TableName":"people","Key":{"id":{"S":"a"}}}})"},
           {"UpdateItem", R"({"Update":{"TableName":"people","Key":{"id":{"S":"a"}},
                                        "UpdateExpression":"REMOVE n"}})"},
           {"ConditionCheckItem", R"j({"ConditionCheck":{"TableName":"people",
                "Key":{"id":{"S":"a"}},"ConditionExpression":"attribute_not_exists(id)"}})j"}}) {
    TransactWriteWorld world;
    world.principal = core::assumed_role(world.env.account, "reader", "s");
    world.write(part);
    world.authorizer.deny(base::cat("dynamodb:", action));
    const auto text = world.error("TransactWriteItems", transaction(part));
    EXPECT_NE(text.find(base::cat("dynamodb:", action)), std::string::npos) << text;
  }
}

TEST(TransactWriteItems, CostsTwiceAndTellsOfTables) {
  TransactWriteWorld world;
  world.put("people", base::cat(R"({"id":{"S":"big"},"b":{"S":")", std::string(1500, 'x'), "\"}}"));
  const auto reply = world.write(
      base::cat(kAda, R"j(,{"Put":{"TableName":"visits","Item":{"id":{"S":"a"},"n":{"N":"1"}}}},
                {"ConditionCheck":{"TableName":"people","Key":{"id":{"S":"big"}},
                                   "ConditionExpression":"attribute_exists(id)"}},
                {"Delete":{"TableName":"people","Key":{"id":{"S":"nobody"}}}})j"),
      R"(,"ReturnConsumedCapacity":"INDEXES")");
  EXPECT_EQ(reply["ConsumedCapacity"], nlohmann::json::parse(R"([
      {"TableName":"people","CapacityUnits":8.0,"WriteCapacityUnits":8.0,
       "Table":{"CapacityUnits":8.0,"WriteCapacityUnits":8.0}},
      {"TableName":"visits","CapacityUnits":2.0,"WriteCapacityUnits":2.0,
       "Table":{"CapacityUnits":2.0,"WriteCapacityUnits":2.0}}])"));
}

// ClientRequestToken.

constexpr std::string_view kToken = R"(,"ClientRequestToken":"t")";
constexpr std::string_view kAddOne =
    R"({"Update":{"TableName":"people","Key":{"id":{"S":"counter"}},"UpdateExpression":"ADD n :one",
                  "ExpressionAttributeValues":{":one":{"N":"1"}}}})";

struct TokenWorld : TransactWriteWorld {
  std::string counted() { return people_of("counter")["Item"]["n"]["N"]; }
};

TEST(ClientRequestToken, LetsATransactionBeDoneOnce) {
  TokenWorld world;
  world.write(kAddOne, kToken);
  EXPECT_EQ(world.write(kAddOne, kToken), nlohmann::json::object());
  EXPECT_EQ(world.counted(), "1");
  world.write(kAddOne, R"(,"ClientRequestToken":"other")");
  EXPECT_EQ(world.counted(), "2");
  world.write(kAddOne);
  world.write(kAddOne);
  EXPECT_EQ(world.counted(), "4");
}

TEST(ClientRequestToken, IsForgottenAfterTenMinutes) {
  TokenWorld world;
  world.write(kAddOne, kToken);
  world.advance(std::chrono::minutes(10) - std::chrono::milliseconds(1));
  world.write(kAddOne, kToken);
  EXPECT_EQ(world.counted(), "1");
  world.advance(std::chrono::milliseconds(1));
  world.write(kAddOne, kToken);
  EXPECT_EQ(world.counted(), "2");
}

TEST(ClientRequestToken, RefusesAnotherRequest) {
  TokenWorld world;
  world.write(kAddOne, kToken);
  const auto text = world.error("TransactWriteItems", transaction(kAda, kToken));
  EXPECT_TRUE(
      text.starts_with("com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException: "))
      << text;
  EXPECT_FALSE(world.people_of("ada").contains("Item"));
}

TEST(ClientRequestToken, KnowsTheSameRequestInOtherWords) {
  TokenWorld world;
  world.write(put_of("a", R"(,"n":{"N":"1"},"s":{"SS":["x","y"]})"), kToken);
  world.write(R"({"Put":{"Item":{"s":{"SS":["y","x"]},"n":{"N":"1.0"},"id":{"S":"a"}},
                         "TableName":"people"}})",
              R"(,"ReturnConsumedCapacity":"TOTAL","ClientRequestToken":"t")");
}

TEST(ClientRequestToken, IsNotRememberedOfWhatFailed) {
  TokenWorld world;
  const std::string_view check = R"j({"ConditionCheck":{"TableName":"people",
      "Key":{"id":{"S":"ada"}},"ConditionExpression":"attribute_exists(id)"}})j";
  const auto actions = base::cat(check, ",", kAddOne);
  world.error("TransactWriteItems", transaction(actions, kToken));
  world.write(kAda);
  world.write(actions, kToken);
  EXPECT_EQ(world.counted(), "1");
}

TEST(ClientRequestToken, MakesARepetitionAReadAsFarAsCapacityGoes) {
  TokenWorld world;
  const auto put = put_of("a", base::cat(R"(,"b":{"S":")", std::string(1500, 'x'), "\"}"));
  const auto more = base::cat(kToken, R"(,"ReturnConsumedCapacity":"TOTAL")");
  EXPECT_EQ(world.write(put, more)["ConsumedCapacity"], nlohmann::json::parse(R"([
      {"TableName":"people","CapacityUnits":4.0,"WriteCapacityUnits":4.0}])"));
  EXPECT_EQ(world.write(put, more)["ConsumedCapacity"], nlohmann::json::parse(R"([
      {"TableName":"people","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
}

TEST(ClientRequestToken, Has1To36Characters) {
  TokenWorld world;
  world.write(kAddOne, base::cat(R"(,"ClientRequestToken":")", std::string(36, 't'), "\""));
  EXPECT_EQ(world.refused(kAddOne, R"(,"ClientRequestToken":"")"),
            "1 validation error detected: Value '' at 'clientRequestToken' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1");
  const auto token = std::string(37, 't');
  EXPECT_EQ(world.refused(kAddOne, base::cat(R"(,"ClientRequestToken":")", token, "\"")),
            base::cat("1 validation error detected: Value '", token,
                      "' at 'clientRequestToken' failed to satisfy constraint: Member must have "
                      "length less than or equal to 36"));
}

}  // namespace
}  // namespace tertulia::dynamodb

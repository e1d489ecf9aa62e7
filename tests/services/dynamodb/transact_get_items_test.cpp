#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

std::string get_of(std::string_view id, std::string_view more = "") {
  return base::cat(R"({"Get":{"TableName":"people","Key":{"id":{"S":")", id, "\"}}", more, "}}");
}
std::string request(std::string_view actions, std::string_view more = "") {
  return base::cat("{\"TransactItems\":[", actions, "]", more, "}");
}

struct TransactGetWorld : World {
  TransactGetWorld() {
    people();
    visits();
    put("people", R"({"id":{"S":"ada"},"m":{"M":{"x":{"N":"1"},"y":{"N":"2"}}}})");
    put("visits", R"({"id":{"S":"ada"},"n":{"N":"1"}})");
  }
  std::string get(std::string_view actions) {
    const auto answer = call("TransactGetItems", request(actions));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }
  std::string refused(std::string_view actions) {
    return invalid("TransactGetItems", request(actions));
  }
};

TEST(TransactGetItems, ReadsItemsOfSeveralTablesInOrder) {
  TransactGetWorld world;
  EXPECT_EQ(world.get(base::cat(
                R"({"Get":{"TableName":"visits","Key":{"n":{"N":"1"},"id":{"S":"ada"}}}},)",
                get_of("nobody"), ",", get_of("ada", R"(,"ProjectionExpression":"m.y")"))),
            R"({"Responses":[{"Item":{"id":{"S":"ada"},"n":{"N":"1"}}},{},)"
            R"({"Item":{"m":{"M":{"y":{"N":"2"}}}}}]})");
}

TEST(TransactGetItems, TellsAnEmptyProjectionFromNoItem) {
  TransactGetWorld world;
  EXPECT_EQ(world.get(get_of("ada", R"(,"ProjectionExpression":"#x",)"
                                    R"("ExpressionAttributeNames":{"#x":"nothing"})")),
            R"({"Responses":[{"Item":{}}]})");
}

TEST(TransactGetItems, NeedsActions) {
  TransactGetWorld world;
  EXPECT_EQ(world.refused(""),
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(world.refused("{}"),
            "1 validation error detected: Value null at 'transactItems.1.member.get' failed to "
            "satisfy constraint: Member must not be null");
  std::string actions = get_of("a");
  for (int i = 0; i < 100; ++i) base::append(actions, ",", get_of(base::cat("p", i)));
  const auto message = world.refused(actions);
  EXPECT_TRUE(message.ends_with("Member must have length less than or equal to 100")) << message;
}

TEST(TransactGetItems, ReadsAnItemOnce) {
  TransactGetWorld world;
  EXPECT_EQ(world.refused(base::cat(get_of("ada"), ",", get_of("ada"))),
            "Transaction request cannot include multiple operations on one item");
}

TEST(TransactGetItems, NeedsItsTables) {
  TransactGetWorld world;
  EXPECT_EQ(world.error("TransactGetItems",
                        request(R"({"Get":{"TableName":"nowhere","Key":{"id":{"S":"a"}}}})")),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
}

TEST(TransactGetItems, BlamesTheFirstActionWhoseKeyIsNone) {
  TransactGetWorld world;
  const auto answer =
      world.call("TransactGetItems",
                 request(base::cat(get_of("ada"), R"(,{"Get":{"TableName":"people","Key":{}}},
                                           {"Get":{"TableName":"people","Key":{}}})")));
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",)"
            R"("Message":"Transaction cancelled, please refer cancellation reasons for specific )"
            R"(reasons [None, ValidationError, None]","CancellationReasons":[{"Code":"None"},)"
            R"({"Code":"ValidationError","Message":"The provided key element does not match the )"
            R"(schema"},{"Code":"None"}]})");
}

TEST(TransactGetItems, RefusesAnEmptyKeyAltogether) {
  TransactGetWorld world;
  EXPECT_EQ(world.refused(get_of("")),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

TEST(TransactGetItems, RefusesWhatIsWrongWithAProjection) {
  TransactGetWorld world;
  EXPECT_EQ(world.refused(get_of("ada", R"(,"ProjectionExpression":"a,,b")")),
            "Invalid ProjectionExpression: Syntax error; token: \",\", near: \",,b\"");
  EXPECT_EQ(world.refused(get_of("ada", R"(,"ExpressionAttributeNames":{"#x":"y"})")),
            "ExpressionAttributeNames can only be specified when using expressions");
}

TEST(TransactGetItems, ReadsFourMegabytes) {
  TransactGetWorld world;
  std::string actions;
  for (int i = 0; i < 11; ++i) {
    world.put("people", base::cat(R"({"id":{"S":"p)", i, R"("},"b":{"S":")",
                                  std::string(400'000, 'x'), "\"}}"));
    base::append(actions, i == 0 ? "" : ",", get_of(base::cat("p", i)));
  }
  EXPECT_EQ(world.refused(actions), "Transaction request size cannot exceed 4194304 bytes");
}

TEST(TransactGetItems, CostsTwiceAndTellsOfTables) {
  TransactGetWorld world;
  const auto actions = base::cat(
      get_of("ada"), R"(,{"Get":{"TableName":"visits","Key":{"id":{"S":"ada"},"n":{"N":"1"}}}},)",
      get_of("nobody"));
  EXPECT_EQ(world.ok("TransactGetItems",
                     request(actions, R"(,"ReturnConsumedCapacity":"TOTAL")"))["ConsumedCapacity"],
            nlohmann::json::parse(R"([
      {"TableName":"people","CapacityUnits":4.0,"ReadCapacityUnits":4.0},
      {"TableName":"visits","CapacityUnits":2.0,"ReadCapacityUnits":2.0}])"));
}

TEST(TransactGetItems, NeedsThePermissionToGetItems) {
  TransactGetWorld world;
  world.principal = core::assumed_role(world.env.account, "reader", "s");
  world.get(get_of("ada"));
  world.authorizer.deny("dynamodb:GetItem");
  const auto text = world.error("TransactGetItems", request(get_of("ada")));
  EXPECT_NE(text.find("dynamodb:GetItem"), std::string::npos) << text;
}

}  // namespace
}  // namespace tertulia::dynamodb

/// Conditions of writes: what they let pass, what they refuse, and that a refusal changes nothing.
#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kFailed =
    "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException: The conditional request "
    "failed";

std::string item_of(World& world, std::string_view id) {
  return world
      .ok("GetItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":")", id, R"("}}})"))
      .value("Item", nlohmann::json())
      .dump();
}

TEST(ConditionExpression, KeepsAnItemFromBeingReplaced) {
  World world;
  world.people();
  constexpr std::string_view kRequest =
      R"({"TableName":"people","Item":{"id":{"S":"a"},"n":{"N":"2"}},)"
      R"("ConditionExpression":"attribute_not_exists(id) "
})";
  world.ok("PutItem", R"({"TableName":"people","Item":{"id":{"S":"a"},"n":{"N":"1"}},)"
                      R"("ConditionExpression":"attribute_not_exists(id) "
})");
  EXPECT_EQ(world.error("PutItem", kRequest), kFailed);
  EXPECT_EQ(item_of(world, "a"), R"({"id":{"S":"a"},"n":{"N":"1"}})");
}

TEST(ConditionExpression, GuardsDeletes) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"5"}})");
  const auto erase = [](std::string_view least) {
    return base::cat(R"({"TableName":"people","Key":{"id":{"S":"a"}},"ConditionExpression":)",
                     R"("n >= :n","ExpressionAttributeValues":{":n":{"N":")", least, R"("}}})");
  };
  EXPECT_EQ(world.error("DeleteItem", erase("6")), kFailed);
  EXPECT_NE(item_of(world, "a"), "null");
  world.ok("DeleteItem", erase("5.0"));
  EXPECT_EQ(item_of(world, "a"), "null");
}

TEST(ConditionExpression, ShowsTheItemThatIsThereWhenAsked) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"5"}})");
  const auto reply =
      world.call("DeleteItem", R"({"TableName":"people","Key":{"id":{"S":"a"}},)"
                               R"("ConditionExpression":"attribute_exists(x) ",)"
                               R"("ReturnValuesOnConditionCheckFailure":"ALL_OLD"})");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(nlohmann::json::parse(reply.body).at("Item"),
            nlohmann::json::parse(R"({"id":{"S":"a"},"n":{"N":"5"}})"));
}

TEST(ConditionExpression, IsReadBeforeTheTableIsLookedFor) {
  World world;
  EXPECT_EQ(world.invalid("PutItem", R"({"TableName":"nowhere","Item":{"id":{"S":"a"}},)"
                                     R"("ConditionExpression":""})"),
            "Invalid ConditionExpression: The expression can not be empty;");
}

TEST(ConditionExpression, MustUseEveryPlaceholder) {
  World world;
  world.people();
  EXPECT_EQ(world.invalid("PutItem", R"({"TableName":"people","Item":{"id":{"S":"a"}},)"
                                     R"("ConditionExpression":"attribute_exists(id) ",)"
                                     R"("ExpressionAttributeValues":{":v":{"N":"1"}}})"),
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}");
}

TEST(Expected, IsTheSameInOldWords) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"5"}})");
  const auto put = [](std::string_view expected) {
    return base::cat(R"({"TableName":"people","Item":{"id":{"S":"a"},"n":{"N":"6"}},"Expected":)",
                     expected, "}");
  };
  EXPECT_EQ(world.error("PutItem", put(R"({"id":{"Exists":false}})")), kFailed);
  EXPECT_EQ(world.error("PutItem", put(R"({"n":{"Value":{"N":"4"}}})")), kFailed);
  EXPECT_EQ(world.error("PutItem", put(R"({"n":{"ComparisonOperator":"GT",)"
                                       R"("AttributeValueList":[{"N":"5"}]}})")),
            kFailed);
  world.ok("PutItem", put(R"({"n":{"Value":{"N":"5"}}})"));
  EXPECT_EQ(item_of(world, "a"), R"({"id":{"S":"a"},"n":{"N":"6"}})");
}

TEST(Expected, DoesNotGoWithExpressions) {
  World world;
  EXPECT_EQ(world.invalid("PutItem", R"({"TableName":"people","Item":{"id":{"S":"a"}},)"
                                     R"("Expected":{"id":{"Exists":false}},)"
                                     R"("ConditionExpression":"attribute_exists(id) "
})"),
            "Can not use both expression and non-expression parameters in the same request: "
            "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}");
}

}  // namespace
}  // namespace tertulia::dynamodb

/// What functions may do whose roles a serverless.yml describes with conditions.

#include <gtest/gtest.h>

#include "tests/harness/test_emulator.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

class DeployedAccess : public testing::Test {
 protected:
  /// "allowed", or the code of the error that the function's call gets.
  std::string call(const std::string& function, const std::string& operation, const json& input) {
    const auto payload =
        emulator_.invoke(function, {{"do", "call"}, {"operation", operation}, {"input", input}})
            .payload;
    return payload.value("code", "allowed");
  }

  TestEmulator emulator_{{.config = TERTULIA_SOURCE_DIR "/tests/flows/access.yml",
                          .function_folders = {TERTULIA_BINARY_DIR "/functions"}}};
};

json item(const std::string& user) {
  return {{"TableName", "games"}, {"Item", {{"user", {{"S", user}}}}}};
}

TEST_F(DeployedAccess, OfOwnItemsEndsAtOthers) {
  EXPECT_EQ(call("own", "PutItem", item("ana")), "allowed");
  EXPECT_EQ(call("own", "PutItem", item("bo")), "AccessDeniedException");
  const json query{{"TableName", "games"},
                   {"KeyConditionExpression", "#u = :u"},
                   {"ExpressionAttributeNames", {{"#u", "user"}}},
                   {"ExpressionAttributeValues", {{":u", {{"S", "bo"}}}}}};
  EXPECT_EQ(call("own", "Query", query), "AccessDeniedException");
}

TEST_F(DeployedAccess, OfSomeAttributesMustNameThem) {
  const auto get = [&](const json& more) {
    json input{{"TableName", "games"}, {"Key", {{"user", {{"S", "ana"}}}}}};
    input.update(more);
    return call("projecting", "GetItem", input);
  };
  EXPECT_EQ(get({{"ProjectionExpression", "wins"}}), "allowed");
  EXPECT_EQ(get({{"ProjectionExpression", "wins, losses"}}), "AccessDeniedException");
  EXPECT_EQ(get(json::object()), "AccessDeniedException");
}

TEST_F(DeployedAccess, FollowsTheTagsAndPoliciesOfTables) {
  const auto get = [&](const std::string& table) {
    return call("tagged", "GetItem", {{"TableName", table}, {"Key", {{"user", {{"S", "ana"}}}}}});
  };
  EXPECT_EQ(get("games"), "allowed");
  EXPECT_EQ(get("others"), "AccessDeniedException");
  const json input{{"TableName", "games"}, {"Key", {{"user", {{"S", "ana"}}}}}};
  EXPECT_EQ(call("tagged", "DeleteItem", input), "AccessDeniedException");
  EXPECT_EQ(emulator_.aws("dynamodb", "DeleteItem", input).status, 400);
  const auto stream = emulator_.aws("dynamodb", "DescribeTable", {{"TableName", "games"}})
                          .body.at("Table")
                          .at("LatestStreamArn");
  const auto refused = emulator_.aws("dynamodbstreams", "DescribeStream", {{"StreamArn", stream}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.body.value("message", "").find("explicit deny in a resource-based policy"),
            std::string::npos);
}

}  // namespace
}  // namespace tertulia::harness

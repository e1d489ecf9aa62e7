#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::seconds;

/// Where the clock of a world starts.
constexpr std::int64_t kStart = 1767225600;

/// A table "people" whose items go when the second in "until" has passed.
struct MortalWorld : World {
  MortalWorld() { people(); }
  void enable() { update(true, "until"); }
  json update(bool enabled, std::string_view attribute) {
    return ok("UpdateTimeToLive", request(enabled, attribute));
  }
  static std::string request(bool enabled, std::string_view attribute) {
    return base::cat(R"({"TableName":"people","TimeToLiveSpecification":{"Enabled":)",
                     enabled ? "true" : "false", R"(,"AttributeName":")", attribute, "\"}}");
  }
  /// Puts an item that expires so many seconds after the clock's start.
  void put_until(std::string_view id, std::int64_t after) {
    put_with(id, base::cat(R"({"N":")", kStart + after, "\"}"));
  }
  void put_with(std::string_view id, std::string_view until) {
    put("people", base::cat(R"({"id":{"S":")", id, R"("},"until":)", until, "}"));
  }
  std::string ids() {
    std::string ids;
    const auto page = ok("Scan", R"({"TableName":"people"})");
    for (const auto& item : page["Items"]) base::append(ids, item["id"]["S"].get<std::string>());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
};

TEST(TimeToLive, TakesItemsWhoseSecondHasPassed) {
  MortalWorld world;
  world.enable();
  world.put_until("a", 10);
  world.put_until("b", 20);
  world.put_until("c", 5);
  world.advance(seconds(5));
  EXPECT_EQ(world.ids(), "abc");
  world.advance(seconds(1));
  EXPECT_EQ(world.ids(), "ab");
  world.advance(seconds(5));
  EXPECT_EQ(world.ids(), "b");
  world.advance(seconds(100));
  EXPECT_EQ(world.ids(), "");
}

TEST(TimeToLive, TakesItemsThatStatementsOfPartiqlWrote) {
  MortalWorld world;
  world.enable();
  const auto execute = [&](std::string_view statement) {
    world.ok("ExecuteStatement", json{{"Statement", statement}}.dump());
  };
  execute(base::cat("INSERT INTO people VALUE {'id':'a','until':", kStart + 10, "}"));
  execute(base::cat("INSERT INTO people VALUE {'id':'b','until':", kStart + 10, "}"));
  execute(base::cat("UPDATE people SET until = ", kStart + 90, " WHERE id = 'b'"));
  world.advance(seconds(11));
  EXPECT_EQ(world.ids(), "b");
}

TEST(TimeToLive, FollowsWhatItemsSay) {
  MortalWorld world;
  world.enable();
  world.put_until("a", 10);
  world.put_until("a", 50);
  world.put_until("b", 10);
  world.ok("UpdateItem", R"({"TableName":"people","Key":{"id":{"S":"b"}},
      "UpdateExpression":"REMOVE #u","ExpressionAttributeNames":{"#u":"until"}})");
  world.advance(seconds(20));
  EXPECT_EQ(world.ids(), "ab");
  world.advance(seconds(40));
  EXPECT_EQ(world.ids(), "b");
}

TEST(TimeToLive, LeavesItemsWithoutASecond) {
  MortalWorld world;
  world.enable();
  world.put_with("a", R"({"S":"1767225601"})");
  world.put_with("b", R"({"NS":["1"]})");
  world.put_with("c", R"({"N":"1E+30"})");
  world.put_with("d", R"({"N":"1"})");
  world.put("people", R"({"id":{"S":"e"}})");
  world.advance(seconds(1000));
  EXPECT_EQ(world.ids(), "abcde");
}

TEST(TimeToLive, TakesItemsThatWereThereBefore) {
  MortalWorld world;
  world.put_until("a", 10);
  world.advance(seconds(60));
  EXPECT_EQ(world.ids(), "a");
  world.enable();
  world.advance({});
  EXPECT_EQ(world.ids(), "");
}

TEST(TimeToLive, IsSwitchedOff) {
  MortalWorld world;
  world.enable();
  world.put_until("a", 10);
  world.update(false, "until");
  world.advance(seconds(60));
  EXPECT_EQ(world.ids(), "a");
}

TEST(TimeToLive, TakesManyItemsAtOnce) {
  MortalWorld world;
  world.enable();
  for (int i = 0; i < 250; ++i) world.put_until(base::cat("i", i), 10);
  world.advance(seconds(11));
  EXPECT_EQ(world.ids(), "");
}

TEST(TimeToLive, IsTheServicesDoingInAStream) {
  MortalWorld world;
  world.ok("UpdateTable", R"({"TableName":"people",
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"}})");
  world.enable();
  world.put_until("a", 10);
  world.advance(seconds(11));
  const auto stream = world.service.stream_log().list(world.env.account, world.env.region, "")[0];
  const auto records = world.service.stream_log().records(stream, 0, INT64_MAX, 10);
  ASSERT_EQ(records.size(), 2);
  EXPECT_FALSE(records[0].by_service);
  EXPECT_EQ(records[1].name, streams::EventName::kRemove);
  EXPECT_TRUE(records[1].by_service);
}

TEST(TimeToLive, IsDescribed) {
  MortalWorld world;
  const auto describe = [&] {
    return world.ok("DescribeTimeToLive", R"({"TableName":"people"})")["TimeToLiveDescription"];
  };
  EXPECT_EQ(describe(), json::parse(R"({"TimeToLiveStatus":"DISABLED"})"));
  EXPECT_EQ(world.update(true, "until"),
            json::parse(R"({"TimeToLiveSpecification":{"Enabled":true,"AttributeName":"until"}})"));
  EXPECT_EQ(describe(), json::parse(R"({"TimeToLiveStatus":"ENABLED","AttributeName":"until"})"));
}

TEST(TimeToLive, IsRefusedWhenItIsSoAlready) {
  MortalWorld world;
  const auto refused = [&](bool enabled, std::string_view attribute) {
    return world.invalid("UpdateTimeToLive", MortalWorld::request(enabled, attribute));
  };
  EXPECT_EQ(refused(false, "until"), "TimeToLive is already disabled");
  world.enable();
  EXPECT_EQ(refused(true, "until"), "TimeToLive is already enabled");
  EXPECT_EQ(refused(true, "other"),
            "TimeToLive is active on a different AttributeName: current AttributeName is until");
}

}  // namespace
}  // namespace tertulia::dynamodb

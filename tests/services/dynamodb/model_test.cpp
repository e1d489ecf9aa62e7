// A long random life of one table, checked against a map.
#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

class RandomLife {
 public:
  explicit RandomLife(std::uint64_t seed) : random_(seed) { world_.visits(); }

  void step() {
    switch (below(12)) {
      case 0:
      case 1:
      case 2:
        return put();
      case 3:
        return erase();
      case 4:
        return get();
      case 5:
        return write_batch();
      case 6:
        return get_batch();
      case 7:
      case 8:
        return update();
      case 9:
        return put_if();
      case 10:
        return query();
      default:
        return below(20) == 0 ? scan() : get();
    }
  }

  void scan() {
    std::map<std::string, nlohmann::json> seen;
    nlohmann::json request = {{"TableName", "visits"}, {"Limit", 1 + below(40)}};
    while (true) {
      const auto page = world_.ok("Scan", request.dump());
      for (const auto& item : page["Items"]) {
        ASSERT_TRUE(seen.emplace(id_of(item), item).second) << item;
      }
      if (!page.contains("LastEvaluatedKey")) break;
      request["ExclusiveStartKey"] = page["LastEvaluatedKey"];
    }
    ASSERT_EQ(seen, expected_);
  }

 private:
  using Json = nlohmann::json;

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  /// One of some hundred keys, numbers in the form in which they come back.
  Json key() {
    static const char* const kNumbers[] = {"0", "1", "-1", "2.5", "10", "100", "-0.001", "99"};
    return {{"id", {{"S", base::cat("id", below(12))}}}, {"n", {{"N", kNumbers[below(8)]}}}};
  }
  Json item() {
    auto result = key();
    if (below(2) == 0) result["text"] = {{"S", std::string(below(300), 'x')}};
    if (below(2) == 0) result["list"] = {{"L", {{{"BOOL", below(2) == 0}}, {{"NULL", true}}}}};
    if (below(3) == 0) result["map"] = {{"M", {{"k", {{"N", base::cat(below(1000))}}}}}};
    return result;
  }
  static std::string id_of(const Json& attributes) {
    return base::cat(attributes["id"]["S"].get<std::string>(), "/",
                     attributes["n"]["N"].get<std::string>());
  }
  static Json key_of(const Json& attributes) {
    return {{"id", attributes["id"]}, {"n", attributes["n"]}};
  }

  void expect_old(const Json& reply, const std::string& id) {
    const auto old = expected_.find(id);
    ASSERT_EQ(reply.contains("Attributes"), old != expected_.end());
    if (old != expected_.end()) {
      ASSERT_EQ(reply["Attributes"], old->second);
    }
  }
  void put() {
    const auto value = item();
    const auto reply = world_.ok(
        "PutItem",
        Json{{"TableName", "visits"}, {"Item", value}, {"ReturnValues", "ALL_OLD"}}.dump());
    expect_old(reply, id_of(value));
    expected_[id_of(value)] = value;
  }
  void erase() {
    const auto victim = key();
    const auto reply = world_.ok(
        "DeleteItem",
        Json{{"TableName", "visits"}, {"Key", victim}, {"ReturnValues", "ALL_OLD"}}.dump());
    expect_old(reply, id_of(victim));
    expected_.erase(id_of(victim));
  }
  void get() {
    const auto wanted = key();
    const auto reply = world_.ok("GetItem", Json{{"TableName", "visits"}, {"Key", wanted}}.dump());
    const auto there = expected_.find(id_of(wanted));
    const auto expected = there == expected_.end() ? Json::object() : Json{{"Item", there->second}};
    ASSERT_EQ(reply, expected);
  }
  /// Counts up, and takes the text away.
  void update() {
    const auto target = key();
    const auto step = Json{{"N", base::cat(1 + below(9))}};
    const auto reply =
        world_.ok("UpdateItem",
                  Json{{"TableName", "visits"},
                       {"Key", target},
                       {"UpdateExpression", "SET #c = if_not_exists(#c, :zero) + :step REMOVE #t"},
                       {"ExpressionAttributeNames", {{"#c", "count"}, {"#t", "text"}}},
                       {"ExpressionAttributeValues", {{":zero", {{"N", "0"}}}, {":step", step}}},
                       {"ReturnValues", "ALL_NEW"}}
                      .dump());
    auto& there = expected_.try_emplace(id_of(target), target).first->second;
    const auto before = there.contains("count") ? there["count"]["N"].get<std::string>() : "0";
    there["count"] = {
        {"N", std::to_string(std::stoi(before) + std::stoi(step["N"].get<std::string>()))}};
    there.erase("text");
    ASSERT_EQ(reply["Attributes"], there);
  }
  /// Puts only where nothing is, or what has a text of a certain length at least.
  void put_if() {
    const auto value = item();
    const auto least = below(300);
    const auto found = expected_.find(id_of(value));
    const bool passes = found == expected_.end() ||
                        (found->second.contains("text") &&
                         found->second["text"]["S"].get_ref<const std::string&>().size() >= least);
    const auto reply = world_.call(
        "PutItem", Json{{"TableName", "visits"},
                        {"Item", value},
                        {"ConditionExpression", "attribute_not_exists(id) OR size(#t) >= :least"},
                        {"ExpressionAttributeNames", {{"#t", "text"}}},
                        {"ExpressionAttributeValues", {{":least", {{"N", std::to_string(least)}}}}}}
                       .dump());
    ASSERT_EQ(reply.status, passes ? 200 : 400) << reply.body;
    if (passes) expected_[id_of(value)] = value;
  }
  /// The items of one partition from a number on that have a list, in order.
  void query() {
    const auto from = key();
    std::map<double, Json> wanted;
    for (const auto& [id, one] : expected_) {
      if (one["id"] != from["id"] || !one.contains("list")) continue;
      const auto number = std::stod(one["n"]["N"].get<std::string>());
      if (number >= std::stod(from["n"]["N"].get<std::string>())) wanted.emplace(number, one);
    }
    Json request = {{"TableName", "visits"},
                    {"KeyConditionExpression", "id = :id AND n >= :n"},
                    {"FilterExpression", "attribute_type(#l, :type)"},
                    {"ExpressionAttributeNames", {{"#l", "list"}}},
                    {"ExpressionAttributeValues",
                     {{":id", from["id"]}, {":n", from["n"]}, {":type", {{"S", "L"}}}}},
                    {"ScanIndexForward", below(2) == 0},
                    {"Limit", 1 + below(4)}};
    std::vector<Json> found;
    while (true) {
      const auto page = world_.ok("Query", request.dump());
      found.insert(found.end(), page["Items"].begin(), page["Items"].end());
      if (!page.contains("LastEvaluatedKey")) break;
      request["ExclusiveStartKey"] = page["LastEvaluatedKey"];
    }
    std::vector<Json> expected;
    for (const auto& [number, one] : wanted) expected.push_back(one);
    if (!request["ScanIndexForward"].get<bool>()) std::reverse(expected.begin(), expected.end());
    ASSERT_EQ(found, expected);
  }
  void write_batch() {
    std::map<std::string, Json> chosen;
    for (std::uint64_t i = below(25) + 1; i > 0; --i) {
      auto value = item();
      chosen.emplace(id_of(value), std::move(value));
    }
    Json requests = Json::array();
    for (const auto& [id, value] : chosen) {
      if (below(3) == 0) {
        requests.push_back({{"DeleteRequest", {{"Key", key_of(value)}}}});
        expected_.erase(id);
      } else {
        requests.push_back({{"PutRequest", {{"Item", value}}}});
        expected_[id] = value;
      }
    }
    world_.ok("BatchWriteItem", Json{{"RequestItems", {{"visits", requests}}}}.dump());
  }
  void get_batch() {
    std::map<std::string, Json> wanted;
    for (std::uint64_t i = below(100) + 1; i > 0; --i) {
      auto one = key();
      wanted.emplace(id_of(one), std::move(one));
    }
    Json keys = Json::array();
    std::map<std::string, Json> there;
    for (const auto& [id, one] : wanted) {
      keys.push_back(one);
      if (const auto found = expected_.find(id); found != expected_.end()) there.insert(*found);
    }
    const auto reply =
        world_.ok("BatchGetItem", Json{{"RequestItems", {{"visits", {{"Keys", keys}}}}}}.dump());
    std::map<std::string, Json> found;
    for (const auto& one : reply["Responses"]["visits"]) found.emplace(id_of(one), one);
    ASSERT_EQ(found, there);
  }

  World world_;
  std::mt19937_64 random_;
  std::map<std::string, Json> expected_;
};

TEST(ALongRandomLife, IsThatOfAMap) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    RandomLife life(seed);
    for (int i = 0; i < 800 && !::testing::Test::HasFatalFailure(); ++i) life.step();
    life.scan();
    ASSERT_FALSE(::testing::Test::HasFatalFailure()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace tertulia::dynamodb

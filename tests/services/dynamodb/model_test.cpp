// Long random lives of one table, with its indexes and its stream, each checked against a map.
#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/streams/operations.hpp"
#include "tests/services/dynamodb/reference_table.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;

constexpr std::size_t kSteps = TERTULIA_MODEL_STEPS;

struct LifeWorld : World {
  LifeWorld() {
    dispatcher.add<streams::Operations>(stream_service);
    ok("CreateTable", kReferenceTable);
  }

  json answer(const Step& step) {
    if (step.operation == "Query" || step.operation == "Scan") return all_pages(step);
    const auto reply = call(step.operation, step.request.dump());
    auto body = json::parse(reply.body);
    if (reply.status != 200) return refusal(body);
    if (step.operation == "BatchGetItem") return normal(step, body["Responses"]["visits"]);
    return body;
  }

  /// What the stream tells, as the reference tells its changes.
  json changes() {
    const auto arn = ok("DescribeTable", R"({"TableName":"visits"})")["Table"]["LatestStreamArn"];
    const auto shard = of_stream("DescribeStream",
                                 {{"StreamArn", arn}})["StreamDescription"]["Shards"][0]["ShardId"];
    auto iterator =
        of_stream("GetShardIterator",
                  {{"StreamArn", arn}, {"ShardId", shard}, {"ShardIteratorType", "TRIM_HORIZON"}});
    auto all = json::array();
    for (auto at = iterator["ShardIterator"];;) {
      auto page = of_stream("GetRecords", {{"ShardIterator", at}});
      if (page["Records"].empty()) return all;
      for (const auto& record : page["Records"]) {
        json change = {{"event", record["eventName"]}};
        const auto& images = record["dynamodb"];
        if (images.contains("OldImage")) change["old"] = images["OldImage"];
        if (images.contains("NewImage")) change["new"] = images["NewImage"];
        all.push_back(std::move(change));
      }
      at = page["NextShardIterator"];
    }
  }

  streams::DynamoDbStreams stream_service{service.stream_log(), env};

 private:
  static json refusal(const json& body) {
    const auto type = body["__type"].get<std::string>();
    json refused = {{"refused", type.substr(type.find('#') + 1)}};
    if (!body.contains("CancellationReasons")) return refused;
    for (const auto& reason : body["CancellationReasons"]) {
      refused["reasons"].push_back(reason["Code"]);
    }
    return refused;
  }
  json all_pages(const Step& step) {
    auto request = step.request;
    auto items = json::array();
    for (;;) {
      const auto reply = call(step.operation, request.dump());
      const auto page = json::parse(reply.body);
      if (reply.status != 200) return refusal(page);
      items.insert(items.end(), page["Items"].begin(), page["Items"].end());
      if (!page.contains("LastEvaluatedKey")) break;
      request["ExclusiveStartKey"] = page["LastEvaluatedKey"];
    }
    // What came in the order of its sort key is in that order still: the sort is stable.
    return is_in_order(step, items) ? normal(step, items) : json("out of order");
  }
  static bool is_in_order(const Step& step, const json& items) {
    const auto sorted = normal(step, items);
    const auto* order = sort_key_of(step);
    return step.operation != "Query" ||
           std::equal(items.begin(), items.end(), sorted.begin(),
                      [&](const json& a, const json& b) { return a[order] == b[order]; });
  }
  json of_stream(std::string_view operation, const json& request) {
    return json::parse(WorldBase::call("dynamodbstreams", operation, request.dump()).body);
  }
};

/// Where the emulator and the reference part, if they do; the end counts as a step that reads the
/// stream.
std::optional<std::string> difference(const std::vector<Step>& steps, std::size_t& at) {
  LifeWorld world;
  ReferenceTable reference;
  for (at = 0; at < steps.size(); ++at) {
    const auto found = world.answer(steps[at]);
    const auto expected = reference.answer(steps[at]);
    if (found != expected) {
      return base::cat("answered: ", found.dump(), "\nexpected: ", expected.dump());
    }
  }
  const auto found = world.changes();
  if (found == reference.changes()) return std::nullopt;
  return base::cat("stream:   ", found.dump(), "\nexpected: ", reference.changes().dump());
}

/// The shortest part of the steps that shows a difference still, as far as taking steps away can
/// tell.
std::vector<Step> shortest(std::vector<Step> steps) {
  std::size_t at = 0;
  for (auto span = steps.size() / 2; span > 0; span /= 2) {
    for (std::size_t from = 0; from + span <= steps.size();) {
      auto fewer = steps;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(from),
                  fewer.begin() + static_cast<std::ptrdiff_t>(from + span));
      if (difference(fewer, at)) {
        steps = std::move(fewer);
      } else {
        from += span;
      }
    }
  }
  return steps;
}

class RandomLife : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomLife, IsThatOfAMap) {
  std::mt19937_64 random(GetParam());
  std::vector<Step> steps;
  while (steps.size() < kSteps) steps.push_back(random_step(random));
  std::size_t at = 0;
  if (!difference(steps, at)) return;
  steps.resize(std::min(at + 1, steps.size()));
  steps = shortest(std::move(steps));
  std::string told;
  for (const auto& step : steps) base::append(told, step.operation, " ", step.request.dump(), "\n");
  FAIL() << told << difference(steps, at).value_or("no difference when run again");
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomLife, testing::Range<std::uint64_t>(1, 11));

}  // namespace
}  // namespace tertulia::dynamodb

/// What DynamoDB's operations cost in process, JSON in and JSON out as a handler calls them, and
/// what they cost among a million items.

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "emulator/app/launch.hpp"
#include "emulator/base/text.hpp"

namespace tertulia::app {
namespace {

constexpr int kBatch = 25;
constexpr int kPerPartition = 10;

double resident_bytes() {
  long total = 0;
  long resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file != nullptr) {
    if (std::fscanf(file, "%ld %ld", &total, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::string padded(std::int64_t number) {
  auto digits = std::to_string(number);
  return std::string(8 - digits.size(), '0') + digits;
}

/// 200 bytes as AWS counts them: names and values of a partition, a position and a text.
constexpr std::size_t kItemBytes = 200;
std::string key_of(std::int64_t number) {
  return base::cat(R"("partition":{"S":"partition-)", padded(number / kPerPartition),
                   R"("},"position":{"N":")", number % kPerPartition, R"("})");
}
std::string item_of(std::int64_t number) {
  constexpr std::size_t kText = kItemBytes - 9 - 18 - 8 - 2 - 4;
  return base::cat("{", key_of(number), R"(,"text":{"S":")", std::string(kText, 'x'), R"("}})");
}

/// Bare services with a table of items, ten in each partition.
class World {
 public:
  explicit World(std::int64_t items) {
    LaunchOptions options;
    options.settings.env.clock = core::ClockMode::kVirtual;
    auto launched = launch(options);
    emulator_ = std::move(std::get<Launched>(launched).emulator);
    caller_ = core::administrator(emulator_->env().account);
    call("CreateTable",
         R"({"TableName":"items","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)"
         R"({"AttributeName":"partition","AttributeType":"S"},)"
         R"({"AttributeName":"position","AttributeType":"N"}],"KeySchema":[)"
         R"({"AttributeName":"partition","KeyType":"HASH"},)"
         R"({"AttributeName":"position","KeyType":"RANGE"}]})");
    for (std::int64_t first = 0; first < items; first += kBatch)
      call("BatchWriteItem", batch(first));
  }

  core::DoorAnswer call(std::string_view operation, std::string_view json) {
    auto answer = emulator_->door().call("dynamodb", operation, json, caller_, {}, {});
    if (answer.status != 200) {
      std::fprintf(stderr, "%s\n", answer.body.c_str());
      std::abort();
    }
    return answer;
  }

  static std::string batch(std::int64_t first) {
    std::string json = R"({"RequestItems":{"items":[)";
    for (int i = 0; i < kBatch; ++i) {
      base::append(json, i == 0 ? "" : ",", R"({"PutRequest":{"Item":)", item_of(first + i), "}}");
    }
    return json + "]}}";
  }
  static std::string get(std::int64_t number) {
    return base::cat(R"({"TableName":"items","Key":{)", key_of(number), "}}");
  }
  static std::string put(std::int64_t number) {
    return base::cat(R"({"TableName":"items","Item":)", item_of(number), "}");
  }
  static std::string update(std::int64_t number) {
    return base::cat(R"({"TableName":"items","Key":{)", key_of(number),
                     R"(},"UpdateExpression":"SET #c = if_not_exists(#c, :zero) + :one",)"
                     R"("ExpressionAttributeNames":{"#c":"count"},)"
                     R"("ExpressionAttributeValues":{":zero":{"N":"0"},":one":{"N":"1"}}})");
  }
  static std::string query(std::string_view partition) {
    return base::cat(R"({"TableName":"items","KeyConditionExpression":"#p = :p",)"
                     R"("ExpressionAttributeNames":{"#p":"partition"},)"
                     R"("ExpressionAttributeValues":{":p":{"S":")",
                     partition, R"("}}})");
  }

 private:
  std::unique_ptr<Emulator> emulator_;
  core::Principal caller_;
};

/// Calls with the numbers below `items` in an order that is none, made before the time is taken.
template <class Make>
void calls(benchmark::State& state, World& world, std::string_view operation, std::int64_t items,
           const Make& make) {
  constexpr std::size_t kRequests = 1024;
  std::vector<std::string> requests;
  for (std::size_t i = 0; i < kRequests; ++i) {
    requests.push_back(make(static_cast<std::int64_t>(i * 7919) * 104729 % items));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(world.call(operation, requests[next++ % kRequests]));
  }
}

void get_item(benchmark::State& state) {
  World world(1000);
  calls(state, world, "GetItem", 1000, &World::get);
}
BENCHMARK(get_item);

void put_item(benchmark::State& state) {
  World world(1000);
  calls(state, world, "PutItem", 1000, &World::put);
}
BENCHMARK(put_item);

void update_item(benchmark::State& state) {
  World world(1000);
  calls(state, world, "UpdateItem", 1000, &World::update);
}
BENCHMARK(update_item);

void query_of_100(benchmark::State& state) {
  World world(0);
  for (int i = 0; i < 100; ++i) {
    const auto key = base::cat(R"({"partition":{"S":"one"},"position":{"N":")", i,
                               R"("},"text":{"S":")", std::string(170, 'x'), R"("}})");
    world.call("PutItem", base::cat(R"({"TableName":"items","Item":)", key, "}"));
  }
  calls(state, world, "Query", 1, [](std::int64_t) { return World::query("one"); });
}
BENCHMARK(query_of_100);

void batch_write_item_of_25(benchmark::State& state) {
  constexpr std::int64_t kItems = 100'000;
  World world(0);
  calls(state, world, "BatchWriteItem", kItems / kBatch,
        [](std::int64_t number) { return World::batch(number * kBatch); });
  state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(batch_write_item_of_25);

void get_item_among(benchmark::State& state, World& world, std::int64_t items) {
  calls(state, world, "GetItem", items, &World::get);
}
void query_of_10_among(benchmark::State& state, World& world, std::int64_t items) {
  calls(state, world, "Query", items, [](std::int64_t number) {
    return World::query("partition-" + padded(number / kPerPartition));
  });
}

/// The table of a million items is made when it is first measured, and is there until the end.
World& a_million(double* memory = nullptr) {
  static double used = 0;
  static World world = [] {
    const double before = resident_bytes();
    World made(1'000'000);
    used = resident_bytes() - before;
    return made;
  }();
  if (memory != nullptr) *memory = used;
  return world;
}

void get_item_among_a_thousand(benchmark::State& state) {
  World world(1000);
  get_item_among(state, world, 1000);
}
void get_item_among_a_million(benchmark::State& state) {
  get_item_among(state, a_million(), 1'000'000);
}
void query_of_10_among_a_thousand(benchmark::State& state) {
  World world(1000);
  query_of_10_among(state, world, 1000);
}
void query_of_10_among_a_million(benchmark::State& state) {
  query_of_10_among(state, a_million(), 1'000'000);
}
/// Bytes of memory for a byte of items, as the time in seconds.
void memory_of_a_million_items(benchmark::State& state) {
  double used = 0;
  static_cast<void>(a_million(&used));
  for (auto _ : state) state.SetIterationTime(used / (1e6 * kItemBytes));
}
BENCHMARK(get_item_among_a_thousand);
BENCHMARK(query_of_10_among_a_thousand);
BENCHMARK(memory_of_a_million_items)->UseManualTime()->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(get_item_among_a_million);
BENCHMARK(query_of_10_among_a_million);

}  // namespace
}  // namespace tertulia::app

/// What the program acknowledged is in its data file, whenever it is killed.

#include <atomic>
#include <filesystem>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "emulator/base/text.hpp"
#include "emulator/core/clock.hpp"
#include "emulator/edge/client/http_client.hpp"
#include "emulator/wire/sigv4/sign.hpp"
#include "tests/app/crash/program.hpp"

namespace tertulia::app {
namespace {

using nlohmann::json;

constexpr int kClients = 4;
constexpr int kKeys = 40;        // of each client
constexpr int kWritesMax = 120;  // before a kill
constexpr const char* kTable = "log";

/// One connection to DynamoDB.
class Connection {
 public:
  explicit Connection(const std::string& url) : client_(url) {}

  /// The parsed reply; throws ConnectionError when the program is gone.
  json call(const std::string& operation, const json& input) {
    core::HttpRequest request;
    request.method = "POST";
    request.body = input.dump();
    request.headers.add("Host", "localhost");
    request.headers.add("Content-Type", "application/x-amz-json-1.0");
    request.headers.add("X-Amz-Target", "DynamoDB_20120810." + operation);
    wire::sigv4::sign(request, {.key_id = "tertulia",
                                .secret = "tertulia",
                                .region = "us-east-1",
                                .service = "dynamodb",
                                .now = core::Clock(core::ClockMode::kReal).now()});
    const auto response = client_.send(request);
    EXPECT_EQ(response.status, 200) << operation << " " << response.body;
    return json::parse(response.body);
  }

 private:
  edge::HttpClient client_;
};

using Values = std::map<int, std::string>;

/// A client that writes items of its own partition, and knows what must be there.
class Writer {
 public:
  Writer(int number, unsigned seed) : name_(base::cat("client-", number)), random_(seed) {}

  /// Makes one write; it counts as acknowledged when this returns.
  void write(Connection& connection) {
    pending_ = acknowledged_;
    switch (pick(4)) {
      case 0:
        erase(connection);
        break;
      case 1:
        put_some(connection);
        break;
      default:
        put(connection);
    }
    acknowledged_ = pending_;
  }

  /// Compares with what a program that was started again has: all that was acknowledged, and of the
  /// write under way when the last one was killed all or nothing.
  void check(Connection& connection) {
    Values found;
    const auto reply =
        connection.call("Query", {{"TableName", kTable},
                                  {"KeyConditionExpression", "client = :c"},
                                  {"ExpressionAttributeValues", {{":c", {{"S", name_}}}}}});
    for (const auto& item : reply.at("Items")) {
      found.emplace(std::stoi(item.at("n").at("N").get<std::string>()), item.at("v").at("S"));
    }
    EXPECT_TRUE(found == acknowledged_ || found == pending_)
        << name_ << " has " << json(found) << "\nacknowledged " << json(acknowledged_)
        << "\nunder way " << json(pending_);
    acknowledged_ = pending_ = found;
  }

 private:
  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  json key(int n) const { return {{"client", {{"S", name_}}}, {"n", {{"N", std::to_string(n)}}}}; }
  json next_item() {
    const int n = pick(kKeys);
    const auto value = std::to_string(++written_);
    pending_[n] = value;
    auto item = key(n);
    item["v"] = {{"S", value}};
    return item;
  }

  void put(Connection& connection) {
    const auto item = next_item();
    connection.call("PutItem", {{"TableName", kTable}, {"Item", item}});
  }
  void erase(Connection& connection) {
    const int n = pick(kKeys);
    pending_.erase(n);
    connection.call("DeleteItem", {{"TableName", kTable}, {"Key", key(n)}});
  }
  void put_some(Connection& connection) {
    std::map<std::string, json> by_key;
    for (int i = 0; i < 5; ++i) {
      auto item = next_item();
      const auto n = item.at("n").at("N").get<std::string>();
      by_key.insert_or_assign(n, std::move(item));
    }
    json requests = json::array();
    for (const auto& [n, item] : by_key) requests.push_back({{"PutRequest", {{"Item", item}}}});
    connection.call("BatchWriteItem", {{"RequestItems", {{kTable, requests}}}});
  }

  std::string name_;
  std::mt19937 random_;
  int written_ = 0;
  Values acknowledged_;
  Values pending_;
};

/// All clients write until so many writes are acknowledged; then the program is killed.
void write_and_kill(const Program& program, std::vector<Writer>& writers, int writes) {
  std::atomic<int> acknowledged = 0;
  std::vector<std::thread> threads;
  for (auto& writer : writers) {
    threads.emplace_back([&] {
      try {
        Connection connection(program.url());
        for (;;) {
          writer.write(connection);
          if (++acknowledged == writes) program.kill();
        }
      } catch (const edge::ConnectionError&) {
        // Killed.
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_GE(acknowledged, writes);
}

class DataFile : public testing::Test {
 protected:
  DataFile() { std::filesystem::create_directories(folder_); }
  ~DataFile() override { std::filesystem::remove_all(folder_); }

  std::string folder_ = base::cat(TERTULIA_BINARY_DIR, "/crash-", getpid());
  std::string data_ = base::cat(folder_, "/data.db");
};

TEST_F(DataFile, HasWhatWasAcknowledgedWheneverTheProgramIsKilled) {
  std::mt19937 random(20260131);
  std::vector<Writer> writers;
  for (int i = 0; i < kClients; ++i) writers.emplace_back(i, random());
  {
    const Program program(folder_, data_);
    Connection(program.url())
        .call("CreateTable", {{"TableName", kTable},
                              {"BillingMode", "PAY_PER_REQUEST"},
                              {"AttributeDefinitions",
                               {{{"AttributeName", "client"}, {"AttributeType", "S"}},
                                {{"AttributeName", "n"}, {"AttributeType", "N"}}}},
                              {"KeySchema",
                               {{{"AttributeName", "client"}, {"KeyType", "HASH"}},
                                {{"AttributeName", "n"}, {"KeyType", "RANGE"}}}}});
  }
  for (int round = 0; round < TERTULIA_CRASH_ROUNDS && !HasFailure(); ++round) {
    SCOPED_TRACE(base::cat("round ", round));
    const Program program(folder_, data_);
    {
      Connection connection(program.url());
      for (auto& writer : writers) writer.check(connection);
    }
    write_and_kill(program, writers, std::uniform_int_distribution<int>(1, kWritesMax)(random));
  }
}

}  // namespace
}  // namespace tertulia::app

/// The emulator's state as a whole: snapshots, reset, determinism, and the admin API that gives the
/// same to other languages.

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "emulator/app/image.hpp"
#include "emulator/edge/client/http_client.hpp"
#include "tests/harness/test_emulator.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

Options get_togethers() {
  return {.config = TERTULIA_SOURCE_DIR "/serverless.yml",
          .function_folders = {TERTULIA_BINARY_DIR "/functions"},
          .given = TERTULIA_SOURCE_DIR "/fixtures/given.yml",
          .items = {{"dev-gettogethers", TERTULIA_SOURCE_DIR "/fixtures/gettogethers.json"}}};
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int count_items(TestEmulator& emulator) {
  return emulator.aws("dynamodb", "Scan", {{"TableName", "dev-gettogethers"}})
      .body.at("Count")
      .get<int>();
}

void join(TestEmulator& emulator, const std::string& id) {
  const auto reply = emulator.request(
      {.method = "POST",
       .target = "/api/getTogether",
       .headers = {},
       .body = json{{"getTogetherId", id}, {"userEmail", "ada@example.com"}}.dump()});
  ASSERT_EQ(reply.status, 200) << reply.body;
}

TEST(Image, HasTheTablesOfAllServices) {
  int schemas = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(TERTULIA_SOURCE_DIR "/emulator")) {
    if (entry.path().filename() != "schema.sql") continue;
    ++schemas;
    EXPECT_TRUE(app::image().has(content_of(entry.path()))) << entry.path();
  }
  EXPECT_GT(schemas, 1);
}

TEST(Snapshot, BringsBackItemsTimeAndWhatIsStillToHappen) {
  TestEmulator emulator(get_togethers());
  join(emulator, "error");
  emulator.settle();
  const auto snapshot = emulator.snapshot();

  for (int round = 0; round < 2; ++round) {
    emulator.aws("dynamodb", "DeleteItem",
                 {{"TableName", "dev-gettogethers"}, {"Key", {{"id", {{"N", "1"}}}}}});
    emulator.advance(std::chrono::minutes(3));
    EXPECT_EQ(count_items(emulator), 7);
    EXPECT_EQ(emulator.invocations("notifyOrganiserDLQ").size(), 1U);
    emulator.restore(snapshot);
    EXPECT_EQ(count_items(emulator), 8);
    EXPECT_EQ(emulator.invocations("notifyOrganiserDLQ").size(), 0U);
  }
}

TEST(Reset, GoesBackToTheApplicationAsDeployed) {
  TestEmulator emulator(get_togethers());
  emulator.reset();
  EXPECT_EQ(count_items(emulator), 0);
  EXPECT_EQ(emulator.request({.target = "/api/getTogethers", .headers = {}}).status, 200);
}

TEST(Restore, LeavesNothingInTheMemoryOfHandlers) {
  TestEmulator emulator({.config = TERTULIA_SOURCE_DIR "/tests/flows/serverless.yml",
                         .function_folders = {TERTULIA_BINARY_DIR "/functions"}});
  const auto count = [&] { return emulator.invoke("misbehave", {{"do", "count"}}).payload; };
  const auto snapshot = emulator.snapshot();
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(count(), 2);
  emulator.restore(snapshot);
  EXPECT_EQ(count(), 1);
}

TEST(TestEmulatorAsNew, IsLikeANewOneWhoeverHadItBefore) {
  const auto story = [](TestEmulator& emulator) {
    join(emulator, "1");
    emulator.advance(std::chrono::minutes(3));
    std::string all = emulator.invocations().dump();
    for (const auto& line : emulator.logs("notifyOrganiser")) all += line;
    return all;
  };
  auto first = TestEmulator::as_new(get_togethers());
  const auto* which = first.get();
  const auto second = TestEmulator::as_new(get_togethers());
  EXPECT_NE(second.get(), which) << "the first is held";
  const auto told = story(*first);
  first.reset();
  const auto again = TestEmulator::as_new(get_togethers());
  EXPECT_EQ(again.get(), which);
  EXPECT_EQ(story(*again), told);
  EXPECT_EQ(count_items(*again), 8);
  EXPECT_EQ(story(*second), told);
}

TEST(Determinism, GivesTheSameBytesForTheSameSteps) {
  const auto run = [] {
    TestEmulator emulator(get_togethers());
    join(emulator, "1");
    emulator.settle();
    join(emulator, "error");
    emulator.advance(std::chrono::minutes(3));
    std::string all = emulator.invocations().dump();
    for (const auto* function : {"joinGetTogether", "notifyOrganiser", "notifyOrganiserDLQ"}) {
      for (const auto& line : emulator.logs(function)) all += line;
    }
    return all;
  };
  EXPECT_EQ(run(), run());
}

/// The application's serverless.yml without the statement that lets getGetTogethers scan its table.
std::string config_without_scan() {
  std::ifstream file(TERTULIA_SOURCE_DIR "/serverless.yml");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::string statement =
      "      - Effect: Allow\n"
      "        Action: dynamodb:Scan\n"
      "        Resource: !GetAtt GetTogethersTable.Arn\n";
  const auto at = text.find(statement);
  EXPECT_NE(at, std::string::npos);
  text.erase(at, statement.size());
  const auto folder = std::filesystem::path(testing::TempDir()) / "tertulia_without_scan";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "serverless.yml") << text;
  return folder / "serverless.yml";
}

TEST(Permissions, AreThoseOfServerlessYml) {
  TestEmulator emulator({.config = config_without_scan(),
                         .function_folders = {TERTULIA_BINARY_DIR "/functions"},
                         .given = TERTULIA_SOURCE_DIR "/fixtures/given.yml"});
  const auto reply = emulator.request({.target = "/api/getTogethers", .headers = {}});
  EXPECT_EQ(reply.status, 500);
  bool said = false;
  for (const auto& line : emulator.logs("getGetTogethers")) {
    said |=
        line.find(
            "is not authorized to perform: dynamodb:Scan on resource: "
            "arn:aws:dynamodb:eu-west-1:000000000000:table/dev-gettogethers") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

class AdminApi : public testing::Test {
 protected:
  AdminApi() { emulator_.listen(); }
  json admin(const std::string& method, const std::string& target, const json& body = nullptr) {
    edge::HttpClient client(emulator_.aws_url());
    core::HttpRequest request{.method = method, .target = target, .headers = {}};
    request.headers.add("Content-Type", "application/json");
    if (!body.is_null()) request.body = body.dump();
    const auto response = client.send(request);
    EXPECT_EQ(response.status, 200) << target << response.body;
    return json::parse(response.body);
  }
  TestEmulator emulator_{get_togethers()};
};

TEST_F(AdminApi, LetsTimePassAndShowsWhatHappened) {
  join(emulator_, "error");
  admin("POST", "/_tertulia/settle");
  EXPECT_EQ(emulator_.invocations("notifyOrganiser").size(), 1U);
  admin("POST", "/_tertulia/clock/advance", {{"seconds", 180}});
  const auto invocations = admin("GET", "/_tertulia/invocations");
  EXPECT_EQ(invocations.size(), 5U);  // the join, three tries, the dead letter
  EXPECT_EQ(invocations.back().at("function"), "gettogether-dev-notifyOrganiserDLQ");
  EXPECT_EQ(invocations.back().at("attempt"), 1);
  EXPECT_FALSE(admin("GET", "/_tertulia/logs").empty());
}

TEST_F(AdminApi, TakesAndBringsBackSnapshots) {
  const auto name = admin("POST", "/_tertulia/snapshot").at("snapshot");
  emulator_.aws("dynamodb", "DeleteItem",
                {{"TableName", "dev-gettogethers"}, {"Key", {{"id", {{"N", "1"}}}}}});
  EXPECT_EQ(count_items(emulator_), 7);
  admin("POST", "/_tertulia/restore", {{"snapshot", name}});
  EXPECT_EQ(count_items(emulator_), 8);
  admin("POST", "/_tertulia/reset");
  EXPECT_EQ(count_items(emulator_), 0);
}

}  // namespace
}  // namespace tertulia::harness

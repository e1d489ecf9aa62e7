#include "emulator/edge/admin/admin.hpp"

#include <optional>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::edge {
namespace {

using nlohmann::json;

/// The admin API without sockets, over a state that is one text.
struct AdminWorld {
  explicit AdminWorld(core::ClockMode mode = core::ClockMode::kVirtual)
      : env({.clock = mode}),
        admin(core, env, inspector,
              {.reset = [this] { state = "initial"; },
               .snapshot_bytes = [this] { return state; },
               .restore = [this](std::string_view bytes) { state = bytes; },
               .host_names = {"emulator"}}) {}

  /// The answer, if there is one yet.
  std::optional<core::HttpResponse> answer;

  void send(core::HttpRequest request) {
    answer.reset();
    admin.serve(std::move(request),
                [this](core::HttpResponse response) { answer = std::move(response); });
  }
  void send(std::string method, std::string target, std::string body = {}) {
    core::HttpRequest request{.method = std::move(method),
                              .target = std::move(target),
                              .headers = {},
                              .body = std::move(body)};
    request.headers.add("Host", "127.0.0.1:4566");
    send(std::move(request));
  }
  json body() { return answer ? json::parse(answer->body) : json("no answer"); }
  int status() { return answer ? answer->status : 0; }
  /// Queues something that notes the time.
  void at(core::Duration delay, std::string payload) {
    const auto inside = core.enter();
    env.clock.at(env.clock.now() + delay, {"test", std::move(payload)});
  }

  core::Env env;
  core::Core core{env.clock};
  core::Inspector inspector;
  std::string state = "initial";
  Admin admin;
};

TEST(AdminPath, IsTheApisOrNot) {
  EXPECT_TRUE(Admin::owns("/_tertulia"));
  EXPECT_TRUE(Admin::owns("/_tertulia/x"));
  EXPECT_FALSE(Admin::owns("/_tertulias"));
  EXPECT_FALSE(Admin::owns("/dev/_tertulia"));
}

TEST(AdminIndex, ListsCallsAndViews) {
  AdminWorld world;
  world.inspector.add("logs", [](const auto&) { return "[]"; });
  world.send("GET", "/_tertulia/");
  std::vector<std::string> paths;
  const auto body = world.body();
  for (const auto& call : body["calls"]) {
    paths.push_back(call["method"].get<std::string>() + " " + call["path"].get<std::string>());
  }
  const std::vector<std::string> expected{
      "GET /_tertulia",           "GET /_tertulia/health",
      "GET /_tertulia/clock",     "POST /_tertulia/clock/advance",
      "POST /_tertulia/settle",   "POST /_tertulia/reset",
      "POST /_tertulia/snapshot", "POST /_tertulia/restore",
      "GET /_tertulia/logs"};
  EXPECT_EQ(paths, expected);
}

TEST(AdminHealth, IsOk) {
  AdminWorld world;
  world.send("GET", "/_tertulia/health");
  EXPECT_EQ(world.body(), json({{"status", "ok"}}));
  EXPECT_EQ(world.answer->headers.get("Content-Type"), "application/json");
}

TEST(AdminClock, TellsModeAndTime) {
  AdminWorld world;
  world.send("GET", "/_tertulia/clock");
  EXPECT_EQ(world.body(), json({{"mode", "virtual"}, {"now", "2026-01-01T00:00:00.000Z"}}));
}

TEST(AdminAdvance, LetsTimePassAndTasksRun) {
  AdminWorld world;
  std::string ran;
  world.env.clock.serve("test", [&](const std::string& payload) {
    base::append(ran, payload, "@", core::iso8601_ms(world.env.clock.now()));
  });
  world.at(core::Duration(1500), "task");
  world.at(core::Duration(2500), "later");
  world.send("POST", "/_tertulia/clock/advance", R"({"seconds": 2.25})");
  EXPECT_EQ(world.body(), json({{"mode", "virtual"}, {"now", "2026-01-01T00:00:02.250Z"}}));
  EXPECT_EQ(ran, "task@2026-01-01T00:00:01.500Z");
}

TEST(AdminAdvance, AnswersWhenWhatRunsHasEnded) {
  AdminWorld world;
  {
    const auto inside = world.core.enter();
    world.core.begin_running();
  }
  world.send("POST", "/_tertulia/clock/advance", R"({"seconds": 1})");
  EXPECT_FALSE(world.answer);
  {
    const auto inside = world.core.enter();
    world.core.end_running();
  }
  EXPECT_EQ(world.body()["now"], "2026-01-01T00:00:01.000Z");
}

TEST(AdminAdvance, RefusesARealClockAndNamesTheOption) {
  AdminWorld world(core::ClockMode::kReal);
  world.send("POST", "/_tertulia/clock/advance", R"({"seconds": 1})");
  EXPECT_EQ(world.status(), 409);
  EXPECT_EQ(world.body()["message"],
            "The clock is real and moves by itself: start the emulator with --clock virtual to "
            "advance it");
}

TEST(AdminAdvance, RefusesWhatIsNoSpan) {
  AdminWorld world;
  for (const auto* body :
       {"", "{}", "[1]", "{", R"({"seconds": "1"})", R"({"seconds": -1})", R"({"seconds": 1e300})",
        R"({"seconds": null})", R"({"seconds": 1, "minutes": 1})", "\xff"}) {
    world.send("POST", "/_tertulia/clock/advance", body);
    EXPECT_EQ(world.status(), 400) << body;
  }
  EXPECT_EQ(core::iso8601(world.env.clock.now()), "2026-01-01T00:00:00Z");
}

TEST(AdminAdvance, NamesAMemberThatItDoesNotHave) {
  AdminWorld world;
  world.send("POST", "/_tertulia/clock/advance", R"({"second": 1})");
  EXPECT_EQ(world.body()["message"], "There is no member second: use seconds");
}

TEST(AdminSettle, AnswersWhenNothingRuns) {
  AdminWorld world;
  {
    const auto inside = world.core.enter();
    world.core.begin_running();
  }
  world.send("POST", "/_tertulia/settle");
  EXPECT_FALSE(world.answer);
  {
    const auto inside = world.core.enter();
    world.core.end_running();
  }
  EXPECT_EQ(world.status(), 200);
}

TEST(AdminReset, GoesBackOnceNothingRuns) {
  AdminWorld world;
  world.state = "changed";
  {
    const auto inside = world.core.enter();
    world.core.begin_running();
  }
  world.send("POST", "/_tertulia/reset");
  EXPECT_EQ(world.state, "changed");
  {
    const auto inside = world.core.enter();
    world.core.end_running();
  }
  EXPECT_EQ(world.body(), json({{"reset", true}}));
  EXPECT_EQ(world.state, "initial");
}

TEST(AdminReset, WaitsForWhatBeginsAfterItHasSettled) {
  AdminWorld world;
  world.state = "changed";
  {
    const auto inside = world.core.enter();
    // Its turn after leaving comes before the reset's.
    world.core.advance({}, [&] {
      const auto again = world.core.enter();
      world.core.begin_running();
    });
    world.core.begin_running();
  }
  world.send("POST", "/_tertulia/reset");
  {
    const auto inside = world.core.enter();
    world.core.end_running();
  }
  EXPECT_FALSE(world.answer);
  EXPECT_EQ(world.state, "changed");
  {
    const auto inside = world.core.enter();
    world.core.end_running();
  }
  EXPECT_EQ(world.state, "initial");
}

TEST(AdminReset, TellsWhyItFailed) {
  core::Env env({.clock = core::ClockMode::kVirtual});
  core::Core core(env.clock);
  core::Inspector inspector;
  Admin admin(core, env, inspector,
              {.reset = [] { throw std::runtime_error("the disk is full"); },
               .snapshot_bytes = {},
               .restore = {}});
  int status = 0;
  std::string body;
  core::HttpRequest request{
      .method = "POST", .target = "/_tertulia/reset", .headers = {}, .body = {}};
  admin.serve(request, [&](const core::HttpResponse& response) {
    status = response.status;
    body = response.body;
  });
  EXPECT_EQ(status, 500);
  EXPECT_EQ(body, R"({"message":"the disk is full"})");
}

TEST(AdminSnapshot, ComesBackByTheNameThatItWasGiven) {
  AdminWorld world;
  world.state = "one";
  world.send("POST", "/_tertulia/snapshot");
  EXPECT_EQ(world.body(), json({{"snapshot", "snapshot-1"}}));
  world.state = "two";
  world.send("POST", "/_tertulia/snapshot", R"({"snapshot": "mine"})");
  EXPECT_EQ(world.body(), json({{"snapshot", "mine"}}));
  world.state = "three";
  world.send("POST", "/_tertulia/restore", R"({"snapshot": "snapshot-1"})");
  EXPECT_EQ(world.status(), 200);
  EXPECT_EQ(world.state, "one");
  world.send("POST", "/_tertulia/restore", R"({"snapshot": "mine"})");
  EXPECT_EQ(world.state, "two");
}

TEST(AdminSnapshot, IsReplacedByOneOfTheSameName) {
  AdminWorld world;
  for (const auto* state : {"one", "two"}) {
    world.state = state;
    world.send("POST", "/_tertulia/snapshot", R"({"snapshot": "mine"})");
  }
  world.send("POST", "/_tertulia/restore", R"({"snapshot": "mine"})");
  EXPECT_EQ(world.state, "two");
}

TEST(AdminSnapshot, IsRefusedAboveTheirNumber) {
  AdminWorld world;
  for (std::size_t i = 0; i < Admin::kSnapshotsMax; ++i) {
    world.send("POST", "/_tertulia/snapshot");
    ASSERT_EQ(world.status(), 200);
  }
  world.send("POST", "/_tertulia/snapshot");
  EXPECT_EQ(world.status(), 409);
  world.send("POST", "/_tertulia/snapshot", R"({"snapshot": "snapshot-1"})");
  EXPECT_EQ(world.status(), 200);
}

TEST(AdminSnapshot, IsNotFoundByAnotherName) {
  AdminWorld world;
  world.send("POST", "/_tertulia/restore", R"({"snapshot": "other"})");
  EXPECT_EQ(world.status(), 404);
  EXPECT_EQ(world.body()["message"],
            "There is no snapshot other: POST /_tertulia/snapshot takes one");
  world.send("POST", "/_tertulia/restore");
  EXPECT_EQ(world.status(), 400);
}

TEST(AdminView, GetsTheDecodedQuery) {
  AdminWorld world;
  world.inspector.add("logs",
                      [](const core::Inspector::Query& query) { return json(query).dump(); });
  world.send("GET", "/_tertulia/logs?group=%2Faws%2Flambda%2Ff&contains=a+b&empty");
  EXPECT_EQ(world.body(), json({{"group", "/aws/lambda/f"}, {"contains", "a b"}, {"empty", ""}}));
}

TEST(AdminView, SaysWhatItDoesNotUnderstand) {
  AdminWorld world;
  world.inspector.add("logs", [](const core::Inspector::Query&) -> std::string {
    throw std::invalid_argument("logs has no filter x");
  });
  world.send("GET", "/_tertulia/logs?x=1");
  EXPECT_EQ(world.status(), 400);
  EXPECT_EQ(world.body()["message"], "logs has no filter x");
}

TEST(AdminError, NamesTheRemedyForAnUnknownPath) {
  AdminWorld world;
  world.send("GET", "/_tertulia/nothing");
  EXPECT_EQ(world.status(), 404);
  EXPECT_EQ(world.body()["message"],
            "The admin API has no /_tertulia/nothing: GET /_tertulia lists what it has");
}

TEST(AdminError, NamesTheMethodThatIsAllowed) {
  AdminWorld world;
  world.inspector.add("logs", [](const auto&) { return "[]"; });
  world.send("GET", "/_tertulia/settle");
  EXPECT_EQ(world.status(), 405);
  EXPECT_EQ(world.answer->headers.get("Allow"), "POST");
  world.send("DELETE", "/_tertulia/logs");
  EXPECT_EQ(world.status(), 405);
  EXPECT_EQ(world.answer->headers.get("Allow"), "GET");
}

int status_with(std::string_view header, std::string_view value) {
  AdminWorld world;
  core::HttpRequest request{
      .method = "GET", .target = "/_tertulia/health", .headers = {}, .body = {}};
  request.headers.add(std::string(header), std::string(value));
  world.send(std::move(request));
  return world.status();
}

TEST(AdminCaller, MayNameThisMachine) {
  for (const auto* host : {"localhost", "LocalHost:4566", "api.localhost", "127.0.0.1:4566",
                           "192.168.1.7:4566", "[::1]:4566", "[::1]", "emulator:4566"}) {
    EXPECT_EQ(status_with("Host", host), 200) << host;
  }
}

TEST(AdminCaller, IsRefusedByAnotherName) {
  for (const auto* host : {"evil.example:4566", "localhost.evil.example", "127.0.0.1.evil.example",
                           "notlocalhost", "1.2.3", "1.2.3.256", "[evil]"}) {
    EXPECT_EQ(status_with("Host", host), 403) << host;
  }
}

TEST(AdminCaller, MayBeAPageOfThisMachineOnly) {
  for (const auto* origin : {"http://localhost:3000", "http://127.0.0.1:5173", "http://[::1]:80"}) {
    EXPECT_EQ(status_with("Origin", origin), 200) << origin;
  }
  for (const auto* origin : {"https://evil.example", "null", "", "http://10.0.0.1"}) {
    EXPECT_EQ(status_with("Origin", origin), 403) << origin;
  }
}

TEST(AdminCaller, IsToldWhyItIsRefused) {
  AdminWorld world;
  core::HttpRequest request{.method = "GET", .target = "/_tertulia", .headers = {}, .body = {}};
  request.headers.add("Host", "evil.example");
  world.send(std::move(request));
  EXPECT_EQ(world.body()["message"],
            "The admin API does not answer to the name evil.example, so that no web page can reach "
            "it by pointing its own name at this machine (DNS rebinding): use localhost or the "
            "address");
}

}  // namespace
}  // namespace tertulia::edge

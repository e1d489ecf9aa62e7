#include "emulator/runtime/inprocess/in_process_host.hpp"

#include <condition_variable>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/runtime/inprocess/environments.hpp"

namespace tertulia::runtime {
namespace {

using core::OutcomeKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::string kHandlers = TERTULIA_BINARY_DIR "/tests/handlers";

/// Answers what it was asked, and can keep the callers of one operation waiting. A caller that is
/// left to itself keeps what it waits for, also when the door is gone.
class TestDoor final : public core::ServiceDoor {
 public:
  core::DoorAnswer call(std::string_view service, std::string_view operation, std::string_view json,
                        const core::Principal& caller, std::string_view region,
                        std::string_view trace) override {
    const auto state = state_;
    {
      std::unique_lock lock(state->mutex);
      state->calls.emplace_back(operation);
      state->changed.notify_all();
      state->changed.wait(lock, [&] { return operation != state->held; });
    }
    if (operation == "Counted") return {.status = 200, .body = {}, .request_id = {}};
    if (operation == "Refused") {
      return {.status = 400, .body = R"({"errorType":"E"})", .request_id = {}};
    }
    return {.status = 200,
            .body = "[\"" + std::string(service) + "\",\"" + std::string(operation) + "\"," +
                    std::string(json) + ",\"" + caller.arn + "\",\"" + std::string(region) +
                    "\",\"" + std::string(trace) + "\"]",
            .request_id = {}};
  }
  void hold(std::string operation) {
    const std::lock_guard lock(state_->mutex);
    state_->held = std::move(operation);
  }
  void release() {
    const std::lock_guard lock(state_->mutex);
    state_->held.clear();
    state_->changed.notify_all();
  }
  void wait_for_calls(std::size_t count) {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return state_->calls.size() >= count; });
  }
  std::vector<std::string> calls() {
    const std::lock_guard lock(state_->mutex);
    return state_->calls;
  }

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable changed;
    std::string held;
    std::vector<std::string> calls;
  };
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

class Reports {
 public:
  void add(std::string_view text) {
    const std::lock_guard lock(mutex_);
    texts_.emplace_back(text);
  }
  std::vector<std::string> texts() {
    const std::lock_guard lock(mutex_);
    return texts_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> texts_;
};

struct World {
  explicit World(Options options = {}) : host(door, monitor, env, with_reports(options)) {}
  ~World() { door.release(); }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  std::future<core::Outcome> start(core::Invocation invocation) {
    auto answer = std::make_shared<std::promise<core::Outcome>>();
    auto future = answer->get_future();
    host.start(std::move(invocation),
               [answer](core::Outcome outcome) { answer->set_value(std::move(outcome)); });
    return future;
  }
  core::Outcome run(core::Invocation invocation) { return start(std::move(invocation)).get(); }
  core::Outcome run(std::string handler, std::string payload = "{}") {
    return run(invocation(std::move(handler), std::move(payload)));
  }
  /// One that is given up soon where time is short.
  core::Invocation brief(std::string handler, std::string payload = "{}") const {
    auto result = invocation(std::move(handler), std::move(payload));
    result.timeout_ms = 3000;
    return result;
  }
  core::Invocation invocation(std::string handler, std::string payload = "{}") const {
    core::Invocation result;
    result.request_id = "id-1";
    result.function_name = "f";
    result.function_arn = "arn:aws:lambda:eu-west-1:1:function:f:$LATEST";
    result.handler = std::move(handler);
    result.code_root = kHandlers;
    result.payload = std::move(payload);
    result.trace = "Root=1-2-3";
    // Long enough for a slow machine where `short_time` divides it.
    result.timeout_ms = 900'000;
    result.principal = core::assumed_role("1", "role", "f");
    result.account = "1";
    result.region = "eu-west-1";
    result.log_group = "/aws/lambda/f";
    result.log_stream = "2026/01/01/[$LATEST]1";
    return result;
  }
  Options with_reports(Options options) {
    options.report = [this](std::string_view text) { reports.add(text); };
    return options;
  }

  Reports reports;
  core::Env env{{.clock = core::ClockMode::kVirtual, .seed = 1}};
  core::Core monitor{env.clock};
  TestDoor door;
  InProcessHost host;
};

Options short_time() {
  Options options;
  options.time_scale = 0.005;
  return options;
}

TEST(InProcessHost, ReturnsWhatTheHandlerReturns) {
  World world;
  const auto outcome = world.run("echo", R"({"name":"José"})");
  EXPECT_EQ(outcome.kind, OutcomeKind::kReturned);
  EXPECT_EQ(outcome.payload, R"({"name":"José"})");
}

TEST(InProcessHost, FindsTheHandlerWithAndWithoutItsSuffix) {
  World world;
  EXPECT_EQ(world.run("echo.so", "1").payload, "1");
  EXPECT_EQ(world.run("echo", "2").payload, "2");
  EXPECT_EQ(world.run(kHandlers + "/echo", "3").payload, "3");
}

TEST(InProcessHost, FindsTheHandlerInTheFunctionFolders) {
  Options options;
  options.function_folders = {"/nowhere", kHandlers};
  World world(options);
  auto invocation = world.invocation("echo", "1");
  invocation.code_root = "/elsewhere";
  EXPECT_EQ(world.run(std::move(invocation)).payload, "1");
}

TEST(CandidatePaths, SearchTheCodesFolderFirstAndTheNameAsWrittenFirst) {
  EXPECT_THAT(candidate_paths("a", "/code", {"/one", "/two/"}),
              ElementsAre("/code/a", "/code/a.so", "/one/a", "/one/a.so", "/two/a", "/two/a.so"));
  EXPECT_THAT(candidate_paths("b/a.so", "/code", {}), ElementsAre("/code/b/a.so"));
  EXPECT_THAT(candidate_paths("/x/a", "/code", {"/one"}), ElementsAre("/x/a", "/x/a.so"));
}

TEST(InProcessHost, NamesThePathsThatItTriedForAMissingHandler) {
  World world;
  const auto outcome = world.run("absent");
  EXPECT_EQ(outcome.kind, OutcomeKind::kInitFailed);
  EXPECT_EQ(outcome.error_type, "Runtime.ImportModuleError");
  EXPECT_EQ(outcome.payload,
            R"({"errorType":"Runtime.ImportModuleError","errorMessage":"RequestId: id-1 Error: )"
            R"(Cannot find module 'absent'\nTried:\n- )" +
                kHandlers + R"(/absent\n- )" + kHandlers + R"(/absent.so"})");
}

TEST(InProcessHost, TellsThatAFileExportsNoHandler) {
  World world;
  const auto outcome = world.run("no_symbol");
  EXPECT_EQ(outcome.kind, OutcomeKind::kInitFailed);
  EXPECT_EQ(outcome.payload,
            R"({"errorType":"Runtime.HandlerNotFound","errorMessage":"RequestId: id-1 Error: )" +
                kHandlers + R"(/no_symbol.so does not export tertulia_handler_v1"})");
}

TEST(InProcessHost, TellsThatAFileIsNoSharedObject) {
  World world;
  const auto outcome = world.run(std::string(TERTULIA_SOURCE_DIR "/tests/layers.py"));
  EXPECT_EQ(outcome.kind, OutcomeKind::kInitFailed);
  EXPECT_EQ(outcome.error_type, "Runtime.ImportModuleError");
  EXPECT_THAT(outcome.payload, HasSubstr("layers.py: not a whole shared object"));
}

TEST(InProcessHost, TakesNoResultForNull) {
  World world;
  EXPECT_EQ(world.run("probe", "nothing").payload, "null");
  EXPECT_EQ(world.run("probe", "null").payload, "null");
}

TEST(InProcessHost, RefusesAResultThatIsNotJson) {
  World world;
  const auto outcome = world.run("probe", "nonsense");
  EXPECT_EQ(outcome.kind, OutcomeKind::kCrashed);
  EXPECT_EQ(outcome.payload,
            R"({"errorType":"Runtime.MarshalError","errorMessage":"RequestId: id-1 Error: )"
            R"(Unable to marshal response: the result is not JSON at byte 5"})");
  EXPECT_THAT(world.run("probe", "cut").payload, HasSubstr("ends too early"));
}

TEST(InProcessHost, PassesTheHandlersErrorOn) {
  World world;
  const auto outcome = world.run("probe", "fail");
  EXPECT_EQ(outcome.kind, OutcomeKind::kFailed);
  EXPECT_EQ(outcome.error_type, "Error");
  EXPECT_EQ(outcome.payload, R"({"errorType":"Error","errorMessage":"boom"})");
}

TEST(InProcessHost, AnswersExitErrorsForHandlersThatEndStrangely) {
  World world;
  EXPECT_EQ(world.run("probe", "status").payload,
            R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: id-1 Error: )"
            R"(Runtime exited with error: exit status 7"})");
  EXPECT_EQ(world.run("probe", "fail_without_error").error_type, "Runtime.ExitError");
  EXPECT_EQ(world.run("throwing").error_type, "Runtime.ExitError");
}

TEST(InProcessHost, GivesTheInvocationsContext) {
  World world;
  auto invocation = world.invocation("probe", "context");
  invocation.client_context = "{}";
  const auto outcome = world.run(std::move(invocation));
  EXPECT_EQ(outcome.payload, R"("arn:aws:lambda:eu-west-1:1:function:f:$LATEST")");
  EXPECT_THAT(outcome.log, ElementsAre("id-1", "f", "$LATEST", "1024", "/aws/lambda/f",
                                       "2026/01/01/[$LATEST]1", "Root=1-2-3", "{}"));
}

TEST(InProcessHost, GivesTheFunctionsVariablesAndLambdasOwn) {
  World world;
  auto invocation = world.invocation("probe", "env TABLE");
  invocation.environment = {{"TABLE", "t"}};
  EXPECT_EQ(world.run(invocation).payload, R"("t")");
  auto shared = world.invocation("probe", "env TABLE");
  shared.shared_environment = std::make_shared<const std::map<std::string, std::string>>(
      std::map<std::string, std::string>{{"TABLE", "shared"}});
  EXPECT_EQ(world.run(shared).payload, R"("shared")");
  EXPECT_EQ(world.run("probe", "env TABLE").payload, "null");
  EXPECT_EQ(world.run("probe", "env AWS_REGION").payload, R"("eu-west-1")");
  EXPECT_EQ(world.run("probe", "env AWS_LAMBDA_FUNCTION_MEMORY_SIZE").payload, R"("1024")");
  EXPECT_EQ(world.run("probe", "env _HANDLER").payload, R"("probe")");
  EXPECT_EQ(world.run("probe", "env TZ").payload, R"(":UTC")");
  EXPECT_EQ(world.run("probe", "env HOME").payload, "null");
}

TEST(InProcessHost, TellsTheTimeOfTheVirtualClock) {
  World world;
  EXPECT_EQ(world.run("probe", "now").payload, "1767225600000");
  EXPECT_EQ(world.run("probe", "deadline").payload, "1767226500000");
}

TEST(InProcessHost, CountsTheRemainingTimeInTheFunctionsSeconds) {
  World world(short_time());
  const auto remaining = std::stol(world.run("probe", "remaining").payload);
  EXPECT_GT(remaining, 10'000);
  EXPECT_LE(remaining, 900'000);
}

TEST(InProcessHost, TakesRandomnessFromTheSeed) {
  World one;
  World other;
  const auto first = one.run("probe", "random").payload;
  EXPECT_EQ(first, other.run("probe", "random").payload);
  EXPECT_NE(first, one.run("probe", "random").payload);
}

TEST(InProcessHost, CollectsEachLineThatTheHandlerLogs) {
  World world;
  EXPECT_THAT(world.run("probe", "log").log, ElementsAre("one", "two", "three"));
}

TEST(InProcessHost, CallsServicesAsTheFunctionsRole) {
  World world;
  EXPECT_EQ(
      world.run("probe", "call Scan").payload,
      R"(["test","Scan",{"a":1},"arn:aws:sts::1:assumed-role/role/f","eu-west-1","Root=1-2-3"])");
}

TEST(InProcessHost, GivesTheStatusOfARefusedCall) {
  World world;
  EXPECT_EQ(world.run("probe", "call Refused").kind, OutcomeKind::kFailed);
}

TEST(InProcessHost, KeepsGlobalsBetweenInvocations) {
  World world;
  const auto cold = world.run("counter");
  EXPECT_EQ(cold.payload, "1");
  EXPECT_TRUE(cold.cold_start);
  EXPECT_GT(cold.init_duration_ms, 0);
  const auto warm = world.run("counter");
  EXPECT_EQ(warm.payload, "2");
  EXPECT_FALSE(warm.cold_start);
}

TEST(InProcessHost, SharesNoGlobalsBetweenFunctionsOfOneFile) {
  World world;
  auto other = world.invocation("counter");
  other.function_name = "g";
  EXPECT_EQ(world.run("counter").payload, "1");
  EXPECT_EQ(world.run(other).payload, "1");
  EXPECT_EQ(world.run("counter").payload, "2");
}

TEST(InProcessHost, MakesAnotherEnvironmentWhenAllAreBusy) {
  World world;
  world.door.hold("Counted");
  auto first = world.start(world.invocation("counter"));
  auto second = world.start(world.invocation("counter"));
  world.door.wait_for_calls(2);
  world.door.release();
  EXPECT_EQ(first.get().payload, "1");
  EXPECT_EQ(second.get().payload, "1");
}

TEST(InProcessHost, LetsInvocationsBeyondItsLimitWaitTheirTurn) {
  Options options;
  options.concurrency_max = 1;
  World world(options);
  world.door.hold("Counted");
  auto first = world.start(world.invocation("counter"));
  auto second = world.start(world.invocation("counter"));
  world.door.wait_for_calls(1);
  EXPECT_THAT(world.door.calls(), SizeIs(1));
  world.door.release();
  EXPECT_EQ(first.get().payload, "1");
  EXPECT_EQ(second.get().payload, "2");
}

TEST(InProcessHost, AnswersForAHandlerThatOverrunsItsTime) {
  World world(short_time());
  world.door.hold("Wait");
  const auto outcome = world.run(world.brief("probe", "call Wait"));
  EXPECT_EQ(outcome.kind, OutcomeKind::kTimedOut);
  EXPECT_EQ(outcome.error_type, "Sandbox.Timedout");
  EXPECT_EQ(outcome.payload,
            R"({"errorType":"Sandbox.Timedout","errorMessage":"RequestId: id-1 Error: )"
            R"(Task timed out after 3.00 seconds"})");
  EXPECT_EQ(outcome.duration_ms, 3000);
  EXPECT_THAT(outcome.log, ElementsAre("calling"));
}

TEST(InProcessHost, ServesOnInAFreshEnvironmentAfterATimeout) {
  Options options = short_time();
  options.concurrency_max = 1;
  World world(options);
  EXPECT_EQ(world.run("counter").payload, "1");
  world.door.hold("Counted");
  EXPECT_EQ(world.run(world.brief("counter")).kind, OutcomeKind::kTimedOut);
  world.door.hold("Wait");
  EXPECT_EQ(world.run("echo", "3").payload, "3");
  world.door.release();
  EXPECT_EQ(world.run("counter").payload, "1");
}

TEST(InProcessHost, RefusesTheCallsOfAHandlerThatWasGivenUp) {
  TestDoor* door = nullptr;
  std::vector<std::string> calls;
  {
    World world(short_time());
    door = &world.door;
    world.door.hold("Wait");
    EXPECT_EQ(world.run(world.brief("probe", "call_twice")).kind, OutcomeKind::kTimedOut);
    world.door.release();
    world.host.stop();
    calls = door->calls();
  }
  EXPECT_THAT(calls, ElementsAre("Wait"));
}

TEST(InProcessHost, GivesUpAHandlerThatDoesNotStart) {
  Options options;
  options.init_limit = std::chrono::milliseconds(10);
  World world(options);
  const auto outcome = world.run("slow_start");
  EXPECT_EQ(outcome.kind, OutcomeKind::kTimedOut);
  EXPECT_THAT(outcome.payload, HasSubstr("Task timed out after 0.01 seconds"));
}

TEST(InProcessHost, RefusesInvocationsWhenTooManyHandlersWereGivenUp) {
  Options options = short_time();
  options.abandoned_max = 1;
  World world(options);
  world.door.hold("Wait");
  EXPECT_EQ(world.run(world.brief("probe", "call Wait")).kind, OutcomeKind::kTimedOut);
  const auto outcome = world.run("echo");
  EXPECT_EQ(outcome.kind, OutcomeKind::kCrashed);
  EXPECT_EQ(outcome.payload,
            R"({"errorType":"Runtime.ExitError","errorMessage":"RequestId: id-1 Error: Runtime )"
            R"(exited with error: 1 handlers have overrun their time and still run"})");
  EXPECT_THAT(world.reports.texts(), SizeIs(1));
}

TEST(InProcessHost, DropsWhatWaitsItsTurnWhenItStops) {
  Options options;
  options.concurrency_max = 1;
  options.stop_wait = std::chrono::milliseconds(0);
  World world(options);
  world.door.hold("Counted");
  auto running = world.start(world.invocation("counter"));
  auto waiting = world.start(world.invocation("echo"));
  world.door.wait_for_calls(1);
  world.host.stop();
  EXPECT_THROW(static_cast<void>(waiting.get()), std::future_error);
}

/// A folder with a handler that a test rebuilds.
class Rebuilt : public ::testing::Test {
 protected:
  Rebuilt() {
    std::string name = ::testing::TempDir() + "/rebuilt-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
  }
  ~Rebuilt() override { std::filesystem::remove_all(folder); }

  /// As a linker does: a new file in the place of the old.
  void build(const std::string& handler) const {
    std::filesystem::remove(folder + "/f.so");
    std::filesystem::copy_file(handler, folder + "/f.so");
  }
  core::Invocation invocation() const {
    auto result = world.invocation("f");
    result.code_root = folder;
    return result;
  }

  std::string folder;
  World world;
};

TEST_F(Rebuilt, IsPickedUpByTheNextInvocation) {
  build(kHandlers + "/counter.so");
  EXPECT_EQ(world.run(invocation()).payload, "1");
  build(kHandlers + "/second_build.so");
  const auto outcome = world.run(invocation());
  EXPECT_EQ(outcome.payload, R"("second")");
  EXPECT_TRUE(outcome.cold_start);
}

TEST_F(Rebuilt, ServesOnWithTheLastGoodBuildWhenTheNewOneIsBroken) {
  build(kHandlers + "/counter.so");
  EXPECT_EQ(world.run(invocation()).payload, "1");
  build(TERTULIA_SOURCE_DIR "/tests/layers.py");
  EXPECT_EQ(world.run(invocation()).payload, "1");
  EXPECT_EQ(world.run(invocation()).payload, "2");
  EXPECT_THAT(world.reports.texts(),
              ElementsAre(HasSubstr("does not load, the one before keeps serving")));
  build(kHandlers + "/second_build.so");
  EXPECT_EQ(world.run(invocation()).payload, R"("second")");
}

TEST_F(Rebuilt, ServesOnWhileTheFileIsGone) {
  build(kHandlers + "/counter.so");
  EXPECT_EQ(world.run(invocation()).payload, "1");
  std::filesystem::remove(folder + "/f.so");
  world.door.hold("Counted");
  auto first = world.start(invocation());
  auto second = world.start(invocation());
  world.door.wait_for_calls(3);
  world.door.release();
  EXPECT_THAT((std::set{first.get().payload, second.get().payload}), ElementsAre("1", "2"));
}

TEST_F(Rebuilt, LeavesNoCopiesBehind) {
  Options options;
  options.temporary_folder = folder;
  {
    World local(options);
    EXPECT_EQ(local.run("echo", "1").payload, "1");
    EXPECT_FALSE(std::filesystem::is_empty(folder));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(TemporaryFolder, ThatCannotBeMadeIsToldByTheInvocationThatNeedsIt) {
  Options options;
  options.temporary_folder = "/nowhere";
  World world(options);
  const auto outcome = world.run("echo", "1");
  EXPECT_EQ(outcome.kind, OutcomeKind::kInitFailed);
  EXPECT_THAT(outcome.payload, HasSubstr("cannot create /nowhere/tertulia-"));
}

}  // namespace
}  // namespace tertulia::runtime

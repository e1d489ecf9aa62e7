#include <future>

#include <gtest/gtest.h>

#include "emulator/edge/router/local_door.hpp"
#include "tests/wire/three_services.hpp"

namespace tertulia::edge {
namespace {

struct DoorWorld : wire::testing::ThreeServices {
  LocalDoor door{dispatcher, core, env};
  core::Principal role = core::assumed_role("111122223333", "reader", "s");

  core::DoorAnswer call(std::string_view service, std::string_view operation,
                        std::string_view body) {
    return door.call(service, operation, body, role, "eu-west-1", "Root=1");
  }
};

TEST(LocalDoor, CallsServicesOfEveryProtocolWithJson) {
  DoorWorld world;
  for (const auto* service : {"jsonnotes", "querynotes", "restnotes"}) {
    const auto answer = world.call(service, "Echo", R"({"Count":1,"Flat":["a"]})");
    EXPECT_EQ(answer.status, 200) << service;
    EXPECT_EQ(answer.body, R"({"Count":1,"Flat":["a"]})") << service;
    EXPECT_EQ(answer.request_id.size(), 36U);
  }
  EXPECT_EQ(world.json.principal, world.role.arn);
  EXPECT_EQ(world.json.account, "111122223333");
  EXPECT_EQ(world.json.region, "eu-west-1");
}

TEST(LocalDoor, SetsMembersByNameWhereverTheyTravel) {
  DoorWorld world;
  const auto answer = world.call("restnotes", "GetPage",
                                 R"({"BookId":"b","Page":"p","Reason":"why","Meta":{"k":"v"}})");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, R"({"Reason":"why","Meta":{"k":"v"}})");
}

TEST(LocalDoor, PassesPayloadsAsJson) {
  DoorWorld world;
  EXPECT_EQ(world.call("restnotes", "InvokeBook", R"({"BookId":"b","Payload":{"a":[1]}})").body,
            R"({"StatusCode":200,"Payload":{"a":[1]}})");
}

TEST(LocalDoor, AnswersErrorsByTheirCode) {
  DoorWorld world;
  const auto failed = world.call("jsonnotes", "Fail", "");
  EXPECT_EQ(failed.status, 404);
  EXPECT_EQ(failed.body, R"({"__type":"NoSuchNote","message":"No note \"a\" & <b>"})");
  EXPECT_EQ(world.call("jsonnotes", "Echo", R"({"Count":0})").body,
            R"({"__type":"ValidationException","message":"1 validation error detected: Value '0' )"
            R"(at 'count' failed to satisfy constraint: Member must have value greater than or )"
            R"(equal to 1"})");
  EXPECT_EQ(world.call("jsonnotes", "Echo", "{").status, 400);
}

TEST(LocalDoor, SaysWhatTheEmulatorDoesNotHave) {
  DoorWorld world;
  EXPECT_EQ(world.call("jsonnotes", "Nope", "{}").body,
            R"({"__type":"UnknownOperationException","message":"Tertulia does not have the )"
            R"(operation Nope of jsonnotes."})");
  EXPECT_EQ(world.call("s3", "PutObject", "{}").status, 400);
}

TEST(LocalDoor, CountsACallerThatWaitsAsNotRunning) {
  DoorWorld world;
  {
    const auto inside = world.core.enter();
    world.core.begin_running();
  }
  // Time passes only when no one runs; that it does shows that the caller waits.
  std::promise<void> passed;
  {
    const auto inside = world.core.enter();
    world.core.advance(std::chrono::seconds(1), [&] { passed.set_value(); });
  }
  auto answer = std::async(std::launch::async, [&] { return world.call("jsonnotes", "Wait", ""); });
  passed.get_future().wait();
  {
    const auto inside = world.core.enter();
    EXPECT_EQ(world.core.running(), 0);
    world.json.waiting.front()(wire::testing::Everything{.count = 5});
    EXPECT_EQ(world.core.running(), 1);
  }
  EXPECT_EQ(answer.get().body, R"({"Count":5})");
}

}  // namespace
}  // namespace tertulia::edge

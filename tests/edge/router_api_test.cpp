#include <gtest/gtest.h>

#include "emulator/edge/router/api_router.hpp"
#include "tests/edge/router_world.hpp"

namespace tertulia::edge {
namespace {

struct World : testing::RouterWorld {
  ApiRouter api_router{core, env, api};
  core::HttpResponse get(std::string target, std::string_view host = "127.0.0.1:3000") {
    core::HttpResponse answer{.status = 0, .headers = {}, .body = {}};
    auto request = testing::request_to("GET", std::move(target));
    request.headers.set("Host", std::string(host));
    api_router.serve(std::move(request),
                     [&](core::HttpResponse response) { answer = std::move(response); });
    return answer;
  }
};

TEST(ApiRouter, ServesTheDefaultApiWithTheStageFirst) {
  World world;
  EXPECT_EQ(world.get("/dev/api/getTogethers?limit=3").status, 299);
  EXPECT_EQ(world.api.served.api_id, "default1");
  EXPECT_EQ(world.api.served.stage, "dev");
  EXPECT_EQ(world.api.served.path, "/api/getTogethers");
  world.get("/dev");
  EXPECT_EQ(world.api.served.path, "/");
}

TEST(ApiRouter, ServesOtherApisByHostOrPath) {
  World world;
  world.get("/dev/x", "other.execute-api.localhost:3000");
  EXPECT_EQ(world.api.served.api_id, "other");
  world.get("/restapis/third/dev/_user_request_/x");
  EXPECT_EQ(world.api.served.api_id, "third");
}

TEST(ApiRouter, IsForbiddenWithoutAnApi) {
  World world;
  world.api.api.clear();
  const auto answer = world.get("/dev/x");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(answer.body, R"({"message":"Forbidden"})");
  EXPECT_EQ(answer.headers.get("x-amzn-ErrorType"), "ForbiddenException");
}

}  // namespace
}  // namespace tertulia::edge

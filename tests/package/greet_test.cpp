#include <gtest/gtest.h>

#include "tests/harness/test_emulator.hpp"

TEST(Greet, GreetsByName) {
  tertulia::harness::TestEmulator emulator({.config = CONFIG, .function_folders = {FUNCTIONS}});
  const auto answer = emulator.request(
      {.method = "POST", .target = "/greet", .headers = {}, .body = R"({"name": "Ada"})"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"greeting":"Hola, Ada"})");
}

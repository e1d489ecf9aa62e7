#include <gtest/gtest.h>

#include "emulator/services/ssm/operations.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::ssm {
namespace {

using World = harness::ServiceWorld<Ssm, Operations>;

TEST(GetParameter, AnswersParameterNotFoundForANameThatDoesNotExist) {
  World world;
  const auto answer = world.call("GetParameter", R"({"Name":"/nowhere"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, R"({"__type":"ParameterNotFound"})");
}

TEST(GetParameter, NeedsAName) {
  World world;
  const auto answer = world.call("GetParameter", "{}");
  EXPECT_EQ(
      answer.body,
      R"({"__type":"ValidationException","message":"1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"})");
}

}  // namespace
}  // namespace tertulia::ssm

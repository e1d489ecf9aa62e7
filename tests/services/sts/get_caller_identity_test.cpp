#include <gtest/gtest.h>

#include "emulator/services/sts/operations.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::sts {
namespace {

using World = harness::ServiceWorld<Sts, Operations>;

TEST(GetCallerIdentity, OfTheDevelopersKeysIsTheRootUser) {
  World world;
  const auto answer = world.call("GetCallerIdentity", "{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(
      answer.body,
      R"({"UserId":"000000000000","Account":"000000000000","Arn":"arn:aws:iam::000000000000:root"})");
}

TEST(GetCallerIdentity, OfAFunctionIsTheSessionOfItsRole) {
  World world;
  world.principal = core::assumed_role("123456789012", "reader", "gettogether-dev-getGetTogethers");
  const auto answer = world.call("GetCallerIdentity", "{}");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(
      answer.body,
      R"({"UserId":")" + world.principal.user_id +
          R"(","Account":"123456789012","Arn":"arn:aws:sts::123456789012:assumed-role/reader/gettogether-dev-getGetTogethers"})");
}

TEST(GetCallerIdentity, NeedsNoPermission) {
  World world;
  world.principal = core::assumed_role("123456789012", "reader", "s");
  world.authorizer.deny("sts:GetCallerIdentity");
  EXPECT_EQ(world.call("GetCallerIdentity", "{}").status, 200);
}

TEST(GetCallerIdentity, NeedsASignature) {
  World world;
  world.principal.kind = core::PrincipalKind::kAnonymous;
  const auto answer = world.call("GetCallerIdentity", "{}");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(
      answer.body,
      R"({"__type":"MissingAuthenticationToken","message":"Request is missing Authentication Token"})");
}

}  // namespace
}  // namespace tertulia::sts

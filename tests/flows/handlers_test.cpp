/// What becomes of the emulator when handlers do what they should not: AWS's answer, and it goes on
/// serving.

#include <gtest/gtest.h>

#include "tests/harness/test_emulator.hpp"

namespace tertulia::harness {
namespace {

using nlohmann::json;

class Handlers : public testing::Test {
 protected:
  core::HttpResponse post(const std::string& what) {
    return emulator_.request(
        {.method = "POST", .target = "/misbehave", .headers = {}, .body = what});
  }
  void still_serves() { EXPECT_EQ(post("behave").body, "fine"); }

  TestEmulator emulator_{{.config = TERTULIA_SOURCE_DIR "/tests/flows/serverless.yml",
                          .function_folders = {TERTULIA_BINARY_DIR "/functions"},
                          .time_scale = 0.1}};
};

TEST_F(Handlers, ThatThrowAreFunctionErrorsAnd502OfTheApi) {
  const auto invoked = emulator_.invoke("misbehave", {{"do", "throw"}});
  EXPECT_TRUE(invoked.failed);
  EXPECT_EQ(invoked.payload.at("errorMessage"), "on purpose");
  EXPECT_EQ(invoked.payload.at("errorType"), "std::runtime_error");
  const auto reply = post("throw");
  EXPECT_EQ(reply.status, 502);
  EXPECT_EQ(reply.body, R"({"message": "Internal server error"})");
  still_serves();
}

TEST_F(Handlers, ThatOverrunTheirTimeAreGivenUp) {
  const auto invoked = emulator_.invoke("overrun", {{"do", "overrun"}});
  EXPECT_TRUE(invoked.failed);
  EXPECT_EQ(invoked.payload.at("errorType"), "Sandbox.Timedout");
  EXPECT_NE(invoked.payload.at("errorMessage")
                .get<std::string>()
                .find("Task timed out after 1.00 seconds"),
            std::string::npos);
  EXPECT_NE(invoked.log.find("Status: timeout"), std::string::npos);
  still_serves();
}

TEST_F(Handlers, ThatReplyWhatIsNoReplyAre502) {
  EXPECT_EQ(post("reply nonsense").status, 502);
  still_serves();
}

TEST_F(Handlers, ThatAreMissingAreFunctionErrorsThatSayWhereTheyWereLookedFor) {
  const auto invoked = emulator_.invoke("missing", json::object());
  EXPECT_TRUE(invoked.failed);
  EXPECT_NE(invoked.payload.at("errorMessage").get<std::string>().find("nowhere.so"),
            std::string::npos);
  EXPECT_EQ(emulator_.request({.target = "/missing", .headers = {}}).status, 502);
  still_serves();
}

TEST_F(Handlers, KeepTheirGlobalsBetweenInvocations) {
  const auto first = emulator_.invoke("misbehave", {{"do", "count"}}).payload.get<int>();
  EXPECT_EQ(emulator_.invoke("misbehave", {{"do", "count"}}).payload.get<int>(), first + 1);
}

TEST_F(Handlers, AreRefusedWhatTheirRoleDoesNotAllow) {
  const auto answer =
      emulator_
          .invoke("misbehave",
                  {{"do", "call"}, {"operation", "Scan"}, {"input", {{"TableName", "items"}}}})
          .payload;
  EXPECT_EQ(answer.at("code"), "AccessDeniedException");
  EXPECT_NE(answer.at("message").get<std::string>().find(
                "User: "
                "arn:aws:sts::000000000000:assumed-role/flows-dev-us-east-1-lambdaRole/"
                "flows-dev-misbehave is not "
                "authorized to perform: dynamodb:Scan on resource: "
                "arn:aws:dynamodb:us-east-1:000000000000:table/items because no identity-based "
                "policy allows the "
                "dynamodb:Scan action"),
            std::string::npos)
      << answer;
}

}  // namespace
}  // namespace tertulia::harness

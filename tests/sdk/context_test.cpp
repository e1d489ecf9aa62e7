#include "emulator/sdk/context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emulator/sdk/errors.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

TEST(Context, TellsOfTheInvocation) {
  test::FakeHost host;
  const Context& context = host.context();
  EXPECT_EQ(context.request_id(), "11111111-2222-4333-8444-555555555555");
  EXPECT_EQ(context.function_name(), "gettogether-dev-test");
  EXPECT_EQ(context.function_version(), "$LATEST");
  EXPECT_EQ(context.memory_limit_mb(), "256");
  EXPECT_EQ(context.log_group(), "/aws/lambda/gettogether-dev-test");
  EXPECT_EQ(context.trace_id(), "Root=1-69565a00-0123456789abcdef01234567");
  EXPECT_EQ(context.client_context(), "");
  EXPECT_EQ(context.deadline() - context.now(), Milliseconds(3000));
  EXPECT_EQ(context.remaining(), Milliseconds(3000));
}

TEST(Context, TakesTheRegionFromTheEnvironmentAndElseFromTheArn) {
  test::FakeHost host;
  EXPECT_EQ(host.context().region(), "eu-west-1");
  host.environment["AWS_DEFAULT_REGION"] = "eu-west-3";
  EXPECT_EQ(host.context().region(), "eu-west-3");
  host.environment["AWS_REGION"] = "eu-west-2";
  EXPECT_EQ(host.context().region(), "eu-west-2");
}

TEST(Context, TellsAnEmptyVariableFromAMissingOne) {
  test::FakeHost host;
  host.environment["EMPTY"] = "";
  EXPECT_EQ(host.context().env("EMPTY"), "");
  EXPECT_EQ(host.context().env("MISSING"), std::nullopt);
}

TEST(Context, NamesARequiredVariableThatIsMissing) {
  test::FakeHost host;
  try {
    (void)host.context().required_env("topic");
    FAIL() << "nothing was thrown";
  } catch (const ConfigurationError& error) {
    EXPECT_STREQ(error.what(), "The environment variable topic is not set");
  }
}

TEST(Context, MakesUuidsOfVersion4) {
  test::FakeHost host;
  const std::string uuid = host.context().uuid();
  EXPECT_THAT(uuid,
              testing::MatchesRegex("[0-9a-f]+-[0-9a-f]+-4[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+"));
  EXPECT_EQ(uuid.size(), 36U);
  EXPECT_NE(uuid, host.context().uuid());
}

TEST(Call, ReturnsTheOutput) {
  test::FakeHost host;
  host.services["sts.GetCallerIdentity"] = [](const auto&) {
    return test::Answer{.body = {{"Account", "123456789012"}}};
  };
  EXPECT_EQ(host.context().call("sts", "GetCallerIdentity", {{"a", 1}}),
            (nlohmann::json{{"Account", "123456789012"}}));
  EXPECT_EQ(host.calls.at(0).input, (nlohmann::json{{"a", 1}}));
}

TEST(Call, ThrowsWhatTheServiceRefusesWith) {
  test::FakeHost host;
  host.services["dynamodb.Scan"] = [](const auto&) {
    return test::refusal("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
                         "Requested resource not found");
  };
  try {
    (void)host.context().call("dynamodb", "Scan", nlohmann::json::object());
    FAIL() << "nothing was thrown";
  } catch (const ServiceError& error) {
    EXPECT_EQ(error.code(), "ResourceNotFoundException");
    EXPECT_EQ(error.message(), "Requested resource not found");
    EXPECT_EQ(error.status(), 400);
    EXPECT_STREQ(error.what(), "ResourceNotFoundException: Requested resource not found");
  }
}

}  // namespace
}  // namespace tertulia::sdk

// What TERTULIA_HANDLER makes of functions. Each handler has a namespace of its own, and gets the
// exported function under another name, as there is one for each binary only.
#include "emulator/sdk/handler.hpp"

#include <gtest/gtest.h>

#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

using nlohmann::json;

/// The handler of a function, as TERTULIA_HANDLER would export it.
template <auto function>
std::int32_t exported(const tertulia_host* host, const tertulia_invocation* invocation,
                      tertulia_sink result, void* target) {
  return detail::run_at_boundary(host, invocation, result, target,
                                 [](std::string_view payload, Context& context) {
                                   static auto handler = with(function);
                                   return detail::serve(handler, payload, context);
                                 });
}

json echo(const json& event, Context& context) {
  return {{"event", event}, {"function", context.function_name()}};
}
json twice(const json& event) { return json::array({event, event}); }
void nothing(const json&) {}
std::string done(const json&) { return "all done"; }
ApiResponse hello(const ApiRequest& request) {
  return json_reply(200, request.path_parameters.get("name").value_or("nobody"));
}

struct Overslept : std::runtime_error {
  using std::runtime_error::runtime_error;
};
json late(const json&) { throw Overslept("it is noon: \"ya\" \xFF"); }
json number(const json&) { throw 42; }

TEST(Handler, GoesFromJsonToJsonWithTheContext) {
  test::FakeHost host;
  const auto ended = host.invoke(&exported<echo>, R"({"a":1})");
  EXPECT_FALSE(ended.failed);
  EXPECT_EQ(ended.result, (json{{"event", {{"a", 1}}}, {"function", "gettogether-dev-test"}}));
}

TEST(Handler, NeedsNoContext) {
  test::FakeHost host;
  EXPECT_EQ(host.invoke(&exported<twice>, "1").result, json({1, 1}));
}

TEST(Handler, ReturnsNullWhenItReturnsNothing) {
  test::FakeHost host;
  EXPECT_EQ(host.invoke(&exported<nothing>, "{}").text, "null");
}

TEST(Handler, ReturnsATextAsJsonString) {
  test::FakeHost host;
  EXPECT_EQ(host.invoke(&exported<done>, "{}").text, R"("all done")");
}

TEST(Handler, TakesTypedEvents) {
  test::FakeHost host;
  const auto ended = host.invoke(&exported<hello>, R"({"pathParameters":{"name":"Ana"}})");
  EXPECT_EQ(ended.status(), 200);
  EXPECT_EQ(ended.body(), "Ana");
}

TEST(Handler, FailsWithTheTypeAndMessageOfWhatItThrows) {
  test::FakeHost host;
  const auto ended = host.invoke(&exported<late>, "{}");
  EXPECT_TRUE(ended.failed);
  EXPECT_EQ(ended.result, (json{{"errorType", "tertulia::sdk::(anonymous namespace)::Overslept"},
                                {"errorMessage", "it is noon: \"ya\" \xEF\xBF\xBD"},
                                {"stackTrace", json::array()}}));
}

TEST(Handler, FailsWithTheTypeOfWhatIsNoException) {
  test::FakeHost host;
  const auto ended = host.invoke(&exported<number>, "{}");
  EXPECT_TRUE(ended.failed);
  EXPECT_EQ(ended.result["errorType"], "int");
}

TEST(Handler, FailsForAnEventOfAnotherSource) {
  test::FakeHost host;
  const auto ended = host.invoke(&exported<hello>, "[]");
  EXPECT_TRUE(ended.failed);
  EXPECT_EQ(ended.result["errorType"], "tertulia::sdk::EventError");
}

}  // namespace
}  // namespace tertulia::sdk

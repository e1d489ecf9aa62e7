#include "emulator/sdk/validation.hpp"

#include <gtest/gtest.h>

#include "emulator/sdk/errors.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk {
namespace {

using nlohmann::json;

/// The message that `check` refuses with; empty when it does not.
template <class Check>
std::string refused(Check check) {
  try {
    (void)check();
    return {};
  } catch (const BadRequest& error) {
    return error.what();
  }
}

std::string body_refused(std::optional<std::string> body) {
  ApiRequest request;
  request.body = std::move(body);
  return refused([&] { return json_body(request); });
}

TEST(JsonBody, MustBeAJsonObject) {
  EXPECT_EQ(body_refused(std::nullopt), "The body is missing");
  EXPECT_EQ(body_refused(""), "The body is missing");
  EXPECT_EQ(body_refused("{\"a\":"), "The body is not valid JSON");
  EXPECT_EQ(body_refused("\"\xFF\""), "The body is not valid JSON");
  EXPECT_EQ(body_refused("[1]"), "The body must be a JSON object");
  EXPECT_EQ(body_refused("null"), "The body must be a JSON object");
  EXPECT_EQ(body_refused(std::string(100'000, '[')), "The body is not valid JSON");
  EXPECT_EQ(body_refused("{}"), "");
}

TEST(RequiredText, MustBeAStringThatIsNotEmpty) {
  const json object = json::parse(R"({"a":"x","n":1,"z":null,"e":""})");
  const auto refusal = [&](const char* name) {
    return refused([&] { return required_text(object, name); });
  };
  EXPECT_EQ(required_text(object, "a"), "x");
  EXPECT_EQ(refusal("b"), "b is missing");
  EXPECT_EQ(refusal("z"), "z is missing");
  EXPECT_EQ(refusal("n"), "n must be a string");
  EXPECT_EQ(refusal("e"), "e must not be empty");
}

TEST(RequiredTextOrInteger, MayBeEither) {
  const json object = json::parse(R"({"a":"x","n":-1,"d":1.5,"t":true,"o":{},"e":""})");
  const auto refusal = [&](const char* name) {
    return refused([&] { return required_text_or_integer(object, name); });
  };
  EXPECT_EQ(required_text_or_integer(object, "a"), "x");
  EXPECT_EQ(required_text_or_integer(object, "n"), -1);
  EXPECT_EQ(refusal("d"), "d must be a string or an integer");
  EXPECT_EQ(refusal("t"), "t must be a string or an integer");
  EXPECT_EQ(refusal("o"), "o must be a string or an integer");
  EXPECT_EQ(refusal("e"), "e must not be empty");
  EXPECT_EQ(refusal("x"), "x is missing");
}

}  // namespace
}  // namespace tertulia::sdk

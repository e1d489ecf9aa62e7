#include "emulator/model/given.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tertulia::model {
namespace {

using nlohmann::json;

std::string problem_of_given(std::string_view text) {
  const auto given = parse_given(text, "given.yml");
  return given.ok() ? std::string() : given.problem().text();
}

TEST(Given, HoldsParametersByName) {
  const auto given = parse_given(
      "ssm:\n  /a: {type: SecureString, value: secret}\n  /b: plain\n  /c: {value: 12}\n",
      "given.yml");
  ASSERT_TRUE(given.ok()) << given.problem().text();
  ASSERT_EQ(given->parameters.size(), 3U);
  EXPECT_EQ(given->parameters[0].type, "SecureString");
  EXPECT_EQ(given->parameters[0].where.line, 2);
  EXPECT_EQ(given->parameter("/b")->value, "plain");
  EXPECT_EQ(given->parameter("/c")->type, "String");
  EXPECT_EQ(given->parameter("/c")->value, "12");
  EXPECT_FALSE(given->parameter("/d").has_value());
}

TEST(Given, HoldsItemsByTable) {
  const auto given =
      parse_given("items:\n  tea:\n    - {id: 1, name: Té}\n    - {id: {N: '2'}}\n", "given.yml");
  ASSERT_TRUE(given.ok()) << given.problem().text();
  ASSERT_EQ(given->items.size(), 1U);
  EXPECT_EQ(given->items[0].table, "tea");
  EXPECT_EQ(
      *given->items[0].items,
      (json::array({{{"id", {{"N", "1"}}}, {"name", {{"S", "Té"}}}}, {{"id", {{"N", "2"}}}}})));
}

TEST(Given, MayBeEmpty) {
  EXPECT_EQ(problem_of_given(""), "");
  EXPECT_EQ(problem_of_given("ssm:\nitems:\n"), "");
}

TEST(Given, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(problem_of_given("ssm: {}\nitem: {}\n"),
            "given.yml:2: item: unknown section; did you mean \"items\"?");
  EXPECT_EQ(problem_of_given("ssm:\n  /a: {typ: String, value: x}\n"),
            "given.yml:2: ssm./a.typ: unknown property; did you mean \"type\"?");
  EXPECT_EQ(problem_of_given("ssm:\n  /a: {type: Secure, value: x}\n"),
            "given.yml:2: ssm./a.type: \"Secure\" is no type of a parameter");
  EXPECT_EQ(problem_of_given("ssm:\n  /a: {type: String}\n"),
            "given.yml:2: ssm./a: needs a \"value\" that is a text");
  EXPECT_EQ(problem_of_given("items:\n  tea:\n    - 1\n"),
            "given.yml:3: items.tea.0: an item must be an object");
}

TEST(Given, NamesAFileThatDoesNotExist) {
  const auto given = load_given("/nonexistent/given.yml");
  ASSERT_FALSE(given.ok());
  EXPECT_EQ(given.problem().text(), "/nonexistent/given.yml: No such file or directory");
}

TEST(Items, BecomeAttributeValuesWhenTheyArePlain) {
  const auto items =
      items_of(R"([{"id": 1, "t": "x", "b": true, "n": null, "l": [1, "a"], "m": {"S": 1}}])");
  ASSERT_TRUE(items.ok()) << items.problem().text();
  EXPECT_EQ(**items, json::array({{{"id", {{"N", "1"}}},
                                   {"t", {{"S", "x"}}},
                                   {"b", {{"BOOL", true}}},
                                   {"n", {{"NULL", true}}},
                                   {"l", {{"L", {{{"N", "1"}}, {{"S", "a"}}}}}},
                                   {"m", {{"M", {{"S", {{"N", "1"}}}}}}}}}));
}

TEST(Items, StayAsTheyAreWhenAllAttributesAreTyped) {
  const std::string text = R"([{"id":{"N":"1"},"l":{"L":[{"S":"a"}]},"s":{"SS":["a","b"]}}])";
  const auto items = items_of(text);
  ASSERT_TRUE(items.ok());
  EXPECT_EQ((*items)->dump(), text);
}

TEST(Items, ArePlainWhenOneAttributeIsNotTyped) {
  const auto items = items_of(R"([{"id": 1, "x": {"S": "a"}}])");
  ASSERT_TRUE(items.ok());
  EXPECT_EQ((**items)[0]["x"], (json{{"M", {{"S", {{"S", "a"}}}}}}));
}

TEST(Items, KeepAllDigits) {
  const auto items = items_of(R"([{"id": 12345678901234567890123456789.123}])");
  ASSERT_TRUE(items.ok());
  EXPECT_EQ((**items)[0]["id"]["N"], "12345678901234567890123456789.123");
}

TEST(Items, AreAListOfObjects) {
  EXPECT_EQ(items_of("{}", "seed.json").problem().text(), "seed.json:1: must be a list of items");
  EXPECT_EQ(items_of("[\n1]", "seed.json").problem().text(),
            "seed.json:2: 0: an item must be an object");
}

}  // namespace
}  // namespace tertulia::model

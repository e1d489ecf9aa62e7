#include "emulator/model/parse.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tertulia::model {
namespace {

using nlohmann::json;

json yaml(std::string_view text) {
  Files files;
  const auto file = files.add("f.yml");
  const auto value = parse_yaml(text, files, file);
  return value.ok() ? to_json(*value) : json(value.problem().text());
}

json parsed_json(std::string_view text) {
  Files files;
  const auto file = files.add("f.json");
  const auto value = parse_json(text, files, file);
  return value.ok() ? to_json(*value) : json(value.problem().text());
}

TEST(Yaml, ReadsScalarsByTheCoreSchema) {
  EXPECT_EQ(yaml("[12, 010, 0o10, 0x1F, 0b11, +3, -0]"), (json{12, 10, 8, 31, 3, 3, 0}));
  EXPECT_EQ(yaml("[1.5, .5, 5., 1e3, 1.0, 0.1e-2]"), (json{1.5, 0.5, 5, 1000, 1, 0.001}));
  EXPECT_EQ(yaml("[true, False, TRUE, ~, null, Null]"),
            (json{true, false, true, nullptr, nullptr, nullptr}));
  EXPECT_EQ(yaml("[yes, on, tRUE, 1_000, 2012-10-17, '12', 1:30, +.5]"),
            (json{"yes", "on", "tRUE", "1_000", "2012-10-17", "12", "1:30", "+.5"}));
}

TEST(Yaml, WritesShortFormsOut) {
  EXPECT_EQ(yaml("!Ref A"), (json{{"Ref", "A"}}));
  EXPECT_EQ(yaml("!Condition A"), (json{{"Condition", "A"}}));
  EXPECT_EQ(yaml("!GetAtt A.B.C"), (json{{"Fn::GetAtt", {"A", "B.C"}}}));
  EXPECT_EQ(yaml("!GetAtt [A, B]"), (json{{"Fn::GetAtt", {"A", "B"}}}));
  EXPECT_EQ(yaml("!Sub 'x${A}'"), (json{{"Fn::Sub", "x${A}"}}));
  EXPECT_EQ(yaml("!Join ['', [a, !Ref B]]"), (json{{"Fn::Join", {"", {"a", {{"Ref", "B"}}}}}}));
  EXPECT_EQ(yaml("a: !If\n  - C\n  - !Ref B\n  - c"),
            (json{{"a", {{"Fn::If", {"C", {{"Ref", "B"}}, "c"}}}}}));
}

TEST(Yaml, RefusesOtherTags) {
  EXPECT_EQ(yaml("a: 1\nb: !Sup x"), "f.yml:2: unknown tag \"!Sup\"; did you mean \"Sub\"?");
}

TEST(Yaml, ExpandsAnchorsAndMergeKeys) {
  EXPECT_EQ(
      yaml("a: &x {b: 1, c: 2}\nd: *x\ne: {<<: *x, c: 3}"),
      (json{
          {"a", {{"b", 1}, {"c", 2}}}, {"d", {{"b", 1}, {"c", 2}}}, {"e", {{"b", 1}, {"c", 3}}}}));
  EXPECT_EQ(yaml("<<: [{a: 1}, {a: 2, b: 3}]"), (json{{"a", 1}, {"b", 3}}));
}

TEST(Yaml, RefusesAKeyThatAppearsTwice) {
  EXPECT_EQ(yaml("a: 1\nb: 2\na: 3"),
            "f.yml:3: the key \"a\" appears twice in the same map; remove one of them");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_EQ(yaml("a: 1\n---\nb: 1"),
            "f.yml: the file holds more than one YAML document; keep one and remove \"---\"");
}

TEST(Yaml, RefusesAnAliasInsideWhatItNames) {
  EXPECT_EQ(yaml("a: &x [*x]"), "f.yml:1: an alias may not stand inside what it names");
}

TEST(Yaml, RefusesToExpandABomb) {
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int level = 1; level < 40; ++level) {
    const std::string below = std::to_string(level - 1);
    bomb += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [*a" + below + ", *a" +
            below + "]\n";
  }
  EXPECT_TRUE(yaml(bomb).get<std::string>().ends_with(
      "the file grows too large when its aliases are expanded"));
}

TEST(Yaml, RefusesDeepNesting) {
  EXPECT_EQ(yaml(std::string(300, '[') + std::string(300, ']')), "f.yml:1: nested too deeply");
}

TEST(Yaml, RefusesWhatIsNoUtf8) { EXPECT_EQ(yaml("a: \xff"), "f.yml: the file is not UTF-8"); }

TEST(Yaml, SaysWhereItsSyntaxIsWrong) {
  EXPECT_TRUE(yaml("a: 1\nb: [1, 2\n").get<std::string>().starts_with("f.yml:3: not valid YAML: "));
}

TEST(Yaml, KnowsTheLineOfEveryValue) {
  Files files;
  const auto file = files.add("f.yml");
  const auto value = parse_yaml("a:\n  - 1\n  - b: {c: 2}\n", files, file);
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->find("a")->items[0].line, 2);
  EXPECT_EQ(value->find("a")->items[1].member("b")->line, 3);
}

TEST(Json, IsReadWithItsLines) {
  EXPECT_EQ(parsed_json("{\"a\": [1, 2.5, \"\\ud83d\\ude00\"]}"), (json{{"a", {1, 2.5, "😀"}}}));
  EXPECT_EQ(parsed_json("{\n\"a\": 1,\n\"a\": 2}"),
            "f.json:3: the key \"a\" appears twice in the same map; remove one of them");
  EXPECT_TRUE(
      parsed_json("{\n\"a\": }").get<std::string>().starts_with("f.json:2: not valid JSON: "));
}

TEST(Json, KeepsAllDigitsOfANumber) {
  Files files;
  const auto file = files.add("f.json");
  const auto value = parse_json("[123456789012345678901234567890.12]", files, file);
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->items[0].text, "123456789012345678901234567890.12");
}

}  // namespace
}  // namespace tertulia::model

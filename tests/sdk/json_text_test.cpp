#include "emulator/sdk/json_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tertulia::sdk {
namespace {

void read_whole(std::string_view text) {
  JsonReader json(text);
  json.skip();
  json.end();
}

std::string string_of(std::string_view text) {
  JsonReader json(text);
  std::string value = json.string();
  json.end();
  return value;
}

TEST(JsonReader, SkipsAnyValueAndGivesItsText) {
  constexpr std::string_view kText = R"( {"a":[1,-2.5e+3,"x\"y",{}],"b":null,"c":[true,false]} )";
  JsonReader json(kText);
  EXPECT_EQ(json.skip(), kText.substr(1, kText.size() - 2));
  json.end();
}

TEST(JsonReader, RefusesWhatIsNoJson) {
  for (const std::string_view text :
       {"",      "{",     "[1,]",  "{\"a\"}", "{\"a\":1,}", "01",      "1.",          "-",
        "+1",    "1e",    "nul",   "'a'",     "\"a",        "\"\\x\"", "\"\\u12g4\"", "\"\n\"",
        "{} {}", "[1 2]", "{a:1}", "tru",     "\"\\"}) {
    EXPECT_THROW(read_whole(text), JsonError) << text;
  }
}

TEST(JsonReader, RefusesMoreThan256Levels) {
  EXPECT_NO_THROW(read_whole(std::string(256, '[') + std::string(256, ']')));
  EXPECT_THROW(read_whole(std::string(257, '[') + std::string(257, ']')), JsonError);
  EXPECT_THROW(read_whole(std::string(1'000'000, '[')), JsonError);
}

TEST(JsonReader, ReadsEscapesOfStrings) {
  EXPECT_EQ(string_of(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(string_of(R"("\u00e9\u20ac")"), "é€");
  EXPECT_EQ(string_of(R"("\ud83d\ude00")"), "😀");
}

TEST(JsonReader, ReplacesLoneSurrogates) {
  EXPECT_EQ(string_of(R"("a\ud83dz")"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(string_of(R"("\ude00")"), "\xEF\xBF\xBD");
  EXPECT_EQ(string_of(R"("\ud83d\u0041")"),
            "\xEF\xBF\xBD"
            "A");
}

TEST(JsonReader, UnescapesNamesOfMembers) {
  JsonReader json(R"({"\u0061\"b":1})");
  std::string seen;
  json.object([&](std::string_view name) {
    seen = name;
    json.skip();
  });
  EXPECT_EQ(seen, "a\"b");
}

TEST(AppendJson, WritesWhatAParserReadsBack) {
  const std::string text = "\"quoted\" \\ \b\f\n\r\t\x01 España 😀";
  std::string json;
  append_json(json, text);
  EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), text);
}

TEST(AppendJson, WritesTextsOfEveryLengthWithEscapesAtEveryPlace) {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      for (const char letter : {'"', '\\', '\n', '\x1F', '\x7F'}) {
        std::string text(size, 'a');
        text[place] = letter;
        std::string json;
        append_json(json, text);
        ASSERT_EQ(nlohmann::json::parse(json).get<std::string>(), text);
        ASSERT_EQ(string_of(json), text);
      }
    }
  }
}

TEST(AppendJson, WritesLongTexts) {
  std::string text;
  while (text.size() < 100'000) text += "a \"ñ\" \t 😀 \\ 0123456789abcdef";
  std::string json;
  append_json(json, text);
  EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), text);
  EXPECT_EQ(string_of(json), text);
}

TEST(AppendJson, ReplacesBytesThatAreNoUtf8) {
  for (const std::string_view bad : {"\xFF", "\xC3", "\xE2\x82", "\xC0\x80", "\xED\xA0\x80",
                                     "\xF5\x80\x80\x80", "\xE0\x80\x80"}) {
    std::string json;
    append_json(json, bad);
    EXPECT_NE(json.find("\xEF\xBF\xBD"), std::string::npos);
    EXPECT_TRUE(nlohmann::json::accept(json)) << json;
  }
}

}  // namespace
}  // namespace tertulia::sdk

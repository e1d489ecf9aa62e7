#include "emulator/wire/json/json.hpp"

#include <gtest/gtest.h>

#include "emulator/base/json_tape.hpp"
#include "tests/wire/test_services.hpp"

namespace tertulia::wire::json {
namespace {

using testing::Everything;

struct Decoded {
  Everything value;
  std::string error;
  std::string invalid;
  [[nodiscard]] std::string json() const {
    std::string out;
    encode(core::type_of<Everything>(), &value, out);
    return out;
  }
};

Decoded decoded(std::string_view text) {
  Decoded result;
  core::Validator validator;
  const auto status = decode(core::type_of<Everything>(), &result.value, text, validator);
  if (!status.ok()) result.error = status.error().code + ": " + status.error().message;
  if (!validator.ok()) result.invalid = validator.message();
  return result;
}

bool is_json(std::string_view text) {
  base::JsonTape tape;
  return tape.parse(text);
}

TEST(JsonText, IsRfc8259AndNothingElse) {
  for (const auto* good : {"{}", " [ ] ", "null", "-0", "1e5", "1.5E-3",
                           R"("\u00e9\ud83d\ude00\/")", "\"ñ\"", R"({"a":[{"b":null}],"a":2})"}) {
    EXPECT_TRUE(is_json(good)) << good;
  }
  for (const auto* bad : {"",
                          "{",
                          "[1,]",
                          "{\"a\"}",
                          "{\"a\":1,}",
                          "{a:1}",
                          "01",
                          "1.",
                          ".5",
                          "+1",
                          "1e",
                          "-",
                          "tru",
                          "\"a",
                          "\"\\x\"",
                          "\"\\u12g4\"",
                          R"("\ud83d")",
                          R"("\ude00")",
                          R"("\ud83dA")",
                          "\"\n\"",
                          "\"\xff\"",
                          "{} {}",
                          "'a'",
                          "NaN",
                          "[1 2]",
                          "\xEF\xBB\xBF{}"}) {
    EXPECT_FALSE(is_json(bad)) << bad;
  }
}

TEST(JsonText, IsRefusedWhenNestedWithoutEnd) {
  EXPECT_TRUE(is_json(std::string(500, '[') + std::string(500, ']')));
  EXPECT_FALSE(is_json(std::string(100'000, '[')));
}

TEST(JsonInput, TakesEveryKindOfMember) {
  constexpr std::string_view kAll =
      R"({"Flag":true,"Count":7,"Big":-9007199254740993,"Ratio":0.5,"Text":"a\"\\é","Colour":"green",)"
      R"("Bytes":"aG9sYQ==","When":1769862896.789,"Words":["a","b"],"Labels":{"k":"v"},)"
      R"("Attributes":{"n":{"Name":"l","Weight":1}},"Leaf":{"Name":"x","Leaves":[{"Name":"y"}]}})";
  EXPECT_EQ(decoded(kAll).json(), kAll);
}

TEST(JsonInput, UnescapesNamesAndValues) {
  EXPECT_EQ(decoded(R"({"T\u0065xt":"\ud83d\ude00\n\u00f1"})").value.text, "😀\nñ");
}

TEST(JsonInput, TakesTheLastOfTwoMembersWithOneName) {
  EXPECT_EQ(decoded(R"({"Text":"a","Text":"b"})").value.text, "b");
}

TEST(JsonInput, TakesNothingForAnEmptyObjectAndNullForAbsent) {
  EXPECT_EQ(decoded("").json(), "{}");
  EXPECT_EQ(decoded("  ").json(), "{}");
  EXPECT_EQ(decoded(R"({"Text":null,"Unknown":[1]})").json(), "{}");
}

TEST(JsonInput, CutsFractionsOffIntegers) { EXPECT_EQ(decoded(R"({"Count":7.9})").value.count, 7); }

TEST(JsonInput, NamesTheTokenThatItCouldNotUse) {
  EXPECT_EQ(decoded(R"({"Text":5})").error,
            "SerializationException: NUMBER_VALUE cannot be converted to String");
  EXPECT_EQ(decoded(R"({"Text":true})").error,
            "SerializationException: TRUE_VALUE cannot be converted to String");
  EXPECT_EQ(decoded(R"({"Count":"5"})").error,
            "SerializationException: STRING_VALUE cannot be converted to Integer");
  EXPECT_EQ(decoded(R"({"Count":2147483648})").error,
            "SerializationException: NUMBER_VALUE cannot be converted to Integer");
  EXPECT_EQ(decoded(R"({"Text":[]})").error,
            "SerializationException: Start of list found where not expected");
  EXPECT_EQ(decoded(R"({"Text":{}})").error,
            "SerializationException: Start of structure or map found where not expected.");
  EXPECT_EQ(decoded(R"({"Words":"a"})").error, "SerializationException: Unexpected field type");
  EXPECT_EQ(decoded(R"({"Bytes":"?"})").error,
            "SerializationException: Base64 encoded length is expected a multiple of 4 bytes but "
            "found: 1");
  EXPECT_EQ(decoded("{").error, "SerializationException: ");
  EXPECT_EQ(decoded(R"("a")").error, "SerializationException: Unexpected value type in payload");
}

TEST(JsonInput, ReportsInTheOrderOfTheShapeNotOfTheText) {
  EXPECT_EQ(decoded(R"({"Leaf":{},"Words":[null],"Count":0})").invalid,
            "3 validation errors detected: Value '0' at 'count' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1; Value null at 'words.1.member' "
            "failed to satisfy constraint: Member must not be null; Value null at 'leaf.name' "
            "failed to satisfy constraint: Member must not be null");
}

TEST(JsonInput, EndsWhereNestingHasNoEnd) {
  std::string text = R"({"Leaf":)";
  for (int i = 0; i < 200; ++i) text += R"({"Name":"a","Leaves":[)";
  for (int i = 0; i < 200; ++i) text += "]}";
  EXPECT_EQ(decoded(text + "}").error,
            "SerializationException: The structure is nested too deeply");
}

TEST(JsonOutput, RepairsTextThatIsNoUtf8) {
  std::string out;
  encode_string("a\xff\xc3\"ñ", out);
  EXPECT_EQ(out, "\"a\xEF\xBF\xBD\xEF\xBF\xBD\\\"ñ\"");
}

TEST(JsonOutput, WritesDoublesAsJavaDoes) {
  Everything value{.ratio = 3};
  std::string out;
  encode(core::type_of<Everything>(), &value, out);
  EXPECT_EQ(out, R"({"Ratio":3.0})");
}

TEST(JsonReply, IsEmptyForOperationsWithoutOutput) {
  const core::Empty nothing;
  EXPECT_EQ(encode_reply(core::entry_of<testing::Touch<testing::JsonNotes>>(), &nothing), "");
  const testing::Clear<testing::JsonNotes>::Output empty;
  EXPECT_EQ(encode_reply(core::entry_of<testing::Clear<testing::JsonNotes>>(), &empty), "{}");
}

TEST(JsonAllMembers, AreReachedByNameWhereverTheyTravel) {
  testing::Payload input;
  core::Validator validator;
  ASSERT_TRUE(decode(core::type_of<testing::Payload>(), &input,
                     R"({"BookId":"b","Payload": {"a": [1, "x"]} })", validator, Members::kAll)
                  .ok());
  EXPECT_EQ(input.book, "b");
  EXPECT_EQ(input.payload->bytes, R"({"a": [1, "x"]})");
}

TEST(JsonAllMembers, GiveAPayloadAsTheJsonThatItIs) {
  const auto written = [](std::string payload) {
    const testing::PayloadOutput output{.status = 202, .payload = core::Blob{std::move(payload)}};
    std::string out;
    encode(core::type_of<testing::PayloadOutput>(), &output, out, Members::kAll);
    return out;
  };
  EXPECT_EQ(written(R"({"a":1})"), R"({"StatusCode":202,"Payload":{"a":1}})");
  EXPECT_EQ(written("no json"), R"({"StatusCode":202,"Payload":"no json"})");
}

}  // namespace
}  // namespace tertulia::wire::json

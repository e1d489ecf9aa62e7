#include "emulator/wire/query/query.hpp"

#include <gtest/gtest.h>

#include "emulator/wire/json/json.hpp"
#include "tests/wire/test_services.hpp"

namespace tertulia::wire::query {
namespace {

using testing::Everything;
using testing::Leaf;
using testing::QueryNotes;

struct Decoded {
  Everything value;
  std::string error;    // of the codec: "MalformedInput: …"
  std::string invalid;  // of the validator
  [[nodiscard]] std::string json() const {
    std::string out;
    json::encode(core::type_of<Everything>(), &value, out);
    return out;
  }
};

Decoded decoded(std::string_view form) {
  Decoded result;
  core::Validator validator;
  const auto status =
      decode(core::type_of<Everything>(), &result.value, Form::parse(form), validator);
  if (!status.ok()) result.error = status.error().code + ": " + status.error().message;
  if (!validator.ok()) result.invalid = validator.message();
  return result;
}

std::string encoded(const Everything& value) {
  std::string out;
  encode_members(core::type_of<Everything>(), &value, out);
  return out;
}

TEST(QueryForm, DecodesPercentAndPlusAndKeepsTheFirstOfTwo) {
  const auto form = Form::parse("b=%C3%B1+x&a=1&a=2&c");
  EXPECT_EQ(form.find("b"), "ñ x");
  EXPECT_EQ(form.find("a"), "1");
  EXPECT_EQ(form.find("c"), "");
  EXPECT_EQ(form.find("d"), std::nullopt);
}

TEST(QueryInput, TakesScalarsOfEveryKind) {
  EXPECT_EQ(decoded("Flag=true&Count=7&Big=-9007199254740993&Ratio=0.5&Text=a%26b&Colour=green"
                    "&Bytes=aG9sYQ%3D%3D&When=2026-01-31T12%3A34%3A56Z&Unknown=1")
                .json(),
            R"({"Flag":true,"Count":7,"Big":-9007199254740993,"Ratio":0.5,"Text":"a&b",)"
            R"("Colour":"green","Bytes":"aG9sYQ==","When":1769862896})");
}

TEST(QueryInput, TakesBooleansAsXsdDoes) {
  EXPECT_EQ(decoded("Flag=1").value.flag, true);
  EXPECT_EQ(decoded("Flag=0").value.flag, false);
  EXPECT_EQ(decoded("Flag=yes").error, "MalformedInput: boolean must follow xsd1.1 definition");
}

TEST(QueryInput, OrdersListElementsByTheirNumbers) {
  EXPECT_EQ(decoded("Words.member.10=c&Words.member.2=b&Words.member.1=a").value.words,
            (std::vector<std::string>{"a", "b", "c"}));
}

TEST(QueryInput, TakesFlattenedListsAndElementNames) {
  EXPECT_EQ(decoded("Flat.1=a&Flat.2=b&Named.item.1=c").json(),
            R"({"Flat":["a","b"],"Named":["c"]})");
}

TEST(QueryInput, TakesAnEmptyValueForTheEmptyList) {
  const auto result = decoded("Words=");
  ASSERT_TRUE(result.value.words.has_value());
  EXPECT_TRUE(result.value.words->empty());
}

TEST(QueryInput, TakesMapsWithTheNamesOfTheShape) {
  EXPECT_EQ(decoded("Labels.entry.1.key=k&Labels.entry.1.value=v"
                    "&Attributes.entry.1.Name=n&Attributes.entry.1.Value.Name=leaf"
                    "&Attributes.entry.1.Value.Weight=3")
                .json(),
            R"({"Labels":{"k":"v"},"Attributes":{"n":{"Name":"leaf","Weight":3}}})");
}

TEST(QueryInput, TakesNestedStructures) {
  EXPECT_EQ(decoded("Leaf.Name=a&Leaf.Leaves.member.1.Name=b"
                    "&Leaf.Leaves.member.1.Leaves.member.1.Name=c")
                .json(),
            R"({"Leaf":{"Name":"a","Leaves":[{"Name":"b","Leaves":[{"Name":"c"}]}]}})");
}

TEST(QueryInput, KeepsNamesApartThatOnlyBeginAlike) {
  EXPECT_EQ(decoded("Leaf-x=1&Leaf.Name=a&LeafName=2").json(), R"({"Leaf":{"Name":"a"}})");
}

TEST(QueryInput, RefusesAListWhereAValueIsDue) {
  EXPECT_EQ(decoded("Text.member.1=a").error,
            "MalformedInput: Start of list found where not expected");
}

TEST(QueryInput, RefusesNumbersThatDoNotFit) {
  EXPECT_EQ(decoded("Count=2147483648").error,
            "MalformedInput: STRING_VALUE can not be converted to an Integer");
  EXPECT_EQ(decoded("Count=").error,
            "MalformedInput: STRING_VALUE can not be converted to an Integer");
}

TEST(QueryInput, RefusesAMapEntryWithoutKey) {
  EXPECT_EQ(decoded("Labels.entry.1.value=v").error, "MalformedInput: Key must not be null");
}

TEST(QueryInput, ReportsWhatTheShapeForbids) {
  EXPECT_EQ(decoded("Count=0&Colour=blue&Leaf.Weight=1").invalid,
            "3 validation errors detected: Value '0' at 'count' failed to satisfy constraint: "
            "Member must have value greater than or equal to 1; Value 'blue' at 'colour' failed to "
            "satisfy constraint: Member must satisfy enum value set: [red, green]; Value null at "
            "'leaf.name' failed to satisfy constraint: Member must not be null");
}

TEST(QueryInput, EndsWhereNestingHasNoEnd) {
  std::string name = "Leaf";
  for (int i = 0; i < 400; ++i) name += ".Leaves.member.1";
  EXPECT_EQ(decoded(name + ".Name=x").error, "MalformedInput: The structure is nested too deeply");
}

TEST(QueryOutput, WritesScalarsAsXmlHasThem) {
  Everything value;
  value.flag = true;
  value.ratio = 2;
  value.bytes = core::Blob{"hola"};
  value.when = core::from_epoch_ms(1'769'862'896'789);
  EXPECT_EQ(encoded(value),
            "<Flag>true</Flag><Ratio>2.0</Ratio><Bytes>aG9sYQ==</Bytes>"
            "<When>2026-01-31T12:34:56.789Z</When>");
}

TEST(QueryOutput, EscapesText) {
  Everything value;
  value.text = "a<b>&\"c\"\r\n\x01\xff";
  EXPECT_EQ(encoded(value),
            "<Text>a&lt;b&gt;&amp;&quot;c&quot;&#xD;\n\xEF\xBF\xBD\xEF\xBF\xBD</Text>");
}

TEST(QueryOutput, WritesListsAndMapsWithTheNamesOfTheShape) {
  Everything value;
  value.words = std::vector<std::string>{"a", "b"};
  value.flat = std::vector<std::string>{"c"};
  value.named = std::vector<std::string>{"d"};
  value.labels.emplace()["k"] = "v";
  value.attributes.emplace()["n"] = Leaf{.name = "l"};
  EXPECT_EQ(encoded(value),
            "<Words><member>a</member><member>b</member></Words><Flat>c</Flat>"
            "<Named><item>d</item></Named>"
            "<Labels><entry><key>k</key><value>v</value></entry></Labels>"
            "<Attributes><entry><Name>n</Name><Value><Name>l</Name></Value></entry></Attributes>");
}

TEST(QueryReply, HasAResultUnlessTheOperationHasNoOutput) {
  const Everything value{.count = 1};
  constexpr std::string_view kMetadata =
      "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>";
  EXPECT_EQ(
      encode_reply(core::entry_of<testing::Echo<QueryNotes>>(), &value, "r-1"),
      base::cat("<EchoResponse xmlns=\"http://notes.example.com/doc/2020-01-01/\"><EchoResult>"
                "<Count>1</Count></EchoResult>",
                kMetadata, "</EchoResponse>"));
  const core::Empty nothing;
  EXPECT_EQ(encode_reply(core::entry_of<testing::Touch<QueryNotes>>(), &nothing, "r-1"),
            base::cat("<TouchResponse xmlns=\"http://notes.example.com/doc/2020-01-01/\">",
                      kMetadata, "</TouchResponse>"));
  const testing::Clear<QueryNotes>::Output empty;
  EXPECT_EQ(encode_reply(core::entry_of<testing::Clear<QueryNotes>>(), &empty, "r-1"),
            base::cat("<ClearResponse xmlns=\"http://notes.example.com/doc/2020-01-01/\">"
                      "<ClearResult></ClearResult>",
                      kMetadata, "</ClearResponse>"));
}

TEST(QueryReply, SaysWhoIsToBlameForAnError) {
  EXPECT_EQ(encode_error("http://notes.example.com/doc/", {.code = "C", .message = "a<b"}, "r-1"),
            "<ErrorResponse xmlns=\"http://notes.example.com/doc/\"><Error><Type>Sender</Type>"
            "<Code>C</Code><Message>a&lt;b</Message></Error><RequestId>r-1</RequestId>"
            "</ErrorResponse>");
  EXPECT_EQ(encode_error("", {.code = "C", .message = "", .fault = core::Fault::kReceiver}, "r-1"),
            "<ErrorResponse xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\"><Error>"
            "<Type>Receiver</Type><Code>C</Code><Message/></Error><RequestId>r-1</RequestId>"
            "</ErrorResponse>");
}

}  // namespace
}  // namespace tertulia::wire::query

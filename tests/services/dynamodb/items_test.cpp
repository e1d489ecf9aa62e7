#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::string_view kInvalidParameter = "One or more parameter values were invalid: ";
constexpr std::string_view kNotFound =
    "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not found";

std::string put(std::string_view table, std::string_view item, std::string_view more = {}) {
  return base::cat("{\"TableName\":\"", table, "\",\"Item\":", item, more, "}");
}

std::string keyed(std::string_view table, std::string_view key, std::string_view more = {}) {
  return base::cat("{\"TableName\":\"", table, "\",\"Key\":", key, more, "}");
}

TEST(PutItem, KeepsAllTenTypes) {
  World world;
  world.people();
  constexpr std::string_view kItem =
      R"({"b":{"B":"AQI="},"bs":{"BS":["AQ==","Ag=="]},"id":{"S":"a"},)"
      R"("l":{"L":[{"N":"1"},{"S":""}]},"m":{"M":{"x":{"BOOL":false}}},"n":{"N":"-1.5"},)"
      R"("no":{"NULL":true},"ns":{"NS":["1","2"]},"ss":{"SS":["","b"]},"yes":{"BOOL":true}})";
  world.put("people", kItem);
  EXPECT_EQ(world.call("GetItem", keyed("people", R"({"id":{"S":"a"}})")).body,
            base::cat("{\"Item\":", kItem, "}"));
}

TEST(PutItem, WritesNumbersInOneForm) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"0042.1200"},"ns":{"NS":["1e1","2"]}})");
  EXPECT_EQ(world.ok("GetItem", keyed("people", R"({"id":{"S":"a"}})"))["Item"],
            nlohmann::json::parse(R"({"id":{"S":"a"},"n":{"N":"42.12"},"ns":{"NS":["2","10"]}})"));
}

TEST(PutItem, KeepsEveryCharacter) {
  World world;
  world.people();
  constexpr std::string_view kItem =
      R"({"id":{"S":"\"\\\b\f\n\r\t\u0001ñ😀"},"name \"x\"":{"S":"/"}})";
  world.put("people", kItem);
  EXPECT_EQ(
      world.ok("GetItem", keyed("people", R"({"id":{"S":"\"\\\b\f\n\r\t\u0001ñ😀"}})"))["Item"],
      nlohmann::json::parse(kItem));
}

TEST(PutItem, AnswersWithNothing) {
  World world;
  world.people();
  EXPECT_EQ(world.call("PutItem", put("people", R"({"id":{"S":"a"}})")).body, "{}");
}

TEST(PutItem, ReplacesTheWholeItem) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"x":{"S":"1"}})");
  world.put("people", R"({"id":{"S":"a"},"y":{"S":"2"}})");
  EXPECT_EQ(world.call("GetItem", keyed("people", R"({"id":{"S":"a"}})")).body,
            R"({"Item":{"id":{"S":"a"},"y":{"S":"2"}}})");
}

TEST(PutItem, ReturnsWhatWasThereWhenAsked) {
  World world;
  world.people();
  const auto request = put("people", R"({"id":{"S":"a"}})", R"(,"ReturnValues":"ALL_OLD")");
  EXPECT_EQ(world.call("PutItem", request).body, "{}");
  EXPECT_EQ(world.call("PutItem", request).body, R"({"Attributes":{"id":{"S":"a"}}})");
  EXPECT_EQ(
      world.call("PutItem", put("people", R"({"id":{"S":"a"}})", R"(,"ReturnValues":"NONE")")).body,
      "{}");
}

TEST(PutItem, ReturnsNothingElse) {
  World world;
  world.people();
  for (const auto* wanted : {"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"}) {
    EXPECT_EQ(world.invalid("PutItem", put("people", R"({"id":{"S":"a"}})",
                                           base::cat(",\"ReturnValues\":\"", wanted, "\""))),
              "ReturnValues can only be ALL_OLD or NONE");
  }
}

TEST(PutItem, ReportsTheShapeInAwsOrder) {
  World world;
  EXPECT_EQ(world.invalid("PutItem", "{}"),
            "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: "
            "Member must not be null; Value null at 'item' failed to satisfy constraint: Member "
            "must not be null");
  EXPECT_EQ(world.invalid("PutItem", R"({"TableName":"abc","ReturnConsumedCapacity":"hi",
                "ReturnItemCollectionMetrics":"hi","ReturnValues":"hi"})"),
            "4 validation errors detected: Value 'hi' at 'returnConsumedCapacity' failed to "
            "satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value "
            "null at 'item' failed to satisfy constraint: Member must not be null; Value 'hi' at "
            "'returnValues' failed to satisfy constraint: Member must satisfy enum value set: "
            "[ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value 'hi' at "
            "'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum "
            "value set: [SIZE, NONE]");
  EXPECT_EQ(world.invalid("PutItem", R"({"TableName":"","ReturnValues":"INVALID","Item":{}})"),
            "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1");
}

TEST(PutItem, LooksAtTheValuesBeforeTheTable) {
  World world;
  EXPECT_EQ(world.invalid("PutItem", put("nowhere", R"({"id":{"SS":[]}})")),
            base::cat(kInvalidParameter, "An string set  may not be empty"));
  EXPECT_EQ(world.error("PutItem", put("nowhere", "{}")), kNotFound);
}

struct BadValue {
  std::string_view value;
  std::string_view message;
  friend void PrintTo(const BadValue& tested, std::ostream* out) { *out << tested.value; }
};

class PutItemRefuses : public ::testing::TestWithParam<BadValue> {};

TEST_P(PutItemRefuses, AValueThatIsNone) {
  World world;
  world.people();
  const auto item = base::cat("{\"id\":{\"S\":\"a\"},\"x\":", GetParam().value, "}");
  EXPECT_EQ(world.invalid("PutItem", put("people", item)), GetParam().message);
  // Also deep inside.
  const auto nested =
      base::cat(R"({"id":{"S":"a"},"x":{"L":[{"M":{"y":)", GetParam().value, "}}]}}");
  EXPECT_EQ(world.invalid("PutItem", put("people", nested)), GetParam().message);
}

constexpr std::string_view kEmpty =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
constexpr std::string_view kOverflow =
    "Number overflow. Attempting to store a number with magnitude larger than supported range";
constexpr std::string_view kUnderflow =
    "Number underflow. Attempting to store a number with magnitude smaller than supported range";
constexpr std::string_view kDigits =
    "Attempting to store more than 38 significant digits in a Number";

INSTANTIATE_TEST_SUITE_P(
    Values, PutItemRefuses,
    ::testing::Values(
        BadValue{"{}", kEmpty}, BadValue{R"({"a":""})", kEmpty},
        BadValue{
            R"({"S":"a","N":"1"})",
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one "
            "of the supported datatypes"},
        BadValue{R"({"NULL":false})",
                 "One or more parameter values were invalid: Null attribute value types must have "
                 "the value of true"},
        BadValue{R"({"SS":[]})",
                 "One or more parameter values were invalid: An string set  may not be empty"},
        BadValue{R"({"NS":[]})",
                 "One or more parameter values were invalid: An number set  may not be empty"},
        BadValue{R"({"BS":[]})",
                 "One or more parameter values were invalid: Binary sets should not be empty"},
        BadValue{R"({"SS":["a","a"]})",
                 "One or more parameter values were invalid: Input collection [a, a] contains "
                 "duplicates."},
        BadValue{R"({"NS":["1","1.0"]})", "Input collection contains duplicates"},
        BadValue{R"({"BS":["Yg==","Yg=="]})",
                 "One or more parameter values were invalid: Input collection [Yg==, Yg==]of type "
                 "BS contains duplicates."},
        BadValue{R"({"N":""})", "The parameter cannot be converted to a numeric value"},
        BadValue{R"({"N":"b"})", "The parameter cannot be converted to a numeric value: b"},
        BadValue{R"({"NS":["1",""]})", "The parameter cannot be converted to a numeric value"},
        BadValue{R"({"N":"123456789012345678901234567890123456789"})", kDigits},
        BadValue{R"({"N":"-1.23456789012345678901234567890123456789"})", kDigits},
        BadValue{R"({"N":"1e126"})", kOverflow}, BadValue{R"({"N":"-1e126"})", kOverflow},
        BadValue{R"({"N":"1e-131"})", kUnderflow}, BadValue{R"({"N":"-1e-131"})", kUnderflow}));

TEST(PutItem, TakesTheSmallestAndLargestNumbers) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"n":{"NS":["9.9999999999999999999999999999999999999E+125",
      "-9.9999999999999999999999999999999999999E+125","1E-130","0"]}})");
}

std::string nested(int depth) {
  std::string value = R"({"S":"leaf"})";
  for (int i = 0; i < depth; ++i) {
    value =
        i % 2 == 0 ? base::cat(R"({"M":{"n":)", value, "}}") : base::cat(R"({"L":[)", value, "]}");
  }
  return base::cat(R"({"id":{"S":"a"},"x":)", value, "}");
}

TEST(PutItem, NestsThirtyTwoLevels) {
  World world;
  world.people();
  world.put("people", nested(31));
  EXPECT_EQ(world.invalid("PutItem", put("people", nested(32))),
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
            "levels beyond supported limit");
}

TEST(PutItem, SurvivesAnyNesting) {
  World world;
  world.people();
  const auto answer = world.call("PutItem", put("people", nested(5000)));
  EXPECT_EQ(answer.status, 400);
}

TEST(PutItem, Takes400KbAndNotAByteMore) {
  World world;
  world.people();
  // "id" + "a" + "b" + the text
  const auto item = [](std::size_t bytes) {
    return base::cat(R"({"id":{"S":"a"},"b":{"S":")", std::string(bytes, 'x'), "\"}}");
  };
  world.put("people", item(409600 - 4));
  EXPECT_EQ(world.invalid("PutItem", put("people", item(409600 - 3))),
            "Item size has exceeded the maximum allowed size");
}

TEST(PutItem, ChecksTheSizeBeforeTheTable) {
  World world;
  const auto item = base::cat(R"({"b":{"S":")", std::string(409600, 'x'), "\"}}");
  EXPECT_EQ(world.invalid("PutItem", put("nowhere", item)),
            "Item size has exceeded the maximum allowed size");
}

TEST(PutItem, NeedsTheKeysOfTheTable) {
  World world;
  world.visits();
  EXPECT_EQ(world.invalid("PutItem", put("visits", R"({"n":{"N":"1"}})")),
            base::cat(kInvalidParameter, "Missing the key id in the item"));
  EXPECT_EQ(world.invalid("PutItem", put("visits", R"({"id":{"S":"a"}})")),
            base::cat(kInvalidParameter, "Missing the key n in the item"));
  EXPECT_EQ(world.invalid("PutItem", put("visits", R"({"id":{"N":"1"},"n":{"N":"1"}})")),
            base::cat(kInvalidParameter, "Type mismatch for key id expected: S actual: N"));
  EXPECT_EQ(world.invalid("PutItem", put("visits", R"({"id":{"S":"a"},"n":{"M":{}}})")),
            base::cat(kInvalidParameter, "Type mismatch for key n expected: N actual: M"));
}

TEST(PutItem, RefusesEmptyKeys) {
  World world;
  world.people();
  EXPECT_EQ(world.invalid("PutItem", put("people", R"({"id":{"S":""}})")),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

struct BinaryKeys : World {
  BinaryKeys() {
    ok("CreateTable", R"({"TableName":"bytes","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"h","AttributeType":"B"},
                                 {"AttributeName":"r","AttributeType":"B"}],
         "KeySchema":[{"AttributeName":"h","KeyType":"HASH"},
                      {"AttributeName":"r","KeyType":"RANGE"}]})");
  }
};

TEST(PutItem, RefusesEmptyBinaryKeys) {
  BinaryKeys world;
  EXPECT_EQ(world.invalid("PutItem", put("bytes", R"({"h":{"B":"AA=="},"r":{"B":""}})")),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty binary value. Key: r");
}

TEST(PutItem, TakesHashKeysOf2048Bytes) {
  World world;
  world.people();
  const auto item = [](std::size_t bytes) {
    return base::cat(R"({"id":{"S":")", std::string(bytes, 'x'), "\"}}");
  };
  world.put("people", item(2048));
  constexpr auto kTooLarge =
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size "
      "limit of2048 bytes";
  EXPECT_EQ(world.invalid("PutItem", put("people", item(2049))), kTooLarge);
  EXPECT_EQ(world.invalid("GetItem", keyed("people", item(2049))), kTooLarge);
}

TEST(PutItem, TakesRangeKeysOf1024Bytes) {
  BinaryKeys world;
  // Base64 of 1023, 1026 bytes.
  const auto item = [](std::size_t triples, std::string_view end) {
    return base::cat(R"({"h":{"B":"AA=="},"r":{"B":")", std::string(triples * 4, 'A'), end, "\"}}");
  };
  world.put("bytes", item(341, "AA=="));
  EXPECT_EQ(world.invalid("PutItem", put("bytes", item(341, "AAA="))),
            "One or more parameter values were invalid: Aggregated size of all range keys has "
            "exceeded the size limit of 1024 bytes");
}

TEST(PutItem, SpeaksOfExpressionsAsAwsDoes) {
  World world;
  world.people();
  const auto refused = [&](std::string_view more) {
    return world.invalid("PutItem", put("people", R"({"id":{"S":"a"}})", more));
  };
  EXPECT_EQ(refused(R"(,"ConditionExpression":"x","Expected":{"id":{"Exists":false}})"),
            "Can not use both expression and non-expression parameters in the same request: "
            "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}");
  EXPECT_EQ(refused(R"(,"ExpressionAttributeNames":{"#a":"a"})"),
            "ExpressionAttributeNames can only be specified when using expressions");
  EXPECT_EQ(refused(R"(,"ExpressionAttributeValues":{":a":{"S":"a"}})"),
            "ExpressionAttributeValues can only be specified when using expressions: "
            "ConditionExpression is null");
}

TEST(PutItem, IsNoPutWithoutStrings) {
  World world;
  world.people();
  EXPECT_EQ(world.error("PutItem", put("people", R"({"id":{"S":1}})")),
            "com.amazon.coral.service#SerializationException: NUMBER_VALUE cannot be converted to "
            "String");
  EXPECT_EQ(world.error("PutItem", put("people", R"({"id":{"B":"a"}})")),
            "com.amazon.coral.service#SerializationException: Base64 encoded length is expected a "
            "multiple of 4 bytes but found: 1");
}

TEST(GetItem, ReturnsNothingForAKeyWithoutItem) {
  World world;
  world.people();
  EXPECT_EQ(world.call("GetItem", keyed("people", R"({"id":{"S":"a"}})")).body, "{}");
}

TEST(GetItem, FindsANumberInEveryForm) {
  World world;
  world.visits();
  world.put("visits", R"({"id":{"S":"a"},"n":{"N":"10"}})");
  EXPECT_EQ(world.call("GetItem", keyed("visits", R"({"n":{"N":"1.0e1"},"id":{"S":"a"}})")).body,
            R"({"Item":{"id":{"S":"a"},"n":{"N":"10"}}})");
}

TEST(GetItem, NeedsTheTable) {
  World world;
  EXPECT_EQ(world.error("GetItem", keyed("nowhere", R"({"id":{"S":"a"}})")), kNotFound);
}

TEST(GetItem, NeedsTheWholeKeyAndNothingElse) {
  World world;
  world.visits();
  for (const auto* key :
       {R"({})", R"({"id":{"S":"a"}})", R"({"id":{"S":"a"},"n":{"S":"1"}})",
        R"({"id":{"S":"a"},"x":{"N":"1"}})", R"({"id":{"S":"a"},"n":{"N":"1"},"x":{"S":""}})"}) {
    EXPECT_EQ(world.invalid("GetItem", keyed("visits", key)),
              "The provided key element does not match the schema");
  }
}

TEST(GetItem, RefusesEmptyKeys) {
  World world;
  world.people();
  EXPECT_EQ(world.invalid("GetItem", keyed("people", R"({"id":{"S":""}})")),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

TEST(DeleteItem, DeletesAndReturnsWhatWasThere) {
  World world;
  world.people();
  world.put("people", R"({"id":{"S":"a"},"x":{"N":"1"}})");
  const auto request = keyed("people", R"({"id":{"S":"a"}})", R"(,"ReturnValues":"ALL_OLD")");
  EXPECT_EQ(world.call("DeleteItem", request).body,
            R"({"Attributes":{"id":{"S":"a"},"x":{"N":"1"}}})");
  EXPECT_EQ(world.call("DeleteItem", request).body, "{}");
  EXPECT_EQ(world.call("GetItem", keyed("people", R"({"id":{"S":"a"}})")).body, "{}");
}

TEST(DeleteItem, ChecksItsRequest) {
  World world;
  world.people();
  EXPECT_EQ(world.error("DeleteItem", keyed("nowhere", R"({"id":{"S":"a"}})")), kNotFound);
  EXPECT_EQ(world.invalid("DeleteItem", keyed("people", R"({"id":{"N":"1"}})")),
            "The provided key element does not match the schema");
  EXPECT_EQ(world.invalid("DeleteItem",
                          keyed("people", R"({"id":{"S":"a"}})", R"(,"ReturnValues":"ALL_NEW")")),
            "ReturnValues can only be ALL_OLD or NONE");
}

}  // namespace
}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/tags.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;

constexpr std::string_view kArn = "arn:aws:dynamodb:us-east-1:000000000000:table/people";

struct TagWorld : World {
  TagWorld() { people(); }

  /// The parsed reply to an operation on the table.
  json with_arn(std::string_view operation, std::string_view more = "") {
    return ok(operation, request(kArn, more));
  }
  std::string refused(std::string_view operation, std::string_view more) {
    return invalid(operation, request(kArn, more));
  }
  /// {"a":"1"}
  json tags() {
    json result = json::object();
    const auto reply = with_arn("ListTagsOfResource");
    for (const auto& tag : reply.at("Tags")) {
      result[tag.at("Key").get<std::string>()] = tag.at("Value");
    }
    return result;
  }
  static std::string request(std::string_view arn, std::string_view more) {
    return base::cat(R"({"ResourceArn":")", arn, "\"", more, "}");
  }
};

std::string tags_from(int first, int last) {
  std::string list;
  for (int i = first; i <= last; ++i) {
    base::append(list, list.empty() ? "" : ",", R"({"Key":"k)", i, R"(","Value":"v"})");
  }
  return base::cat(R"(,"Tags":[)", list, "]");
}

TEST(Tags, AreGivenReplacedAndTakenAway) {
  TagWorld world;
  EXPECT_EQ(world.tags(), json::object());
  world.with_arn("TagResource", R"(,"Tags":[{"Key":"b","Value":"2"},{"Key":"a","Value":""}])");
  EXPECT_EQ(world.tags(), (json{{"a", ""}, {"b", "2"}}));
  world.with_arn("TagResource", R"(,"Tags":[{"Key":"b","Value":"3"}])");
  world.with_arn("UntagResource", R"(,"TagKeys":["a","nothing"])");
  EXPECT_EQ(world.tags(), (json{{"b", "3"}}));
}

TEST(Tags, ThatATableIsMadeWithAreListed) {
  TagWorld world;
  world.ok(
      "CreateTable",
      R"({"TableName":"tagged","BillingMode":"PAY_PER_REQUEST","Tags":[{"Key":"a","Value":"1"}],
               "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
               "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})");
  EXPECT_EQ(world.ok("ListTagsOfResource",
                     R"({"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/tagged"})"),
            json::parse(R"({"Tags":[{"Key":"a","Value":"1"}]})"));
}

TEST(Tags, GoWithTheirTable) {
  TagWorld world;
  world.with_arn("TagResource", tags_from(1, 1));
  world.ok("DeleteTable", R"({"TableName":"people"})");
  world.people();
  EXPECT_EQ(world.tags(), json::object());
}

TEST(Tags, AreFiftyAtMost) {
  TagWorld world;
  world.with_arn("TagResource", tags_from(1, 30));
  world.with_arn("TagResource", tags_from(20, 50));
  constexpr auto kTooMany = "Number of Tags exceed the current limit for the provided ResourceArn";
  EXPECT_EQ(world.refused("TagResource", tags_from(50, 51)), kTooMany);
  EXPECT_EQ(world.refused("TagResource", tags_from(1, 51)), kTooMany);
  EXPECT_EQ(world.tags().size(), 50U);
  std::string keys;
  for (int i = 1; i <= 51; ++i) base::append(keys, i == 1 ? "" : ",", "\"k", i, "\"");
  EXPECT_EQ(world.refused("UntagResource", base::cat(R"(,"TagKeys":[)", keys, "]")), kTooMany);
}

TEST(Tags, HaveKeysAndValuesOfLettersNumbersSpacesAndAFewSigns) {
  TagWorld world;
  const auto tag = [](std::string_view key, std::string_view value) {
    return base::cat(R"(,"Tags":[{"Key":"good","Value":"x"},{"Key":")", key, R"(","Value":")",
                     value, R"("}])");
  };
  for (const auto* text : {"a+b-c=d.e_f:g/h@i", "ключ", "café", "表", " ", "7"}) {
    world.with_arn("TagResource", tag(text, text));
  }
  world.with_arn("TagResource", tag(std::string(128, 'k'), std::string(256, 'v')));
  const auto before = world.tags();
  for (const auto* text : {"100%", "a,b", "hi!", "(x)", "a&b", "a*b", "a;b", "~a", "🔑", "a|b"}) {
    EXPECT_EQ(world.refused("TagResource", tag(text, "1")),
              base::cat("The Tag Key provided is invalid, Key: ", text));
    EXPECT_EQ(world.refused("TagResource", tag("k", text)),
              base::cat("The Tag Value provided is invalid, Value: ", text));
  }
  const std::string long_key(129, 'k');
  EXPECT_EQ(world.refused("TagResource", tag(long_key, "1")),
            base::cat("The Tag Key provided is invalid, Key: ", long_key));
  EXPECT_EQ(world.refused("UntagResource", base::cat(R"(,"TagKeys":[")", long_key, "\"]")),
            base::cat("The Tag Key provided is invalid, Key: ", long_key));
  const std::string long_value(257, 'v');
  EXPECT_EQ(world.refused("TagResource", tag("k", long_value)),
            base::cat("The Tag Value provided is invalid, Value: ", long_value));
  EXPECT_EQ(world.tags(), before);
}

TEST(Tags, OfAwsItselfAreReserved) {
  TagWorld world;
  EXPECT_EQ(world.refused("TagResource", R"(,"Tags":[{"Key":"aws:a","Value":"1"}])"),
            "Tag Key cannot be prefixed with aws:, Key: aws:a");
}

TEST(Tags, ThatLackSomethingAreRefused) {
  TagWorld world;
  EXPECT_EQ(world.refused("TagResource", R"(,"Tags":[])"),
            "Atleast one Tag needs to be provided as Input.");
  EXPECT_EQ(world.refused("UntagResource", R"(,"TagKeys":[])"),
            "Atleast one Tag Key needs to be provided as Input.");
  EXPECT_EQ(world.refused("TagResource", R"(,"Tags":[{"Value":"1"}])"),
            "The Tag Key provided is invalid, Key: null");
  EXPECT_EQ(world.refused("TagResource", R"(,"Tags":[{"Key":"a"}])"),
            "The Tag Value provided is invalid, Value: null");
  EXPECT_EQ(world.refused("TagResource", ""),
            "1 validation error detected: Value null at 'tags' failed to satisfy constraint: "
            "Member must not be null");
  EXPECT_EQ(
      world.refused("TagResource", R"(,"Tags":[{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}])"),
      "Duplicate Tag Keys provided as input: Duplicate Tag Key found a");
}

TEST(Tags, AreOfOneTableWhoseArnIsNamed) {
  TagWorld world;
  const auto refused = [&](std::string_view arn) {
    return world.invalid("ListTagsOfResource", TagWorld::request(arn, ""));
  };
  constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";
  EXPECT_EQ(refused("people"), base::cat(kInvalid, "ARNs must start with 'arn:': people"));
  for (const auto* arn : {"arn:aws:sns:us-east-1:000000000000:people", "arn:people",
                          "arn:aws:dynamodb:us-east-1:000000000000:table/people/backup/0170",
                          "arn:aws:dynamodb:us-east-1:000000000000:table/a b"}) {
    EXPECT_EQ(refused(arn),
              base::cat(kInvalid, "Provided Arn is not a DynamoDB resource arn: ", arn));
  }
  const auto index = base::cat(kArn, "/index/by-name");
  EXPECT_EQ(refused(index),
            base::cat(kInvalid,
                      "Invalid resource arn provided, only table or stream is accepted. Provided "
                      "resource arn: ",
                      index));
  EXPECT_EQ(refused("arn:aws:dynamodb:eu-west-1:000000000000:table/people"),
            "Invalid TableArn: Invalid ResourceArn provided as input "
            "arn:aws:dynamodb:eu-west-1:000000000000:table/people");
  EXPECT_EQ(refused(base::cat(kArn, "/stream/2026-01-01T00:00:00.000")),
            "Tertulia does not support tags of streams");
  for (const auto* operation : {"ListTagsOfResource", "TagResource", "UntagResource"}) {
    EXPECT_EQ(
        world.error(operation,
                    TagWorld::request(base::cat(kArn, "x"),
                                      R"(,"Tags":[{"Key":"a","Value":"1"}],"TagKeys":["a"])")),
        "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
        "found: ResourceArn: arn:aws:dynamodb:us-east-1:000000000000:table/peoplex not found");
  }
}

TEST(Tags, AreAllOnOnePage) {
  TagWorld world;
  world.with_arn("TagResource", tags_from(1, 50));
  EXPECT_FALSE(world.with_arn("ListTagsOfResource").contains("NextToken"));
  EXPECT_EQ(world.refused("ListTagsOfResource", R"(,"NextToken":"x")"),
            "One or more parameter values were invalid: Invalid NextToken: x");
}

}  // namespace
}  // namespace tertulia::dynamodb

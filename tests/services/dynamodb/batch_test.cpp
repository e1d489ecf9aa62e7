#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

std::string batch(std::string_view requests) {
  return base::cat("{\"RequestItems\":", requests, "}");
}

/// `count` puts of people, numbered from `first`.
std::string puts(int count, int first = 0) {
  std::string list;
  for (int i = first; i < first + count; ++i) {
    base::append(list, i == first ? "" : ",", R"({"PutRequest":{"Item":{"id":{"S":"p)", i,
                 "\"}}}}");
  }
  return base::cat("[", list, "]");
}

std::string keys(int count) {
  std::string list;
  for (int i = 0; i < count; ++i) {
    base::append(list, i == 0 ? "" : ",", R"({"id":{"S":"p)", i, "\"}}");
  }
  return base::cat("[", list, "]");
}

struct BatchWorld : World {
  BatchWorld() {
    people();
    visits();
  }
  std::string write_refused(std::string_view requests) {
    return invalid("BatchWriteItem", batch(requests));
  }
  std::string get_refused(std::string_view requests) {
    return invalid("BatchGetItem", batch(requests));
  }
};

TEST(BatchWriteItem, PutsAndDeletesInSeveralTables) {
  BatchWorld world;
  world.put("people", R"({"id":{"S":"old"}})");
  EXPECT_EQ(world
                .call("BatchWriteItem", batch(R"({
      "people":[{"PutRequest":{"Item":{"id":{"S":"a"}}}},{"DeleteRequest":{"Key":{"id":{"S":"old"}}}}],
      "visits":[{"PutRequest":{"Item":{"id":{"S":"a"},"n":{"N":"1"}}}}]})"))
                .body,
            R"({"UnprocessedItems":{}})");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people"})")["Items"],
            nlohmann::json::parse(R"([{"id":{"S":"a"}}])"));
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"visits"})")["Count"], 1);
}

TEST(BatchWriteItem, WritesAllOrNothing) {
  BatchWorld world;
  EXPECT_EQ(world.write_refused(R"({"people":[{"PutRequest":{"Item":{"id":{"S":"a"}}}}],
                                    "visits":[{"PutRequest":{"Item":{"id":{"S":"a"}}}}]})"),
            "The provided key element does not match the schema");
  EXPECT_EQ(world.ok("Scan", R"({"TableName":"people"})")["Count"], 0);
}

TEST(BatchWriteItem, Takes25Writes) {
  BatchWorld world;
  world.ok("BatchWriteItem", batch(base::cat("{\"people\":", puts(25), "}")));
  const auto message = world.write_refused(base::cat("{\"people\":", puts(26), "}"));
  EXPECT_TRUE(message.starts_with("1 validation error detected: Value '{people=[")) << message;
  EXPECT_TRUE(message.ends_with(
      "]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: "
      "[Member must have length less than or equal to 25, Member must have length greater than or "
      "equal to 1]"))
      << message;
}

TEST(BatchWriteItem, Takes25WritesOverAllTables) {
  BatchWorld world;
  EXPECT_EQ(world.write_refused(base::cat(
                "{\"people\":", puts(25),
                R"(,"visits":[{"PutRequest":{"Item":{"id":{"S":"a"},"n":{"N":"1"}}}}]})")),
            "Too many items requested for the BatchWriteItem call");
}

TEST(BatchWriteItem, NeedsWrites) {
  BatchWorld world;
  EXPECT_EQ(world.invalid("BatchWriteItem", "{}"),
            "1 validation error detected: Value null at 'requestItems' failed to satisfy "
            "constraint: Member must not be null");
  EXPECT_EQ(world.write_refused("{}"), "The requestItems parameter is required for BatchWriteItem");
  EXPECT_EQ(world.write_refused(R"({"people":[{}]})"),
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of "
            "the supported datatypes");
}

TEST(BatchWriteItem, ReportsTheMapBeforeWhatIsInIt) {
  BatchWorld world;
  EXPECT_EQ(
      world.write_refused(R"({"aa;":[{"PutRequest":{},"DeleteRequest":{}}]})"),
      "3 validation errors detected: Value '{aa;=[{DeleteRequest={Key={}}, "
      "PutRequest={Item={}}}]}' "
      "at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member "
      "must have length less than or equal to 255, Member must have length greater than or equal "
      "to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; Value null at "
      "'requestItems.aa;.member.1.member.deleteRequest.key' failed to satisfy constraint: Member "
      "must not be null; Value null at 'requestItems.aa;.member.1.member.putRequest.item' failed "
      "to satisfy constraint: Member must not be null");
}

TEST(BatchWriteItem, WritesAKeyOnce) {
  BatchWorld world;
  EXPECT_EQ(world.write_refused(R"({"people":[{"PutRequest":{"Item":{"id":{"S":"a"}}}},
                                              {"DeleteRequest":{"Key":{"id":{"S":"a"}}}}]})"),
            "Provided list of item keys contains duplicates");
  EXPECT_EQ(world.write_refused(R"({"visits":[
                {"PutRequest":{"Item":{"id":{"S":"a"},"n":{"N":"1"}}}},
                {"PutRequest":{"Item":{"id":{"S":"a"},"n":{"N":"1.0"}}}}]})"),
            "Provided list of item keys contains duplicates");
}

TEST(BatchWriteItem, LooksForTheTableBeforeItsKeys) {
  BatchWorld world;
  EXPECT_EQ(world.error("BatchWriteItem", batch(R"({"nowhere":[
                {"PutRequest":{"Item":{"id":{"S":"a"}}}},{"DeleteRequest":{"Key":{"id":{"S":"a"}}}}]})")),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
}

TEST(BatchWriteItem, SpeaksOfKeysInItsOwnWords) {
  BatchWorld world;
  for (const auto* item : {R"({})", R"({"id":{"N":"5"}})", R"({"id":{"L":[{"S":"x"}]}})"}) {
    EXPECT_EQ(world.write_refused(base::cat(R"({"people":[{"PutRequest":{"Item":)", item, "}}]}")),
              "The provided key element does not match the schema");
  }
  EXPECT_EQ(world.write_refused(R"({"people":[{"PutRequest":{"Item":{"id":{"S":""}}}}]})"),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

TEST(BatchWriteItem, ChecksEachItem) {
  BatchWorld world;
  EXPECT_EQ(
      world.write_refused(R"({"people":[{"PutRequest":{"Item":{"id":{"S":"a"},"x":{"SS":[]}}}}]})"),
      "One or more parameter values were invalid: An string set  may not be empty");
  EXPECT_EQ(world.write_refused(
                base::cat(R"({"people":[{"PutRequest":{"Item":{"id":{"S":"a"},"x":{"S":")",
                          std::string(409600, 'x'), "\"}}}}]}")),
            "Item size has exceeded the maximum allowed size");
}

TEST(BatchGetItem, ReturnsWhatThereIs) {
  BatchWorld world;
  world.put("people", R"({"id":{"S":"p1"},"name":{"S":"Ana"}})");
  EXPECT_EQ(world
                .call("BatchGetItem",
                      batch(base::cat(R"({"people":{"Keys":)", keys(3),
                                      R"(},"visits":{"Keys":[{"id":{"S":"a"},"n":{"N":"1"}}]}})")))
                .body,
            R"({"Responses":{"people":[{"id":{"S":"p1"},"name":{"S":"Ana"}}],"visits":[]},)"
            R"("UnprocessedKeys":{}})");
}

TEST(BatchGetItem, Takes100Keys) {
  BatchWorld world;
  world.ok("BatchGetItem", batch(base::cat(R"({"people":{"Keys":)", keys(100), "}}")));
  EXPECT_EQ(world.get_refused(base::cat(R"({"people":{"Keys":)", keys(101), "}}")),
            "1 validation error detected: Value at 'RequestItems.people.member.Keys' failed to "
            "satisfy constraint: Member must have length less than or equal to 100");
  EXPECT_EQ(
      world.get_refused(base::cat(R"({"people":{"Keys":)", keys(100),
                                  R"(},"visits":{"Keys":[{"id":{"S":"a"},"n":{"N":"1"}}]}})")),
      "Too many items requested for the BatchGetItem call");
}

TEST(BatchGetItem, NeedsKeys) {
  BatchWorld world;
  EXPECT_EQ(world.invalid("BatchGetItem", R"({"ReturnConsumedCapacity":"hi"})"),
            "2 validation errors detected: Value 'hi' at 'returnConsumedCapacity' failed to "
            "satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value "
            "null at 'requestItems' failed to satisfy constraint: Member must not be null");
  EXPECT_EQ(world.get_refused("{}"), "The requestItems parameter is required for BatchGetItem");
  EXPECT_EQ(world.get_refused(R"({"people":{"Keys":[]}})"),
            "1 validation error detected: Value at 'RequestItems.people.member.Keys' failed to "
            "satisfy constraint: Member must have length greater than or equal to 1");
  EXPECT_EQ(world.get_refused(R"({"people":{}})"),
            "1 validation error detected: Value null at 'requestItems.people.member.keys' failed "
            "to satisfy constraint: Member must not be null");
}

TEST(BatchGetItem, ReadsAKeyOnce) {
  BatchWorld world;
  EXPECT_EQ(world.get_refused(R"({"people":{"Keys":[{"id":{"S":"a"}},{"id":{"S":"a"}}]}})"),
            "Provided list of item keys contains duplicates");
}

TEST(BatchGetItem, ChecksTablesAndKeys) {
  BatchWorld world;
  EXPECT_EQ(world.error("BatchGetItem", batch(R"({"nowhere":{"Keys":[{"id":{"S":"a"}}]}})")),
            "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException: Requested resource not "
            "found");
  EXPECT_EQ(world.get_refused(R"({"people":{"Keys":[{"x":{"S":"a"}}]}})"),
            "The provided key element does not match the schema");
  EXPECT_EQ(world.get_refused(R"({"people":{"Keys":[{"id":{"S":""}}]}})"),
            "One or more parameter values are not valid. The AttributeValue for a key attribute "
            "cannot contain an empty string value. Key: id");
}

TEST(BatchGetItem, Projects) {
  BatchWorld world;
  world.put("people", R"({"id":{"S":"a"},"x":{"N":"1"},"y":{"N":"2"}})");
  const auto page =
      world.ok("BatchGetItem",
               batch(R"({"people":{"Keys":[{"id":{"S":"a"}}],"ProjectionExpression":"x"}})"));
  EXPECT_EQ(page.at("Responses").at("people"), nlohmann::json::parse(R"([{"x":{"N":"1"}}])"));
}

TEST(BatchGetItem, LeavesUnprocessedWhatIsBeyondSixteenMegabytes) {
  BatchWorld world;
  // 40 items of 400 KB are 16,384,000 bytes; a 41st goes beyond 16 MB.
  const std::string text(409600 - 6, 'x');
  for (int i = 10; i < 52; ++i) {
    world.put("people", base::cat(R"({"id":{"S":"p)", i, R"("},"x":{"S":")", text, "\"}}"));
  }
  std::string wanted;
  for (int i = 10; i < 52; ++i) {
    base::append(wanted, i == 10 ? "" : ",", R"({"id":{"S":"p)", i, "\"}}");
  }
  const auto reply = world.ok(
      "BatchGetItem", base::cat(R"({"ReturnConsumedCapacity":"TOTAL","RequestItems":{"people":)",
                                R"({"ConsistentRead":true,"Keys":[)", wanted, "]}}}"));
  EXPECT_EQ(reply["Responses"]["people"].size(), 40);
  EXPECT_EQ(reply["UnprocessedKeys"], nlohmann::json::parse(R"({"people":{"ConsistentRead":true,
                "Keys":[{"id":{"S":"p50"}},{"id":{"S":"p51"}}]}})"));
  EXPECT_EQ(reply["ConsumedCapacity"][0]["CapacityUnits"], 40 * 100);
}

}  // namespace
}  // namespace tertulia::dynamodb

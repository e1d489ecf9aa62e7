// Streams: what they show of changes, and how they are read.
#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/streams/operations.hpp"
#include "tests/services/dynamodb/world.hpp"

namespace tertulia::dynamodb {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;

/// A table "people" with a stream, which is read by the service of streams.
struct StreamWorld : World {
  explicit StreamWorld(std::string_view view = "NEW_AND_OLD_IMAGES")
      : streams(service.stream_log(), env) {
    dispatcher.add<streams::Operations>(streams);
    const auto made = ok("CreateTable", base::cat(R"({"TableName":"people",
        "BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
        "StreamSpecification":{"StreamEnabled":true,"StreamViewType":")",
                                                  view, "\"}}"));
    arn = made["TableDescription"]["LatestStreamArn"];
  }
  json read(std::string_view operation, const json& input) {
    const auto answer = WorldBase::call("dynamodbstreams", operation, input.dump());
    EXPECT_EQ(answer.status, 200) << operation << input << answer.body;
    return json::parse(answer.body);
  }
  /// "Code: message" of a refusal.
  std::string refused(std::string_view operation, const json& input) {
    const auto answer = WorldBase::call("dynamodbstreams", operation, input.dump());
    EXPECT_EQ(answer.status, 400) << operation << input;
    const auto body = json::parse(answer.body);
    const auto code = body.value("__type", "");
    return base::cat(code.substr(code.find('#') + 1), ": ", body.value("message", ""));
  }
  json description() { return read("DescribeStream", {{"StreamArn", arn}})["StreamDescription"]; }
  std::string iterator(std::string_view type, const json& more = json::object(), int shard = 0) {
    json input{{"StreamArn", arn},
               {"ShardId", description()["Shards"][static_cast<std::size_t>(shard)]["ShardId"]},
               {"ShardIteratorType", type}};
    input.update(more);
    return read("GetShardIterator", input)["ShardIterator"];
  }
  json records(std::string_view type = "TRIM_HORIZON") {
    return read("GetRecords", {{"ShardIterator", iterator(type)}})["Records"];
  }
  void erase(std::string_view id) {
    ok("DeleteItem", base::cat(R"({"TableName":"people","Key":{"id":{"S":")", id, "\"}}}"));
  }

  streams::DynamoDbStreams streams;
  std::string arn;
};

std::string changes_in(const json& records) {
  std::string text;
  for (const auto& record : records) {
    base::append(text, text.empty() ? "" : " ", record["eventName"].get<std::string>(), ":",
                 record["dynamodb"]["Keys"]["id"]["S"].get<std::string>());
  }
  return text;
}

TEST(Stream, ShowsChangesInTheirOrder) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"}})");
  world.put("people", R"({"id":{"S":"b"}})");
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
  world.erase("b");
  EXPECT_EQ(changes_in(world.records()), "INSERT:a INSERT:b MODIFY:a REMOVE:b");
}

TEST(Stream, ShowsWhatStatementsOfPartiqlChange) {
  StreamWorld world;
  world.ok("ExecuteStatement", R"({"Statement":"INSERT INTO people VALUE {'id':'a'}"})");
  world.ok("BatchExecuteStatement",
           R"({"Statements":[{"Statement":"UPDATE people SET n = 1 WHERE id = 'a'"},
                             {"Statement":"UPDATE people SET n = 1 WHERE id = 'none'"}]})");
  world.ok("ExecuteTransaction",
           R"({"TransactStatements":[{"Statement":"DELETE FROM people WHERE id = 'a'"}]})");
  EXPECT_EQ(changes_in(world.records()), "INSERT:a MODIFY:a REMOVE:a");
}

TEST(Stream, ShowsNothingOfWhatChangesNothing) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1.0"}})");
  world.erase("z");
  EXPECT_EQ(changes_in(world.records()), "INSERT:a");
}

TEST(Stream, ShowsARecordInFull) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
  world.put("people", R"({"id":{"S":"a"},"n":{"N":"22"}})");
  auto record = world.records()[1];
  EXPECT_EQ(record["eventID"].get<std::string>().size(), 32);
  EXPECT_EQ(record["dynamodb"]["SequenceNumber"].get<std::string>().size(), 21);
  record.erase("eventID");
  record["dynamodb"].erase("SequenceNumber");
  // id a; id a, n 1; id a, n 22.
  EXPECT_EQ(record, json::parse(R"({"eventName":"MODIFY","eventVersion":"1.1",
    "eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{
      "ApproximateCreationDateTime":1767225600,"Keys":{"id":{"S":"a"}},
      "NewImage":{"id":{"S":"a"},"n":{"N":"22"}},"OldImage":{"id":{"S":"a"},"n":{"N":"1"}},
      "SizeBytes":15,"StreamViewType":"NEW_AND_OLD_IMAGES"}})"));
}

TEST(Stream, ShowsWhatItsViewLets) {
  const auto images = [](std::string_view view) {
    StreamWorld world(view);
    world.put("people", R"({"id":{"S":"a"}})");
    world.put("people", R"({"id":{"S":"a"},"n":{"N":"1"}})");
    const auto record = world.records()[1]["dynamodb"];
    return base::cat(record.contains("NewImage") ? "new" : "",
                     record.contains("OldImage") ? "old" : "");
  };
  EXPECT_EQ(images("KEYS_ONLY"), "");
  EXPECT_EQ(images("NEW_IMAGE"), "new");
  EXPECT_EQ(images("OLD_IMAGE"), "old");
  EXPECT_EQ(images("NEW_AND_OLD_IMAGES"), "newold");
}

TEST(Stream, IsReadFromWhereOneLikes) {
  StreamWorld world;
  for (const auto* id : {"a", "b", "c"}) {
    world.put("people", base::cat(R"({"id":{"S":")", id, "\"}}"));
  }
  const auto latest = world.iterator("LATEST");
  const std::string second = world.records()[1]["dynamodb"]["SequenceNumber"];
  const json at{{"SequenceNumber", second}};
  const auto read = [&](std::string_view iterator) {
    return changes_in(world.read("GetRecords", {{"ShardIterator", iterator}})["Records"]);
  };
  EXPECT_EQ(read(world.iterator("AT_SEQUENCE_NUMBER", at)), "INSERT:b INSERT:c");
  EXPECT_EQ(read(world.iterator("AFTER_SEQUENCE_NUMBER", at)), "INSERT:c");
  EXPECT_EQ(read(latest), "");
  world.put("people", R"({"id":{"S":"d"}})");
  EXPECT_EQ(read(latest), "INSERT:d");
}

TEST(Stream, IsReadByPages) {
  StreamWorld world;
  for (const auto* id : {"a", "b", "c"}) {
    world.put("people", base::cat(R"({"id":{"S":")", id, "\"}}"));
  }
  const auto first =
      world.read("GetRecords", {{"ShardIterator", world.iterator("TRIM_HORIZON")}, {"Limit", 2}});
  EXPECT_EQ(changes_in(first["Records"]), "INSERT:a INSERT:b");
  const auto rest = world.read("GetRecords", {{"ShardIterator", first["NextShardIterator"]}});
  EXPECT_EQ(changes_in(rest["Records"]), "INSERT:c");
  EXPECT_TRUE(rest.contains("NextShardIterator"));
}

TEST(Stream, HasAnotherShardEveryFourHours) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"}})");
  world.advance(hours(4));
  world.put("people", R"({"id":{"S":"b"}})");
  const auto shards = world.description()["Shards"];
  ASSERT_EQ(shards.size(), 2);
  EXPECT_EQ(shards[1]["ParentShardId"], shards[0]["ShardId"]);
  EXPECT_TRUE(shards[0]["SequenceNumberRange"].contains("EndingSequenceNumber"));
  EXPECT_FALSE(shards[1]["SequenceNumberRange"].contains("EndingSequenceNumber"));
  const auto old_shard =
      world.read("GetRecords", {{"ShardIterator", world.iterator("TRIM_HORIZON")}});
  EXPECT_EQ(changes_in(old_shard["Records"]), "INSERT:a");
  const auto end = world.read("GetRecords", {{"ShardIterator", old_shard["NextShardIterator"]}});
  EXPECT_FALSE(end.contains("NextShardIterator"));
  const auto next = world.iterator("TRIM_HORIZON", json::object(), 1);
  EXPECT_EQ(changes_in(world.read("GetRecords", {{"ShardIterator", next}})["Records"]), "INSERT:b");
}

TEST(Stream, TellsTheShardsAfterAnId) {
  StreamWorld world;
  world.advance(hours(4));
  const auto shards = world.description()["Shards"];
  const auto after = [&](std::string_view id) {
    const auto reply =
        world.read("DescribeStream", {{"StreamArn", world.arn}, {"ExclusiveStartShardId", id}});
    return reply["StreamDescription"]["Shards"];
  };
  EXPECT_EQ(after(shards[0]["ShardId"].get<std::string>()), json::array({shards[1]}));
  EXPECT_EQ(after(std::string(40, 'z')), json::array());
}

TEST(Stream, ForgetsAfterADay) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"}})");
  world.advance(hours(23));
  EXPECT_EQ(changes_in(world.records()), "INSERT:a");
  world.advance(hours(6));
  const auto shards = world.description()["Shards"];
  EXPECT_EQ(shards.size(), 7);
  EXPECT_EQ(changes_in(world.records()), "");
}

TEST(Stream, IsReadByIteratorsOfTheLastQuarterOfAnHour) {
  StreamWorld world;
  const auto iterator = world.iterator("LATEST");
  world.advance(minutes(15));
  world.read("GetRecords", {{"ShardIterator", iterator}});
  world.advance(minutes(1));
  EXPECT_TRUE(world.refused("GetRecords", {{"ShardIterator", iterator}})
                  .starts_with("ExpiredIteratorException: "));
}

TEST(Stream, OutlivesItsTableByADay) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"}})");
  world.ok("DeleteTable", R"({"TableName":"people"})");
  EXPECT_EQ(world.description()["StreamStatus"], "DISABLED");
  EXPECT_EQ(changes_in(world.records()), "INSERT:a");
  world.advance(hours(24));
  EXPECT_TRUE(
      world.refused("DescribeStream", {{"StreamArn", world.arn}})
          .starts_with("ResourceNotFoundException: Requested resource not found: Stream: "));
}

TEST(Stream, IsSwitchedOffAndOn) {
  StreamWorld world;
  world.put("people", R"({"id":{"S":"a"}})");
  const auto off = world.ok("UpdateTable", R"({"TableName":"people",
      "StreamSpecification":{"StreamEnabled":false}})")["TableDescription"];
  EXPECT_FALSE(off.contains("StreamSpecification"));
  EXPECT_EQ(off["LatestStreamArn"], world.arn);
  world.put("people", R"({"id":{"S":"b"}})");
  EXPECT_EQ(changes_in(world.records()), "INSERT:a");
  world.advance(minutes(1));
  const auto on = world.ok("UpdateTable", R"({"TableName":"people",
      "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
  world.arn = on["TableDescription"]["LatestStreamArn"];
  world.put("people", R"({"id":{"S":"c"}})");
  EXPECT_EQ(changes_in(world.records()), "INSERT:c");
  EXPECT_EQ(world.read("ListStreams", {{"TableName", "people"}})["Streams"].size(), 2);
}

TEST(Stream, IsListedByPages) {
  StreamWorld world;
  world.ok("CreateTable", R"({"TableName":"others","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
        "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
  const auto first = world.read("ListStreams", {{"Limit", 1}});
  EXPECT_EQ(first["Streams"][0]["TableName"], "others");
  const auto second =
      world.read("ListStreams", {{"ExclusiveStartStreamArn", first["LastEvaluatedStreamArn"]}});
  ASSERT_EQ(second["Streams"].size(), 1);
  EXPECT_EQ(second["Streams"][0]["StreamArn"], world.arn);
  EXPECT_FALSE(second.contains("LastEvaluatedStreamArn"));
}

TEST(Stream, RefusesWhatItDoesNotKnow) {
  StreamWorld world;
  const std::string shard = world.description()["Shards"][0]["ShardId"];
  EXPECT_TRUE(world.refused("GetRecords", {{"ShardIterator", "nonsense"}})
                  .starts_with("ValidationException: "));
  EXPECT_TRUE(world
                  .refused("GetShardIterator", {{"StreamArn", world.arn},
                                                {"ShardId", shard},
                                                {"ShardIteratorType", "AT_SEQUENCE_NUMBER"}})
                  .starts_with("ValidationException: "));
  EXPECT_TRUE(world
                  .refused("GetShardIterator", {{"StreamArn", world.arn},
                                                {"ShardId", shard.substr(0, 36) + "9"},
                                                {"ShardIteratorType", "LATEST"}})
                  .starts_with("ResourceNotFoundException: "));
  EXPECT_TRUE(world.refused("DescribeStream", {{"StreamArn", std::string(40, 'x')}})
                  .starts_with("ValidationException: "));
}

TEST(CreateTable, WantsAViewOfAStream) {
  World world;
  EXPECT_EQ(world.invalid("CreateTable", R"({"TableName":"abc","BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
        "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
        "StreamSpecification":{"StreamEnabled":true}})"),
            "One or more parameter values were invalid: StreamViewType must be specified when a "
            "table is created with a stream enabled");
}

}  // namespace
}  // namespace tertulia::dynamodb

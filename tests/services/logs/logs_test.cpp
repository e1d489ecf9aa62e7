#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/services/logs/operations.hpp"
#include "emulator/services/logs/provision.hpp"
#include "tests/harness/service_world.hpp"

namespace tertulia::logs {
namespace {

using nlohmann::json;
using World = harness::ServiceWorld<Logs, Operations>;
using std::chrono::hours;

core::Time at(std::int64_t ms) { return core::from_epoch_ms(1'767'225'600'000 + ms); }

std::vector<std::string> messages(const Logs& logs, const core::Inspector::Query& query = {}) {
  std::vector<std::string> result;
  for (const auto& event : json::parse(logs.view(query))) result.push_back(event["message"]);
  return result;
}
using Messages = std::vector<std::string>;

TEST(LogEvents, AreShownInTheOrderOfTheirWriting) {
  World world;
  world.service.append("/aws/lambda/f", "s1", at(2), "first");
  world.service.append("/aws/lambda/g", "s2", at(1), "second");
  EXPECT_EQ(
      world.service.view({}),
      R"([{"group":"/aws/lambda/f","stream":"s1","timestamp":1767225600002,"message":"first"},)"
      R"({"group":"/aws/lambda/g","stream":"s2","timestamp":1767225600001,"message":"second"}])");
}

TEST(LogEvents, AreFilteredByGroupStreamTextAndTime) {
  World world;
  world.service.append("g", "s", at(0), "an apple");
  world.service.append("g", "t", at(10), "a pear");
  world.service.append("h", "s", at(20), "an apple again");
  EXPECT_EQ(messages(world.service, {{"group", "g"}}), (Messages{"an apple", "a pear"}));
  EXPECT_EQ(messages(world.service, {{"stream", "s"}}), (Messages{"an apple", "an apple again"}));
  EXPECT_EQ(messages(world.service, {{"contains", "pear"}}), Messages{"a pear"});
  EXPECT_EQ(messages(world.service, {{"since", "1767225600020"}}), Messages{"an apple again"});
  EXPECT_EQ(messages(world.service, {{"since", "2026-01-01T00:00:00.010Z"}}),
            (Messages{"a pear", "an apple again"}));
  EXPECT_EQ(messages(world.service, {{"group", "g"}, {"stream", "s"}}), Messages{"an apple"});
}

TEST(LogEvents, RefuseAFilterThatDoesNotExist) {
  World world;
  EXPECT_THROW((void)world.service.view({{"grup", "g"}}), std::invalid_argument);
  EXPECT_THROW((void)world.service.view({{"since", "yesterday"}}), std::invalid_argument);
}

TEST(LogEvents, ThatAreNoUtf8StillMakeJson) {
  World world;
  world.service.append("g", "s", at(0), "\xff\x01\"");
  EXPECT_EQ(messages(world.service), Messages{"\xEF\xBF\xBD\x01\""});
}

TEST(LogEvents, MakeRoomAboveTheirNumberAndAreCounted) {
  World world(Limits{.events = 2});
  for (const auto* text : {"1", "2", "3", "4"}) world.service.append("g", "s", at(0), text);
  EXPECT_EQ(messages(world.service), (Messages{"3", "4"}));
  EXPECT_EQ(world.service.dropped(), 2);
}

TEST(LogEvents, MakeRoomAboveTheirBytes) {
  World world(Limits{.bytes = 100});
  world.service.append("g", "s", at(0), std::string(60, 'a'));
  world.service.append("g", "t", at(0), std::string(60, 'b'));
  EXPECT_EQ(messages(world.service), Messages{std::string(60, 'b')});
  world.service.append("g", "t", at(0), std::string(200, 'c'));
  EXPECT_EQ(messages(world.service), Messages{});
}

TEST(LogEvents, AreHiddenAfterTheirGroupsRetention) {
  World world;
  ASSERT_TRUE(
      world.service.create_group(world.env.account, world.env.region, "g", {.retention_days = 1})
          .ok());
  world.service.append("g", "s", world.env.clock.now(), "old");
  world.service.append("kept", "s", world.env.clock.now(), "for ever");
  world.advance(hours(24));
  EXPECT_EQ(messages(world.service), Messages{"for ever"});
}

TEST(LogSnapshot, BringsBackWhatWasSaved) {
  World world(Limits{.events = 3});
  for (const auto* text : {"1", "2", "3", "4"}) world.service.append("g", "s", at(0), text);
  world.service.save();
  const auto groups = world.service.groups_view({});
  const auto snapshot = world.database.serialize();
  world.service.append("g", "t", at(0), "5");
  world.service.append("new", "t", at(0), "6");
  world.service.save();

  world.database.restore(snapshot);
  world.service.reload();
  EXPECT_EQ(messages(world.service), (Messages{"2", "3", "4"}));
  EXPECT_EQ(world.service.groups_view({}), groups);
  world.service.append("g", "s", at(0), "7");
  world.service.save();
  world.service.reload();
  EXPECT_EQ(messages(world.service), (Messages{"3", "4", "7"}));
}

TEST(LogSnapshot, MayBeOfNothing) {
  World world;
  world.service.save();
  const auto snapshot = world.database.serialize();
  world.service.append("g", "s", at(0), "1");
  world.service.save();
  world.database.restore(snapshot);
  world.service.reload();
  world.service.append("g", "s", at(0), "2");
  world.service.save();
  world.service.reload();
  EXPECT_EQ(messages(world.service), Messages{"2"});
}

TEST(LogSnapshot, IsReadByANewService) {
  World world;
  world.service.append("g", "s", at(0), "1");
  world.service.save();
  const Logs other(world.database, world.env);
  EXPECT_EQ(messages(other), Messages{"1"});
}

struct ProvisionWorld : World {
  core::Result<model::Physical> create(const json& properties) {
    return provision.create({.logical_id = "Group",
                             .type = "AWS::Logs::LogGroup",
                             .properties = properties,
                             .stack_name = "app-dev",
                             .account = "123456789012",
                             .region = "eu-west-1",
                             .root = ".",
                             .where = {}});
  }
  Provision provision{service, env};
};

TEST(LogGroupResource, IsReferredToByNameAndArn) {
  ProvisionWorld world;
  const auto made = world.create({{"LogGroupName", "/aws/lambda/f"}});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->ref, "/aws/lambda/f");
  EXPECT_EQ(made->attributes.at("Arn"),
            "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f:*");
}

TEST(LogGroupResource, KeepsItsSettings) {
  ProvisionWorld world;
  ASSERT_TRUE(world
                  .create({{"LogGroupName", "g"},
                           {"RetentionInDays", 14},
                           {"LogGroupClass", "INFREQUENT_ACCESS"},
                           {"Tags", {{{"Key", "team"}, {"Value", "one"}}}}})
                  .ok());
  const auto group = json::parse(world.service.groups_view({{"group", "g"}})).at(0);
  EXPECT_EQ(group["retentionInDays"], 14);
  EXPECT_EQ(group["class"], "INFREQUENT_ACCESS");
  EXPECT_EQ(group["tags"], json({{"team", "one"}}));
}

TEST(LogGroupResource, GetsANameWhenItHasNone) {
  ProvisionWorld world;
  const auto made = world.create(json::object());
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(made->ref.starts_with("app-dev-Group-")) << made->ref;
}

TEST(LogGroupResource, IsMadeOnce) {
  ProvisionWorld world;
  ASSERT_TRUE(world.create({{"LogGroupName", "g"}}).ok());
  const auto again = world.create({{"LogGroupName", "g"}});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "ResourceAlreadyExistsException");
}

TEST(LogGroupResource, NamesThePropertyAtFault) {
  ProvisionWorld world;
  const auto fault = [&](const json& properties) {
    const auto made = world.create(properties);
    return made.ok() ? std::string("made") : made.error().message;
  };
  EXPECT_NE(fault({{"RetentionInDays", 2}}).find("#/RetentionInDays: 2 is not a valid enum value"),
            std::string::npos);
  EXPECT_NE(fault({{"LogGroupClass", "CHEAP"}}).find("#/LogGroupClass"), std::string::npos);
  EXPECT_NE(fault({{"LogGroupName", "a b"}}).find("#/LogGroupName"), std::string::npos);
  EXPECT_NE(fault({{"KmsKeyId", "k"}}).find("KmsKeyId"), std::string::npos);
  EXPECT_NE(fault({{"Retention", 1}}).find("extraneous key [Retention] is not permitted"),
            std::string::npos);
}

}  // namespace
}  // namespace tertulia::logs

#include <gtest/gtest.h>

#include "emulator/sdk/client/dynamodb.hpp"
#include "emulator/sdk/encoding.hpp"
#include "emulator/sdk/errors.hpp"
#include "emulator/sdk/json_text.hpp"
#include "tests/sdk/fake_host.hpp"

namespace tertulia::sdk::dynamodb {
namespace {

using nlohmann::json;

TEST(PageOf, MakesPlainObjectsOfItems) {
  const Page page = page_of(R"({"Count":2,"Items":[
      {"id":{"N":"1"},"name":{"S":"a \"b\" é"},"ok":{"BOOL":true},"none":{"NULL":true}},
      {"l":{"L":[{"N":"-1.5"},{"M":{"k":{"S":"v"}}}]},"ns":{"NS":["1","2"]},"ss":{"SS":["a"]},"b":{"B":"AP8="}}
    ],"ScannedCount":2})");
  EXPECT_EQ(page.count, 2U);
  EXPECT_EQ(page.last_key, "");
  EXPECT_EQ(json::parse(page.items), json::parse(R"([
      {"id":1,"name":"a \"b\" é","ok":true,"none":null},
      {"l":[-1.5,{"k":"v"}],"ns":[1,2],"ss":["a"],"b":"AP8="}])"));
}

TEST(PageOf, KeepsAllDigitsOfNumbers) {
  const Page page = page_of(R"({"Items":[{"n":{"N":"12345678901234567890123456789012345678"}}]})");
  EXPECT_EQ(page.items, R"([{"n":12345678901234567890123456789012345678}])");
}

TEST(PageOf, KeepsTheLastKeyAsItIs) {
  EXPECT_EQ(page_of(R"({"Items":[],"LastEvaluatedKey":{"id":{"N":"8"}}})").last_key,
            R"({"id":{"N":"8"}})");
}

TEST(PageOf, IsEmptyWhenTheAnswerHasNoItems) { EXPECT_EQ(page_of("{}").items, "[]"); }

TEST(PageOf, RefusesWhatIsNoAnswerOfDynamoDb) {
  for (const std::string_view answer :
       {"[]", R"({"Items":1})", R"({"Items":[{"a":{}}]})", R"({"Items":[{"a":{"X":"1"}}]})",
        R"({"Items":[{"a":{"N":"one"}}]})", R"({"Items":[{"a":{"S":"1","N":"1"}}]})"}) {
    EXPECT_THROW((void)page_of(answer), JsonError) << answer;
  }
}

TEST(Scan, AsksForThePage) {
  test::FakeHost host;
  host.services["dynamodb.Scan"] = [](const json&) {
    return test::Answer{.body = {{"Items", {{{"id", {{"N", "9"}}}}}}}};
  };
  const Page page =
      scan(host.context(), {.table = "t", .limit = 8, .start_key = R"({"id":{"N":"8"}})"});
  EXPECT_EQ(page.items, R"([{"id":9}])");
  EXPECT_EQ(host.calls.at(0).input,
            json::parse(R"({"TableName":"t","Limit":8,"ExclusiveStartKey":{"id":{"N":"8"}}})"));
}

TEST(Scan, ThrowsWhatDynamoDbRefusesWith) {
  test::FakeHost host;
  host.services["dynamodb.Scan"] = [](const json&) {
    return test::refusal("ResourceNotFoundException", "Requested resource not found");
  };
  EXPECT_THROW((void)scan(host.context(), {.table = "t"}), ServiceError);
}

TEST(Token, LeadsBackToItsKey) {
  for (const std::string_view key :
       {R"({"id":{"N":"8"}})", R"({"a":{"S":"ñ/+ "},"b":{"B":"AP8="}})"}) {
    const std::string token = token_of(key);
    EXPECT_EQ(token.find_first_of("+/= {\""), std::string::npos);
    EXPECT_EQ(key_of(token), key);
  }
}

TEST(Token, IsRefusedWhenItHoldsNoKey) {
  EXPECT_EQ(key_of(""), std::nullopt);
  EXPECT_EQ(key_of("not a token"), std::nullopt);
  for (const std::string_view text :
       {"", "1", "[]", "{}", "null", R"({"id":8})", R"({"id":{"N":"x"}})", R"({"id":{"L":[]}})",
        R"({"id":{"N":"1","S":"1"}})", R"({"id":{}})",
        R"({"id":{"N":"1"}} )"
        "x"}) {
    EXPECT_EQ(key_of(base64_url(text)), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tertulia::sdk::dynamodb

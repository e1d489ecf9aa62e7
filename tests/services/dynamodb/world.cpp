#include "tests/services/dynamodb/world.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {

std::string own_error(std::string_view text) {
  return base::cat("com.amazonaws.dynamodb.v20120810#", text);
}

void World::people() {
  ok("CreateTable",
     R"({"TableName":"people","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})");
}

void World::visits() {
  ok("CreateTable",
     R"({"TableName":"visits","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                                 {"AttributeName":"n","AttributeType":"N"}],
         "KeySchema":[{"AttributeName":"id","KeyType":"HASH"},
                      {"AttributeName":"n","KeyType":"RANGE"}]})");
}

void World::put(std::string_view table, std::string_view item) {
  ok("PutItem", base::cat("{\"TableName\":\"", table, "\",\"Item\":", item, "}"));
}

nlohmann::json World::ok(std::string_view operation, std::string_view json) {
  const auto answer = call(operation, json);
  EXPECT_EQ(answer.status, 200) << operation << " " << json.substr(0, 500) << "\n" << answer.body;
  return nlohmann::json::parse(answer.body);
}

std::string World::error(std::string_view operation, std::string_view json) {
  const auto answer = call(operation, json);
  EXPECT_EQ(answer.status, 400) << operation << " " << json.substr(0, 500);
  const auto body = nlohmann::json::parse(answer.body);
  return base::cat(body.value("__type", "no error"), ": ",
                   body.value("message", body.value("Message", "")));
}

std::string World::invalid(std::string_view operation, std::string_view json) {
  const auto text = error(operation, json);
  constexpr std::string_view kPrefix = "com.amazon.coral.validate#ValidationException: ";
  EXPECT_TRUE(text.starts_with(kPrefix)) << text;
  return text.substr(std::min(kPrefix.size(), text.size()));
}

}  // namespace tertulia::dynamodb

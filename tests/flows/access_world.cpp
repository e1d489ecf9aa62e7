#include "tests/flows/access_world.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"

namespace tertulia::flows {

AccessWorld::AccessWorld() {
  dispatcher.add<dynamodb::Operations>(dynamodb);
  dispatcher.add<dynamodb::streams::Operations>(streams);
  iam.add("dynamodb", dynamodb);
}

void AccessWorld::role(std::string_view name, std::string_view statements) {
  const auto made = iam.put_role(
      env.account,
      {.name = std::string(name),
       .trust_policy =
           R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]})",
       .policies = {
           {"p", base::cat(R"({"Version":"2012-10-17","Statement":[)", statements, "]}")}}});
  ASSERT_TRUE(made.ok()) << made.error().message;
}

void AccessWorld::caller(std::string_view actions, std::string_view condition) {
  role("caller", base::cat(R"({"Effect":"Allow","Resource":"*","Action":)", actions,
                           R"(,"Condition":)", condition, "}"));
}

std::string AccessWorld::answer(const core::Principal& principal, std::string_view operation,
                                std::string_view json, std::string_view service) {
  const auto reply = door.call(service, operation, json, principal, env.region, {});
  if (reply.status == 200) return "allowed";
  const auto body = nlohmann::json::parse(reply.body);
  const auto type = body.value("__type", "");
  return base::cat(type.substr(type.find('#') + 1), ": ", body.value("message", ""));
}

std::string AccessWorld::as_caller(std::string_view operation, std::string_view json) {
  const auto text = answer(core::assumed_role(env.account, "caller", "s"), operation, json);
  if (text.starts_with("AccessDeniedException: ")) return "refused";
  EXPECT_EQ(text, "allowed") << operation << " " << json;
  return text;
}

nlohmann::json AccessWorld::as_administrator(std::string_view operation, std::string_view json) {
  const auto reply =
      door.call("dynamodb", operation, json, core::administrator(env.account), env.region, {});
  EXPECT_EQ(reply.status, 200) << operation << " " << reply.body;
  return nlohmann::json::parse(reply.body);
}

void AccessWorld::games() {
  as_administrator("CreateTable",
                   R"({"TableName":"games","BillingMode":"PAY_PER_REQUEST",
                       "AttributeDefinitions":[{"AttributeName":"user","AttributeType":"S"},
                                               {"AttributeName":"title","AttributeType":"S"}],
                       "KeySchema":[{"AttributeName":"user","KeyType":"HASH"},
                                    {"AttributeName":"title","KeyType":"RANGE"}]})");
}

}  // namespace tertulia::flows

#include <chrono>
#include <set>

#include "tests/app/steps.hpp"

namespace gettogether {
namespace {

using std::chrono::minutes;

class HelloWorld : public GetTogetherTest {};
class GetGetTogethers : public GetTogetherTest {};
class JoinGetTogether : public GetTogetherTest {};

TEST_F(HelloWorld, GreetsTheNameOfThePath) {
  const auto reply = when_.we_invoke_hello_world("Ada");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json(), "Hello Ada");
}

TEST_F(HelloWorld, GreetsTheNameOfTheBody) {
  const auto reply = when_.we_invoke_hello_world_with(R"({"name": "Núria"})");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.json(), "Hello Núria");
}

TEST_F(HelloWorld, RefusesABodyWithoutAName) {
  const auto reply = when_.we_invoke_hello_world_with(R"({"nombre": "Núria"})");
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.json().at("message").get<std::string>().find("name"), std::string::npos);
}

TEST_F(GetGetTogethers, AnswersTheEightGetTogethersToAnyOrigin) {
  const auto reply = when_.we_invoke_get_get_togethers();
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.json().at("getTogethers").size(), 8U);
  EXPECT_EQ(reply.headers.at("access-control-allow-origin"), "*");
  std::set<int> ids;
  const auto body = reply.json();
  for (const auto& one : body.at("getTogethers")) ids.insert(one.at("id").get<int>());
  EXPECT_EQ(ids, (std::set<int>{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST_F(GetGetTogethers, GivesTheNextPageForItsToken) {
  const auto first = when_.we_invoke_get_get_togethers();
  ASSERT_TRUE(first.json().contains("nextToken")) << first.body;
  const auto second =
      when_.we_invoke_get_get_togethers(first.json()["nextToken"].get<std::string>());
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(second.json().at("getTogethers").size(), 0U);
  EXPECT_FALSE(second.json().contains("nextToken"));
}

TEST_F(GetGetTogethers, RefusesATokenThatItDidNotMake) {
  const auto reply = when_.we_invoke_get_get_togethers("nonsense");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.json().at("message"), "nextToken is not valid");
}

TEST_F(JoinGetTogether, ReachesTheOrganiserWithTheSameCorrelationIds) {
  needs_control();
  const auto reply = when_.we_invoke_join_get_together(
      R"({"getTogetherId": "1", "userEmail": "ada@example.com"})",
      {{"X-Correlation-Id", "thread-of-ariadne"}, {"x-correlation-user", "ada"}});
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto order = reply.json().at("orderId");
  when_.everything_has_settled();

  const auto lines = then_.logged("notifyOrganiser", "notified organiser");
  const auto mine = std::find_if(lines.begin(), lines.end(), [&](const json& line) {
    return line.value("orderId", "") == order;
  });
  ASSERT_NE(mine, lines.end());
  EXPECT_EQ(mine->at("x-correlation-id"), "thread-of-ariadne");
  EXPECT_EQ(mine->at("x-correlation-user"), "ada");
  EXPECT_EQ(mine->at("userEmail"), "ada@example.com");
}

TEST_F(JoinGetTogether, OfTheErrorIsTriedThreeTimesAndArrivesInTheDeadLetterFunction) {
  needs_control();
  const auto tried = then_.invocations_of("notifyOrganiser").size();
  const auto dead = then_.logged("notifyOrganiserDLQ", "received dead letter").size();
  const auto reply = when_.we_invoke_join_get_together(
      R"({"getTogetherId": "error", "userEmail": "ada@example.com"})",
      {{"x-correlation-id", "doomed"}});
  ASSERT_EQ(reply.status, 200) << reply.body;

  when_.everything_has_settled();
  EXPECT_EQ(then_.invocations_of("notifyOrganiser").size(), tried + 1);
  when_.time_passes(minutes(1));
  EXPECT_EQ(then_.invocations_of("notifyOrganiser").size(), tried + 2);
  EXPECT_EQ(then_.logged("notifyOrganiserDLQ", "received dead letter").size(), dead);
  when_.time_passes(minutes(2));
  EXPECT_EQ(then_.invocations_of("notifyOrganiser").size(), tried + 3);

  const auto letters = then_.logged("notifyOrganiserDLQ", "received dead letter");
  ASSERT_EQ(letters.size(), dead + 1);
  EXPECT_EQ(letters.back().at("x-correlation-id"), "doomed");
  EXPECT_EQ(letters.back().at("getTogetherId"), "error");
  EXPECT_EQ(letters.back().at("orderId"), reply.json().at("orderId"));
}

/// What no client should send: each is answered 400 with a message, and nothing is published.
class JoinGetTogetherRefuses : public GetTogetherTest,
                               public testing::WithParamInterface<const char*> {};

TEST_P(JoinGetTogetherRefuses, WhatItCannotUse) {
  needs_control();
  const auto before = then_.invocations_of("notifyOrganiser").size();
  const auto reply = when_.we_invoke_join_get_together(GetParam());
  EXPECT_EQ(reply.status, 400);
  EXPECT_FALSE(reply.json().at("message").get<std::string>().empty());
  when_.everything_has_settled();
  EXPECT_EQ(then_.invocations_of("notifyOrganiser").size(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, JoinGetTogetherRefuses,
    testing::Values("", "{", "[]", R"("text")", R"({"getTogetherId": "1"})",
                    R"({"userEmail": "a@example.com"})",
                    R"({"getTogetherId": "1", "userEmail": 7})",
                    R"({"getTogetherId": true, "userEmail": "a@example.com"})",
                    R"({"getTogetherId": null, "userEmail": "a@example.com"})"));

}  // namespace
}  // namespace gettogether

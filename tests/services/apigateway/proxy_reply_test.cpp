#include "emulator/services/apigateway/proxy_reply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tertulia::apigateway {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

core::HttpResponse good(std::string_view payload, ReplyOptions options = {}) {
  auto reply = proxy_reply(payload, options);
  if (auto* response = std::get_if<core::HttpResponse>(&reply)) return std::move(*response);
  ADD_FAILURE() << "refused: " << payload;
  return {};
}

std::vector<core::Headers::Entry> entries(const core::HttpResponse& response) {
  return {response.headers.begin(), response.headers.end()};
}

/// The status of the refusal; 0 when it was taken.
int refused(std::string_view payload, ReplyOptions options = {}) {
  const auto reply = proxy_reply(payload, options);
  const auto* problem = std::get_if<Problem>(&reply);
  return problem == nullptr ? 0 : problem->status;
}

TEST(ProxyReply, TakesStatusHeadersAndBody) {
  const auto response =
      good(R"({"statusCode":201,"headers":{"X-A":"1"},"body":"{}","isBase64Encoded":false})");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "{}");
  EXPECT_THAT(entries(response),
              ElementsAre(Pair("X-A", "1"), Pair("Content-Type", "application/json")));
}

TEST(ProxyReply, TakesAStatusAsText) { EXPECT_EQ(good(R"({"statusCode":"404"})").status, 404); }

TEST(ProxyReply, TakesAnEmptyObjectForAnEmpty200) {
  const auto response = good("{}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
}

TEST(ProxyReply, TakesNullForAbsent) {
  const auto response = good(
      R"({"statusCode":null,"headers":null,"multiValueHeaders":null,"body":null,"isBase64Encoded":null})");
  EXPECT_EQ(response.status, 200);
}

TEST(ProxyReply, RefusesAMemberThatItDoesNotKnow) {
  EXPECT_EQ(refused(R"({"statusCode":200,"wrongValue":"value"})"), 502);
}

TEST(ProxyReply, RefusesWhatIsNoObject) {
  for (const auto* payload : {"", "null", "\"text\"", "[1]", "1", "{", "{}}", "\xff"}) {
    EXPECT_EQ(refused(payload), 502) << payload;
  }
}

TEST(ProxyReply, RefusesAStatusThatIsNone) {
  for (const auto* status :
       {"\"abc\"", "\"\"", "200.5", "199", "600", "-1", "1e300", "true", "{}", "[200]"}) {
    EXPECT_EQ(refused(std::string(R"({"statusCode":)") + status + "}"), 502) << status;
  }
}

TEST(ProxyReply, RefusesABodyThatIsNoText) {
  for (const auto* body : {"{}", "[]", "1", "true"}) {
    EXPECT_EQ(refused(std::string(R"({"body":)") + body + "}"), 502) << body;
  }
}

TEST(ProxyReply, RefusesAFlagThatIsNone) {
  EXPECT_EQ(refused(R"({"isBase64Encoded":"yes"})"), 502);
}

TEST(ProxyReply, WritesNumbersAndBooleansOfHeadersAsText) {
  const auto response = good(R"({"headers":{"A":1,"B":true,"C":null,"D":1.5}})");
  EXPECT_EQ(response.headers.get("A"), "1");
  EXPECT_EQ(response.headers.get("B"), "true");
  EXPECT_FALSE(response.headers.find("C"));
  EXPECT_EQ(response.headers.get("D"), "1.5");
}

TEST(ProxyReply, RefusesHeadersOfTheWrongType) {
  EXPECT_EQ(refused(R"({"headers":[]})"), 502);
  EXPECT_EQ(refused(R"({"headers":{"A":["1"]}})"), 502);
  EXPECT_EQ(refused(R"({"multiValueHeaders":{"A":"1"}})"), 502);
  EXPECT_EQ(refused(R"({"multiValueHeaders":{"A":[{}]}})"), 502);
}

TEST(ProxyReply, RefusesHeadersThatWouldSplitTheAnswer) {
  EXPECT_EQ(refused(R"({"headers":{"A":"1\r\nB: 2"}})"), 502);
  EXPECT_EQ(refused(R"({"headers":{"A: 1\r\nB":"2"}})"), 502);
  EXPECT_EQ(refused(R"({"headers":{"":"2"}})"), 502);
}

TEST(ProxyReply, SendsEveryValueOfAMultiValueHeader) {
  const auto response = good(R"({"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]}})");
  EXPECT_THAT(entries(response), ElementsAre(Pair("Set-Cookie", "a=1"), Pair("Set-Cookie", "b=2"),
                                             Pair("Content-Type", "application/json")));
}

TEST(ProxyReply, PrefersMultiValueHeadersOverSingleOnesOfTheSameName) {
  const auto response =
      good(R"({"headers":{"x-a":"single","X-B":"kept"},"multiValueHeaders":{"X-A":["1","2"]}})");
  EXPECT_THAT(entries(response),
              ElementsAre(Pair("X-B", "kept"), Pair("X-A", "1"), Pair("X-A", "2"),
                          Pair("Content-Type", "application/json")));
}

TEST(ProxyReply, KeepsTheFunctionsContentType) {
  EXPECT_EQ(good(R"({"headers":{"content-type":"text/html"}})").headers.get("Content-Type"),
            "text/html");
}

TEST(ProxyReply, RemapsHeadersThatAreNotTheFunctionsToSet) {
  const auto response = good(
      R"({"headers":{"Date":"d","server":"s","WWW-Authenticate":"Basic","Content-Length":"3","Connection":"close"}})");
  EXPECT_EQ(response.headers.get("x-amzn-Remapped-Date"), "d");
  EXPECT_EQ(response.headers.get("x-amzn-Remapped-server"), "s");
  EXPECT_EQ(response.headers.get("x-amzn-Remapped-WWW-Authenticate"), "Basic");
  EXPECT_EQ(response.headers.get("x-amzn-Remapped-Content-Length"), "3");
  EXPECT_EQ(response.headers.get("x-amzn-Remapped-Connection"), "close");
  EXPECT_FALSE(response.headers.find("Content-Length"));
}

TEST(ProxyReply, DropsTransferEncoding) {
  EXPECT_FALSE(
      good(R"({"headers":{"Transfer-Encoding":"chunked"}})").headers.find("Transfer-Encoding"));
}

TEST(ProxyReply, DecodesBase64WhenTheClientAcceptsBinary) {
  EXPECT_EQ(good(R"({"body":"AP8=","isBase64Encoded":true})", {.decodes_base64 = true}).body,
            std::string("\x00\xff", 2));
}

TEST(ProxyReply, LeavesBase64AsTextOtherwise) {
  EXPECT_EQ(good(R"({"body":"AP8=","isBase64Encoded":true})").body, "AP8=");
}

TEST(ProxyReply, LeavesABodyThatIsNotMarkedAsBase64) {
  EXPECT_EQ(good(R"({"body":"AP8="})", {.decodes_base64 = true}).body, "AP8=");
}

TEST(ProxyReply, AnswersAConfigurationErrorForBrokenBase64) {
  EXPECT_EQ(refused(R"({"body":"%","isBase64Encoded":true})", {.decodes_base64 = true}), 500);
}

}  // namespace
}  // namespace tertulia::apigateway

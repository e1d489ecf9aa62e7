#include <optional>

#include <gtest/gtest.h>

#include "emulator/edge/http/request_parser.hpp"

namespace tertulia::edge {
namespace {

using State = RequestParser::State;

/// Feeds all of `bytes`, `step` at a time, keeping what the parser leaves.
State feed(RequestParser& parser, std::string_view bytes, std::size_t step = 1 << 20) {
  std::string pending;
  while (!bytes.empty() && parser.state() == State::kNeedsMore) {
    pending += bytes.substr(0, step);
    bytes.remove_prefix(std::min(step, bytes.size()));
    pending.erase(0, parser.feed(pending));
  }
  return parser.state();
}

core::HttpRequest parse(std::string_view bytes) {
  RequestParser parser({});
  EXPECT_EQ(feed(parser, bytes), State::kComplete) << bytes << parser.fault().message;
  return parser.take().request;
}

HttpFault fault(std::string_view bytes, RequestParser::Limits limits = {}) {
  RequestParser parser(limits);
  EXPECT_EQ(feed(parser, bytes), State::kFaulty) << bytes;
  return parser.fault();
}

TEST(HttpRequestLine, GivesMethodTargetAndProtocolAsSent) {
  const auto request = parse("PATCH /a%20b?x=1&y HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(request.method, "PATCH");
  EXPECT_EQ(request.target, "/a%20b?x=1&y");
  EXPECT_EQ(request.protocol, "HTTP/1.1");
}

TEST(HttpRequestLine, TurnsAnAbsoluteTargetIntoPathAndHost) {
  const auto request = parse("GET http://api.example:8080/a?b HTTP/1.1\r\nHost: other\r\n\r\n");
  EXPECT_EQ(request.target, "/a?b");
  EXPECT_EQ(request.headers.get("Host"), "api.example:8080");
}

TEST(HttpRequestLine, GivesAnAbsoluteTargetWithoutPathASlash) {
  EXPECT_EQ(parse("GET http://h?b HTTP/1.1\r\nHost: h\r\n\r\n").target, "/?b");
}

TEST(HttpRequestLine, IsRefusedWhenTheTargetIsNoPath) {
  EXPECT_EQ(fault("GET a/b HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET * HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET ftp://h/a HTTP/1.1\r\nHost: h\r\n\r\n").status, 400);
}

TEST(HttpRequestLine, OfAProxyIsRefused) {
  EXPECT_EQ(fault("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n").status, 501);
}

TEST(HttpRequestLine, OfAnotherVersionIsRefusedAsSuch) {
  EXPECT_EQ(fault("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status, 505);
  EXPECT_EQ(fault("GET / HTTP/3.0\r\nHost: h\r\n\r\n").status, 505);
}

TEST(HttpRequestLine, IsRefusedWhenMalformed) {
  EXPECT_EQ(fault("GET / HTTP/1.1\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET /\r\nHost: h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 tls").status, 400);
}

TEST(HttpRequestLine, MayComeAfterEmptyLines) {
  EXPECT_EQ(parse("\r\n\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n").target, "/x");
}

TEST(HttpHeaders, KeepTheirOrderSpellingAndRepetition) {
  const auto request = parse("GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a:2\r\nX-B: \t3 \r\n\r\n");
  const std::vector<core::Headers::Entry> expected{
      {"Host", "h"}, {"X-A", "1"}, {"x-a", "2"}, {"X-B", "3"}};
  EXPECT_EQ(std::vector(request.headers.begin(), request.headers.end()), expected);
}

TEST(HttpHeaders, AreRefusedAboveTheirLimit) {
  const auto found = fault("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2000, 'x'),
                           {.header_bytes = 1000, .body_bytes = 0});
  EXPECT_EQ(found.status, 431);
  EXPECT_EQ(found.message, "The headers of a request are at most 1000 bytes long");
}

TEST(HttpHeaders, NeedOneHost) {
  EXPECT_EQ(fault("GET / HTTP/1.1\r\n\r\n").message, "A request of HTTP/1.1 has a Host header");
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").message,
            "A request has one Host header");
  EXPECT_EQ(parse("GET / HTTP/1.0\r\n\r\n").protocol, "HTTP/1.0");
}

TEST(HttpHeaders, AreRefusedWhenMalformed) {
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost : h\r\n\r\n").status, 400);
  EXPECT_EQ(fault("GET / HTTP/1.1\r\nHost: h\r\nX: a\x01z\r\n\r\n").status, 400);
}

TEST(HttpBody, HasTheLengthThatWasSaid) {
  EXPECT_EQ(parse("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello").body, "hello");
}

TEST(HttpBody, IsPutTogetherFromChunksWithoutExtensionsAndTrailers) {
  const auto request = parse(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
      "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
  EXPECT_EQ(request.body, "abcde");
  EXPECT_FALSE(request.headers.find("X-Trailer"));
}

TEST(HttpBody, IsTheSameInPiecesOfAnySize) {
  const std::string_view bytes =
      "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    RequestParser parser({});
    ASSERT_EQ(feed(parser, bytes, step), State::kComplete) << step;
    EXPECT_EQ(parser.take().request.body, "abc0123456789abcdef") << step;
  }
}

TEST(HttpBody, IsRefusedAboveItsLimitBeforeItArrives) {
  const RequestParser::Limits limits{.header_bytes = 1000, .body_bytes = 10};
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n", limits).status, 413);
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "6\r\nabcdef\r\n5\r\n",
                  limits)
                .status,
            413);
}

TEST(HttpBody, IsRefusedWhenItsLengthCanBeReadInTwoWays) {
  EXPECT_EQ(
      fault("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n").status,
      400);
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n")
                .status,
            400);
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n"
                  "Content-Length: 1\r\n\r\n")
                .status,
            400);
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n").status, 400);
  EXPECT_EQ(
      fault("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n").status,
      400);
}

TEST(HttpBody, IsRefusedInAnotherTransferCoding) {
  EXPECT_EQ(fault("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n").status,
            501);
  EXPECT_EQ(fault("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n").status, 400);
}

TEST(HttpBody, IsRefusedInMalformedChunks) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(fault(head + "g\r\n").status, 400);
  EXPECT_EQ(fault(head + "3\r\nabcd\r\n0\r\n\r\n").status, 400);
  EXPECT_EQ(fault(head + "11111111111111111\r\n").status, 400);
}

TEST(HttpBody, IsRefusedWhenAChunkHeaderDoesNotEnd) {
  RequestParser parser({.header_bytes = 1000, .body_bytes = 1000});
  EXPECT_EQ(feed(parser,
                 "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
                     std::string(2000, 'x'),
                 100),
            State::kFaulty);
}

TEST(HttpExpectation, IsTakenOnceBetweenHeadAndBody) {
  RequestParser parser({});
  feed(parser, "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_TRUE(parser.take_expectation());
  EXPECT_FALSE(parser.take_expectation());
}

TEST(HttpExpectation, OfAnotherKindIsRefused) {
  EXPECT_EQ(fault("PUT / HTTP/1.1\r\nHost: h\r\nExpect: cake\r\n\r\n").status, 417);
}

TEST(HttpKeepAlive, FollowsVersionAndConnectionHeader) {
  const auto keeps = [](std::string_view bytes) {
    RequestParser parser({});
    feed(parser, bytes);
    return parser.take().keep_alive;
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(HttpParser, LeavesTheNextRequestUnread) {
  RequestParser parser({});
  const std::string_view first = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string both = std::string(first) + "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n";
  EXPECT_EQ(parser.feed(both), first.size());
  EXPECT_EQ(parser.take().request.target, "/1");
  parser.feed(std::string_view(both).substr(first.size()));
  EXPECT_EQ(parser.take().request.target, "/2");
}

}  // namespace
}  // namespace tertulia::edge

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/edge/http_world.hpp"

namespace tertulia::edge {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

std::string get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\n" + std::string(more) + "\r\n";
}

TEST(HttpServer, AnswersWithStatusHeadersAndBody) {
  HttpWorld world;
  Client client(world.port);
  client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
  const auto reply = client.receive();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "POST /a hi");
  EXPECT_EQ(reply.headers.get("Content-Type"), "text/plain");
  EXPECT_EQ(reply.headers.get("Content-Length"), "10");
  EXPECT_THAT(std::string(reply.headers.get("Date")), HasSubstr(" GMT"));
}

TEST(HttpServer, TellsTheEndpointWhereTheClientIsAndWhatItReached) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/a"));
  client.receive();
  EXPECT_EQ(world.endpoint.last().remote_ip, "127.0.0.1");
  EXPECT_EQ(world.endpoint.last().endpoint, "http://127.0.0.1:" + std::to_string(world.port));
}

TEST(HttpServer, SendsNoBodyToHeadButItsLength) {
  HttpWorld world;
  Client client(world.port);
  client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n" + get("/b"));
  EXPECT_EQ(client.receive(true).headers.get("Content-Length"), "8");
  EXPECT_EQ(client.receive().body, "GET /b ");
}

TEST(HttpServer, SendsNoLengthWithAStatusThatHasNoBody) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/empty") + get("/b"));
  const auto empty = client.receive();
  EXPECT_EQ(empty.status, 204);
  EXPECT_FALSE(empty.headers.find("Content-Length"));
  EXPECT_EQ(client.receive().body, "GET /b ");
}

TEST(HttpServer, AnswersOptionsOfTheServerItself) {
  HttpWorld world;
  Client client(world.port);
  client.send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.receive().status, 204);
}

TEST(HttpServer, AnswersForAnEndpointThatThrows) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/throw") + get("/b"));
  EXPECT_EQ(client.receive().status, 500);
  EXPECT_EQ(client.receive().body, "GET /b ");
}

TEST(HttpServer, AnswersForAnEndpointThatThrowsTheReplyAway) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/drop"));
  const auto reply = client.receive();
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, R"({"message":"The emulator gave this request no answer"})");
}

TEST(HttpServer, NamesAHeaderThatCannotBeSentInsteadOfSendingIt) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/bad-header"));
  const auto reply = client.receive();
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, R"({"message":"The reply has a header that HTTP cannot carry: X-Bad"})");
  EXPECT_FALSE(reply.headers.find("X-Injected"));
}

TEST(HttpServer, SendsALargeBodyWhole) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/large/5000000") + get("/large/100") + get("/large/100000"));
  EXPECT_EQ(client.receive().body.size(), 5'000'000U);
  EXPECT_EQ(client.receive().body.size(), 100U);
  EXPECT_EQ(client.receive().body.size(), 100'000U);
}

TEST(HttpServer, ReceivesALargeBodyWhole) {
  HttpWorld world;
  Client client(world.port);
  const std::string body(5'000'000, 'b');
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n" + body);
  EXPECT_EQ(client.receive().body, "POST / " + body);
}

TEST(HttpServer, ServesTwoPortsWithTheirOwnEndpoints) {
  core::Env env({.clock = core::ClockMode::kVirtual});
  core::Core core(env.clock);
  TestEndpoint first, second;
  Server server(core);
  const auto first_port = server.listen({.endpoint = &first});
  const auto second_port = server.listen({.endpoint = &second});
  std::thread thread([&] { server.run(); });
  Client(first_port).send(get("/hold/x"));
  Client client(second_port);
  client.send(get("/b"));
  EXPECT_EQ(client.receive().body, "GET /b ");
  first.release("x", "");
  EXPECT_EQ(second.last().target, "/b");
  server.stop();
  thread.join();
}

TEST(HttpServer, SaysWhatToDoAboutAPortInUse) {
  HttpWorld world;
  Server other(world.core);
  try {
    other.listen({.port = world.port, .endpoint = &world.endpoint, .port_option = "--api-port"});
    FAIL() << "it took a port that is taken";
  } catch (const ListenError& error) {
    EXPECT_EQ(std::string(error.what()),
              "port " + std::to_string(world.port) +
                  " is in use: stop what listens there or choose another with --api-port");
  }
}

TEST(HttpServer, RefusesAHostThatIsNoAddress) {
  HttpWorld world;
  Server other(world.core);
  EXPECT_THROW(other.listen({.host = "example.invalid", .endpoint = &world.endpoint}), ListenError);
}

TEST(HttpServer, NamesTheAddressThatTheClientReachedWhenItListensOnAll) {
  core::Env env({.clock = core::ClockMode::kVirtual});
  core::Core core(env.clock);
  TestEndpoint endpoint;
  Server server(core);
  const auto port = server.listen({.host = "0.0.0.0", .endpoint = &endpoint});
  std::thread thread([&] { server.run(); });
  Client client(port);
  client.send(get("/a"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(endpoint.last().endpoint, "http://127.0.0.1:" + std::to_string(port));
  server.stop();
  thread.join();
}

TEST(HttpPipelining, KeepsTheOrderOfRequestsWhenRepliesAreMadeInAnother) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1") + get("/hold/2") + get("/now") + get("/hold/3"));
  world.endpoint.release("3", "three");
  world.endpoint.release("2", "two");
  world.endpoint.release("1", "one");
  EXPECT_EQ(client.receive().body, "one");
  EXPECT_EQ(client.receive().body, "two");
  EXPECT_EQ(client.receive().body, "GET /now ");
  EXPECT_EQ(client.receive().body, "three");
}

TEST(HttpPipelining, AnswersManyRequestsSentAtOnce) {
  HttpWorld world;
  Client client(world.port);
  std::string all;
  for (int i = 0; i < 1000; ++i) all += get("/" + std::to_string(i));
  client.send(all);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(client.receive().body, "GET /" + std::to_string(i) + " ");
  }
}

TEST(HttpPipelining, LeavesRequestsAboveItsLimitInTheSocket) {
  HttpWorld world({.pipelined = 2});
  Client client(world.port);
  client.send(get("/hold/1") + get("/hold/2") + get("/hold/3"));
  world.endpoint.release("2", "two");
  EXPECT_EQ(world.endpoint.last().target, "/hold/2");
  world.endpoint.release("1", "one");
  world.endpoint.release("3", "three");
  EXPECT_EQ(client.receive().body, "one");
  EXPECT_EQ(client.receive().body, "two");
  EXPECT_EQ(client.receive().body, "three");
}

TEST(HttpPipelining, AnswersRequestsBeforeAMalformedOne) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1") + "nonsense\r\n\r\n");
  world.endpoint.release("1", "one");
  EXPECT_EQ(client.receive().body, "one");
  const auto refusal = client.receive();
  EXPECT_EQ(refusal.status, 400);
  EXPECT_EQ(refusal.headers.get("Connection"), "close");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpKeepAliveConnection, ServesOneRequestAfterTheOther) {
  HttpWorld world;
  Client client(world.port);
  for (int i = 0; i < 3; ++i) {
    client.send(get("/a"));
    const auto reply = client.receive();
    EXPECT_EQ(reply.body, "GET /a ");
    EXPECT_FALSE(reply.headers.find("Connection"));
  }
}

TEST(HttpKeepAliveConnection, EndsWhenTheClientSaysSo) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/a", "Connection: close\r\n") + get("/never"));
  EXPECT_EQ(client.receive().headers.get("Connection"), "close");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpKeepAliveConnection, EndsAfterARequestOfHttp10) {
  HttpWorld world;
  Client client(world.port);
  client.send("GET /a HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.receive_to_end(), testing::EndsWith("\r\n\r\nGET /a "));
}

TEST(HttpKeepAliveConnection, IsKeptForHttp10WhenAsked) {
  HttpWorld world;
  Client client(world.port);
  const std::string request = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
  client.send(request);
  EXPECT_EQ(client.receive().headers.get("Connection"), "keep-alive");
  client.send(request);
  EXPECT_EQ(client.receive().body, "GET /a ");
}

TEST(HttpContinue, InvitesTheBodyThatTheClientHoldsBack) {
  HttpWorld world;
  Client client(world.port);
  client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("hi");
  EXPECT_EQ(client.receive().body, "PUT /a hi");
}

TEST(HttpContinue, WaitsForItsTurnBehindEarlierReplies) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1") +
              "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  world.endpoint.release("1", "one");
  EXPECT_EQ(client.receive().body, "one");
  EXPECT_EQ(client.receive().status, 100);
  client.send("hi");
  EXPECT_EQ(client.receive().body, "PUT /a hi");
}

TEST(HttpContinue, IsNotSaidToABodyThatWouldBeRefused) {
  HttpWorld world({.request = {.header_bytes = 1000, .body_bytes = 10}});
  Client client(world.port);
  client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
}

TEST(HttpLimits, ARefusedBodyDoesNotCostTheClientTheReply) {
  HttpWorld world({.request = {.header_bytes = 1000, .body_bytes = 10}});
  Client client(world.port);
  client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" +
              std::string(1'000'000, 'x'));
  const auto reply = client.receive();
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.body, R"({"message":"Request Too Long"})");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpLimits, AHeadAboveItsLimitIsRefused) {
  HttpWorld world({.request = {.header_bytes = 1000, .body_bytes = 10}});
  Client client(world.port);
  client.send(get("/a", "X: " + std::string(1000, 'x') + "\r\n"));
  EXPECT_EQ(client.receive().status, 431);
}

TEST(HttpLimits, ASilentConnectionIsClosed) {
  HttpWorld world({.idle = milliseconds(20)});
  Client client(world.port);
  EXPECT_EQ(client.receive_to_end(), "");
}

TEST(HttpLimits, ARequestThatDoesNotArriveInTimeIsToldSo) {
  HttpWorld world({.idle = milliseconds(20)});
  Client client(world.port);
  client.send("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(client.receive().status, 408);
}

TEST(HttpLimits, AClientThatDoesNotReadIsCutOff) {
  HttpWorld world({.idle = milliseconds(20)});
  Client client(world.port);
  client.send(get("/large/20000000"));
  Client other(world.port);
  EXPECT_EQ(other.receive_to_end(), "");
  EXPECT_LT(client.receive_to_end().size(), 20'000'000U);
}

TEST(HttpLimits, AConnectionAboveTheirNumberWaitsForAPlace) {
  HttpWorld world({.connections = 1});
  auto first = std::make_unique<Client>(world.port);
  first->send(get("/a"));
  first->receive();
  Client second(world.port);
  second.send(get("/hold/second"));
  first->send(get("/b"));
  EXPECT_EQ(first->receive().body, "GET /b ");
  EXPECT_EQ(world.endpoint.last().target, "/b");
  first.reset();
  world.endpoint.release("second", "two");
  EXPECT_EQ(second.receive().body, "two");
}

TEST(HttpHalfClosed, TheClientStillGetsWhatItAskedFor) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1") + get("/a"));
  client.close_half();
  world.endpoint.release("1", "one");
  EXPECT_EQ(client.receive().body, "one");
  EXPECT_EQ(client.receive().body, "GET /a ");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpHalfClosed, PartOfARequestIsDropped) {
  HttpWorld world;
  Client client(world.port);
  client.send("GET / HTTP/1.1\r\nHo");
  client.close_half();
  EXPECT_EQ(client.receive_to_end(), "");
}

TEST(HttpGone, AReplyToAClientThatHasLeftIsDropped) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1"));
  auto reply = world.endpoint.take("1");
  client.reset();
  Client other(world.port);
  other.send(get("/a"));
  other.receive();
  reply({.status = 200, .headers = {}, .body = "late"});
  other.send(get("/b"));
  EXPECT_EQ(other.receive().body, "GET /b ");
}

TEST(HttpGone, AReplyAfterTheServerIsDropped) {
  core::HttpReply reply;
  {
    HttpWorld world({}, {.clock = core::ClockMode::kVirtual}, milliseconds(1));
    Client client(world.port);
    client.send(get("/hold/1"));
    reply = world.endpoint.take("1");
    world.stop_and_join();
    EXPECT_EQ(client.receive_to_end(), "");
  }
  reply({.status = 200, .headers = {}, .body = "late"});
}

TEST(HttpStop, FinishesTheRequestsUnderWay) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1"));
  auto reply = world.endpoint.take("1");
  world.server.stop();
  reply({.status = 200, .headers = {}, .body = "one"});
  const auto received = client.receive();
  EXPECT_EQ(received.body, "one");
  EXPECT_EQ(received.headers.get("Connection"), "close");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpStop, FinishesARequestThatIsStillArriving) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/a") + "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nh");
  client.receive();
  world.server.stop();
  client.send("i");
  EXPECT_EQ(client.receive().body, "POST /b hi");
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpStop, ClosesIdleConnectionsAtOnce) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/a"));
  client.receive();
  world.stop_and_join();
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpStop, DoesNotWaitLongerThanItsGrace) {
  HttpWorld world({}, {.clock = core::ClockMode::kVirtual}, milliseconds(10));
  Client client(world.port);
  client.send(get("/hold/1"));
  const auto reply = world.endpoint.take("1");
  world.stop_and_join();
  EXPECT_TRUE(client.receive().end);
}

TEST(HttpStop, FollowsSigterm) {
  core::Env env({.clock = core::ClockMode::kVirtual});
  core::Core core(env.clock);
  TestEndpoint endpoint;
  Server server(core);
  server.listen({.endpoint = &endpoint});
  server.stop_on_signals();
  std::thread thread([&] { server.run(); });
  std::raise(SIGTERM);
  thread.join();
}

TEST(HttpClock, RunsTheTasksOfARealClockWhenTheyAreDue) {
  HttpWorld world({}, {.clock = core::ClockMode::kReal});
  Client client(world.port);
  client.send(get("/hold/1"));
  auto reply = world.endpoint.take("1");
  {
    const auto inside = world.core.enter();
    world.env.clock.serve("test", [&](const std::string& payload) {
      world.core.after_leaving(
          [&, payload] { reply({.status = 200, .headers = {}, .body = payload}); });
    });
    world.env.clock.at(world.env.clock.now() + milliseconds(30), {"test", "thirty"});
    world.env.clock.at(world.env.clock.now() + milliseconds(86'400'000), {"test", "tomorrow"});
  }
  EXPECT_EQ(client.receive().body, "thirty");
}

TEST(HttpServerPost, RunsOnTheEdgeThread) {
  HttpWorld world;
  Client client(world.port);
  client.send(get("/hold/1"));
  auto reply = world.endpoint.take("1");
  const auto edge = world.thread.get_id();
  world.server.post([&] {
    reply({.status = std::this_thread::get_id() == edge ? 200 : 500, .headers = {}, .body = ""});
  });
  EXPECT_EQ(client.receive().status, 200);
}

}  // namespace
}  // namespace tertulia::edge

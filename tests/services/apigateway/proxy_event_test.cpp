#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/services/apigateway/api_world.hpp"

namespace tertulia::apigateway {
namespace {

using ::testing::MatchesRegex;

Json fixture(const std::string& name) {
  std::ifstream file(TERTULIA_SOURCE_DIR "/fixtures/events/" + name);
  return Json::parse(file);
}

core::HttpRequest request_of(const Json& fixture) {
  core::HttpRequest request;
  request.method = fixture.at("method");
  request.target = "/dev" + fixture.at("path").get<std::string>();
  if (fixture.at("query") != "") request.target += "?" + fixture.at("query").get<std::string>();
  for (const auto& header : fixture.at("headers")) request.headers.add(header[0], header[1]);
  request.body = fixture.at("body");
  request.remote_ip = "203.0.113.7";
  request.endpoint = "http://127.0.0.1:3000";
  return request;
}

/// The expected event with this request's own values for the placeholders.
Json filled_in(const Json& expected, const ApiWorld& world, const Json& event,
               const std::string& resource) {
  std::string text = expected.dump();
  const auto put = [&](const std::string& name, const std::string& value) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), value);
    }
  };
  const auto& context = event.at("requestContext");
  put("<api>", world.api_id);
  put("<resource>", world.resources.at(resource));
  put("<trace>", event.at("headers").at("X-Amzn-Trace-Id"));
  put("<extended>", context.at("extendedRequestId"));
  put("<request>", context.at("requestId"));
  put("<deployment>", context.at("deploymentId"));
  return Json::parse(text);
}

void expect_event_of(const std::string& name) {
  const auto file = fixture(name);
  const std::string resource = file.at("resource");
  ApiWorld world;
  world.add(resource, "ANY");
  world.deploy();
  auto request = request_of(file.at("request"));
  EXPECT_EQ(world.send(request, file.at("request").at("path")).status, 200);
  const auto event = world.event();
  EXPECT_EQ(event, filled_in(file.at("event"), world, event, resource));
}

TEST(ProxyEvent, OfAGetHasAllThatAwsPassesOn) { expect_event_of("apigateway_proxy_get.json"); }

TEST(ProxyEvent, OfAPostContinuesTraceAndProxyChain) {
  expect_event_of("apigateway_proxy_post.json");
}

struct EventWorld : ApiWorld {
  EventWorld() { add("/hello", "ANY"); }
  Json event_of(core::HttpRequest request, const std::string& path = "/hello") {
    deploy();
    send(std::move(request), path);
    return event();
  }
};

TEST(ProxyEvent, HasIdsInTheFormsOfAws) {
  EventWorld world;
  const auto event = world.event_of({});
  const auto& context = event.at("requestContext");
  EXPECT_THAT(context.at("requestId").get<std::string>(),
              MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_THAT(context.at("extendedRequestId").get<std::string>(),
              MatchesRegex("[A-Za-z0-9+/]{15}="));
  EXPECT_THAT(event.at("headers").at("X-Amzn-Trace-Id").get<std::string>(),
              MatchesRegex("Root=1-6955b900-[0-9a-f]{24}"));
  EXPECT_THAT(context.at("apiId").get<std::string>(), MatchesRegex("[a-z0-9]{10}"));
  EXPECT_THAT(context.at("resourceId").get<std::string>(), MatchesRegex("[a-z0-9]{6}"));
  EXPECT_THAT(context.at("deploymentId").get<std::string>(), MatchesRegex("[a-z0-9]{6}"));
}

TEST(ProxyEvent, NamesTheOperationOfAMethodThatHasOne) {
  ApiWorld world;
  world.add("/hello", "GET", {{"OperationName", "SayHello"}});
  world.deploy();
  world.get("/hello");
  EXPECT_EQ(world.event().at("requestContext").at("operationName"), "SayHello");
}

TEST(ProxyEvent, HasAPathThatStartsWithOneSlashAndAContextPathAsSent) {
  EventWorld world;
  const auto event = world.event_of({}, "//hello/");
  EXPECT_EQ(event.at("path"), "/hello/");
  EXPECT_EQ(event.at("requestContext").at("path"), "/dev//hello/");
}

TEST(ProxyEvent, OfTheStageAloneHasTheRootAsItsPath) {
  ApiWorld world;
  world.add("/", "GET");
  world.deploy();
  world.get("");
  EXPECT_EQ(world.event().at("path"), "/");
  EXPECT_EQ(world.event().at("requestContext").at("path"), "/dev");
}

TEST(ProxyEvent, KeepsTheFirstSpellingOfAHeaderAndItsLastValue) {
  EventWorld world;
  core::HttpRequest request;
  request.headers.add("tEsT-hEaDeR", "1");
  request.headers.add("Test-Header", "2");
  const auto event = world.event_of(std::move(request));
  EXPECT_EQ(event.at("headers").at("tEsT-hEaDeR"), "2");
  EXPECT_EQ(event.at("multiValueHeaders").at("tEsT-hEaDeR"), Json::array({"1", "2"}));
  EXPECT_FALSE(event.at("headers").contains("Test-Header"));
}

TEST(ProxyEvent, LacksTheHeadersOfTheConnection) {
  EventWorld world;
  core::HttpRequest request;
  for (const auto* name : {"Connection", "content-length", "Content-MD5", "Expect", "Max-Forwards",
                           "Proxy-Authenticate", "Server", "TE", "Trailer", "Transfer-Encoding",
                           "Upgrade", "WWW-Authenticate"}) {
    request.headers.add(name, "x");
  }
  const auto event = world.event_of(std::move(request));
  EXPECT_EQ(event.at("headers").size(), 5) << event.at("headers");
}

TEST(ProxyEvent, SetsPortAndProtocolItself) {
  EventWorld world;
  core::HttpRequest request;
  request.headers.add("X-Forwarded-Port", "1");
  request.headers.add("X-Forwarded-Proto", "gopher");
  const auto event = world.event_of(std::move(request));
  EXPECT_EQ(event.at("multiValueHeaders").at("X-Forwarded-Port"), Json::array({"443"}));
  EXPECT_EQ(event.at("multiValueHeaders").at("X-Forwarded-Proto"), Json::array({"https"}));
}

TEST(ProxyEvent, MakesANewTraceWhenTheClientsHasNoRoot) {
  EventWorld world;
  core::HttpRequest request;
  request.headers.add("x-amzn-trace-id", "Sampled=1");
  const auto event = world.event_of(std::move(request));
  EXPECT_THAT(event.at("headers").at("X-Amzn-Trace-Id").get<std::string>(),
              MatchesRegex("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"));
  EXPECT_FALSE(event.at("headers").contains("x-amzn-trace-id"));
}

Json query_of(const std::string& query) {
  EventWorld world;
  core::HttpRequest request;
  request.target = "/dev/hello?" + query;
  return world.event_of(std::move(request));
}

TEST(ProxyEvent, DecodesQueryParameters) {
  const auto event = query_of("email=test%2Balias@gmail.com&plus=a+b&url=https://x/&%C3%B1=%C3%B1");
  EXPECT_EQ(
      event.at("queryStringParameters"),
      Json(
          {{"email", "test+alias@gmail.com"}, {"plus", "a b"}, {"url", "https://x/"}, {"ñ", "ñ"}}));
}

TEST(ProxyEvent, GroupsRepeatedQueryParametersInTheirOrder) {
  const auto event = query_of("b=1&a=x&b=2&b=1");
  EXPECT_EQ(event.at("multiValueQueryStringParameters"),
            Json({{"a", {"x"}}, {"b", {"1", "2", "1"}}}));
  EXPECT_EQ(event.at("queryStringParameters"), Json({{"a", "x"}, {"b", "1"}}));
}

TEST(ProxyEvent, TellsQueryParametersApartByCase) {
  EXPECT_EQ(query_of("A=1&a=2").at("queryStringParameters"), Json({{"A", "1"}, {"a", "2"}}));
}

TEST(ProxyEvent, GivesEmptyTextToAQueryParameterWithoutAValue) {
  EXPECT_EQ(query_of("a&b=").at("queryStringParameters"), Json({{"a", ""}, {"b", ""}}));
}

TEST(ProxyEvent, HasNullForAQueryStringThatNamesNothing) {
  EXPECT_EQ(query_of("&&=x").at("queryStringParameters"), nullptr);
}

TEST(ProxyEvent, SplitsQueryParametersAtSemicolonsToo) {
  EXPECT_EQ(query_of("a=1;b=2").at("queryStringParameters"), Json({{"a", "1"}, {"b", "2"}}));
}

TEST(ProxyEvent, KeepsManyQueryParametersInOrder) {
  std::string query;
  Json values = Json::array();
  for (int i = 0; i < 500; ++i) {
    query += "k=" + std::to_string(i) + "&";
    values.push_back(std::to_string(i));
  }
  EXPECT_EQ(query_of(query).at("multiValueQueryStringParameters").at("k"), values);
}

TEST(ProxyEvent, ReplacesWhatIsNoUtf8) {
  EventWorld world;
  core::HttpRequest request;
  request.method = "POST";
  request.target = "/dev/hello?a=%ff";
  request.body = "a\xff\xc3\xb1\xed\xa0\x80\x01";
  const auto event = world.event_of(std::move(request));
  EXPECT_EQ(event.at("body"), "a\xEF\xBF\xBDñ\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x01");
  EXPECT_EQ(event.at("queryStringParameters").at("a"), "\xEF\xBF\xBD");
}

TEST(ProxyEvent, EncodesABodyOfABinaryMediaTypeInBase64) {
  ApiWorld world;
  world.make_api({{"BinaryMediaTypes", {"image~1png"}}});
  world.add("/hello", "POST");
  world.deploy();
  core::HttpRequest request;
  request.method = "POST";
  request.headers.add("content-type", "image/png; q=1");
  request.body = std::string("\x00\xff", 2);
  world.send(request, "/hello");
  EXPECT_EQ(world.event().at("body"), "AP8=");
  EXPECT_EQ(world.event().at("isBase64Encoded"), true);
}

TEST(ProxyEvent, LeavesABodyOfAnotherMediaTypeAsText) {
  ApiWorld world;
  world.make_api({{"BinaryMediaTypes", {"image/png"}}});
  world.add("/hello", "POST");
  world.deploy();
  core::HttpRequest request;
  request.method = "POST";
  request.headers.add("Content-Type", "text/plain");
  request.body = "text";
  world.send(request, "/hello");
  EXPECT_EQ(world.event().at("body"), "text");
  EXPECT_EQ(world.event().at("isBase64Encoded"), false);
}

TEST(ProxyEvent, EncodesEveryBodyWhenAllTypesAreBinary) {
  ApiWorld world;
  world.make_api({{"BinaryMediaTypes", {"*/*"}}});
  world.add("/hello", "POST");
  world.deploy();
  core::HttpRequest request;
  request.method = "POST";
  request.body = "{}";
  world.send(request, "/hello");
  EXPECT_EQ(world.event().at("body"), "e30=");
}

TEST(ProxyEvent, HasTheStagesVariables) {
  ApiWorld world;
  world.add("/hello", "GET");
  world.make("AWS::ApiGateway::Deployment", {{"RestApiId", world.api_id},
                                             {"StageName", "dev"},
                                             {"StageDescription", {{"Variables", {{"v", "1"}}}}}});
  world.get("/hello");
  EXPECT_EQ(world.event().at("stageVariables"), Json({{"v", "1"}}));
}

TEST(ProxyEvent, IsWrittenInTheOrderOfAws) {
  EventWorld world;
  world.event_of({});
  const auto& text = world.lambda.requests.back().second.payload;
  std::size_t at = 0;
  for (const auto* key :
       {"resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters",
        "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext",
        "body", "isBase64Encoded"}) {
    const auto next = text.find("\"" + std::string(key) + "\":", at);
    ASSERT_NE(next, std::string::npos) << key << " after " << at << " in " << text;
    at = next;
  }
}

}  // namespace
}  // namespace tertulia::apigateway

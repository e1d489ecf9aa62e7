#include "emulator/wire/catalogue.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/wire/compression.hpp"
#include "emulator/wire/json/json.hpp"
#include "tests/wire/fixture.hpp"
#include "tests/wire/three_services.hpp"

namespace tertulia::wire {
namespace {

using testing::fixture;
using testing::request_of;

struct Wire : testing::ThreeServices {
  Catalogue catalogue{dispatcher};
  const Envelope envelope{"r-1", core::from_epoch_ms(1'769'862'896'789)};

  /// What a request signed for `service` finds.
  std::optional<Found> find(const core::HttpRequest& request, std::string service = {}) {
    const sigv4::Signed identity{.key_id = "test", .service = std::move(service)};
    return catalogue.find({request, identity.service.empty() ? nullptr : &identity});
  }
  /// The answer of an operation that echoes its input, or the error.
  core::HttpResponse echoed(const core::HttpRequest& request, std::string service = {}) {
    const auto found = find(request, std::move(service));
    if (!found) return {.status = 0, .headers = {}, .body = "not found"};
    return respond(*found, envelope, decode(*found, request));
  }
};

core::HttpRequest bare(std::string method, std::string target) {
  core::HttpRequest request;
  request.method = std::move(method);
  request.target = std::move(target);
  return request;
}
core::HttpRequest json_request(std::string_view target, std::string body,
                               std::string_view version = "1.0") {
  core::HttpRequest request{
      .method = "POST", .target = "/", .headers = {}, .body = std::move(body)};
  request.headers.add("X-Amz-Target", std::string(target));
  request.headers.add("Content-Type", base::cat("application/x-amz-json-", version));
  return request;
}
core::HttpRequest form_request(std::string body) {
  core::HttpRequest request{
      .method = "POST", .target = "/", .headers = {}, .body = std::move(body)};
  request.headers.add("Content-Type", "application/x-www-form-urlencoded");
  return request;
}

class WhatBotocoreSends : public ::testing::TestWithParam<std::string_view> {};

TEST_P(WhatBotocoreSends, IsReadAsItWasMeant) {
  Wire wire;
  const auto sections = fixture(GetParam());
  ASSERT_FALSE(sections.empty());
  const auto* scope = GetParam().starts_with("rest") ? "restnotes" : "notes";
  for (std::size_t i = 0; i + 1 < sections.size(); i += 2) {
    ASSERT_EQ(sections[i + 1].title, "input");
    const auto request = request_of(sections[i].text);
    const auto found = wire.find(request, scope);
    ASSERT_TRUE(found && found->operation != nullptr) << sections[i].title;
    const auto input = decode(*found, request);
    ASSERT_TRUE(input.ok()) << sections[i].title << ": " << input.error().message;
    std::string text;
    json::encode(*found->operation->input, input->get(), text, json::Members::kAll);
    EXPECT_EQ(nlohmann::json::parse(text), nlohmann::json::parse(sections[i + 1].text))
        << sections[i].title;
  }
}

INSTANTIATE_TEST_SUITE_P(Protocols, WhatBotocoreSends,
                         ::testing::Values("query_botocore.http", "json_botocore.http",
                                           "rest_botocore.http"),
                         [](const auto& tested) {
                           return std::string(tested.param.substr(0, tested.param.find('_')));
                         });

TEST(QueryReplies, AreThoseThatBotocoreReadsBack) {
  Wire wire;
  const auto requests = fixture("query_botocore.http");
  const auto replies = fixture("query_replies.http");
  ASSERT_EQ(requests.size(), replies.size() * 2);
  for (std::size_t i = 0; i < replies.size(); ++i) {
    EXPECT_EQ(wire.echoed(request_of(requests[2 * i].text)).body, replies[i].text);
  }
}

TEST(Catalogue, FindsJsonOperationsByTheirTarget) {
  Wire wire;
  const auto request = json_request("Notes_20200101.Echo", R"({"Count":1})", "1.1");
  const auto found = wire.find(request, "whatever");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->operation->name, "Echo");
  EXPECT_EQ(found->service->info->id, "jsonnotes");
  EXPECT_EQ(found->protocol, core::Protocol::kJson11);
}

TEST(Catalogue, FindsQueryOperationsByTheirVersionInBodyOrUrl) {
  Wire wire;
  const auto posted = wire.find(form_request("Action=Echo&Version=2020-01-01&Count=1"));
  ASSERT_TRUE(posted);
  EXPECT_EQ(posted->service->info->id, "querynotes");
  core::HttpRequest get;
  get.target = "/?Version=2020-01-01&Action=Echo&Count=1";
  const auto got = wire.find(get);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->operation->name, "Echo");
  EXPECT_EQ(got->form.find("Count"), "1");
}

TEST(Catalogue, FindsQueryServicesByTheScopeWhenThereIsNoVersion) {
  Wire wire;
  EXPECT_EQ(wire.find(form_request("Action=Echo"), "querynotes")->operation->name, "Echo");
}

TEST(Catalogue, FindsRestOperationsByScopeAndPath) {
  Wire wire;
  const auto request = bare("POST", "/2020-01-01/books/b%2Fc/invocations/");
  const auto found = wire.find(request, "restnotes");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->operation->name, "InvokeBook");
  EXPECT_EQ(found->labels.front().second, "b/c");
  EXPECT_EQ(wire.find(request)->operation->name, "InvokeBook") << "the path alone";
}

TEST(Catalogue, FindsNothingInARequestThatNamesNothing) {
  Wire wire;
  EXPECT_FALSE(wire.find(core::HttpRequest{}));
}

TEST(UnknownOperation, IsAnsweredAsItsProtocolDoes) {
  Wire wire;
  const auto json = wire.echoed(json_request("Notes_20200101.Nope", "{}"));
  EXPECT_EQ(json.status, 400);
  EXPECT_EQ(json.body,
            R"({"__type":"com.amazon.coral.service#UnknownOperationException",)"
            R"("message":"Tertulia does not have the operation Nope of Notes_20200101."})");
  const auto query = wire.echoed(form_request("Action=Nope&Version=2020-01-01"));
  EXPECT_EQ(query.status, 400);
  EXPECT_EQ(query.headers.get("Content-Type"), "text/xml");
  EXPECT_NE(query.body.find("<Code>InvalidAction</Code><Message>Could not find operation Nope for "
                            "version 2020-01-01. Tertulia does not have it.</Message>"),
            std::string::npos);
  const auto rest = wire.echoed(bare("GET", "/nowhere"), "restnotes");
  EXPECT_EQ(rest.status, 404);
  EXPECT_EQ(rest.headers.get("x-amzn-ErrorType"), "UnknownOperationException");
  EXPECT_EQ(rest.body,
            R"({"message":"Tertulia does not have the operation GET /nowhere of restnotes."})");
}

TEST(UnknownOperation, OfAnUnknownServiceNamesTheService) {
  Wire wire;
  EXPECT_EQ(wire.echoed(json_request("Other_2020.Do", "{}", "1.1")).body,
            R"({"__type":"UnknownOperationException",)"
            R"("message":"Tertulia does not have the operation Do of Other_2020."})");
  EXPECT_NE(
      wire.echoed(form_request("Action=Do&Version=1999-01-01")).body.find("AWSFault/2005-15-09"),
      std::string::npos);
  const auto rest = wire.echoed(bare("PUT", "/bucket"), "s3");
  EXPECT_EQ(rest.status, 404);
  EXPECT_EQ(rest.body, R"({"message":"Tertulia does not have the service s3 (PUT /bucket)."})");
}

TEST(MissingAction, IsSaid) {
  Wire wire;
  EXPECT_NE(wire.echoed(form_request("Version=2020-01-01"))
                .body.find("<Code>MissingAction</Code><Message>Missing Action</Message>"),
            std::string::npos);
}

TEST(JsonAnswer, CarriesItsEnvelope) {
  Wire wire;
  const auto response = wire.echoed(json_request("Notes_20200101.Echo", R"({"Count":1})"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"Count":1})");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/x-amz-json-1.0");
  EXPECT_EQ(response.headers.get("x-amzn-RequestId"), "r-1");
  EXPECT_EQ(response.headers.get("Date"), "Sat, 31 Jan 2026 12:34:56 GMT");
  EXPECT_EQ(response.headers.get("x-amz-crc32"), std::to_string(crc32(R"({"Count":1})")));
}

TEST(JsonAnswer, RepeatsTheVersionOfTheRequest) {
  Wire wire;
  EXPECT_EQ(wire.echoed(json_request("Notes_20200101.Echo", "", "1.1")).headers.get("Content-Type"),
            "application/x-amz-json-1.1");
}

TEST(JsonAnswer, NamesErrorsInTheServicesNameSpace) {
  Wire wire;
  const auto found = wire.find(json_request("Notes_20200101.Fail", ""));
  const auto response =
      respond(*found, wire.envelope, core::ApiError{.code = "NoSuchNote", .message = "m"});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, R"({"__type":"com.example.notes#NoSuchNote","message":"m"})");
}

TEST(JsonAnswer, CallsTheMessageOfAnErrorAsItsServiceDoes) {
  Wire wire;
  const auto found = wire.find(json_request("Notes_20200101.Fail", ""));
  const core::ApiError error{
      .code = "NoSuchNote", .message = "m", .more_json = R"("Message":"m","Note":1)"};
  EXPECT_EQ(respond(*found, wire.envelope, error).body,
            R"({"__type":"com.example.notes#NoSuchNote","Message":"m","Note":1})");
}

TEST(Validation, IsTheServicesOwnError) {
  Wire wire;
  EXPECT_EQ(wire.echoed(json_request("Notes_20200101.Echo", R"({"Count":0})")).body,
            R"({"__type":"com.example.notes#ValidationException","message":"1 validation error )"
            R"(detected: Value '0' at 'count' failed to satisfy constraint: Member must have )"
            R"(value greater than or equal to 1"})");
}

/// "{"Count":7}" by gzip(1).
std::string gzipped() {
  return std::string(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x72\xce\x2f\xcd\x2b\x51\xb2"
      "\x32\xaf\x05\x00\x8c\x47\x70\x0e\x0b\x00\x00\x00",
      31);
}

TEST(GzipBodies, AreInflated) {
  Wire wire;
  auto request = json_request("Notes_20200101.Echo", gzipped());
  request.headers.add("Content-Encoding", "gzip");
  EXPECT_EQ(wire.echoed(request).body, R"({"Count":7})");
}

TEST(GzipBodies, AreRefusedWhenTheyAreNone) {
  Wire wire;
  auto request = json_request("Notes_20200101.Echo", R"({"Count":7})");
  request.headers.add("Content-Encoding", "gzip");
  EXPECT_EQ(wire.echoed(request).body,
            R"({"__type":"com.amazon.coral.service#SerializationException",)"
            R"("message":"The request body is not valid gzip"})");
}

TEST(Gunzip, StopsAtTheLimitAndAtTheEnd) {
  const auto bytes = gzipped();
  EXPECT_EQ(gunzip(bytes, 11), R"({"Count":7})");
  EXPECT_EQ(gunzip(bytes, 10), std::nullopt);
  EXPECT_EQ(gunzip(bytes.substr(0, 20), 100), std::nullopt);
  EXPECT_EQ(gunzip(bytes + "x", 100), std::nullopt);
  EXPECT_EQ(gunzip("", 100), std::nullopt);
}

TEST(Crc32, IsTheOneOfThePublishedCheck) { EXPECT_EQ(crc32("123456789"), 0xCBF43926U); }

}  // namespace
}  // namespace tertulia::wire

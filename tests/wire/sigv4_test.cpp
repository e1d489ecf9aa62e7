#include "emulator/wire/sigv4/sigv4.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/wire/errors.hpp"
#include "tests/wire/fixture.hpp"

namespace tertulia::wire::sigv4 {
namespace {

using testing::fixture;
using testing::request_of;

constexpr std::string_view kSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
constexpr std::string_view kToken = "token/with+signs==";

core::HttpRequest section(std::string_view file, std::string_view title) {
  for (const auto& section : fixture(file)) {
    if (section.title == title) return request_of(section.text);
  }
  throw std::runtime_error("no such section");
}
core::HttpRequest by_botocore(std::string_view title) {
  return section("sigv4_botocore.http", title);
}

core::Time at(std::string_view timestamp) { return *core::parse_iso8601(timestamp); }

struct Check {
  std::string_view now = "20260131T123456Z";
  std::string_view token = {};
  std::string_view service = {};
  std::optional<std::int32_t> skew = 15;
  std::optional<core::Time> expires = std::nullopt;
};
std::optional<Refusal> checked(const core::HttpRequest& request, const Check& check = {}) {
  const auto parsed = parse(request);
  if (!parsed.found) return parsed.refusal ? parsed.refusal : Refusal{Trouble::kMissing, "none"};
  return verify(request, *parsed.found,
                {.secret = std::string(kSecret),
                 .session_token = std::string(check.token),
                 .expires = check.expires},
                {.now = at(check.now), .skew_minutes = check.skew, .service = check.service});
}

TEST(SigV4, ComputesEverySignatureOfThePublishedSuite) {
  int count = 0;
  for (const auto& section : fixture("sigv4_published.http")) {
    const auto request = request_of(section.text);
    const auto parsed = parse(request);
    ASSERT_TRUE(parsed.found) << section.title;
    const auto canonical = canonical_request(request, *parsed.found, PathStyle::kEncodedTwice);
    EXPECT_EQ(signature(kSecret, *parsed.found, string_to_sign(*parsed.found, canonical)),
              parsed.found->signature)
        << section.title << "\n"
        << canonical;
    ++count;
  }
  EXPECT_EQ(count, 30);
}

TEST(SigV4, VerifiesWhatBotocoreSigns) {
  for (const auto& section : fixture("sigv4_botocore.http")) {
    const auto request = request_of(section.text);
    const bool with_token = section.text.find("token") != std::string::npos;
    const auto refusal = checked(request, {.token = with_token ? kToken : std::string_view()});
    EXPECT_FALSE(refusal) << section.title << ": " << (refusal ? refusal->message : "");
  }
}

TEST(SigV4, ReadsAccountRegionAndServiceFromTheScope) {
  const auto parsed = parse(by_botocore("json"));
  ASSERT_TRUE(parsed.found);
  EXPECT_EQ(parsed.found->key_id, "ASIAEXAMPLE");
  EXPECT_EQ(parsed.found->region, "eu-west-1");
  EXPECT_EQ(parsed.found->service, "dynamodb");
  EXPECT_EQ(parsed.found->session_token, kToken);
  EXPECT_EQ(parsed.found->carrier, Carrier::kHeader);
}

TEST(SigV4, ReadsPresignedRequests) {
  const auto parsed = parse(by_botocore("presigned_with_token"));
  ASSERT_TRUE(parsed.found);
  EXPECT_EQ(parsed.found->service, "sts");
  EXPECT_EQ(parsed.found->session_token, kToken);
  EXPECT_EQ(parsed.found->expires_s, 900);
  EXPECT_EQ(parsed.found->carrier, Carrier::kQuery);
}

core::HttpRequest with_authorization(std::string value, bool date = true) {
  core::HttpRequest request;
  request.headers.add("Host", "localhost");
  request.headers.add("Authorization", std::move(value));
  if (date) request.headers.add("X-Amz-Date", "20260131T123456Z");
  return request;
}

TEST(SigV4, ReadsScopesWithoutRegionOrService) {
  const auto asymmetric = parse(with_authorization(
      "AWS4-ECDSA-P256-SHA256 Credential=AK/20260131/events/aws4_request, SignedHeaders=host, "
      "Signature=00"));
  ASSERT_TRUE(asymmetric.found);
  EXPECT_EQ(asymmetric.found->region, "");
  EXPECT_EQ(asymmetric.found->service, "events");
  const auto local = parse(with_authorization(
      "AWS4-HMAC-SHA256 Credential=AK/20260131/us-east-1//aws4_request,SignedHeaders=host,"
      "Signature=00"));
  ASSERT_TRUE(local.found);
  EXPECT_EQ(local.found->service, "");
  EXPECT_EQ(local.found->region, "us-east-1");
}

TEST(SigV4, HasNoSignatureInOtherSchemes) {
  for (const auto* other : {"Bearer x", "Basic x", "AWS AKID:sig", ""}) {
    const auto parsed = parse(with_authorization(other));
    EXPECT_FALSE(parsed.found) << other;
    EXPECT_FALSE(parsed.refusal) << other;
  }
}

TEST(SigV4, SaysWhatAnAuthorizationHeaderLacks) {
  const auto refusal =
      parse(with_authorization("AWS4-HMAC-SHA256 Credential=AK/20260131/r/s/aws4_request", false))
          .refusal;
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->trouble, Trouble::kIncomplete);
  EXPECT_EQ(refusal->message,
            "Authorization header requires 'Signature' parameter. Authorization header requires "
            "'SignedHeaders' parameter. Authorization header requires existence of either a "
            "'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256 "
            "Credential=AK/20260131/r/s/aws4_request");
}

TEST(SigV4, SaysWhatAQueryStringLacks) {
  core::HttpRequest request;
  request.target = "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00";
  EXPECT_EQ(parse(request).refusal->message,
            "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string "
            "parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must "
            "include 'X-Amz-Date'. Re-examine the query-string parameters.");
}

TEST(SigV4, RefusesATimeThatIsNone) {
  auto request = by_botocore("form");
  request.headers.set("X-Amz-Date", "2026-01-31");
  EXPECT_EQ(parse(request).refusal->message,
            "Date must be in ISO-8601 'basic format'. Got '2026-01-31'. See "
            "http://en.wikipedia.org/wiki/ISO_8601");
}

TEST(SigV4, RefusesTwoSignaturesAtOnce) {
  auto request = by_botocore("presigned");
  request.headers.add("Authorization", "AWS4-HMAC-SHA256 Credential=x");
  EXPECT_EQ(parse(request).refusal->message,
            "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP "
            "header.");
}

TEST(SigV4, ShowsWhatShouldHaveBeenSigned) {
  auto request = by_botocore("form");
  request.body += "x";
  const auto refusal = checked(request);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->trouble, Trouble::kMismatch);
  EXPECT_TRUE(refusal->message.starts_with(
      "The request signature we calculated does not match the signature you provided. Check your "
      "AWS Secret Access Key and signing method. Consult the service documentation for details.\n\n"
      "The Canonical String for this request should have been\n'POST\n/\n\n"
      "content-type:application/x-www-form-urlencoded; charset=utf-8\nhost:127.0.0.1:4566\n"))
      << refusal->message;
  EXPECT_NE(refusal->message.find("\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n"
                                  "20260131T123456Z\n20260131/eu-west-1/sns/aws4_request\n"),
            std::string::npos);
  EXPECT_TRUE(refusal->message.ends_with("'\n"));
}

TEST(SigV4, RefusesAnyChangeOfWhatIsSigned) {
  const auto original = by_botocore("arn_in_path");
  const Check check{.token = kToken};
  ASSERT_FALSE(checked(original, check));
  auto method = original;
  method.method = "PUT";
  auto path = original;
  path.target.insert(path.target.find("/invocations"), "2");
  auto query = original;
  query.target += "x";
  auto header = original;
  header.headers.set("X-Amz-Invocation-Type", "DryRun");
  for (const auto& changed : {method, path, query, header}) {
    EXPECT_EQ(checked(changed, check)->trouble, Trouble::kMismatch);
  }
}

TEST(SigV4, TakesAHeaderThatIsNotSigned) {
  auto request = by_botocore("form");
  request.headers.add("X-Amzn-Trace-Id", "Root=1");
  EXPECT_FALSE(checked(request));
}

TEST(SigV4, HoldsWithinTheSkew) {
  const auto request = by_botocore("form");
  EXPECT_FALSE(checked(request, {.now = "20260131T124956Z"}));
  EXPECT_EQ(checked(request, {.now = "20260131T124957Z"})->message,
            "Signature expired: 20260131T123456Z is now earlier than 20260131T123457Z "
            "(20260131T124957Z - 15 min.)");
  EXPECT_EQ(checked(request, {.now = "20260131T121955Z"})->message,
            "Signature not yet current: 20260131T123456Z is still later than 20260131T123455Z "
            "(20260131T121955Z + 15 min.)");
  EXPECT_FALSE(checked(request, {.now = "20270131T123456Z", .skew = std::nullopt}));
}

TEST(SigV4, HoldsForAsLongAsAPresignedRequestSays) {
  const auto request = by_botocore("presigned");
  EXPECT_FALSE(checked(request, {.now = "20260131T124956Z", .skew = 5}));
  EXPECT_EQ(checked(request, {.now = "20260131T124957Z", .skew = std::nullopt})->message,
            "Signature expired: 20260131T123456Z is now earlier than 20260131T123457Z "
            "(20260131T124957Z - 15 min.)");
}

TEST(SigV4, NeedsTheTokenThatTheKeyWasIssuedWith) {
  const auto request = by_botocore("json");
  EXPECT_EQ(checked(request, {.token = "another"})->trouble, Trouble::kUnknownKey);
  EXPECT_EQ(checked(by_botocore("form"), {.token = kToken})->trouble, Trouble::kUnknownKey);
  EXPECT_EQ(
      checked(request, {.token = kToken, .expires = at("20260131T123456Z")}),
      (Refusal{Trouble::kExpiredToken, "The security token included in the request is expired"}));
}

TEST(SigV4, NeedsTheServiceInItsScope) {
  EXPECT_EQ(checked(by_botocore("form"), {.service = "sqs"})->message,
            "Credential should be scoped to correct service: 'sqs'. ");
  EXPECT_FALSE(checked(by_botocore("form"), {.service = "sns"}));
}

TEST(SigV4, NeedsTheDateInItsScope) {
  auto request = by_botocore("form");
  request.headers.set("X-Amz-Date", "20260201T003456Z");
  EXPECT_EQ(checked(request, {.now = "20260201T003456Z"})->message,
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
            "HTTP: '20260131' != '20260201', from '20260201T003456Z'.");
}

struct Spelling {
  Trouble trouble;
  std::string_view query;
  int query_status;
  std::string_view json;
};

TEST(RefusedSignature, IsSpelledAsEachProtocolSpellsIt) {
  for (const auto& [trouble, query, status, json] :
       {Spelling{Trouble::kMissing, "MissingAuthenticationToken", 403,
                 "MissingAuthenticationTokenException"},
        Spelling{Trouble::kIncomplete, "IncompleteSignature", 400, "IncompleteSignatureException"},
        Spelling{Trouble::kMismatch, "SignatureDoesNotMatch", 403, "InvalidSignatureException"},
        Spelling{Trouble::kUnknownKey, "InvalidClientTokenId", 403, "UnrecognizedClientException"},
        Spelling{Trouble::kExpiredToken, "ExpiredToken", 403, "ExpiredTokenException"}}) {
    const Refusal refusal{trouble, "Why.\n\nMore."};
    const auto in_query = refused(core::Protocol::kQuery, refusal);
    EXPECT_EQ(in_query.code, query);
    EXPECT_EQ(in_query.status, status);
    const auto in_json = refused(core::Protocol::kJson10, refusal);
    EXPECT_EQ(in_json.code, json);
    EXPECT_EQ(in_json.status, 400);
    EXPECT_EQ(in_json.name_space, "com.amazon.coral.service");
    EXPECT_EQ(refused(core::Protocol::kRestJson, refusal).code, json);
    EXPECT_EQ(refused(core::Protocol::kRestJson, refusal).status, 403);
  }
}

TEST(RefusedSignature, LeavesTheCanonicalStringsOutInJson) {
  const Refusal refusal{Trouble::kMismatch, "Why.\n\nMore."};
  EXPECT_EQ(refused(core::Protocol::kJson11, refusal).message, "Why.");
  EXPECT_EQ(refused(core::Protocol::kQuery, refusal).message, "Why.\n\nMore.");
}

}  // namespace
}  // namespace tertulia::wire::sigv4

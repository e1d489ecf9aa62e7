#include "emulator/services/iam/evaluate.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"

namespace tertulia::iam {
namespace {

using core::Verdict;

constexpr std::string_view kTable = "arn:aws:dynamodb:eu-west-1:123456789012:table/getTogethers";

/// A request with the keys that tests of conditions ask for.
class Request final : public core::ConditionSource {
 public:
  [[nodiscard]] core::ConditionValues values(std::string_view key) const override {
    if (key == "dynamodb:LeadingKeys") return std::vector<std::string>{"ana", "bo"};
    if (key == "dynamodb:Attributes") return std::vector<std::string>{};
    if (key == "dynamodb:Select") return std::vector<std::string>{"COUNT"};
    return std::nullopt;
  }
};

/// The decision about one request under policies of one statement each.
Verdict decide(std::initializer_list<std::string_view> statements, std::string_view action,
               std::string_view resource = kTable) {
  std::vector<NamedPolicy> policies;
  for (const auto inside : statements) {
    auto policy =
        parse_policy(base::cat(R"({"Version":"2012-10-17","Statement":[{)", inside, "}]}"),
                     PolicyKind::kIdentity);
    EXPECT_TRUE(policy.ok()) << inside;
    if (!policy.ok()) return Verdict::kExplicitlyDenied;
    policies.push_back({.name = "p", .policy = std::move(*policy)});
  }
  const auto principal = core::assumed_role("123456789012", "reader", "session");
  const std::map<std::string, std::string> tags{{"Team", "meetup"}};
  const Request request;
  return evaluate(policies, {.principal = principal,
                             .action = action,
                             .resource = resource,
                             .principal_arn = "arn:aws:iam::123456789012:role/reader",
                             .principal_tags = &tags,
                             .now = *core::parse_iso8601("2026-01-31T12:00:00Z"),
                             .region = "eu-west-1",
                             .request = &request})
      .verdict;
}

/// Whether a request is allowed under "allow everything if `condition`".
bool allowed_if(std::string_view condition) {
  return decide(
             {base::cat(R"("Effect":"Allow","Action":"*","Resource":"*","Condition":)", condition)},
             "dynamodb:Scan") == Verdict::kAllowed;
}

TEST(Evaluation, DeniesWhatNobodyAllows) {
  EXPECT_EQ(decide({}, "dynamodb:Scan"), Verdict::kImplicitlyDenied);
  EXPECT_EQ(
      decide({R"("Effect":"Allow","Action":"dynamodb:Scan","Resource":"*")"}, "dynamodb:PutItem"),
      Verdict::kImplicitlyDenied);
}

TEST(Evaluation, ComparesActionsWithoutRegardToCase) {
  EXPECT_EQ(
      decide({R"("Effect":"Allow","Action":"dynamodb:scan","Resource":"*")"}, "dynamodb:Scan"),
      Verdict::kAllowed);
}

TEST(Evaluation, ComparesResourcesWithRegardToCase) {
  constexpr auto kStatement =
      R"("Effect":"Allow","Action":"dynamodb:Scan","Resource":"arn:aws:dynamodb:eu-west-1:123456789012:table/getTogethers")";
  EXPECT_EQ(decide({kStatement}, "dynamodb:Scan"), Verdict::kAllowed);
  EXPECT_EQ(decide({kStatement}, "dynamodb:Scan",
                   "arn:aws:dynamodb:eu-west-1:123456789012:table/gettogethers"),
            Verdict::kImplicitlyDenied);
}

TEST(Evaluation, TakesWildcardsInActions) {
  constexpr auto kStatement =
      R"("Effect":"Allow","Action":["ssm:GetParameter?","ssm:Put*"],"Resource":"*")";
  EXPECT_EQ(decide({kStatement}, "ssm:GetParameters"), Verdict::kAllowed);
  EXPECT_EQ(decide({kStatement}, "ssm:PutParameter"), Verdict::kAllowed);
  EXPECT_EQ(decide({kStatement}, "ssm:GetParameter"), Verdict::kImplicitlyDenied);
}

TEST(Evaluation, ExplicitDenyWinsOverAllowInAnyOrder) {
  constexpr auto kAllow = R"("Effect":"Allow","Action":"*","Resource":"*")";
  constexpr auto kDeny = R"("Effect":"Deny","Action":"dynamodb:Scan","Resource":"*")";
  EXPECT_EQ(decide({kAllow, kDeny}, "dynamodb:Scan"), Verdict::kExplicitlyDenied);
  EXPECT_EQ(decide({kDeny, kAllow}, "dynamodb:Scan"), Verdict::kExplicitlyDenied);
  EXPECT_EQ(decide({kDeny, kAllow}, "dynamodb:GetItem"), Verdict::kAllowed);
}

TEST(Evaluation, NotActionIsAllOthers) {
  constexpr auto kStatement = R"("Effect":"Allow","NotAction":"iam:*","Resource":"*")";
  EXPECT_EQ(decide({kStatement}, "dynamodb:Scan"), Verdict::kAllowed);
  EXPECT_EQ(decide({kStatement}, "iam:CreateRole"), Verdict::kImplicitlyDenied);
}

TEST(Evaluation, NotResourceIsAllOthers) {
  constexpr auto kStatement =
      R"("Effect":"Deny","Action":"*","NotResource":"arn:aws:dynamodb:*:*:table/getTogethers")";
  constexpr auto kAllow = R"("Effect":"Allow","Action":"*","Resource":"*")";
  EXPECT_EQ(decide({kStatement, kAllow}, "dynamodb:Scan"), Verdict::kAllowed);
  EXPECT_EQ(decide({kStatement, kAllow}, "sns:Publish", "arn:aws:sns:eu-west-1:123456789012:t"),
            Verdict::kExplicitlyDenied);
}

TEST(Evaluation, ReplacesPolicyVariables) {
  constexpr auto kStatement =
      R"("Effect":"Allow","Action":"*","Resource":"arn:aws:dynamodb:*:${aws:PrincipalAccount}:table/${aws:PrincipalTag/team, 'none'}")";
  EXPECT_EQ(
      decide({kStatement}, "dynamodb:Scan", "arn:aws:dynamodb:eu-west-1:123456789012:table/meetup"),
      Verdict::kAllowed);
  EXPECT_EQ(
      decide({kStatement}, "dynamodb:Scan", "arn:aws:dynamodb:eu-west-1:999999999999:table/meetup"),
      Verdict::kImplicitlyDenied);
}

TEST(Evaluation, AVariableWithoutValueMatchesNothing) {
  EXPECT_EQ(
      decide({R"("Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b/${aws:username}*")"},
             "s3:GetObject", "arn:aws:s3:::b/x"),
      Verdict::kImplicitlyDenied);
}

TEST(ArnMatching, KeepsWildcardsWithinTheirSegment) {
  EXPECT_TRUE(arn_matches("arn:aws:sns:*:123456789012:*", "arn:aws:sns:eu-west-1:123456789012:t"));
  EXPECT_FALSE(arn_matches("arn:aws:sns:*:t", "arn:aws:sns:eu-west-1:123456789012:other"));
  EXPECT_FALSE(arn_matches("arn:aws:s*:123456789012:t", "arn:aws:sns:eu-west-1:123456789012:t"));
}

TEST(ArnMatching, LetsThoseOfTheLastSegmentCrossColons) {
  EXPECT_TRUE(arn_matches("arn:aws:logs:eu-west-1:1:log-group:*",
                          "arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/f:log-stream:s"));
  EXPECT_TRUE(arn_matches("arn:aws:sns:*", "arn:aws:sns:eu-west-1:123456789012:t"));
}

TEST(ArnMatching, AStarAloneIsEverything) {
  EXPECT_TRUE(arn_matches("*", "*"));
  EXPECT_TRUE(arn_matches("*", kTable));
  EXPECT_FALSE(arn_matches(kTable, "*"));
}

TEST(Conditions, CompareText) {
  EXPECT_TRUE(allowed_if(R"({"StringEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}})"));
  EXPECT_FALSE(allowed_if(R"({"StringEquals":{"aws:RequestedRegion":"EU-WEST-1"}})"));
  EXPECT_TRUE(allowed_if(R"({"StringEqualsIgnoreCase":{"AWS:requestedregion":"EU-WEST-1"}})"));
  EXPECT_TRUE(allowed_if(R"({"StringLike":{"aws:RequestedRegion":"eu-*"}})"));
  EXPECT_FALSE(allowed_if(R"({"StringNotLike":{"aws:RequestedRegion":"eu-*"}})"));
  EXPECT_FALSE(allowed_if(R"({"StringNotEquals":{"aws:RequestedRegion":["a","eu-west-1"]}})"));
  EXPECT_TRUE(allowed_if(R"({"StringNotEquals":{"aws:RequestedRegion":["a","b"]}})"));
}

TEST(Conditions, CompareArns) {
  EXPECT_TRUE(allowed_if(R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/read*"}})"));
  EXPECT_TRUE(allowed_if(R"({"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::*:role/reader"}})"));
  EXPECT_FALSE(allowed_if(R"({"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/reader"}})"));
}

TEST(Conditions, CompareNumbers) {
  // The clock says 1769860800.
  EXPECT_TRUE(allowed_if(R"({"NumericGreaterThan":{"aws:EpochTime":1769860799}})"));
  EXPECT_FALSE(allowed_if(R"({"NumericGreaterThan":{"aws:EpochTime":"1769860800"}})"));
  EXPECT_TRUE(allowed_if(R"({"NumericGreaterThanEquals":{"aws:EpochTime":"1769860800"}})"));
  EXPECT_TRUE(allowed_if(R"({"NumericLessThanEquals":{"aws:EpochTime":"1769860800.0"}})"));
  EXPECT_FALSE(allowed_if(R"({"NumericLessThan":{"aws:EpochTime":"1769860800"}})"));
  EXPECT_FALSE(allowed_if(R"({"NumericNotEquals":{"aws:EpochTime":"1769860800"}})"));
}

TEST(Conditions, CompareDates) {
  EXPECT_TRUE(allowed_if(R"({"DateGreaterThan":{"aws:CurrentTime":"2026-01-01"}})"));
  EXPECT_TRUE(allowed_if(R"({"DateLessThan":{"aws:CurrentTime":"2026-02-01T00:00:00Z"}})"));
  EXPECT_FALSE(allowed_if(R"({"DateLessThan":{"aws:CurrentTime":"2026-01-31T12:00:00Z"}})"));
  EXPECT_TRUE(allowed_if(R"({"DateEquals":{"aws:CurrentTime":"2026-01-31T12:00:00Z"}})"));
  EXPECT_TRUE(allowed_if(R"({"DateLessThanEquals":{"aws:CurrentTime":"1769860800"}})"));
}

TEST(Conditions, CompareBooleans) {
  EXPECT_TRUE(allowed_if(R"({"Bool":{"aws:SecureTransport":true}})"));
  EXPECT_FALSE(allowed_if(R"({"Bool":{"aws:SecureTransport":"false"}})"));
}

TEST(Conditions, CompareAddresses) {
  EXPECT_TRUE(allowed_if(R"({"IpAddress":{"aws:SourceIp":["10.0.0.0/8","127.0.0.0/8"]}})"));
  EXPECT_FALSE(allowed_if(R"({"IpAddress":{"aws:SourceIp":"127.0.0.2"}})"));
  EXPECT_TRUE(allowed_if(R"({"NotIpAddress":{"aws:SourceIp":"2001:db8::/32"}})"));
}

TEST(Conditions, KnowAbsentKeys) {
  EXPECT_FALSE(allowed_if(R"({"StringEquals":{"aws:SourceArn":"arn:aws:sns:r:1:t"}})"));
  EXPECT_TRUE(allowed_if(R"({"StringNotEquals":{"aws:SourceArn":"arn:aws:sns:r:1:t"}})"));
  EXPECT_TRUE(allowed_if(R"({"StringEqualsIfExists":{"aws:SourceArn":"arn:aws:sns:r:1:t"}})"));
  EXPECT_TRUE(allowed_if(R"({"Null":{"aws:SourceArn":"true"}})"));
  EXPECT_FALSE(allowed_if(R"({"Null":{"aws:SourceArn":"false"}})"));
  EXPECT_TRUE(allowed_if(R"({"Null":{"aws:PrincipalArn":"false"}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAllValues:StringEquals":{"aws:CalledVia":"x"}})"));
  EXPECT_FALSE(allowed_if(R"({"ForAnyValue:StringEquals":{"aws:CalledVia":"x"}})"));
}

TEST(Conditions, ForAllValuesHoldWhenEachOfTheRequestsValuesIsAmongThePolicys) {
  EXPECT_TRUE(
      allowed_if(R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ana","bo","cy"]}})"));
  EXPECT_FALSE(
      allowed_if(R"({"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["ana","cy"]}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["a*","?o"]}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAllValues:StringNotLike":{"dynamodb:LeadingKeys":["c*","d*"]}})"));
  EXPECT_FALSE(
      allowed_if(R"({"ForAllValues:StringNotLike":{"dynamodb:LeadingKeys":["b*","d*"]}})"));
}

TEST(Conditions, ForAnyValueHoldsWhenOneOfTheRequestsValuesIsAmongThePolicys) {
  EXPECT_TRUE(allowed_if(R"({"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":["bo","cy"]}})"));
  EXPECT_FALSE(allowed_if(R"({"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":["cy","di"]}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAnyValue:StringNotEquals":{"dynamodb:LeadingKeys":["ana"]}})"));
  EXPECT_FALSE(
      allowed_if(R"({"ForAnyValue:StringNotEquals":{"dynamodb:LeadingKeys":["ana","bo"]}})"));
}

TEST(Conditions, WithoutAQuantifierOneOfManyValuesIsEnough) {
  EXPECT_TRUE(allowed_if(R"({"StringEquals":{"dynamodb:LeadingKeys":"bo"}})"));
  EXPECT_FALSE(allowed_if(R"({"StringNotEquals":{"dynamodb:LeadingKeys":"bo"}})"));
  EXPECT_TRUE(allowed_if(R"({"StringNotEquals":{"dynamodb:LeadingKeys":"cy"}})"));
}

TEST(Conditions, TreatAKeyWithoutValuesAsAbsent) {
  EXPECT_TRUE(allowed_if(R"({"Null":{"dynamodb:Attributes":"true"}})"));
  EXPECT_TRUE(allowed_if(R"({"Null":{"dynamodb:LeadingKeys":"false"}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAllValues:StringEquals":{"dynamodb:Attributes":"a"}})"));
  EXPECT_FALSE(allowed_if(R"({"ForAnyValue:StringEquals":{"dynamodb:Attributes":"a"}})"));
  EXPECT_TRUE(allowed_if(R"({"ForAnyValue:StringEqualsIfExists":{"dynamodb:Attributes":"a"}})"));
  EXPECT_FALSE(allowed_if(R"({"StringEqualsIfExists":{"dynamodb:Select":"ALL_ATTRIBUTES"}})"));
}

TEST(Conditions, MustAllHold) {
  EXPECT_FALSE(allowed_if(
      R"({"StringEquals":{"aws:RequestedRegion":"eu-west-1","aws:PrincipalAccount":"1"}})"));
  EXPECT_TRUE(allowed_if(
      R"({"StringEquals":{"aws:RequestedRegion":"eu-west-1"},"Bool":{"aws:SecureTransport":"true"}})"));
}

TEST(Conditions, MakeADenyConditional) {
  constexpr auto kAllow = R"("Effect":"Allow","Action":"*","Resource":"*")";
  EXPECT_EQ(
      decide(
          {kAllow,
           R"("Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}})"},
          "dynamodb:Scan"),
      Verdict::kExplicitlyDenied);
}

}  // namespace
}  // namespace tertulia::iam

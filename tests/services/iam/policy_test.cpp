#include "emulator/services/iam/policy.hpp"

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"

namespace tertulia::iam {
namespace {

/// An identity policy with one statement, `inside` being its members.
std::string with_statement(std::string_view inside) {
  return base::cat(R"({"Version":"2012-10-17","Statement":[{)", inside, "}]}");
}

/// The message with which the document is refused; "accepted" when it is not.
std::string refusal_of(std::string_view document, PolicyKind kind = PolicyKind::kIdentity) {
  const auto policy = parse_policy(document, kind);
  if (policy.ok()) return "accepted";
  EXPECT_EQ(policy.error().code, "MalformedPolicyDocument");
  EXPECT_EQ(policy.error().status, 400);
  return policy.error().message;
}

TEST(PolicyDocument, TakesStringsAndListsAlike) {
  const auto policy = parse_policy(
      R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"sns:Publish","Resource":["*","arn:aws:sns:*:*:t"]}})",
      PolicyKind::kIdentity);
  ASSERT_TRUE(policy.ok());
  ASSERT_EQ(policy->statements.size(), 1U);
  EXPECT_EQ(policy->statements[0].effect, Effect::kDeny);
  EXPECT_EQ(policy->statements[0].actions.any_of, std::vector<std::string>{"sns:Publish"});
  EXPECT_EQ(policy->statements[0].resources.any_of,
            (std::vector<std::string>{"*", "arn:aws:sns:*:*:t"}));
}

struct Refused {
  std::string document;
  std::string message;
  friend void PrintTo(const Refused& tested, std::ostream* out) { *out << tested.document; }
};
class PolicyRefused : public testing::TestWithParam<Refused> {};

TEST_P(PolicyRefused, SaysWhy) { EXPECT_EQ(refusal_of(GetParam().document), GetParam().message); }

INSTANTIATE_TEST_SUITE_P(
    PolicyDocument, PolicyRefused,
    testing::Values(
        Refused{"no json", "This policy contains invalid Json"},
        Refused{"[]", "Syntax errors in policy."},
        Refused{R"({"Version":"2012-10-17"})", "Syntax errors in policy."},
        Refused{R"({"Version":"2012-10-17","Statement":[]})", "Syntax errors in policy."},
        Refused{R"({"Version":"2012-10-17","Statement":[],"More":1})", "Syntax errors in policy."},
        Refused{
            R"({"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})",
            "Policy document must be version 2012-10-17 or greater."},
        Refused{with_statement(R"("Effect":"Maybe","Action":"*","Resource":"*")"),
                "Syntax errors in policy."},
        Refused{with_statement(R"("Effect":"Allow","Action":5,"Resource":"*")"),
                "Syntax errors in policy."},
        Refused{with_statement(R"("Effect":"Allow","Action":{"Ref":"X"},"Resource":"*")"),
                "Syntax errors in policy."},
        Refused{
            with_statement(R"("Effect":"Allow","Action":"a:b","NotAction":"a:c","Resource":"*")"),
            "Syntax errors in policy."},
        Refused{with_statement(R"("Effect":"Allow","Resource":"*")"),
                "Policy statement must contain actions."},
        Refused{with_statement(R"("Effect":"Allow","Action":"dynamodb:Scan")"),
                "Policy statement must contain resources."},
        Refused{with_statement(R"("Effect":"Allow","Action":"Scan","Resource":"*")"),
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."},
        Refused{with_statement(R"("Effect":"Allow","Action":"a:b:c","Resource":"*")"),
                "Actions/Condition can contain only one colon."},
        Refused{with_statement(R"("Effect":"Allow","Action":"dynamo db:Scan","Resource":"*")"),
                "Vendor dynamo db is not valid"},
        Refused{with_statement(R"("Effect":"Allow","Action":"a:b","Resource":"my-table")"),
                R"(Resource my-table must be in ARN format or "*".)"},
        Refused{
            with_statement(R"("Effect":"Allow","Action":"a:b","Resource":"arn:elsewhere:s3:::b")"),
            R"(Partition "elsewhere" is not valid for resource "arn:elsewhere:s3:*:*:b".)"},
        Refused{with_statement(R"("Effect":"Allow","Action":"a:b","Resource":"arn:aws")"),
                "Resource vendor must be fully qualified and cannot contain regexes."},
        Refused{with_statement(R"("Effect":"Allow","Action":"a:b","Resource":"*","Principal":"*")"),
                "Policy document should not specify a principal."},
        Refused{with_statement(R"("Sid":"a b","Effect":"Allow","Action":"a:b","Resource":"*")"),
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the "
                "regular expression [0-9A-Za-z]*"},
        Refused{
            R"({"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"},)"
            R"({"Sid":"A","Effect":"Deny","Action":"a:b","Resource":"*"}]})",
            "Statement IDs (SID) in a single policy must be unique."}));

TEST(PolicyDocument, RefusesAConditionOperatorThatTheEmulatorLacksByName) {
  EXPECT_EQ(
      refusal_of(with_statement(
          R"("Effect":"Deny","Action":"*","Resource":"*","Condition":{"BinaryEquals":{"aws:userid":"AA=="}})")),
      "Syntax errors in policy. The emulator does not have the condition operator "
      "BinaryEquals.");
}

TEST(PolicyDocument, RefusesAConditionKeyThatTheEmulatorCannotKnowByName) {
  EXPECT_EQ(
      refusal_of(with_statement(
          R"("Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"a"}})")),
      "The emulator does not have the condition key s3:prefix.");
}

TEST(PolicyDocument, RefusesConditionsOnTagsOfWhatHasNoneHereByName) {
  const auto with_action = [](std::string_view action) {
    return with_statement(base::cat(R"("Effect":"Allow","Resource":"*","Action":")", action,
                                    R"(","Condition":{"StringEquals":{"aws:ResourceTag/a":"b"}})"));
  };
  EXPECT_EQ(refusal_of(with_action("dynamodb:GetItem")), "accepted");
  for (const auto* action : {"sns:Publish", "*"}) {
    EXPECT_EQ(refusal_of(with_action(action)),
              "The emulator does not have the condition key aws:ResourceTag/a for these actions.");
  }
}

TEST(PolicyDocument, RefusesVariablesOfKeysWithManyValuesByName) {
  const auto with_key = [](std::string_view key) {
    return with_statement(
        base::cat(R"("Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${)", key, "}\""));
  };
  EXPECT_EQ(refusal_of(with_key("dynamodb:Select")), "accepted");
  EXPECT_EQ(refusal_of(with_key("dynamodb:LeadingKeys")),
            "The emulator does not have the policy variable ${dynamodb:LeadingKeys}.");
}

TEST(PolicyDocument, RefusesAPolicyVariableThatTheEmulatorCannotKnowByName) {
  EXPECT_EQ(refusal_of(with_statement(
                R"("Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${saml:sub}")")),
            "The emulator does not have the policy variable ${saml:sub}.");
}

TEST(PolicyDocument, RefusesValuesThatTheOperatorCannotCompare) {
  for (const auto* condition :
       {R"({"NumericLessThan":{"aws:EpochTime":"many"}})",
        R"({"Bool":{"aws:SecureTransport":"si"}})",
        R"({"DateLessThan":{"aws:CurrentTime":"someday"}})",
        R"({"IpAddress":{"aws:SourceIp":"10.0.0.0/33"}})", R"({"StringEquals":"x"})",
        R"({"StringEquals":{"aws:userid":{}}})"}) {
    EXPECT_EQ(refusal_of(with_statement(base::cat(
                  R"("Effect":"Allow","Action":"*","Resource":"*","Condition":)", condition))),
              "Syntax errors in policy.")
        << condition;
  }
}

TEST(PolicyDocument, SurvivesHostileNesting) {
  EXPECT_EQ(refusal_of(std::string(200'000, '[')), "Syntax errors in policy.");
}

TEST(TrustPolicy, NamesWhoMayAssumeTheRole) {
  constexpr auto kLambda =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["lambda.amazonaws.com"]},"Action":["sts:AssumeRole"]}]})";
  EXPECT_EQ(refusal_of(kLambda, PolicyKind::kTrust), "accepted");
  EXPECT_EQ(refusal_of(kLambda), "Policy document should not specify a principal.");
}

TEST(TrustPolicy, HasAPrincipalAndNoResource) {
  EXPECT_EQ(refusal_of(with_statement(R"("Effect":"Allow","Action":"sts:AssumeRole")"),
                       PolicyKind::kTrust),
            "Missing required field Principal");
  EXPECT_EQ(refusal_of(
                with_statement(
                    R"("Effect":"Allow","Action":"sts:AssumeRole","Principal":"*","Resource":"*")"),
                PolicyKind::kTrust),
            "Has prohibited field Resource.");
}

TEST(TrustPolicy, AllowsAssumingAlone) {
  EXPECT_EQ(refusal_of(with_statement(
                           R"("Effect":"Allow","Action":"sns:Publish","Principal":{"AWS":"*"})"),
                       PolicyKind::kTrust),
            "AssumeRole policy may only specify STS AssumeRole actions.");
}

}  // namespace
}  // namespace tertulia::iam

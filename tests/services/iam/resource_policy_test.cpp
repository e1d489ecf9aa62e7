#include "emulator/services/iam/resource_policy.hpp"

#include <array>

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/iam.hpp"

namespace tertulia::iam {
namespace {

using core::Verdict;

constexpr std::string_view kOwner = "111111111111";
constexpr std::string_view kOther = "222222222222";
constexpr std::string_view kTableOfOwner = "arn:aws:dynamodb:eu-west-1:111111111111:table/t";

constexpr std::array<std::string_view, 3> kActions{"GetItem", "PutItem", "PutResourcePolicy"};
constexpr core::PolicyTerms kTerms{
    .service = "dynamodb", .actions = kActions, .is_resource = [](std::string_view id) {
      return id.starts_with("table/") && id.find("/stream/") == id.npos;
    }};

std::string policy_with(std::string_view inside) {
  return base::cat(R"({"Version":"2012-10-17","Statement":[{)", inside, "}]}");
}

/// A service that has one table, and perhaps a policy for it.
class OneTable final : public core::ResourceKeeper {
 public:
  [[nodiscard]] bool has_policies() const override { return policy != nullptr; }
  [[nodiscard]] core::ReadPolicyPtr policy_of(std::string_view arn) override {
    return arn.starts_with(kTableOfOwner) ? policy : nullptr;
  }
  [[nodiscard]] std::optional<std::string> tag_of(std::string_view arn,
                                                  std::string_view key) override {
    if (arn != kTableOfOwner || key != "Stage") return std::nullopt;
    return "dev";
  }
  core::ReadPolicyPtr policy;
};

struct PolicyWorld {
  PolicyWorld() { iam.add("dynamodb", table); }

  core::Env env{{.clock = core::ClockMode::kVirtual, .seed = 1}};
  store::Database database;
  OneTable table;
  Iam iam{database, env};

  /// A role whose one policy allows the actions that match, on everything.
  void role(std::string_view account, std::string_view name, std::string_view actions) {
    const Role role{
        .name = std::string(name),
        .trust_policy =
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]})",
        .policies = {{"p", policy_with(base::cat(R"("Effect":"Allow","Resource":"*","Action":")",
                                                 actions, "\""))}}};
    ASSERT_TRUE(iam.put_role(account, role).ok());
  }
  void policy(std::string_view inside) {
    auto read = iam.read(policy_with(inside), kTerms);
    ASSERT_TRUE(read.ok()) << read.error().message;
    table.policy = std::move(read).value();
  }
  std::string refusal_of(std::string_view document) {
    const auto read = iam.read(document, kTerms);
    if (!read.ok()) return base::cat(read.error().code, ": ", read.error().message);
    return iam.knows_principals_of(*read.value()) ? "accepted" : "for somebody unknown";
  }
  Verdict decide(const core::Principal& principal, std::string_view action = "dynamodb:GetItem") {
    return iam.decide({.principal = principal, .action = action, .resource = kTableOfOwner});
  }
};

core::Principal as(std::string_view account, std::string_view role) {
  return core::assumed_role(account, role, "s");
}

TEST(ResourcePolicy, LetsARoleOfItsAccountInWithoutAPolicyOfTheRole) {
  PolicyWorld world;
  world.role(kOwner, "reader", "sns:*");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kImplicitlyDenied);
  world.policy(
      R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/reader"},"Action":"dynamodb:GetItem","Resource":"*")");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(as(kOwner, "reader"), "dynamodb:PutItem"), Verdict::kImplicitlyDenied);
}

TEST(ResourcePolicy, LetsOneSessionIn) {
  PolicyWorld world;
  world.role(kOwner, "reader", "sns:*");
  world.policy(
      R"("Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111111111111:assumed-role/reader/s"},"Action":"dynamodb:*","Resource":"*")");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(core::assumed_role(kOwner, "reader", "another")),
            Verdict::kImplicitlyDenied);
}

TEST(ResourcePolicy, ThatNamesTheAccountLeavesItToTheRolesPolicies) {
  PolicyWorld world;
  world.role(kOwner, "reader", "dynamodb:GetItem");
  world.policy(
      R"("Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"dynamodb:*","Resource":"*")");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(as(kOwner, "reader"), "dynamodb:PutItem"), Verdict::kImplicitlyDenied);
}

TEST(ResourcePolicy, DeniesWhateverTheRolesPoliciesAllow) {
  PolicyWorld world;
  world.role(kOwner, "reader", "*");
  world.policy(R"("Effect":"Deny","Principal":"*","Action":"dynamodb:PutItem","Resource":"*")");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(as(kOwner, "reader"), "dynamodb:PutItem"), Verdict::kDeniedByResource);
}

TEST(ResourcePolicy, DeniesAdministratorsToo) {
  PolicyWorld world;
  EXPECT_FALSE(world.iam.may_refuse_administrators());
  world.policy(R"("Effect":"Deny","Principal":"*","Action":"dynamodb:PutItem","Resource":"*")");
  EXPECT_TRUE(world.iam.may_refuse_administrators());
  EXPECT_EQ(world.decide(core::administrator(kOwner)), Verdict::kAllowed);
  EXPECT_EQ(world.decide(core::administrator(kOwner), "dynamodb:PutItem"),
            Verdict::kDeniedByResource);
}

TEST(ResourcePolicy, AndTheRolesPolicyMustBothLetAnotherAccountIn) {
  PolicyWorld world;
  world.role(kOther, "reader", "dynamodb:GetItem");
  EXPECT_EQ(world.decide(as(kOther, "reader")), Verdict::kNotAllowedByResource);
  world.policy(
      R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222222222222:role/reader"},"Action":["dynamodb:GetItem","dynamodb:PutItem"],"Resource":"*")");
  EXPECT_EQ(world.decide(as(kOther, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(as(kOther, "reader"), "dynamodb:PutItem"), Verdict::kImplicitlyDenied);
  EXPECT_EQ(world.decide(core::administrator(kOther)), Verdict::kNotAllowedByResource);
}

TEST(ResourcePolicy, MayLetAWholeOtherAccountIn) {
  PolicyWorld world;
  world.role(kOther, "reader", "dynamodb:*");
  world.policy(
      R"("Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"dynamodb:GetItem","Resource":"*")");
  EXPECT_EQ(world.decide(as(kOther, "reader")), Verdict::kAllowed);
  EXPECT_EQ(world.decide(core::administrator(kOther)), Verdict::kAllowed);
  EXPECT_EQ(world.decide(as(kOther, "reader"), "dynamodb:PutItem"), Verdict::kNotAllowedByResource);
}

TEST(ResourcePolicy, IsConditional) {
  PolicyWorld world;
  world.role(kOwner, "reader", "*");
  world.policy(
      R"("Effect":"Deny","Principal":"*","Action":"dynamodb:*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/Stage":"dev"}})");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kAllowed);
  world.policy(
      R"("Effect":"Deny","Principal":"*","Action":"dynamodb:*","Resource":"*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/reader"}})");
  EXPECT_EQ(world.decide(as(kOwner, "reader")), Verdict::kDeniedByResource);
}

TEST(ResourcePolicy, IsAskedAboutBeforeItIsTheResources) {
  PolicyWorld world;
  const auto read = world.iam.read(
      policy_with(
          R"("Effect":"Deny","Principal":"*","Action":"dynamodb:PutResourcePolicy","Resource":"*")"),
      kTerms);
  ASSERT_TRUE(read.ok());
  const auto administrator = core::administrator(kOwner);
  const core::AccessRequest request{.principal = administrator,
                                    .action = "dynamodb:PutResourcePolicy",
                                    .resource = kTableOfOwner};
  EXPECT_EQ(world.iam.decide(request), Verdict::kAllowed);
  EXPECT_EQ(world.iam.decide_under(request, *read.value()), Verdict::kDeniedByResource);
}

TEST(ResourcePolicy, HasOneFormForAllItsSpellings) {
  PolicyWorld world;
  const auto form_of = [&](std::string_view document) {
    const auto read = world.iam.read(document, kTerms);
    return read.ok() ? read.value()->document() : read.error().message;
  };
  const std::string form =
      R"({"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"dynamodb:Select":"COUNT"}}}]})";
  EXPECT_EQ(form_of(form), form);
  EXPECT_EQ(form_of(R"( {"Statement" : {"Resource":["*"], "Action":["dynamodb:GetItem"],
                         "Condition":{"StringEquals":{"dynamodb:Select":["COUNT"]}}, "Sid":"A",
                         "Principal":{"AWS":["111111111111","arn:aws:iam::111111111111:root"]},
                         "Effect":"allow"}, "Version":"2012-10-17"} )"),
            form);
  EXPECT_EQ(
      form_of(
          R"({"Statement":[{"Effect":"Deny","Principal":"*","NotAction":["dynamodb:PutItem","dynamodb:GetItem"],"NotResource":"arn:aws:dynamodb:*:*:table/x"}]})"),
      R"({"Version":"2008-10-17","Statement":[{"Effect":"Deny","Principal":"*","NotAction":["dynamodb:PutItem","dynamodb:GetItem"],"NotResource":"arn:aws:dynamodb:*:*:table/x"}]})");
}

TEST(ResourcePolicy, TellsWhetherItIsPublic) {
  PolicyWorld world;
  const auto is_public = [&](std::string_view inside) {
    const auto read = world.iam.read(policy_with(inside), kTerms);
    EXPECT_TRUE(read.ok()) << inside;
    return read.ok() && read.value()->is_public();
  };
  EXPECT_TRUE(
      is_public(R"("Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*")"));
  EXPECT_TRUE(is_public(
      R"("Effect":"Allow","Principal":{"AWS":["111111111111","*"]},"Action":"dynamodb:GetItem","Resource":"*")"));
  EXPECT_TRUE(is_public(
      R"("Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"dynamodb:Select":"COUNT"}})"));
  EXPECT_TRUE(is_public(
      R"("Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringLike":{"aws:PrincipalAccount":"1*"}})"));
  EXPECT_FALSE(is_public(
      R"("Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111111111111"}})"));
  EXPECT_FALSE(
      is_public(R"("Effect":"Deny","Principal":"*","Action":"dynamodb:GetItem","Resource":"*")"));
}

TEST(ResourcePolicy, IsRefusedInAwssWords) {
  PolicyWorld world;
  const auto malformed = [](std::string_view why) {
    return base::cat("MalformedPolicyDocument: ", why);
  };
  for (const auto* text : {"", "[]", "{not json"}) {
    EXPECT_EQ(world.refusal_of(text), malformed("This policy contains invalid Json")) << text;
  }
  EXPECT_EQ(world.refusal_of("null"), malformed("This text appears not to be a policy"));
  EXPECT_EQ(world.refusal_of("{}"), malformed("Syntax error at position (1,3)"));
  EXPECT_EQ(world.refusal_of(R"({"Version":"2012-10-17","Statement":[]})"),
            malformed("Could not parse the policy: Statement is empty!"));
  EXPECT_EQ(world.refusal_of(R"({"Version":"2012-10-17","Statement":[{}]})"),
            malformed("Missing required field Effect"));
  EXPECT_EQ(world.refusal_of(
                policy_with(R"("Effect":"Allow","Principal":"*","Action":"dynamodb:GetItem")")),
            malformed("Missing required field Resource"));
  EXPECT_EQ(world.refusal_of(
                policy_with(R"("Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*")")),
            malformed("Missing required field Principal"));
  EXPECT_EQ(
      world.refusal_of(
          R"({"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Deny","Principal":"*","Action":"dynamodb:GetItem","Resource":"*"},{"Sid":"A","Effect":"Deny","Principal":"*","Action":"dynamodb:PutItem","Resource":"*"}]})"),
      malformed("The Statement Ids in the policy are not unique"));
  EXPECT_EQ(
      world.refusal_of(policy_with(
          R"("Effect":"Deny","Principal":"*","Action":["dynamodb:GetRecords","dynamodb:GetItem","s3:*"],"Resource":"*")")),
      malformed(R"(The following action names are invalid: "dynamodb:GetRecords", "s3:*")"));
  EXPECT_EQ(
      world.refusal_of(policy_with(
          R"("Effect":"Deny","Principal":"*","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/x")")),
      malformed(
          R"(The relative-id "table/t/stream/x" is invalid for ARN "arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/x")"));
}

TEST(ResourcePolicy, NamesNobodyWhoDoesNotExist) {
  PolicyWorld world;
  world.role(kOwner, "reader", "*");
  const auto with_principal = [&](std::string_view principal) {
    return world.refusal_of(policy_with(base::cat(
        R"("Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Principal":)", principal)));
  };
  EXPECT_EQ(with_principal(R"({"AWS":"arn:aws:iam::111111111111:role/reader"})"), "accepted");
  for (const auto* nobody :
       {"arn:aws:iam::111111111111:role/writer", "arn:aws:iam::222222222222:role/reader",
        "arn:aws:iam::111111111111:user/ana", "arn:aws:sts::111111111111:assumed-role/writer/s",
        "arn:aws:iam::111111111111:role/*", "1111"}) {
    EXPECT_EQ(with_principal(base::cat(R"({"AWS":")", nobody, "\"}")), "for somebody unknown")
        << nobody;
  }
  EXPECT_EQ(with_principal(R"("111111111111")"),
            "MalformedPolicyDocument: Syntax errors in policy.");
  EXPECT_EQ(with_principal(R"({"Service":"lambda.amazonaws.com"})"),
            "MalformedPolicyDocument: Policy contains invalid service principal");
  EXPECT_EQ(
      with_principal(R"({"Federated":"x"})"),
      "MalformedPolicyDocument: The emulator does not have principals of the kind Federated.");
}

}  // namespace
}  // namespace tertulia::iam

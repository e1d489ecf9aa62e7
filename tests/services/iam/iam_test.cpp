#include "emulator/services/iam/iam.hpp"

#include <chrono>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"
#include "emulator/services/iam/provision.hpp"

namespace tertulia::iam {
namespace {

using core::Verdict;
using nlohmann::json;

constexpr std::string_view kAccount = "123456789012";
constexpr std::string_view kTableOfAccount =
    "arn:aws:dynamodb:eu-west-1:123456789012:table/getTogethers";

struct World {
  core::Env env{{.clock = core::ClockMode::kVirtual, .seed = 1}};
  store::Database database;
  Iam iam{database, env};
  Provision provision{iam, env};

  core::Result<model::Physical> create(std::string type, std::string_view properties,
                                       std::string logical_id = "Thing") {
    const auto value = json::parse(properties);
    return provision.create({.logical_id = std::move(logical_id),
                             .type = std::move(type),
                             .properties = value,
                             .stack_name = "gettogether-dev",
                             .account = std::string(kAccount),
                             .region = "eu-west-1",
                             .root = ".",
                             .where = {}});
  }
  /// A role with that inside of `Properties` besides its trust policy.
  core::Result<model::Physical> create_role(std::string_view more) {
    return create("AWS::IAM::Role", base::cat(R"({"AssumeRolePolicyDocument":)", kTrust, more, "}"),
                  "Role");
  }
  std::string refusal_of(const core::Result<model::Physical>& result) {
    return result.ok() ? "accepted" : base::cat(result.error().code, ": ", result.error().message);
  }
  Verdict decide(std::string_view role, std::string_view action, std::string_view resource) {
    return decide(core::assumed_role(kAccount, role, "s"), action, resource);
  }
  Verdict decide(const core::Principal& principal, std::string_view action,
                 std::string_view resource) {
    return iam.decide({.principal = principal, .action = action, .resource = resource});
  }

  static constexpr std::string_view kTrust =
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]})";
};

constexpr std::string_view kScans =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Scan","Resource":"arn:aws:dynamodb:*:*:table/getTogethers"}]})";

TEST(Decide, ARoleMayDoWhatItsInlinePolicyAllowsAndNoMore) {
  World world;
  ASSERT_TRUE(world
                  .create_role(base::cat(
                      R"(,"RoleName":"reader","Policies":[{"PolicyName":"p","PolicyDocument":)",
                      kScans, "}]"))
                  .ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kAllowed);
  EXPECT_EQ(world.decide("reader", "dynamodb:PutItem", kTableOfAccount),
            Verdict::kImplicitlyDenied);
}

TEST(Decide, ARoleThatDoesNotExistMayDoNothing) {
  World world;
  EXPECT_EQ(world.decide("nobody", "dynamodb:Scan", kTableOfAccount), Verdict::kImplicitlyDenied);
}

TEST(Decide, ARoleOfAnotherAccountIsAnother) {
  World world;
  ASSERT_TRUE(
      world
          .create_role(
              R"(,"RoleName":"r","ManagedPolicyArns":["arn:aws:iam::aws:policy/AdministratorAccess"])")
          .ok());
  EXPECT_EQ(world.decide(core::assumed_role(kAccount, "r", "s"), "a:b", "*"), Verdict::kAllowed);
  EXPECT_EQ(world.decide(core::assumed_role("999999999999", "r", "s"), "a:b", "*"),
            Verdict::kImplicitlyDenied);
}

TEST(Decide, TheAdministratorAndServicesMayDoEverythingAndTheAnonymousNothing) {
  World world;
  EXPECT_EQ(world.decide(core::administrator(kAccount), "dynamodb:Scan", kTableOfAccount),
            Verdict::kAllowed);
  EXPECT_EQ(world.decide(core::service_principal(kAccount, "sns.amazonaws.com"),
                         "lambda:InvokeFunction", "*"),
            Verdict::kAllowed);
  core::Principal anonymous = core::administrator(kAccount);
  anonymous.kind = core::PrincipalKind::kAnonymous;
  EXPECT_EQ(world.decide(anonymous, "dynamodb:Scan", kTableOfAccount), Verdict::kImplicitlyDenied);
}

TEST(Decide, SeesAPolicyThatWasAddedLater) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kImplicitlyDenied);
  ASSERT_TRUE(world.iam.put_role_policy(kAccount, "reader", "p", kScans).ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kAllowed);
}

TEST(Decide, ForgetsWhatARestoredDatabaseNoLongerHas) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  const auto before = world.database.serialize();
  ASSERT_TRUE(world.iam.put_role_policy(kAccount, "reader", "p", kScans).ok());
  ASSERT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kAllowed);
  world.database.restore(before);
  world.iam.reload();
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kImplicitlyDenied);
}

TEST(Explain, NamesThePolicyAndStatementThatDecided) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  ASSERT_TRUE(
      world.iam
          .put_role_policy(
              kAccount, "reader", "no-scans",
              R"({"Version":"2012-10-17","Statement":{"Sid":"Never","Effect":"Deny","Action":"dynamodb:*","Resource":"*"}})")
          .ok());
  const auto reader = core::assumed_role(kAccount, "reader", "s");
  const auto decision = world.iam.explain(
      {.principal = reader, .action = "dynamodb:Scan", .resource = kTableOfAccount});
  EXPECT_EQ(decision.verdict, Verdict::kExplicitlyDenied);
  ASSERT_NE(decision.policy, nullptr);
  EXPECT_EQ(decision.policy->name, "no-scans");
  EXPECT_EQ(decision.statement->sid, "Never");
}

TEST(Role, IsKnownByItsNameArnAndId) {
  World world;
  const auto role = world.create_role(
      R"(,"RoleName":"reader","Path":"/app/","Tags":[{"Key":"a","Value":"b"}],"Description":"d","MaxSessionDuration":7200)");
  ASSERT_TRUE(role.ok());
  EXPECT_EQ(role->ref, "reader");
  EXPECT_EQ(role->attributes.at("Arn"), "arn:aws:iam::123456789012:role/app/reader");
  const auto id = role->attributes.at("RoleId");
  EXPECT_TRUE(id.starts_with("AROA"));
  EXPECT_EQ(core::assumed_role(kAccount, "reader", "s").user_id, id + ":s");
}

TEST(Role, WithoutANameGetsOneThatIamTakesAndKeepsIt) {
  World world;
  const std::string logical_id(80, 'L');
  const auto properties = base::cat(R"({"AssumeRolePolicyDocument":)", World::kTrust, "}");
  const auto first = world.create("AWS::IAM::Role", properties, logical_id);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->ref.size(), 64U);
  EXPECT_TRUE(first->ref.starts_with("gettogether-dev-LLL"));
  const auto second = world.create("AWS::IAM::Role", properties, logical_id);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->ref, first->ref);
}

TEST(Role, IsReplacedWholeByTheResourceThatMadeIt) {
  World world;
  ASSERT_TRUE(world
                  .create_role(base::cat(
                      R"(,"RoleName":"reader","Policies":[{"PolicyName":"p","PolicyDocument":)",
                      kScans, "}]"))
                  .ok());
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kImplicitlyDenied);
}

TEST(Role, IsNotReplacedByAnotherResource) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  const auto other = world.create(
      "AWS::IAM::Role",
      base::cat(R"({"RoleName":"reader","AssumeRolePolicyDocument":)", World::kTrust, "}"),
      "Other");
  EXPECT_EQ(world.refusal_of(other), "EntityAlreadyExists: Role with name reader already exists.");
}

TEST(Role, WithAPolicyThatIsRefusedDoesNotComeIntoBeing) {
  World world;
  const auto role = world.create_role(
      R"(,"RoleName":"reader","Policies":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"scan","Resource":"*"}]}}])");
  EXPECT_EQ(world.refusal_of(role),
            "MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, "
            "sdb, ec2, etc.");
  EXPECT_FALSE(world.iam.has_role(kAccount, "reader"));
}

TEST(Role, TakesTheManagedPoliciesOfFunctions) {
  World world;
  const auto role = world.create_role(
      R"(,"RoleName":"f","ManagedPolicyArns":["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole","arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess","arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess","arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"])");
  ASSERT_TRUE(role.ok());
  EXPECT_EQ(world.decide("f", "logs:PutLogEvents", "arn:aws:logs:r:1:log-group:g:log-stream:s"),
            Verdict::kAllowed);
  EXPECT_EQ(world.decide("f", "xray:PutTraceSegments", "*"), Verdict::kAllowed);
  EXPECT_EQ(world.decide("f", "logs:DeleteLogGroup", "*"), Verdict::kImplicitlyDenied);
}

TEST(Role, RefusesAManagedPolicyThatTheEmulatorLacksByName) {
  World world;
  EXPECT_EQ(world.refusal_of(world.create_role(
                R"(,"ManagedPolicyArns":["arn:aws:iam::aws:policy/SecurityAudit"])")),
            "NoSuchEntity: Policy arn:aws:iam::aws:policy/SecurityAudit does not exist or is not "
            "attachable: it is none of the AWS managed policies that the emulator has.");
}

TEST(Role, RefusesPropertiesThatItDoesNotHaveByName) {
  World world;
  EXPECT_EQ(
      world.refusal_of(world.create_role(R"(,"PermissionsBoundary":"arn:aws:iam::aws:policy/x")")),
      "ValidationError: Properties validation failed for resource Role with message:\n"
      "#/PermissionsBoundary: the emulator does not support this property");
  EXPECT_EQ(world.refusal_of(world.create_role(R"(,"Color":"blue")")),
            "ValidationError: Properties validation failed for resource Role with message:\n"
            "#: extraneous key [Color] is not permitted");
  EXPECT_EQ(world.refusal_of(world.create("AWS::IAM::Role", "{}")),
            "ValidationError: Properties validation failed for resource Thing with message:\n"
            "#: required key [AssumeRolePolicyDocument] not found");
}

TEST(Role, RefusesNamesThatIamDoesNotTake) {
  World world;
  EXPECT_EQ(world.refusal_of(world.create_role(R"(,"RoleName":"a b")")),
            "ValidationError: The specified value for roleName is invalid. It must contain only "
            "alphanumeric characters and/or the following: +=,.@_-");
  EXPECT_EQ(world.refusal_of(
                world.create_role(base::cat(R"(,"RoleName":")", std::string(65, 'r'), R"(")"))),
            base::cat("ValidationError: 1 validation error detected: Value '", std::string(65, 'r'),
                      "' at 'roleName' failed to satisfy constraint: Member must have length less "
                      "than or equal to 64"));
}

TEST(Role, HoldsInlinePoliciesOf10240BytesTogether) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  const auto large = [](std::size_t bytes) {
    return base::cat(
        R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"a:b","Resource":"arn:aws:s3:::)",
        std::string(bytes, 'x'), R"("}})");
  };
  EXPECT_TRUE(world.iam.put_role_policy(kAccount, "reader", "a", large(10'000)).ok());
  const auto second = world.iam.put_role_policy(kAccount, "reader", "b", large(1'000));
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, "LimitExceeded");
  EXPECT_EQ(second.error().message, "Maximum policy size of 10240 bytes exceeded for role reader");
}

TEST(InlinePolicy, IsAddedToItsRoles) {
  World world;
  ASSERT_TRUE(world.create_role(R"(,"RoleName":"reader")").ok());
  ASSERT_TRUE(world
                  .create("AWS::IAM::Policy",
                          base::cat(R"({"PolicyName":"p","Roles":["reader"],"PolicyDocument":)",
                                    kScans, "}"))
                  .ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kAllowed);
}

TEST(InlinePolicy, NeedsARoleThatExists) {
  World world;
  EXPECT_EQ(
      world.refusal_of(world.create(
          "AWS::IAM::Policy",
          base::cat(R"({"PolicyName":"p","Roles":["reader"],"PolicyDocument":)", kScans, "}"))),
      "NoSuchEntity: The role with name reader cannot be found.");
}

TEST(ManagedPolicy, IsAttachedByItsArn) {
  World world;
  const auto policy = world.create(
      "AWS::IAM::ManagedPolicy",
      base::cat(R"({"ManagedPolicyName":"scans","Path":"/app/","PolicyDocument":)", kScans, "}"));
  ASSERT_TRUE(policy.ok());
  EXPECT_EQ(policy->ref, "arn:aws:iam::123456789012:policy/app/scans");
  ASSERT_TRUE(world
                  .create_role(base::cat(R"(,"RoleName":"reader","ManagedPolicyArns":[")",
                                         policy->ref, R"("])"))
                  .ok());
  EXPECT_EQ(world.decide("reader", "dynamodb:Scan", kTableOfAccount), Verdict::kAllowed);
}

TEST(Credentials, AreFoundAgainWithTheirPrincipal) {
  World world;
  const auto principal = core::assumed_role(kAccount, "reader", "session");
  const auto expires = world.env.clock.now() + std::chrono::hours(1);
  const auto key = world.iam.issue(principal, expires);
  EXPECT_TRUE(key.id.starts_with("ASIA"));
  EXPECT_EQ(key.id.size(), 20U);
  EXPECT_EQ(key.secret.size(), 40U);
  const auto known = world.iam.find(key.id);
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ(known->key.secret, key.secret);
  EXPECT_EQ(known->key.session_token, key.session_token);
  EXPECT_EQ(known->key.expires, expires);
  EXPECT_EQ(known->principal.kind, core::PrincipalKind::kRole);
  EXPECT_EQ(known->principal.arn, principal.arn);
  EXPECT_EQ(known->principal.user_id, principal.user_id);
}

TEST(Credentials, AreOfTheEmulatorsOwnKeysAlone) {
  World world;
  EXPECT_FALSE(world.iam.find("AKIAIOSFODNN7EXAMPLE").has_value());
}

}  // namespace
}  // namespace tertulia::iam

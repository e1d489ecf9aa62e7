/// Policies of tables, from both sides: what they let in and what they keep out.

#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "tests/flows/access_world.hpp"

namespace tertulia::flows {
namespace {

using nlohmann::json;

constexpr std::string_view kArn = "arn:aws:dynamodb:us-east-1:000000000000:table/games";
constexpr std::string_view kKey = R"("Key":{"user":{"S":"ana"},"title":{"S":"x"}})";
constexpr std::string_view kInvalid =
    "ValidationException: One or more parameter values were invalid: ";

class ResourcePolicies : public testing::Test {
 protected:
  ResourcePolicies() { world_.games(); }

  static std::string document(std::string_view statements) {
    return base::cat(R"({"Version":"2012-10-17","Statement":[)", statements, "]}");
  }
  static std::string request(std::string_view policy, const json& more = json::object()) {
    json input{{"ResourceArn", kArn}, {"Policy", policy}};
    input.update(more);
    return input.dump();
  }
  static std::string of_table(const json& more = json::object()) {
    json input{{"ResourceArn", kArn}};
    input.update(more);
    return input.dump();
  }
  /// The revision of the policy that the table gets.
  std::string put(std::string_view statements, const json& more = json::object()) {
    return world_.as_administrator("PutResourcePolicy", request(document(statements), more))
        .value("RevisionId", "none");
  }
  std::string administrator(std::string_view operation, std::string_view input) {
    return world_.answer(core::administrator(world_.env.account), operation, input);
  }
  std::string refused(std::string_view policy, const json& more = json::object()) {
    return administrator("PutResourcePolicy", request(policy, more));
  }
  std::string role_gets(std::string_view role) {
    return world_.answer(core::assumed_role(world_.env.account, role, "s"), "GetItem",
                         base::cat(R"({"TableName":"games",)", kKey, "}"));
  }
  static std::string allow(std::string_view principal, std::string_view actions = "dynamodb:*") {
    return base::cat(R"({"Effect":"Allow","Resource":"*","Principal":{"AWS":")", principal,
                     R"("},"Action":")", actions, "\"}");
  }
  static std::string deny(std::string_view actions) {
    return base::cat(R"({"Effect":"Deny","Resource":"*","Principal":"*","Action":")", actions,
                     "\"}");
  }

  AccessWorld world_;
};

TEST_F(ResourcePolicies, LetARoleInThatHasNoPolicyForTheTable) {
  world_.role("guest", R"({"Effect":"Allow","Action":"sns:*","Resource":"*"})");
  EXPECT_TRUE(role_gets("guest").starts_with("AccessDeniedException: "));
  put(allow("arn:aws:iam::000000000000:role/guest", "dynamodb:GetItem"));
  EXPECT_EQ(role_gets("guest"), "allowed");
  world_.as_administrator("DeleteResourcePolicy", of_table());
  EXPECT_TRUE(role_gets("guest").starts_with("AccessDeniedException: "));
}

TEST_F(ResourcePolicies, KeepOutWhomTheyDeny) {
  world_.role("owner", R"({"Effect":"Allow","Action":"*","Resource":"*"})");
  put(deny("dynamodb:GetItem"));
  EXPECT_EQ(role_gets("owner"),
            "AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/owner/s is not "
            "authorized to perform: dynamodb:GetItem on resource: "
            "arn:aws:dynamodb:us-east-1:000000000000:table/games with an explicit deny in a "
            "resource-based policy");
  EXPECT_EQ(administrator("GetItem", base::cat(R"({"TableName":"games",)", kKey, "}")),
            "AccessDeniedException: User: arn:aws:iam::000000000000:root is not authorized to "
            "perform: dynamodb:GetItem on resource: "
            "arn:aws:dynamodb:us-east-1:000000000000:table/games with an explicit deny in a "
            "resource-based policy");
  EXPECT_EQ(administrator("Scan", R"({"TableName":"games"})"), "allowed");
}

TEST_F(ResourcePolicies, MayHaveConditionsOnTheRequest) {
  put(R"({"Effect":"Deny","Principal":"*","Action":"dynamodb:*","Resource":"*","Condition":
          {"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":"ana"}}})");
  const auto get = [&](std::string_view user) {
    return administrator(
        "GetItem", base::cat(R"({"TableName":"games","Key":{"title":{"S":"x"},"user":{"S":")", user,
                             R"("}}})"));
  };
  EXPECT_EQ(get("bo"), "allowed");
  EXPECT_TRUE(get("ana").starts_with("AccessDeniedException: "));
}

TEST_F(ResourcePolicies, AreNeededByOtherAccounts) {
  const auto other = core::administrator("222222222222");
  const auto by_arn = base::cat(R"({"TableName":")", kArn, "\",", kKey, "}");
  EXPECT_EQ(world_.answer(other, "GetItem", by_arn),
            "AccessDeniedException: User: arn:aws:iam::222222222222:root is not authorized to "
            "perform: dynamodb:GetItem on resource: "
            "arn:aws:dynamodb:us-east-1:000000000000:table/games because no resource-based policy "
            "allows the dynamodb:GetItem action");
  const auto batch = base::cat(R"({"RequestItems":{")", kArn,
                               R"(":{"Keys":[{"user":{"S":"a"},"title":{"S":"x"}}]}}})");
  EXPECT_TRUE(world_.answer(other, "BatchGetItem", batch).starts_with("AccessDeniedException: "));
  put(allow("222222222222", "dynamodb:*GetItem"));
  EXPECT_EQ(world_.answer(other, "GetItem", by_arn), "allowed");
  EXPECT_EQ(world_.answer(other, "BatchGetItem", batch), "allowed");
  EXPECT_TRUE(world_.answer(other, "DeleteItem", by_arn).starts_with("AccessDeniedException: "));
}

TEST_F(ResourcePolicies, AreReadBackInTheirOneForm) {
  const auto revision = put(allow("000000000000"));
  const auto expected = document(
      R"({"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":"dynamodb:*","Resource":"*"})");
  const auto got = world_.as_administrator("GetResourcePolicy", of_table());
  EXPECT_EQ(got.at("Policy"), expected);
  EXPECT_EQ(got.at("RevisionId"), revision);
}

TEST_F(ResourcePolicies, KeepTheirRevisionWhenTheyStayTheSame) {
  const auto revision = put(allow("000000000000"));
  EXPECT_EQ(put(base::cat(" ", allow("arn:aws:iam::000000000000:root"), " ")), revision);
  EXPECT_NE(put(deny("dynamodb:Scan")), revision);
}

TEST_F(ResourcePolicies, AreReplacedOnlyIfTheRevisionIsTheExpectedOne) {
  constexpr std::string_view kNotFound =
      "PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: ";
  EXPECT_EQ(refused(document(deny("dynamodb:Scan")), {{"ExpectedRevisionId", "1"}}),
            base::cat(kNotFound,
                      "Requested update for policy with revision id 1, but table games has no "
                      "associated policy."));
  const auto first = put(deny("dynamodb:Scan"), {{"ExpectedRevisionId", "NO_POLICY"}});
  for (const auto* expected : {"NO_POLICY", "1"}) {
    EXPECT_EQ(refused(document(deny("dynamodb:Query")), {{"ExpectedRevisionId", expected}}),
              base::cat(kNotFound, "Requested update for policy with revision id ", expected,
                        ", but the policy associated to target table games with revision id ",
                        first, " did not match."));
  }
  const auto second = put(deny("dynamodb:Query"), {{"ExpectedRevisionId", first}});
  EXPECT_TRUE(administrator("DeleteResourcePolicy", of_table({{"ExpectedRevisionId", first}}))
                  .starts_with(kNotFound));
  EXPECT_EQ(
      world_.as_administrator("DeleteResourcePolicy", of_table({{"ExpectedRevisionId", second}}))
          .at("RevisionId"),
      second);
}

TEST_F(ResourcePolicies, MayBeDeletedAgain) {
  EXPECT_EQ(world_.as_administrator("DeleteResourcePolicy", of_table()), json::object());
  const auto revision = put(deny("dynamodb:Scan"));
  EXPECT_EQ(world_.as_administrator("DeleteResourcePolicy", of_table()).at("RevisionId"), revision);
  EXPECT_NE(world_.as_administrator("DeleteResourcePolicy", of_table()).at("RevisionId"), revision);
  EXPECT_EQ(administrator("GetResourcePolicy", of_table()),
            base::cat("PolicyNotFoundException: Resource-based policy not found for the provided "
                      "ResourceArn: ",
                      kArn));
}

TEST_F(ResourcePolicies, MustNotLockTheirAuthorOutUnlessThatIsConfirmed) {
  const auto policy = document(deny("dynamodb:PutResourcePolicy"));
  EXPECT_EQ(refused(policy),
            "AccessDeniedException: The new resource policy will not allow you to update the "
            "resource policy in the future.");
  EXPECT_EQ(refused(policy, {{"ConfirmRemoveSelfResourceAccess", true}}), "allowed");
  EXPECT_TRUE(refused(document(deny("dynamodb:Scan"))).starts_with("AccessDeniedException: User"));
}

TEST_F(ResourcePolicies, ThatDenyTheirDeletionAreTaken) {
  put(deny("dynamodb:DeleteResourcePolicy"));
  EXPECT_TRUE(
      administrator("DeleteResourcePolicy", of_table()).starts_with("AccessDeniedException: User"));
  put(deny("dynamodb:Scan"));
  EXPECT_EQ(administrator("DeleteResourcePolicy", of_table()), "allowed");
}

TEST_F(ResourcePolicies, AreRefusedInAwssWords) {
  EXPECT_EQ(refused("{not json"),
            base::cat(kInvalid, "Invalid policy document: This policy contains invalid Json"));
  EXPECT_EQ(refused(document("")),
            base::cat(kInvalid,
                      "Invalid policy document: Could not parse the policy: Statement is empty!"));
  EXPECT_EQ(refused(document(deny("dynamodb:ListStreams"))),
            base::cat(kInvalid,
                      "Invalid policy document: The following action names are invalid: "
                      "\"dynamodb:ListStreams\""));
  EXPECT_EQ(refused(document(allow("arn:aws:iam::000000000000:role/nobody"))),
            base::cat(kInvalid, "Invalid principal in policy document."));
  EXPECT_EQ(refused(document(allow("*"))),
            "ValidationException: Resource-based policy grants unbounded access in one or more "
            "elements. Please revise the policy to ensure least-privilege form of access");
  EXPECT_EQ(refused(std::string(20'481, ' ')),
            base::cat(kInvalid, "Maximum policy size of 20480 bytes exceeded"));
  EXPECT_EQ(refused(base::cat(document(deny("dynamodb:Scan")), std::string(20'000, ' '))),
            "allowed");
}

TEST_F(ResourcePolicies, AreOfTablesOfTheCallersAccountAndRegion) {
  const auto get = [&](std::string_view arn) {
    return administrator("GetResourcePolicy", base::cat(R"({"ResourceArn":")", arn, "\"}"));
  };
  EXPECT_EQ(get("games"), base::cat(kInvalid, "ARNs must start with 'arn:': games"));
  EXPECT_EQ(
      get("arn:aws:dynamodb:us-east-1:222222222222:table/games"),
      "ValidationException: This action is only supported by accounts that match the resource "
      "owner’s account.");
  for (const auto* arn : {"arn:aws:dynamodb:eu-west-1:000000000000:table/games",
                          "arn:aws-cn:dynamodb:us-east-1:000000000000:table/games"}) {
    EXPECT_EQ(get(arn), base::cat(kInvalid, "Invalid resource Arn: ", arn));
  }
  EXPECT_EQ(get("arn:aws:dynamodb:us-east-1:000000000000:table/GAMES"),
            "ResourceNotFoundException: Requested resource not found: Table: GAMES not found");
}

TEST_F(ResourcePolicies, ComeWithATable) {
  world_.role("guest", R"({"Effect":"Allow","Action":"sns:*","Resource":"*"})");
  const auto create = [&](const std::string& policy) {
    return administrator(
        "CreateTable",
        json{{"TableName", "more"},
             {"BillingMode", "PAY_PER_REQUEST"},
             {"ResourcePolicy", policy},
             {"AttributeDefinitions", {{{"AttributeName", "id"}, {"AttributeType", "S"}}}},
             {"KeySchema", {{{"AttributeName", "id"}, {"KeyType", "HASH"}}}}}
            .dump());
  };
  EXPECT_EQ(create("null"),
            base::cat(kInvalid, "Invalid policy document: This text appears not to be a policy"));
  EXPECT_EQ(create(document(allow("arn:aws:iam::000000000000:role/guest"))), "allowed");
  EXPECT_EQ(world_.answer(core::assumed_role(world_.env.account, "guest", "s"), "Scan",
                          R"({"TableName":"more"})"),
            "allowed");
}

TEST_F(ResourcePolicies, NeedPermissionOfTheirOwnWhenATableIsMade) {
  constexpr std::string_view kTable =
      R"({"TableName":"more","BillingMode":"PAY_PER_REQUEST","ResourcePolicy":"{}",
          "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
          "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})";
  world_.role("caller", R"({"Effect":"Allow","Action":"dynamodb:CreateTable","Resource":"*"})");
  EXPECT_EQ(world_.as_caller("CreateTable", kTable), "refused");
}

TEST_F(ResourcePolicies, GoWithTheirTable) {
  put(deny("dynamodb:Scan"));
  world_.as_administrator("DeleteTable", R"({"TableName":"games"})");
  EXPECT_FALSE(world_.dynamodb.has_policies());
  world_.games();
  EXPECT_EQ(administrator("Scan", R"({"TableName":"games"})"), "allowed");
}

TEST_F(ResourcePolicies, AreThereAfterARestore) {
  put(deny("dynamodb:Scan"));
  world_.dynamodb.reload();
  EXPECT_TRUE(
      administrator("Scan", R"({"TableName":"games"})").starts_with("AccessDeniedException: "));
}

class StreamPolicies : public ResourcePolicies {
 protected:
  StreamPolicies() {
    const auto made =
        world_.as_administrator("CreateTable",
                                R"({"TableName":"logged","BillingMode":"PAY_PER_REQUEST",
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
            "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"}})");
    arn_ = made.at("TableDescription").at("LatestStreamArn");
  }
  std::string put_policy(std::string_view statements) {
    return administrator("PutResourcePolicy",
                         json{{"ResourceArn", arn_}, {"Policy", document(statements)}}.dump());
  }
  std::string describe_as(const core::Principal& principal) {
    return world_.answer(principal, "DescribeStream", json{{"StreamArn", arn_}}.dump(),
                         "dynamodbstreams");
  }
  std::string arn_;
};

TEST_F(StreamPolicies, DecideAboutTheStreamAlone) {
  const auto root = core::administrator(world_.env.account);
  EXPECT_EQ(describe_as(root), "allowed");
  EXPECT_EQ(put_policy(deny("dynamodb:DescribeStream")), "allowed");
  EXPECT_TRUE(describe_as(root).starts_with("AccessDeniedException: "));
  EXPECT_EQ(administrator("DescribeTable", R"({"TableName":"logged"})"), "allowed");
  EXPECT_EQ(administrator("DeleteResourcePolicy", json{{"ResourceArn", arn_}}.dump()), "allowed");
  EXPECT_EQ(describe_as(root), "allowed");
}

TEST_F(StreamPolicies, AreNeededByOtherAccounts) {
  const auto other = core::administrator("222222222222");
  EXPECT_TRUE(describe_as(other).starts_with("AccessDeniedException: "));
  EXPECT_EQ(put_policy(allow("222222222222", "dynamodb:DescribeStream")), "allowed");
  EXPECT_EQ(describe_as(other), "allowed");
}

TEST_F(StreamPolicies, SpeakOfWhatStreamsAreFor) {
  EXPECT_EQ(put_policy(deny("dynamodb:GetItem")),
            base::cat(kInvalid,
                      "Invalid policy document: The following action names are invalid: "
                      "\"dynamodb:GetItem\""));
  const auto of_table = base::cat(
      R"({"Effect":"Deny","Principal":"*","Action":"dynamodb:*","Resource":")", kArn, "\"}");
  EXPECT_EQ(put_policy(of_table),
            base::cat(kInvalid,
                      "Invalid policy document: The relative-id \"table/games\" is invalid for ARN "
                      "\"",
                      kArn, "\""));
}

TEST_F(StreamPolicies, AreOfStreamsThatExist) {
  const auto gone = base::cat(kArn, "/stream/2000-01-01T00:00:00.000");
  EXPECT_EQ(administrator("GetResourcePolicy", json{{"ResourceArn", gone}}.dump()),
            "ResourceNotFoundException: Requested resource not found: Stream: "
            "2000-01-01T00:00:00.000 not found for Table: games");
}

class TagConditions : public ResourcePolicies {};

TEST_F(TagConditions, OfTheTableDecide) {
  world_.caller(R"("dynamodb:*")", R"({"StringEquals":{"aws:ResourceTag/stage":"dev"}})");
  const auto scan = [&] { return world_.as_caller("Scan", R"({"TableName":"games"})"); };
  EXPECT_EQ(scan(), "refused");
  world_.as_administrator("TagResource",
                          of_table({{"Tags", {{{"Key", "Stage"}, {"Value", "dev"}}}}}));
  EXPECT_EQ(scan(), "allowed");
}

TEST_F(TagConditions, OfTheRequestDecide) {
  world_.caller(R"(["dynamodb:TagResource","dynamodb:UntagResource"])",
                R"({"StringEqualsIfExists":{"aws:RequestTag/stage":["dev","test"]},
                    "ForAllValues:StringEquals":{"aws:TagKeys":["stage","team"]}})");
  const auto tag = [&](std::string_view key, std::string_view value) {
    return world_.as_caller("TagResource",
                            of_table({{"Tags", {{{"Key", key}, {"Value", value}}}}}));
  };
  EXPECT_EQ(tag("stage", "dev"), "allowed");
  EXPECT_EQ(tag("stage", "prod"), "refused");
  EXPECT_EQ(tag("team", "prod"), "allowed");
  EXPECT_EQ(tag("cost", "dev"), "refused");
  const auto untag = [&](std::string_view key) {
    return world_.as_caller("UntagResource", of_table({{"TagKeys", {key}}}));
  };
  EXPECT_EQ(untag("team"), "allowed");
  EXPECT_EQ(untag("cost"), "refused");
}

TEST_F(TagConditions, CountWhenATableIsMade) {
  world_.caller(R"(["dynamodb:CreateTable","dynamodb:TagResource"])",
                R"({"StringEquals":{"aws:RequestTag/stage":"dev"}})");
  const auto create = [&](std::string_view name, std::string_view tags) {
    return world_.as_caller(
        "CreateTable",
        base::cat(R"({"TableName":")", name, R"(","BillingMode":"PAY_PER_REQUEST",)", tags,
                  R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
                     "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]})"));
  };
  EXPECT_EQ(create("one", ""), "refused");
  EXPECT_EQ(create("two", R"("Tags":[{"Key":"stage","Value":"dev"}],)"), "allowed");
}

}  // namespace
}  // namespace tertulia::flows

#include "emulator/services/sns/filter_policy.hpp"

#include <gtest/gtest.h>

#include "tests/services/sns/sns_world.hpp"

namespace tertulia::sns {
namespace {

using Attributes = std::map<std::string, core::MessageAttribute>;

bool passes_with(std::string_view rule, core::MessageAttribute attribute) {
  const auto policy = base::cat(R"({"key":[)", rule, "]}");
  EXPECT_TRUE(check_filter_policy(policy).ok()) << policy;
  return passes(policy, Attributes{{"key", std::move(attribute)}});
}
core::MessageAttribute text(std::string value) { return {"String", std::move(value)}; }
core::MessageAttribute number(std::string value) { return {"Number", std::move(value)}; }
core::MessageAttribute array(std::string value) { return {"String.Array", std::move(value)}; }

TEST(FilterPolicy, MatchesTextExactly) {
  EXPECT_TRUE(passes_with(R"("a","b")", text("b")));
  EXPECT_FALSE(passes_with(R"("a")", text("A")));
  EXPECT_FALSE(passes_with("5", text("5")));
}

TEST(FilterPolicy, MatchesNumbersByValue) {
  EXPECT_TRUE(passes_with("300", number("3e2")));
  EXPECT_FALSE(passes_with(R"("300")", number("300")));
}

TEST(FilterPolicy, MatchesPartsOfText) {
  EXPECT_TRUE(passes_with(R"({"prefix":"bar"})", text("barcelona")));
  EXPECT_FALSE(passes_with(R"({"prefix":"celona"})", text("barcelona")));
  EXPECT_TRUE(passes_with(R"({"suffix":"ona"})", text("barcelona")));
  EXPECT_TRUE(passes_with(R"({"equals-ignore-case":"BARCELONA"})", text("barcelona")));
}

TEST(FilterPolicy, MatchesAnythingBut) {
  EXPECT_TRUE(passes_with(R"({"anything-but":["a","b"]})", text("c")));
  EXPECT_FALSE(passes_with(R"({"anything-but":["a","b"]})", text("b")));
  EXPECT_FALSE(passes_with(R"({"anything-but":100})", number("100.0")));
  EXPECT_FALSE(passes_with(R"({"anything-but":{"prefix":"a"}})", text("abc")));
}

TEST(FilterPolicy, MatchesRangesOfNumbers) {
  EXPECT_TRUE(passes_with(R"({"numeric":[">",0,"<=",5]})", number("5")));
  EXPECT_FALSE(passes_with(R"({"numeric":[">",0,"<=",5]})", number("0")));
  EXPECT_TRUE(passes_with(R"({"numeric":["=",5]})", number("5.0")));
  EXPECT_FALSE(passes_with(R"({"numeric":["=",5]})", text("5")));
}

TEST(FilterPolicy, MatchesAddresses) {
  EXPECT_TRUE(passes_with(R"({"cidr":"10.0.0.0/24"})", text("10.0.0.255")));
  EXPECT_FALSE(passes_with(R"({"cidr":"10.0.0.0/24"})", text("10.0.1.0")));
}

TEST(FilterPolicy, MatchesAnyElementOfAnArray) {
  EXPECT_TRUE(passes_with(R"("rugby")", array(R"(["football","rugby"])")));
  EXPECT_TRUE(passes_with(R"({"anything-but":["rugby"]})", array(R"(["football","rugby"])")));
  EXPECT_FALSE(passes_with(R"({"anything-but":["rugby"]})", array(R"(["rugby"])")));
}

TEST(FilterPolicy, MatchesPresenceAndAbsence) {
  EXPECT_TRUE(passes_with(R"({"exists":true})", text("x")));
  EXPECT_FALSE(passes_with(R"({"exists":false})", text("x")));
  EXPECT_TRUE(passes(R"({"key":[{"exists":false}]})", {}));
  EXPECT_FALSE(passes(R"({"key":[{"exists":true}]})", {}));
}

TEST(FilterPolicy, NeedsEveryKey) {
  EXPECT_FALSE(passes(R"({"a":["1"],"b":["2"]})", {{"a", text("1")}}));
  EXPECT_TRUE(passes(R"({"a":["1"],"b":["2"]})", {{"a", text("1")}, {"b", text("2")}}));
}

TEST(FilterPolicy, KeepsMessagesFromAFunction) {
  World world;
  world.given_subscription(R"({"FilterPolicy":"{\"city\":[\"Barcelona\"]}"})");
  world.publish(
      R"("Message":"m","MessageAttributes":{"city":{"DataType":"String","StringValue":"Madrid"}})");
  EXPECT_TRUE(world.functions.taken.empty());
  world.publish(
      R"("Message":"m","MessageAttributes":{"city":{"DataType":"String","StringValue":"Barcelona"}})");
  EXPECT_EQ(world.functions.taken.size(), 1U);
}

struct Refused {
  std::string policy;
  std::string message;
  friend void PrintTo(const Refused& tested, std::ostream* out) { *out << tested.policy; }
};
class FilterPolicyRefused : public testing::TestWithParam<Refused> {};

TEST_P(FilterPolicyRefused, SaysWhy) {
  const auto checked = check_filter_policy(GetParam().policy);
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code, "InvalidParameter");
  EXPECT_EQ(checked.error().message, "Invalid parameter: " + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    FilterPolicy, FilterPolicyRefused,
    testing::Values(
        Refused{"invalid", "FilterPolicy: failed to parse JSON."},
        Refused{R"({"key":"value"})", R"(FilterPolicy: "key" must be an object or an array)"},
        Refused{R"({"key":{"suffix":"value"}})",
                R"(FilterPolicy: "suffix" must be an object or an array)"},
        Refused{R"({"key":{"nested":["value"]}})",
                "Filter policy scope MessageAttributes does not support nested filter policy"},
        Refused{R"({"key":[]})", "FilterPolicy: Empty arrays are not allowed"},
        Refused{R"({"key":[["value"]]})",
                "FilterPolicy: Match value must be String, number, true, false, or null"},
        Refused{R"({"key":[{"wrong-operator":true}]})",
                "FilterPolicy: Unrecognized match type wrong-operator"},
        Refused{R"({"key":[{"suffix":"value","prefix":"value2"}]})",
                "FilterPolicy: Only one key allowed in match expression"},
        Refused{R"({"key":[{"suffix":100}]})",
                "FilterPolicy: suffix match pattern must be a string"},
        Refused{R"({"key":[{"cidr":["bad-filter"]}]})",
                "FilterPolicy: prefix match pattern must be a string"},
        Refused{R"({"key":[{"cidr":"bad-filter"}]})",
                "FilterPolicy: Malformed CIDR, one '/' required"},
        Refused{R"({"key":[{"cidr":"xx.11.xx/8"}]})",
                "FilterPolicy: Nonstandard IP address: xx.11.xx"},
        Refused{R"({"key":[{"cidr":"bad-/64filter"}]})",
                "FilterPolicy: Malformed CIDR, mask bits must be an integer"},
        Refused{R"({"key":[{"exists":"no"}]})",
                "FilterPolicy: exists match pattern must be either true or false."},
        Refused{R"({"key":[{"anything-but":{"suffix":"test"}}]})",
                "FilterPolicy: Unsupported anything-but pattern: suffix"},
        Refused{R"({"key":[{"numeric":[]}]})", "FilterPolicy: Invalid member in numeric match: ]"},
        Refused{R"({"key":[{"numeric":["operator"]}]})",
                "FilterPolicy: Unrecognized numeric range operator: operator"},
        Refused{R"({"key":[{"numeric":["=","000"]}]})",
                "FilterPolicy: Value of equals must be numeric"},
        Refused{R"({"key":[{"numeric":[">="]}]})", "FilterPolicy: Value of >= must be numeric"},
        Refused{R"({"key":[{"numeric":["<",100,">",10]}]})",
                "FilterPolicy: Too many elements in numeric expression"},
        Refused{R"({"key":[{"numeric":[">=",1,">",2]}]})",
                "FilterPolicy: Bad numeric range operator: >"},
        Refused{R"({"key":[{"numeric":[">",3,"<",1]}]})",
                "FilterPolicy: Bottom must be less than top"},
        Refused{R"({"key":[{"numeric":[">",20,"<",30,"<",50]}]})",
                "FilterPolicy: Too many terms in numeric range expression"},
        Refused{R"({"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]})",
                "FilterPolicy: Filter policy can not have more than 5 keys"}));

TEST(FilterPolicy, MayNotBeTooComplex) {
  std::string rules = "1";
  for (int i = 0; i < 150; ++i) base::append(rules, ",", i);
  const auto checked = check_filter_policy(base::cat(R"({"key":[)", rules, "]}"));
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().message,
            "Invalid parameter: FilterPolicy: Filter policy is too complex");
  EXPECT_FALSE(check_filter_policy(std::string(100'000, '[')).ok());
}

}  // namespace
}  // namespace tertulia::sns

#include "emulator/base/text.hpp"

#include <gtest/gtest.h>

namespace tertulia::base {
namespace {

TEST(Text, CatJoinsTextAndIntegers) { EXPECT_EQ(cat("a", 1, std::string("b"), -2, 'c'), "a1b-2c"); }

TEST(Text, WildcardsMatchAnyTextAndOneCharacter) {
  EXPECT_TRUE(matches_wildcard("dynamodb:*", "dynamodb:Scan"));
  EXPECT_TRUE(matches_wildcard("a*b?d", "aXXbcd"));
  EXPECT_FALSE(matches_wildcard("a*b", "abc"));
  EXPECT_TRUE(matches_wildcard("*", ""));
}

TEST(Text, ParsesIntegersWholly) {
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("12x"), std::nullopt);
  EXPECT_EQ(parse_integer(""), std::nullopt);
}

TEST(Text, EditDistanceCountsTheShortestEdit) {
  EXPECT_EQ(edit_distance("handler", "hanlder"), 2U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

}  // namespace
}  // namespace tertulia::base

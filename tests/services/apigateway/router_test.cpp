#include "emulator/services/apigateway/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tertulia::apigateway {
namespace {

using ::testing::ElementsAre;
using ::testing::FieldsAre;
using ::testing::IsEmpty;

constexpr std::size_t kNone = 999;

std::size_t number(const Router& router, std::string_view verb, std::string_view path) {
  const auto match = router.match(verb, path);
  return match ? match->method : kNone;
}

TEST(Router, FindsNothingInAnEmptyApi) {
  const Router router;
  EXPECT_EQ(number(router, "GET", "/"), kNone);
  EXPECT_EQ(number(router, "GET", "/a"), kNone);
}

TEST(Router, TakesTheRootByItsSlashAndWithoutIt) {
  Router router;
  router.add("/", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/"), 1);
  EXPECT_EQ(number(router, "GET", ""), 1);
  EXPECT_EQ(number(router, "GET", "/a"), kNone);
}

TEST(Router, PrefersALiteralToAParameterAndThatToAGreedyOne) {
  Router router;
  router.add("/pets/{proxy+}", "GET", 3);
  router.add("/pets/{id}", "GET", 2);
  router.add("/pets/cat", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/pets/cat"), 1);
  EXPECT_EQ(number(router, "GET", "/pets/dog"), 2);
  EXPECT_EQ(number(router, "GET", "/pets/dog/toys"), 3);
}

TEST(Router, GoesBackToAMoreGeneralWayWhenTheLiteralOneEnds) {
  Router router;
  router.add("/a/b/c", "GET", 1);
  router.add("/a/{x}/d", "GET", 2);
  router.add("/{rest+}", "GET", 3);
  EXPECT_EQ(number(router, "GET", "/a/b/c"), 1);
  EXPECT_EQ(number(router, "GET", "/a/b/d"), 2);
  EXPECT_EQ(number(router, "GET", "/a/b/e"), 3);
}

TEST(Router, ALiteralWithoutTheMethodDoesNotHideAGreedyPartThatHasIt) {
  Router router;
  router.add("/test", "POST", 1);
  router.add("/{proxy+}", "OPTIONS", 2);
  EXPECT_EQ(number(router, "POST", "/test"), 1);
  EXPECT_EQ(number(router, "OPTIONS", "/test"), 2);
  EXPECT_EQ(number(router, "GET", "/test"), kNone);
}

TEST(Router, AnAnyOfALiteralGoesBeforeTheVeryMethodOfAGreedyPart) {
  Router router;
  router.add("/test/any", "ANY", 1);
  router.add("/{proxy+}", "OPTIONS", 2);
  EXPECT_EQ(number(router, "OPTIONS", "/test/any"), 1);
}

TEST(Router, PrefersTheVeryMethodToAnyOnOneResource) {
  Router router;
  router.add("/a", "ANY", 1);
  router.add("/a", "GET", 2);
  EXPECT_EQ(number(router, "GET", "/a"), 2);
  EXPECT_EQ(number(router, "HEAD", "/a"), 1);
}

TEST(Router, AnyStandsForTheSevenMethodsOfApiGateway) {
  Router router;
  router.add("/a", "ANY", 1);
  EXPECT_EQ(number(router, "PATCH", "/a"), 1);
  EXPECT_EQ(number(router, "TRACE", "/a"), kNone);
  EXPECT_EQ(number(router, "get", "/a"), kNone);
}

TEST(Router, DoesNotAnswerHeadByGet) {
  Router router;
  router.add("/a", "GET", 1);
  EXPECT_EQ(number(router, "HEAD", "/a"), kNone);
}

TEST(Router, IgnoresSlashesAtTheEndAndBeyondTheFirstAtTheStart) {
  Router router;
  router.add("/a/{id}", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/a/1/"), 1);
  EXPECT_EQ(number(router, "GET", "//a/1"), 1);
}

TEST(Router, AParameterTakesNoEmptyPart) {
  Router router;
  router.add("/a/{id}/b", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/a//b"), kNone);
}

TEST(Router, AGreedyParameterTakesNoEmptyRest) {
  Router router;
  router.add("/a/{proxy+}", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/a"), kNone);
  EXPECT_EQ(number(router, "GET", "/a/"), kNone);
}

TEST(Router, GivesParametersAsTheyWereSent) {
  Router router;
  router.add("/users/{user}/{rest+}", "GET", 1);
  const auto match = router.match("GET", "/users/eva%2Bmar/a//b%2Fc+d/");
  ASSERT_TRUE(match);
  EXPECT_THAT(match->parameters,
              ElementsAre(FieldsAre("user", "eva%2Bmar"), FieldsAre("rest", "a//b%2Fc+d")));
}

TEST(Router, ForgetsTheParametersOfAWayThatLedNowhere) {
  Router router;
  router.add("/{a}/{b}/end", "GET", 1);
  router.add("/{rest+}", "GET", 2);
  const auto match = router.match("GET", "/1/2/other");
  ASSERT_TRUE(match);
  EXPECT_THAT(match->parameters, ElementsAre(FieldsAre("rest", "1/2/other")));
}

TEST(Router, GivesNoParametersForLiterals) {
  Router router;
  router.add("/a", "GET", 1);
  const auto match = router.match("GET", "/a");
  ASSERT_TRUE(match);
  EXPECT_THAT(match->parameters, IsEmpty());
}

TEST(Router, ComparesLiteralsDecodedAndWithRegardToCase) {
  Router router;
  router.add("/a:b", "GET", 1);
  EXPECT_EQ(number(router, "GET", "/a%3Ab"), 1);
  EXPECT_EQ(number(router, "GET", "/A:b"), kNone);
}

}  // namespace
}  // namespace tertulia::apigateway

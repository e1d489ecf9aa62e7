#include "emulator/base/json_check.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tertulia::base {
namespace {

TEST(CheckJson, AcceptsEveryKindOfValue) {
  for (const auto* text :
       {"null", " true ", "false", "0", "-1.5e+10", "\"\"", R"("a\"\\\/\b\f\n\r\t\u00e9")", "[]",
        "{}", R"({"a":[1,{"b":null}],"c":"é"})", "\n[ 1 , 2 ]\r\n\t"}) {
    EXPECT_FALSE(check_json(text).has_value()) << text;
  }
}

void expect_fault(std::string_view text, JsonDue due, std::size_t offset) {
  const auto fault = check_json(text);
  ASSERT_TRUE(fault.has_value()) << text;
  EXPECT_EQ(fault->due, due) << text;
  EXPECT_EQ(fault->offset, offset) << text;
}

TEST(CheckJson, SaysWhatWasDueWhere) {
  expect_fault("", JsonDue::kValue, 0);
  expect_fault("oops", JsonDue::kValue, 0);
  expect_fault("{bad}", JsonDue::kFieldName, 1);
  expect_fault(R"({"a" 1})", JsonDue::kColon, 5);
  expect_fault(R"({"a":1 "b":2})", JsonDue::kCommaOrBrace, 7);
  expect_fault("[1 2]", JsonDue::kCommaOrBracket, 3);
  expect_fault("[1,]", JsonDue::kValue, 3);
  expect_fault(R"({"a":1,})", JsonDue::kFieldName, 7);
  expect_fault("1 2", JsonDue::kNothing, 2);
  expect_fault("\"a\nb\"", JsonDue::kText, 2);
  expect_fault(R"("\x")", JsonDue::kText, 2);
  expect_fault(R"("\u00g0")", JsonDue::kText, 5);
  expect_fault("\"open", JsonDue::kText, 5);
  expect_fault("-", JsonDue::kDigit, 1);
  expect_fault("1.", JsonDue::kDigit, 2);
  expect_fault("01", JsonDue::kNothing, 1);
  expect_fault("\"a\xff\"", JsonDue::kUtf8, 2);
}

TEST(CheckJson, EndsAtADepth) {
  EXPECT_FALSE(check_json(std::string(kJsonDepthMax, '[') + std::string(kJsonDepthMax, ']')));
  expect_fault(std::string(kJsonDepthMax + 1, '['), JsonDue::kLessDepth, kJsonDepthMax);
}

}  // namespace
}  // namespace tertulia::base

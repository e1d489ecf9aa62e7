#include "emulator/services/dynamodb/item_codec.hpp"

#include <gtest/gtest.h>

namespace tertulia::dynamodb {
namespace {

using enum AttributeType;

std::int64_t number_size(std::string_view text) { return size_of(parse_number(text).value()); }

// Sizes that were measured on AWS at the limit of 400 KB.
TEST(SizeOfANumber, IsWhatAwsCounts) {
  const std::pair<const char*, int> kMeasured[] = {
      {"0", 1},
      {"1", 2},
      {"12", 2},
      {"123", 3},
      {"1234", 3},
      {"0042", 2},
      {"100", 2},
      {"1010", 3},
      {"0.0000001", 2},
      {"1E125", 2},
      {"1E-100", 2},
      {"1.5", 3},
      {"15", 2},
      {"1.2", 3},
      {"1.200", 3},
      {"1.234", 4},
      {"3.14159", 5},
      {"123456", 4},
      {"100.5", 4},
      {"0.15", 2},
      {"-42", 3},
      {"-0", 1},
      {"12345678901234567890123456789012345678", 20},
  };
  for (const auto& [text, bytes] : kMeasured) EXPECT_EQ(number_size(text), bytes) << text;
}

std::int64_t size_of_value(AttributeValue value) {
  AttributeMap item;
  item.emplace("a", std::move(value));
  return canonical(item)->size - 1;
}

TEST(SizeOfAnItem, CountsNamesAndValues) {
  EXPECT_EQ(size_of_value(AttributeValue::of<kS>("ñandú")), 7);
  EXPECT_EQ(size_of_value(AttributeValue::of<kB>(core::Blob{"abc"})), 3);
  EXPECT_EQ(size_of_value(AttributeValue::of<kBool>(false)), 1);
  EXPECT_EQ(size_of_value(AttributeValue::of<kNull>(true)), 1);
  EXPECT_EQ(size_of_value(AttributeValue::of<kSS>(std::vector<std::string>{"a", "bc"})), 3);
  EXPECT_EQ(size_of_value(AttributeValue::of<kNS>(std::vector<std::string>{"1", "2"})), 4);
  EXPECT_EQ(size_of_value(AttributeValue::of<kBS>(std::vector<core::Blob>{{"a"}, {"bc"}})), 3);
}

TEST(SizeOfAnItem, AddsThreeBytesForADocumentAndOneForEachElement) {
  EXPECT_EQ(size_of_value(AttributeValue::of<kL>(std::vector<AttributeValue>{})), 3);
  EXPECT_EQ(size_of_value(AttributeValue::of<kM>(AttributeMap{})), 3);
  EXPECT_EQ(size_of_value(
                AttributeValue::of<kL>(std::vector<AttributeValue>{AttributeValue::of<kS>("abc")})),
            3 + 1 + 3);
  AttributeMap map;
  map.emplace("key", AttributeValue::of<kS>("abc"));
  EXPECT_EQ(size_of_value(AttributeValue::of<kM>(std::move(map))), 3 + 1 + 3 + 3);
}

TEST(Canonical, ComesBackAsTheSameAttributes) {
  AttributeMap inner;
  inner.emplace("x \"", AttributeValue::of<kBool>(true));
  AttributeMap item;
  item.emplace("s", AttributeValue::of<kS>("a\n"));
  item.emplace("n", AttributeValue::of<kN>("-1.5"));
  item.emplace("b", AttributeValue::of<kB>(core::Blob{std::string("\0\xff", 2)}));
  item.emplace("ss", AttributeValue::of<kSS>(std::vector<std::string>{"a", "b"}));
  item.emplace("ns", AttributeValue::of<kNS>(std::vector<std::string>{"1", "2"}));
  item.emplace("bs", AttributeValue::of<kBS>(std::vector<core::Blob>{{"a"}, {"b"}}));
  item.emplace("m", AttributeValue::of<kM>(std::move(inner)));
  item.emplace(
      "l", AttributeValue::of<kL>(std::vector<AttributeValue>{AttributeValue::of<kNull>(true)}));
  EXPECT_EQ(attributes_of(canonical(item)->json), item);
}

TEST(Canonical, OrdersTheMembersOfSets) {
  AttributeMap item;
  item.emplace("n", AttributeValue::of<kNS>(std::vector<std::string>{"10", "-1", "9"}));
  item.emplace("s", AttributeValue::of<kSS>(std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(canonical(item)->json, R"({"n":{"NS":["-1","9","10"]},"s":{"SS":["a","b"]}})");
}

}  // namespace
}  // namespace tertulia::dynamodb

#include "emulator/base/decimal.hpp"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace tertulia::base {
namespace {

Decimal number(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  EXPECT_TRUE(std::holds_alternative<Decimal>(parsed)) << text;
  return std::holds_alternative<Decimal>(parsed) ? std::get<Decimal>(parsed) : Decimal();
}

std::string round_trip(std::string_view text) { return number(text).text(); }

std::string key(const Decimal& value) {
  std::string bytes;
  value.append_key(bytes);
  return bytes;
}

void expect_error(std::string_view text, DecimalError error) {
  const auto parsed = Decimal::parse(text);
  ASSERT_TRUE(std::holds_alternative<DecimalError>(parsed)) << text;
  EXPECT_EQ(std::get<DecimalError>(parsed), error) << text;
}

TEST(Decimal, PrintsWithoutExponentAndNeedlessZeros) {
  EXPECT_EQ(round_trip("0042.1200"), "42.12");
  EXPECT_EQ(round_trip("1.5E2"), "150");
  EXPECT_EQ(round_trip("-0.0010"), "-0.001");
  EXPECT_EQ(round_trip("12e-1"), "1.2");
  EXPECT_EQ(round_trip("100"), "100");
  EXPECT_EQ(round_trip("1E125"), "1" + std::string(125, '0'));
  EXPECT_EQ(round_trip("1E-130"), "0." + std::string(129, '0') + "1");
}

TEST(Decimal, ZeroHasNoSignAndNoExponent) {
  for (const auto* text : {"0", "-0", "0.000", "0e1000", "-0e-99999"}) {
    EXPECT_EQ(round_trip(text), "0");
    EXPECT_EQ(number(text), Decimal());
  }
}

TEST(Decimal, TakesEveryFormOfNumber) {
  EXPECT_EQ(round_trip("+3"), "3");
  EXPECT_EQ(round_trip(".123"), "0.123");
  EXPECT_EQ(round_trip("1."), "1");
  EXPECT_EQ(round_trip("1e+5"), "100000");
  EXPECT_EQ(round_trip("-17.4E37"), "-174" + std::string(36, '0'));
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const auto* text : {"", "-", ".", "e5", "1e", "1e+", "NaN", "Infinity", "dog", " 1", "1 ",
                           "1.2.3", "--1", "1e5.5", "0x10", "1e99999999999"}) {
    expect_error(text, DecimalError::kNotANumber);
  }
}

TEST(Decimal, KeepsThirtyEightDigitsAndNoMore) {
  EXPECT_EQ(round_trip(std::string(38, '9')), std::string(38, '9'));
  EXPECT_EQ(round_trip(std::string(38, '9') + "000"), std::string(38, '9') + "000");
  expect_error(std::string(39, '9'), DecimalError::kTooManyDigits);
  expect_error("0." + std::string(39, '1'), DecimalError::kTooManyDigits);
}

TEST(Decimal, ReachesFromTenToTheMinus130ToTenTo126) {
  EXPECT_EQ(number("9.9999999999999999999999999999999999999E+125").exponent(), 125);
  EXPECT_EQ(number("1e-130").exponent(), -130);
  expect_error("1e126", DecimalError::kOverflow);
  expect_error("-11e125", DecimalError::kOverflow);
  expect_error("1e-131", DecimalError::kUnderflow);
  expect_error("0.9e-130", DecimalError::kUnderflow);
  expect_error("1e2147483647", DecimalError::kOverflow);
}

std::vector<Decimal> some_numbers() {
  std::vector<Decimal> numbers;
  std::mt19937_64 random(42);
  for (int i = 0; i < 400; ++i) {
    std::string text = random() % 2 == 0 ? "-" : "";
    const auto digits = 1 + random() % 38;
    for (std::uint64_t d = 0; d < digits; ++d) text += static_cast<char>('0' + random() % 10);
    const int exponent = static_cast<int>(random() % 220) - 130;
    const auto parsed = Decimal::parse(text + "e" + std::to_string(exponent));
    if (std::holds_alternative<Decimal>(parsed)) numbers.push_back(std::get<Decimal>(parsed));
  }
  for (const auto* text : {"0", "1", "-1", "10", "9.9", "-9.9", "0.1", "1e125", "-1e125", "1e-130",
                           "-1e-130", "12", "1.2", "120", "121", "12.1"}) {
    numbers.push_back(number(text));
  }
  return numbers;
}

TEST(Decimal, KeysCompareAsTheNumbersDo) {
  const auto numbers = some_numbers();
  for (const auto& left : numbers) {
    for (const auto& right : numbers) {
      ASSERT_EQ(left < right, key(left) < key(right)) << left.text() << " " << right.text();
      ASSERT_EQ(left == right, key(left) == key(right)) << left.text() << " " << right.text();
    }
  }
}

TEST(Decimal, ComparesByValue) {
  EXPECT_LT(number("-2"), number("-1"));
  EXPECT_LT(number("-1"), number("0"));
  EXPECT_LT(number("0"), number("1e-130"));
  EXPECT_LT(number("9"), number("10"));
  EXPECT_LT(number("1.2"), number("1.21"));
  EXPECT_LT(number("-1.21"), number("-1.2"));
  EXPECT_EQ(number("100"), number("1e2"));
}

TEST(Decimal, ComesBackFromItsKeyAndItsText) {
  for (const auto& value : some_numbers()) {
    ASSERT_EQ(Decimal::from_key(key(value)), value) << value.text();
    ASSERT_EQ(number(value.text()), value);
  }
}

TEST(Decimal, RefusesBytesThatAreNoKey) {
  EXPECT_EQ(Decimal::from_key(""), std::nullopt);
  EXPECT_EQ(Decimal::from_key("\x07"), std::nullopt);
  EXPECT_EQ(Decimal::from_key(std::string("\x02\x80\x01\x00", 4)), std::nullopt);
  EXPECT_EQ(Decimal::from_key(std::string("\x02\x80\x7f\x00", 4)), std::nullopt);
  EXPECT_EQ(Decimal::from_key(std::string("\x02\x80\x0b\x01", 4)), std::nullopt);
}

}  // namespace
}  // namespace tertulia::base

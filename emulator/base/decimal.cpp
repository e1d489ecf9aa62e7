#include "emulator/base/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "emulator/base/text.hpp"

namespace tertulia::base {
namespace {

/// The parts of a number's text.
struct Literal {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;
};

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

std::optional<Literal> split(std::string_view text) {
  Literal literal;
  literal.negative = take_sign(text);
  literal.whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    literal.fraction = take_digits(text);
  }
  if (literal.whole.empty() && literal.fraction.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    const auto digits = take_digits(text);
    // An exponent that fits no integer makes no number, as in Java.
    std::int32_t exponent = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (digits.empty() || error != std::errc()) return std::nullopt;
    literal.exponent = negative ? -std::int64_t{exponent} : exponent;
  }
  if (!text.empty()) return std::nullopt;
  return literal;
}

/// A digit of whole and fraction taken as one row.
std::uint8_t digit_at(const Literal& literal, std::size_t index) {
  const char letter = index < literal.whole.size() ? literal.whole[index]
                                                   : literal.fraction[index - literal.whole.size()];
  return static_cast<std::uint8_t>(letter - '0');
}

/// A digit for every power of ten that a number or a sum may reach, the highest first.
using Row = std::array<std::int8_t,
                       Decimal::kExponentMax - Decimal::kExponentMin + Decimal::kDigitsMax + 1>;

/// Brings sums and differences of two digits back between 0 and 9.
void carry(Row& row, std::size_t length) {
  for (std::size_t i = length - 1; i > 0; --i) {
    const int carried = row[i] > 9 ? 1 : (row[i] < 0 ? -1 : 0);
    row[i] = static_cast<std::int8_t>(row[i] - 10 * carried);
    row[i - 1] = static_cast<std::int8_t>(row[i - 1] + carried);
  }
}

constexpr char kKeyNegative = 0;
constexpr char kKeyZero = 1;
constexpr char kKeyPositive = 2;

}  // namespace

template <class DigitAt>
std::variant<Decimal, DecimalError> Decimal::of_digits(bool negative, std::int64_t exponent,
                                                       std::size_t length, DigitAt digit_at) {
  std::size_t first = 0;
  while (first < length && digit_at(first) == 0) ++first;
  if (first == length) return Decimal();
  std::size_t last = length - 1;
  while (digit_at(last) == 0) --last;

  exponent -= static_cast<std::int64_t>(first);
  if (exponent > kExponentMax) return DecimalError::kOverflow;
  if (exponent < kExponentMin) return DecimalError::kUnderflow;
  if (last - first >= kDigitsMax) return DecimalError::kTooManyDigits;
  Decimal number;
  number.negative_ = negative;
  number.exponent_ = static_cast<std::int16_t>(exponent);
  number.count_ = static_cast<std::uint8_t>(last - first + 1);
  for (std::size_t i = first; i <= last; ++i) number.digits_[i - first] = digit_at(i);
  return number;
}

std::variant<Decimal, DecimalError> Decimal::parse(std::string_view text) {
  const auto literal = split(text);
  if (!literal) return DecimalError::kNotANumber;
  const auto exponent = static_cast<std::int64_t>(literal->whole.size()) - 1 + literal->exponent;
  return of_digits(literal->negative, exponent, literal->whole.size() + literal->fraction.size(),
                   [&](std::size_t index) { return digit_at(*literal, index); });
}

// The smaller magnitude is added to the larger or taken from it, digit below digit.
std::variant<Decimal, DecimalError> Decimal::add(const Decimal& left, const Decimal& right) {
  if (left.is_zero()) return right;
  if (right.is_zero()) return left;
  const bool swap =
      std::pair(left.exponent_, left.digits_) < std::pair(right.exponent_, right.digits_);
  const auto& larger = swap ? right : left;
  const auto& smaller = swap ? left : right;
  const auto shift = static_cast<std::size_t>(larger.exponent_ - smaller.exponent_);
  const auto length = std::max<std::size_t>(larger.count_, shift + smaller.count_) + 1;
  Row row{};
  std::copy_n(larger.digits_.begin(), larger.count_, row.begin() + 1);
  const int sign = larger.negative_ == smaller.negative_ ? 1 : -1;
  for (std::size_t i = 0; i < smaller.count_; ++i) {
    auto& digit = row[i + 1 + shift];
    digit = static_cast<std::int8_t>(digit + sign * smaller.digits_[i]);
  }
  carry(row, length);
  return of_digits(larger.negative_, larger.exponent_ + 1, length,
                   [&](std::size_t index) { return static_cast<std::uint8_t>(row[index]); });
}

std::variant<Decimal, DecimalError> Decimal::subtract(const Decimal& left, const Decimal& right) {
  auto opposite = right;
  opposite.negative_ = !right.negative_ && !right.is_zero();
  return add(left, opposite);
}

void Decimal::append_text(std::string& out) const {
  if (count_ == 0) {
    out += '0';
    return;
  }
  if (negative_) out += '-';
  if (exponent_ < 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-exponent_ - 1), '0');
  }
  for (int i = 0; i < count_; ++i) {
    if (i == exponent_ + 1 && exponent_ >= 0) out += '.';
    out += static_cast<char>('0' + digits_[static_cast<std::size_t>(i)]);
  }
  if (exponent_ >= count_) out.append(static_cast<std::size_t>(exponent_ - count_ + 1), '0');
}

std::string Decimal::text() const {
  std::string text;
  append_text(text);
  return text;
}

// A sign, the exponent, the digits by twos (each pair plus one, so that a zero ends them). A
// negative number is its opposite with every byte but the sign turned over.
void Decimal::append_key(std::string& out) const {
  if (count_ == 0) {
    out += kKeyZero;
    return;
  }
  const unsigned flip = negative_ ? 0xff : 0;
  const auto put = [&](unsigned byte) { out += static_cast<char>((byte ^ flip) & 0xff); };
  out += negative_ ? kKeyNegative : kKeyPositive;
  put(static_cast<unsigned>(exponent_ - kExponentMin));
  for (std::size_t i = 0; i < count_; i += 2) {
    put(static_cast<unsigned>(digits_[i] * 10 + digits_[i + 1] + 1));
  }
  put(0);
}

std::optional<Decimal> Decimal::from_key(std::string_view key) {
  if (key.size() == 1 && key[0] == kKeyZero) return Decimal();
  const std::size_t pairs_max = kDigitsMax / 2;
  if (key.size() < 4 || key.size() > pairs_max + 3) return std::nullopt;
  if (key[0] != kKeyNegative && key[0] != kKeyPositive) return std::nullopt;
  Decimal number;
  number.negative_ = key[0] == kKeyNegative;
  const auto byte_at = [&](std::size_t index) {
    return (static_cast<unsigned char>(key[index]) ^ (number.negative_ ? 0xffU : 0U)) & 0xffU;
  };
  number.exponent_ = static_cast<std::int16_t>(static_cast<int>(byte_at(1)) + kExponentMin);
  for (std::size_t i = 2; i + 1 < key.size(); ++i) {
    const unsigned pair = byte_at(i) - 1;
    if (pair > 99) return std::nullopt;
    number.digits_[number.count_++] = static_cast<std::uint8_t>(pair / 10);
    number.digits_[number.count_++] = static_cast<std::uint8_t>(pair % 10);
  }
  if (byte_at(key.size() - 1) != 0 || number.digits_[0] == 0) return std::nullopt;
  if (number.digits_[number.count_ - 1U] == 0) --number.count_;
  if (number.digits_[number.count_ - 1U] == 0) return std::nullopt;
  return number;
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  const auto sign = [](const Decimal& number) {
    return number.count_ == 0 ? 0 : (number.negative_ ? -1 : 1);
  };
  if (const auto order = sign(left) <=> sign(right); order != 0) return order;
  auto magnitude = left.exponent_ <=> right.exponent_;
  if (magnitude == 0) magnitude = left.digits_ <=> right.digits_;
  return left.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace tertulia::base

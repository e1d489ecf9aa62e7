/// Decimal numbers of up to 38 significant digits between 1E-130 and 9.99…E+125, exact, as DynamoDB
/// keeps them.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tertulia::base {

/// Why a text, a sum or a difference is no Decimal. Of several reasons the first of this order is
/// given.
enum class DecimalError : std::uint8_t { kNotANumber, kOverflow, kUnderflow, kTooManyDigits };

/// A value: copied freely, never allocates. Zero has no sign.
class Decimal {
 public:
  static constexpr int kDigitsMax = 38;
  static constexpr int kExponentMin = -130;
  static constexpr int kExponentMax = 125;

  /// Zero.
  Decimal() = default;

  /// The number of "12", "-0.5", "+.5", "1.", "1e-7": an optional sign, digits with an optional
  /// point, an optional exponent, and nothing else. Zeros at both ends do not count as digits.
  [[nodiscard]] static std::variant<Decimal, DecimalError> parse(std::string_view text);

  /// The exact sum and difference.
  [[nodiscard]] static std::variant<Decimal, DecimalError> add(const Decimal& left,
                                                               const Decimal& right);
  [[nodiscard]] static std::variant<Decimal, DecimalError> subtract(const Decimal& left,
                                                                    const Decimal& right);

  /// Appends the number without exponent and without needless zeros: "0.001", "-1200".
  void append_text(std::string& out) const;
  [[nodiscard]] std::string text() const;

  /// Appends bytes that compare as the numbers do, none of which is the beginning of another's.
  void append_key(std::string& out) const;
  /// The number of such bytes, the whole of `key`; nothing for anything else.
  [[nodiscard]] static std::optional<Decimal> from_key(std::string_view key);

  [[nodiscard]] bool is_zero() const { return count_ == 0; }
  [[nodiscard]] bool is_negative() const { return negative_; }
  /// How many significant digits there are; 0 for zero.
  [[nodiscard]] int digits() const { return count_; }
  /// The power of ten of the first significant digit; 0 for zero.
  [[nodiscard]] int exponent() const { return exponent_; }

  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);
  friend bool operator==(const Decimal& left, const Decimal& right) {
    return (left <=> right) == std::strong_ordering::equal;
  }

 private:
  /// The number of a row of digits whose first has the power of ten `exponent`; zeros at both ends
  /// do not count.
  template <class DigitAt>
  static std::variant<Decimal, DecimalError> of_digits(bool negative, std::int64_t exponent,
                                                       std::size_t length, DigitAt digit_at);

  // The number is ±d.ddd… × 10^exponent_; digits behind count_ are zero.
  std::array<std::uint8_t, kDigitsMax> digits_{};
  std::uint8_t count_ = 0;
  std::int16_t exponent_ = 0;
  bool negative_ = false;
};

}  // namespace tertulia::base

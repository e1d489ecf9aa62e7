/// Items checked, measured and written in their canonical form, all in one walk.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
#pragma once

#include <cstdint>
#include <string>

#include "emulator/base/decimal.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"

namespace tertulia::dynamodb {

/// What an item may weigh, names and values together.
inline constexpr std::int64_t kItemBytesMax = 400 * 1024;
/// How deep a value may be: a scalar is 1, a map or list one more than what it holds.
inline constexpr int kNestingMax = 32;

struct CanonicalItem {
  /// `{"a":{"S":"x"},"b":{"N":"1"}}`: attributes by name, numbers without exponent or needless
  /// zeros, members of sets in order.
  std::string json;
  /// In bytes, as AWS counts them.
  std::int64_t size = 0;
};

/// The item, or the ValidationException for the first value that is none. Does not know of
/// `kItemBytesMax`: keys and expression values have other limits.
[[nodiscard]] core::Result<CanonicalItem> canonical(const AttributeMap& item);

/// The error of `canonical` alone, for keys.
[[nodiscard]] core::Status check_values(const AttributeMap& attributes);
/// The same for one value.
[[nodiscard]] core::Status check_value(const AttributeValue& value);

/// The number of a text, or DynamoDB's error for it.
[[nodiscard]] core::Result<base::Decimal> parse_number(std::string_view text);
/// What a number weighs.
[[nodiscard]] std::int64_t size_of(const base::Decimal& number);

}  // namespace tertulia::dynamodb

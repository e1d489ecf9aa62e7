/// What conditions and updates ask of values. Values are valid: `canonical` of item_codec.hpp wrote
/// or would take them.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "emulator/base/decimal.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"

namespace tertulia::dynamodb::expressions {

[[nodiscard]] base::Decimal number_of(std::string_view text);

/// The order of two texts, numbers or binaries; nothing for values of other or different types.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const AttributeValue& left,
                                                           const AttributeValue& right);

/// Whether a text or binary begins with another one.
[[nodiscard]] bool begins_with(const AttributeValue& whole, const AttributeValue& start);

/// Whether a text or binary has another one in it, or a set or list has the value as a member.
[[nodiscard]] bool contains(const AttributeValue& whole, const AttributeValue& part);

/// The bytes of a text or binary, the elements of a set, list or map; nothing for other types.
[[nodiscard]] std::optional<std::size_t> extent_of(const AttributeValue& value);

/// What tells a member of a set of type `T` from the others.
template <AttributeType T, class Member>
[[nodiscard]] auto key_of(const Member& member) {
  if constexpr (T == AttributeType::kNS) {
    return number_of(member);
  } else if constexpr (T == AttributeType::kBS) {
    return std::string_view(member.bytes);
  } else {
    return std::string_view(member);
  }
}

/// The keys of all members of a set of type `T`, in order.
template <AttributeType T, class Member>
[[nodiscard]] auto sorted_keys(const std::vector<Member>& members) {
  std::vector<decltype(key_of<T>(members.front()))> keys;
  keys.reserve(members.size());
  for (const auto& member : members) keys.push_back(key_of<T>(member));
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace tertulia::dynamodb::expressions

/// Attribute values and items: what requests hold, and the form in which items are kept.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "emulator/core/shape.hpp"

namespace tertulia::dynamodb {

enum class AttributeType : std::uint8_t { kS, kN, kB, kSS, kNS, kBS, kM, kL, kNull, kBool };

struct AttributeValue;
/// An item, a key, or the inside of a map: values by the names of their attributes.
using AttributeMap = std::map<std::string, AttributeValue, std::less<>>;

/// A value as a request has it: numbers are texts that nobody has checked yet, and there may be no
/// value or several. `canonical` of item_codec.hpp decides.
struct AttributeValue {
  using Storage = std::variant<std::string, std::string, core::Blob, std::vector<std::string>,
                               std::vector<std::string>, std::vector<core::Blob>, AttributeMap,
                               std::vector<AttributeValue>, bool, bool>;
  Storage storage;
  /// How many types the request gave; the storage holds the last of them.
  std::uint8_t given = 0;

  [[nodiscard]] AttributeType type() const { return static_cast<AttributeType>(storage.index()); }
  /// The value when it is of type `T`, else null.
  template <AttributeType T>
  [[nodiscard]] const auto* get() const {
    return given == 0 ? nullptr : std::get_if<static_cast<std::size_t>(T)>(&storage);
  }
  template <AttributeType T>
  auto& emplace() {
    ++given;
    return storage.emplace<static_cast<std::size_t>(T)>();
  }
  /// A value of type `T`: `AttributeValue::of<AttributeType::kS>("Ana")`.
  template <AttributeType T, class Value>
  [[nodiscard]] static AttributeValue of(Value&& value) {
    AttributeValue result;
    result.emplace<T>() = std::forward<Value>(value);
    return result;
  }

  static std::span<const core::Member> members();
  friend bool operator==(const AttributeValue& left, const AttributeValue& right);
};

/// An item in its canonical JSON, which is what is kept, and sent as it is.
struct StoredItem {
  std::string json;
  static const core::Type& type();
  friend bool operator==(const StoredItem&, const StoredItem&) = default;
};

/// The attributes of an item's JSON. Only for what `canonical` wrote.
[[nodiscard]] AttributeMap attributes_of(std::string_view canonical_json);

}  // namespace tertulia::dynamodb

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::AttributeType> {
  static constexpr std::array<std::string_view, 10> kNames{"S",  "N", "B", "SS",   "NS",
                                                           "BS", "M", "L", "NULL", "BOOL"};
};

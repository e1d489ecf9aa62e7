/// Shapes: a description of C++ structures that codecs, the validator and the coverage table walk.
///
/// A structure lists its members once, in `members()`. A `Type` says what a value is and how to
/// reach into it; it holds no value itself. All descriptions are static and constant, so they may
/// be read from any thread.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "emulator/core/time.hpp"

namespace tertulia::core {

/// A regular expression of AWS's model with the function that decides it: no expression is compiled
/// at run time.
struct Pattern {
  std::string_view text;
  bool (*matches)(std::string_view) = nullptr;
};

/// What AWS's model demands of a value: a length for text (code points), blobs (bytes), lists and
/// maps; a value for numbers.
struct Constraint {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  Pattern pattern = {};
  /// For text that is not a C++ enumeration.
  std::span<const std::string_view> values = {};
};

enum class Kind : std::uint8_t {
  kBoolean,    // bool
  kInteger,    // std::int32_t
  kLong,       // std::int64_t
  kDouble,     // double
  kString,     // std::string, a Text, or an enumeration
  kBlob,       // Blob
  kTimestamp,  // Time
  kList,       // std::vector
  kMap,        // std::map<std::string, …>
  kStructure,  // anything with members()
};

/// Where a member travels. All but REST protocols have bodies only.
enum class Place : std::uint8_t {
  kBody,     // a member of the body
  kPath,     // a {label} of the URI; a {label+} takes slashes
  kQuery,    // a parameter of the query string
  kHeader,   // a header
  kHeaders,  // a map: every header with this prefix
  kStatus,   // the HTTP status of the reply
  kPayload,  // the whole body: a Blob or text as it is, a structure as the body's object
};

enum class TimeFormat : std::uint8_t { kDefault, kEpochSeconds, kIso8601, kHttpDate };

struct Bytes {
  std::string bytes;
  friend bool operator==(const Bytes&, const Bytes&) = default;
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};
/// Raw bytes: base64 in JSON and Query.
using Blob = Bytes;

/// A base for meaningful strings: `struct TableName : core::Text { using Text::Text; static
/// constexpr core::Constraint kConstraint = …; };`. Not convertible from other texts by accident.
class Text {
 public:
  Text() = default;
  explicit Text(std::string_view text) : text_(text) {}
  [[nodiscard]] const std::string& str() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
  friend auto operator<=>(const Text&, const Text&) = default;

 private:
  friend struct TextAccess;
  std::string text_;
};

/// Specialise for an enumeration whose values count from 0: `static constexpr
/// std::array<std::string_view, N> kNames`.
template <class E>
struct EnumNames;

struct Member;
class Validator;

/// What a value is, and how codecs reach into it. Of the functions only those of the kind are set.
struct Type {
  Kind kind = Kind::kStructure;
  /// From the C++ type's `kConstraint`, if it has one.
  Constraint constraint = {};

  // kString: parse is false when an enumeration does not have the text.
  bool (*parse)(void* value, std::string_view text) = nullptr;
  std::string_view (*print)(const void* value) = nullptr;
  std::span<const std::string_view> names = {};

  // kStructure
  std::span<const Member> (*members)() = nullptr;

  // kList and kMap
  const Type& (*element)() = nullptr;
  std::size_t (*size)(const void* container) = nullptr;
  void* (*append)(void* list) = nullptr;
  const void* (*at)(const void* list, std::size_t index) = nullptr;
  void* (*insert)(void* map, std::string_view key) = nullptr;
  void (*each)(const void* map, void* context,
               void (*visit)(void* context, std::string_view key, const void* value)) = nullptr;

  /// Set by types that keep their JSON: codecs of JSON copy these bytes. Empty text means "walk
  /// me".
  std::string_view (*encoded_json)(const void* value) = nullptr;
};

struct MemberOptions {
  bool required = false;
  Constraint constraint = {};
  Place place = Place::kBody;
  /// The name in the path, query string, header or XML where it differs from the member's.
  std::string_view wire_name = {};
  TimeFormat time_format = TimeFormat::kDefault;
  /// Query: list elements stand directly under the member's name (`X.1`), without `.member`.
  bool flattened = false;
  /// Query: names of element, key and value where they are not `member`, `entry`/`key`/`value`.
  std::string_view element_name = {};
  std::string_view key_name = {};
  std::string_view value_name = {};
  /// A constraint on the keys of a map.
  Constraint key_constraint = {};
  /// A rule of this member that reports to the validator in place of the constraint and of
  /// `required`; `value` is null when the member is absent.
  void (*check)(Validator& validator, const void* value) = nullptr;
};

/// One member of a structure.
struct Member {
  std::string_view name;
  const Type& (*type)() = nullptr;
  /// Makes the member present in the structure and returns its value's address.
  void* (*emplace)(void* structure) = nullptr;
  /// The value's address, or null when the member is absent.
  const void* (*get)(const void* structure) = nullptr;
  MemberOptions options = {};

  [[nodiscard]] std::string_view wire_name() const {
    return options.wire_name.empty() ? name : options.wire_name;
  }
};

template <class T>
concept Structure = requires {
  { T::members() } -> std::convertible_to<std::span<const Member>>;
};
template <class T>
concept Enumeration = std::is_enum_v<T> && requires {
  EnumNames<T>::kNames;
};
template <class T>
concept MeaningfulText = std::is_base_of_v<Text, T>;

/// The description of `T`: a scalar, Blob, Text, enumeration, vector, map or structure.
template <class T>
[[nodiscard]] const Type& type_of();

/// The text of an enumeration's value, as AWS spells it.
template <Enumeration E>
[[nodiscard]] constexpr std::string_view name_of(E value) {
  return EnumNames<E>::kNames[static_cast<std::size_t>(value)];
}
template <Enumeration E>
[[nodiscard]] constexpr std::optional<E> value_of(std::string_view name) {
  for (std::size_t i = 0; i < EnumNames<E>::kNames.size(); ++i) {
    if (EnumNames<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

// Below: how descriptions are made. Authors of services need `member<&Input::name>("Name", {…})`
// alone.

struct TextAccess {
  static std::string& text(Text& value) { return value.text_; }
};

namespace shape_detail {

template <class T>
struct IsVector : std::false_type {};
template <class E>
struct IsVector<std::vector<E>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class V, class C>
struct IsMap<std::map<std::string, V, C>> : std::true_type {};
template <class T>
struct OptionalValue {
  using type = T;
  static constexpr bool kIsOptional = false;
};
template <class T>
struct OptionalValue<std::optional<T>> {
  using type = T;
  static constexpr bool kIsOptional = true;
};
template <auto Pointer>
struct PointerParts;
template <class S, class T, T S::*Pointer>
struct PointerParts<Pointer> {
  using Owner = S;
  using Value = T;
};

template <class T>
constexpr Type scalar(Kind kind) {
  Type type;
  type.kind = kind;
  if constexpr (requires { T::kConstraint; }) type.constraint = T::kConstraint;
  return type;
}

template <class T>
constexpr Type make_type() {
  if constexpr (std::is_same_v<T, bool>) {
    return scalar<T>(Kind::kBoolean);
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    return scalar<T>(Kind::kInteger);
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return scalar<T>(Kind::kLong);
  } else if constexpr (std::is_same_v<T, double>) {
    return scalar<T>(Kind::kDouble);
  } else if constexpr (std::is_same_v<T, Time>) {
    return scalar<T>(Kind::kTimestamp);
  } else if constexpr (std::is_same_v<T, Blob>) {
    return scalar<T>(Kind::kBlob);
  } else if constexpr (std::is_same_v<T, std::string>) {
    Type type = scalar<T>(Kind::kString);
    type.parse = [](void* value, std::string_view text) {
      *static_cast<std::string*>(value) = text;
      return true;
    };
    type.print = [](const void* value) -> std::string_view {
      return *static_cast<const std::string*>(value);
    };
    return type;
  } else if constexpr (MeaningfulText<T>) {
    Type type = scalar<T>(Kind::kString);
    type.parse = [](void* value, std::string_view text) {
      TextAccess::text(*static_cast<T*>(value)) = text;
      return true;
    };
    type.print = [](const void* value) -> std::string_view {
      return static_cast<const T*>(value)->str();
    };
    return type;
  } else if constexpr (Enumeration<T>) {
    Type type = scalar<T>(Kind::kString);
    type.names = EnumNames<T>::kNames;
    type.parse = [](void* value, std::string_view text) {
      const auto parsed = value_of<T>(text);
      if (parsed) *static_cast<T*>(value) = *parsed;
      return parsed.has_value();
    };
    type.print = [](const void* value) { return name_of(*static_cast<const T*>(value)); };
    return type;
  } else if constexpr (IsVector<T>::value) {
    Type type = scalar<T>(Kind::kList);
    type.element = &type_of<typename T::value_type>;
    type.size = [](const void* list) { return static_cast<const T*>(list)->size(); };
    type.append = [](void* list) -> void* { return &static_cast<T*>(list)->emplace_back(); };
    type.at = [](const void* list, std::size_t index) -> const void* {
      return &(*static_cast<const T*>(list))[index];
    };
    return type;
  } else if constexpr (IsMap<T>::value) {
    Type type = scalar<T>(Kind::kMap);
    type.element = &type_of<typename T::mapped_type>;
    type.size = [](const void* map) { return static_cast<const T*>(map)->size(); };
    type.insert = [](void* map, std::string_view key) -> void* {
      return &(*static_cast<T*>(map))[std::string(key)];
    };
    type.each = [](const void* map, void* context,
                   void (*visit)(void*, std::string_view, const void*)) {
      for (const auto& [key, value] : *static_cast<const T*>(map)) visit(context, key, &value);
    };
    return type;
  } else {
    static_assert(Structure<T>, "a shape is a scalar, a container or a structure with members()");
    Type type = scalar<T>(Kind::kStructure);
    type.members = &T::members;
    return type;
  }
}

}  // namespace shape_detail

template <class T>
const Type& type_of() {
  // A type may describe itself, as those do that keep their JSON.
  if constexpr (requires {
                  { T::type() } -> std::same_as<const Type&>;
                }) {
    return T::type();
  } else {
    static constexpr Type kType = shape_detail::make_type<T>();
    return kType;
  }
}

/// Describes the member that `Pointer` points to; absent when it is an empty std::optional, present
/// otherwise.
template <auto Pointer>
[[nodiscard]] constexpr Member member(std::string_view name, MemberOptions options = {}) {
  using Parts = shape_detail::PointerParts<Pointer>;
  using Owner = typename Parts::Owner;
  using Optional = shape_detail::OptionalValue<typename Parts::Value>;
  Member result;
  result.name = name;
  result.type = &type_of<typename Optional::type>;
  result.options = options;
  if constexpr (Optional::kIsOptional) {
    result.emplace = [](void* structure) -> void* {
      return &(static_cast<Owner*>(structure)->*Pointer).emplace();
    };
    result.get = [](const void* structure) -> const void* {
      const auto& value = static_cast<const Owner*>(structure)->*Pointer;
      return value ? &*value : nullptr;
    };
  } else {
    result.emplace = [](void* structure) -> void* {
      return &(static_cast<Owner*>(structure)->*Pointer);
    };
    result.get = [](const void* structure) -> const void* {
      return &(static_cast<const Owner*>(structure)->*Pointer);
    };
  }
  return result;
}

/// A structure without members.
struct Empty {
  static std::span<const Member> members() { return {}; }
  friend bool operator==(const Empty&, const Empty&) = default;
};

}  // namespace tertulia::core

/// A configuration as its author wrote it: a tree in which every value and every key knows its file
/// and line, and keys keep their order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "emulator/model/provider.hpp"

namespace tertulia::model {

enum class Kind : std::uint8_t { kNull, kBoolean, kNumber, kText, kList, kMap };

/// The files that a configuration comes from. Values name them by index.
class Files {
 public:
  /// The index of `name`, which is what messages call the file.
  std::uint16_t add(std::string name);
  [[nodiscard]] const std::string& name(std::uint16_t file) const { return names_[file]; }

 private:
  std::vector<std::string> names_;
};

struct Member;

struct Value {
  Kind kind = Kind::kNull;
  bool boolean = false;
  /// For whoever works on the tree: how far it is.
  std::uint8_t mark = 0;
  std::uint16_t file = 0;
  std::int32_t line = 0;
  /// kText: the text; kNumber: the number in JSON's notation, with all its digits.
  std::string text = {};
  std::vector<Value> items = {};
  std::vector<Member> members = {};

  [[nodiscard]] bool is_null() const { return kind == Kind::kNull; }
  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  [[nodiscard]] bool is_number() const { return kind == Kind::kNumber; }
  [[nodiscard]] bool is_boolean() const { return kind == Kind::kBoolean; }
  [[nodiscard]] bool is_list() const { return kind == Kind::kList; }
  [[nodiscard]] bool is_map() const { return kind == Kind::kMap; }
  /// Absent in the eyes of a configuration: null, false, or an empty text, list or map.
  [[nodiscard]] bool is_blank() const;

  /// The member's value; null when there is none, or this is no map.
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] Value* find(std::string_view key);
  [[nodiscard]] const Member* member(std::string_view key) const;

  /// What this would cost to copy: one per value, and one per 32 bytes of text.
  [[nodiscard]] std::size_t weight() const;
  /// Text, numbers and booleans as text; nothing else is written.
  [[nodiscard]] std::string scalar() const;
  [[nodiscard]] bool is_scalar() const {
    return kind == Kind::kText || kind == Kind::kNumber || kind == Kind::kBoolean;
  }
};

struct Member {
  std::string key = {};
  std::int32_t line = 0;
  std::uint16_t file = 0;
  Value value = {};
};

[[nodiscard]] Value text_value(std::string text);
[[nodiscard]] Value boolean_value(bool value);

/// The value without its places.
[[nodiscard]] nlohmann::json to_json(const Value& value);

/// Lays `over` over `under` as the Serverless Framework merges resources: maps key by key, lists
/// index by index, anything else replaces.
void merge(Value& under, const Value& over);

}  // namespace tertulia::model

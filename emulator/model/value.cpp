#include "emulator/model/value.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::model {

std::uint16_t Files::add(std::string name) {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found != names_.end()) return static_cast<std::uint16_t>(found - names_.begin());
  names_.push_back(std::move(name));
  return static_cast<std::uint16_t>(names_.size() - 1);
}

bool Value::is_blank() const {
  switch (kind) {
    case Kind::kNull:
      return true;
    case Kind::kBoolean:
      return !boolean;
    case Kind::kText:
      return text.empty();
    case Kind::kList:
      return items.empty();
    case Kind::kMap:
      return members.empty();
    case Kind::kNumber:
      return false;
  }
  return false;
}

const Member* Value::member(std::string_view key) const {
  for (const Member& each : members) {
    if (each.key == key) return &each;
  }
  return nullptr;
}

const Value* Value::find(std::string_view key) const {
  const Member* found = member(key);
  return found == nullptr ? nullptr : &found->value;
}

Value* Value::find(std::string_view key) {
  return const_cast<Value*>(static_cast<const Value*>(this)->find(key));
}

std::size_t Value::weight() const {
  std::size_t sum = 1 + text.size() / 32;
  for (const Value& each : items) sum += each.weight();
  for (const Member& each : members) sum += each.value.weight() + each.key.size() / 32;
  return sum;
}

std::string Value::scalar() const {
  if (kind == Kind::kBoolean) return boolean ? "true" : "false";
  return text;
}

Value text_value(std::string text) {
  Value value;
  value.kind = Kind::kText;
  value.text = std::move(text);
  return value;
}

Value boolean_value(bool truth) {
  Value value;
  value.kind = Kind::kBoolean;
  value.boolean = truth;
  return value;
}

namespace {

nlohmann::json number_of(const std::string& text) {
  if (const auto integer = base::parse_integer(text)) return *integer;
  return base::parse_double(text).value_or(0.0);
}

}  // namespace

nlohmann::json to_json(const Value& value) {
  switch (value.kind) {
    case Kind::kNull:
      return nullptr;
    case Kind::kBoolean:
      return value.boolean;
    case Kind::kNumber:
      return number_of(value.text);
    case Kind::kText:
      return value.text;
    case Kind::kList: {
      auto list = nlohmann::json::array();
      for (const Value& each : value.items) list.push_back(to_json(each));
      return list;
    }
    case Kind::kMap: {
      auto map = nlohmann::json::object();
      for (const Member& each : value.members) map.emplace(each.key, to_json(each.value));
      return map;
    }
  }
  return nullptr;
}

void merge(Value& under, const Value& over) {
  if (under.is_map() && over.is_map()) {
    for (const Member& each : over.members) {
      if (Value* existing = under.find(each.key)) {
        merge(*existing, each.value);
      } else {
        under.members.push_back(each);
      }
    }
    return;
  }
  if (under.is_list() && over.is_list()) {
    for (std::size_t index = 0; index < over.items.size(); ++index) {
      if (index < under.items.size()) {
        merge(under.items[index], over.items[index]);
      } else {
        under.items.push_back(over.items[index]);
      }
    }
    return;
  }
  under = over;
}

}  // namespace tertulia::model

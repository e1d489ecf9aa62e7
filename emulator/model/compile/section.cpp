#include "emulator/model/compile/section.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::model::compile {

namespace {

const Value kEmpty{.kind = Kind::kMap};

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "a boolean";
    case Kind::kNumber:
      return "a number";
    case Kind::kText:
      return "a text";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "nothing";
}

}  // namespace

void Section::check(std::span<const Key> keys) const {
  for (const Member& each : map_.members) {
    const auto known = std::find_if(keys.begin(), keys.end(),
                                    [&each](const Key& key) { return key.name == each.key; });
    if (known == keys.end()) {
      std::vector<std::string_view> names;
      for (const Key& key : keys) names.push_back(key.name);
      found_.warn(found_.where(each), path(each.key), "unknown property", nearest(each.key, names));
    } else if (known->support == Support::kUnsupported && !each.value.is_blank()) {
      found_.lacks(found_.where(each), path(each.key),
                   base::cat("\"", each.key, "\" is not supported"));
    }
  }
}

std::string Section::path(std::string_view key) const {
  return path_.empty() ? std::string(key) : base::cat(path_, ".", key);
}

Where Section::where(std::string_view key) const {
  const Member* member = map_.member(key);
  return member == nullptr ? found_.where(map_) : found_.where(*member);
}

void Section::mistyped(std::string_view key, std::string_view expected) const {
  const Value* value = map_.find(key);
  found_.error(where(key), path(key),
               base::cat("must be ", expected, ", not ", name_of(value->kind)));
}

const Value* Section::find(std::string_view key) const {
  const Value* value = map_.find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> Section::text(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar()) return value->scalar();
  mistyped(key, "a text");
  return std::nullopt;
}

std::optional<std::int64_t> Section::integer(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_text() || value->is_number()) {
    if (const auto number = base::parse_integer(value->text)) return number;
  }
  mistyped(key, "a whole number");
  return std::nullopt;
}

std::optional<bool> Section::boolean(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->boolean;
  if (value->is_text() && value->text == "true") return true;
  if (value->is_text() && value->text == "false") return false;
  mistyped(key, "true or false");
  return std::nullopt;
}

const Value* Section::map(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || value->is_map()) return value;
  mistyped(key, "a map");
  return nullptr;
}

const Value* Section::list(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || value->is_list()) return value;
  mistyped(key, "a list");
  return nullptr;
}

Section Section::section(std::string_view key) const {
  const Value* value = map(key);
  return {found_, value == nullptr ? kEmpty : *value, path(key)};
}

}  // namespace tertulia::model::compile

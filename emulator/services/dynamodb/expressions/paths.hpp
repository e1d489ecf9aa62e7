/// How paths lead into items.
#pragma once

#include <type_traits>
#include <vector>

#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// The element of a map or list, null where there is none. `Value` may be constant.
template <class Value>
[[nodiscard]] Value* step_into(Value& value, const Path::Step& step) {
  if (const auto* name = std::get_if<std::string>(&step)) {
    auto* map = std::get_if<static_cast<std::size_t>(AttributeType::kM)>(&value.storage);
    if (map == nullptr) return nullptr;
    const auto found = map->find(*name);
    return found == map->end() ? nullptr : &found->second;
  }
  auto* list = std::get_if<static_cast<std::size_t>(AttributeType::kL)>(&value.storage);
  const auto index = std::get<std::uint32_t>(step);
  return list == nullptr || index >= list->size() ? nullptr : &(*list)[index];
}

/// The value where a path ends after so many of its steps, null where there is none. `Map` may be
/// constant.
template <class Map>
[[nodiscard]] auto* walk(Map& item, const Path& path, std::size_t steps) {
  const auto found = item.find(path.attribute);
  auto* value = found == item.end() ? nullptr : &found->second;
  for (std::size_t i = 0; i < steps && value != nullptr; ++i) {
    value = step_into(*value, path.steps[i]);
  }
  return value;
}

/// Paths of which none overlaps another, in the order in which `is_before` sorts them.
using SortedPaths = std::vector<const Path*>;
/// Puts paths beside those that share their beginnings, and indexes in their order.
[[nodiscard]] bool is_before(const Path* left, const Path* right);

/// What `project` gives.
[[nodiscard]] AttributeMap parts_at(const SortedPaths& paths, const AttributeMap& item);

}  // namespace tertulia::dynamodb::expressions

#include <algorithm>
#include <span>
#include <tuple>

#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/expressions/paths.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;
using Paths = std::span<const Path* const>;

/// Takes from the front of `paths` those that `same` says belong to the first.
template <class Same>
Paths take_group(Paths& paths, Same same) {
  const auto end = std::find_if_not(paths.begin(), paths.end(), same);
  const auto group = paths.first(static_cast<std::size_t>(end - paths.begin()));
  paths = paths.subspan(group.size());
  return group;
}

std::optional<AttributeValue> part_of(const AttributeValue& value, Paths paths, std::size_t depth);

/// Calls `visit(step, part)` for every element of a map or list of which something is wanted.
template <class Visit>
void for_each_part(const AttributeValue& value, Paths paths, std::size_t depth, Visit visit) {
  while (!paths.empty()) {
    const auto& step = paths.front()->steps[depth];
    const auto group =
        take_group(paths, [&](const Path* path) { return path->steps[depth] == step; });
    const auto* element = step_into(value, step);
    if (element == nullptr) continue;
    if (auto part = part_of(*element, group, depth + 1)) visit(step, std::move(*part));
  }
}

/// The part of a value that the paths want after `depth` of their steps; nothing where they lead
/// nowhere.
std::optional<AttributeValue> part_of(const AttributeValue& value, Paths paths, std::size_t depth) {
  if (paths.front()->steps.size() == depth) return value;
  if (value.get<kM>() != nullptr) {
    AttributeMap map;
    for_each_part(value, paths, depth, [&](const Path::Step& step, AttributeValue part) {
      map.emplace(std::get<std::string>(step), std::move(part));
    });
    if (map.empty()) return std::nullopt;
    return AttributeValue::of<kM>(std::move(map));
  }
  std::vector<AttributeValue> list;
  for_each_part(value, paths, depth,
                [&](const Path::Step&, AttributeValue part) { list.push_back(std::move(part)); });
  if (list.empty()) return std::nullopt;
  return AttributeValue::of<kL>(std::move(list));
}

}  // namespace

bool is_before(const Path* left, const Path* right) {
  return std::tie(left->attribute, left->steps) < std::tie(right->attribute, right->steps);
}

const AttributeValue* find(const AttributeMap& item, const Path& path) {
  return walk(item, path, path.steps.size());
}

AttributeMap parts_at(const SortedPaths& sorted, const AttributeMap& item) {
  AttributeMap parts;
  Paths paths = sorted;
  while (!paths.empty()) {
    const auto& attribute = paths.front()->attribute;
    const auto group =
        take_group(paths, [&](const Path* path) { return path->attribute == attribute; });
    const auto found = item.find(attribute);
    if (found == item.end()) continue;
    if (auto part = part_of(found->second, group, 0)) parts.emplace(attribute, std::move(*part));
  }
  return parts;
}

AttributeMap project(const Projection& projection, const AttributeMap& item) {
  SortedPaths paths;
  paths.reserve(projection.paths.size());
  for (const auto& path : projection.paths) paths.push_back(&path);
  std::sort(paths.begin(), paths.end(), is_before);
  return parts_at(paths, item);
}

}  // namespace tertulia::dynamodb::expressions

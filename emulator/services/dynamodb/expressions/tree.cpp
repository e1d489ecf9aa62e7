#include "emulator/services/dynamodb/expressions/tree.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::expressions {

std::string Path::text() const {
  std::string result = base::cat("[", attribute);
  for (const auto& step : steps) {
    if (const auto* index = std::get_if<std::uint32_t>(&step)) {
      base::append(result, ", [", *index, "]");
    } else {
      base::append(result, ", ", std::get<std::string>(step));
    }
  }
  return result + "]";
}

PathRelation relation_of(const Path& left, const Path& right) {
  if (left.attribute != right.attribute) return PathRelation::kApart;
  const auto common = std::min(left.steps.size(), right.steps.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (left.steps[i].index() != right.steps[i].index()) return PathRelation::kConflict;
    if (left.steps[i] != right.steps[i]) return PathRelation::kApart;
  }
  return PathRelation::kOverlap;
}

std::string_view name_of(Function function) {
  constexpr std::array<std::string_view, 8> kNames{"attribute_exists", "attribute_not_exists",
                                                   "attribute_type",   "begins_with",
                                                   "contains",         "size",
                                                   "if_not_exists",    "list_append"};
  return kNames[static_cast<std::size_t>(function)];
}

}  // namespace tertulia::dynamodb::expressions

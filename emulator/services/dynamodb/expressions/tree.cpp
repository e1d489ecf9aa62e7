#include "emulator/services/dynamodb/expressions/tree.hpp"

#include <algorithm>
#include <array>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

bool operand_mentions(const Operand& operand, std::string_view attribute) {
  if (const auto* path = operand.path()) return path->attribute == attribute;
  if (const auto* condition = operand.condition()) return mentions(*condition, attribute);
  const auto* call = operand.call();
  return call != nullptr &&
         std::any_of(call->arguments.begin(), call->arguments.end(), [&](const Operand& argument) {
           return operand_mentions(argument, attribute);
         });
}

}  // namespace

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

bool mentions(const Condition& condition, std::string_view attribute) {
  return std::any_of(condition.conditions.begin(), condition.conditions.end(),
                     [&](const Condition& one) { return mentions(one, attribute); }) ||
         std::any_of(condition.operands.begin(), condition.operands.end(),
                     [&](const Operand& operand) { return operand_mentions(operand, attribute); });
}

}  // namespace tertulia::dynamodb::expressions

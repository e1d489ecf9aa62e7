#include "emulator/services/dynamodb/expressions/attributes.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

void add_operand(std::set<std::string>& names, const Operand& operand) {
  if (const auto* path = operand.path()) names.insert(path->attribute);
  if (const auto* call = operand.call()) {
    for (const auto& argument : call->arguments) add_operand(names, argument);
  }
}

}  // namespace

void add_attributes(std::set<std::string>& names, const Condition& condition) {
  for (const auto& inner : condition.conditions) add_attributes(names, inner);
  for (const auto& operand : condition.operands) add_operand(names, operand);
}

void add_attributes(std::set<std::string>& names, const Projection& projection) {
  for (const auto& path : projection.paths) names.insert(path.attribute);
}

void add_attributes(std::set<std::string>& names, const Update& update) {
  for (const auto& set : update.set) {
    names.insert(set.path.attribute);
    add_operand(names, set.left);
    if (set.right) add_operand(names, *set.right);
  }
  for (const auto& path : update.remove) names.insert(path.attribute);
  for (const auto& change : update.add) names.insert(change.path.attribute);
  for (const auto& change : update.erase) names.insert(change.path.attribute);
}

}  // namespace tertulia::dynamodb::expressions

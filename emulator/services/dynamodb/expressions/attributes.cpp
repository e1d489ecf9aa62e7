#include "emulator/services/dynamodb/expressions/attributes.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

template <class Add>
void visit(const Condition& condition, const Add& add);

template <class Add>
void visit(const Operand& operand, const Add& add) {
  if (const auto* path = operand.path()) add(path->attribute);
  if (const auto* condition = operand.condition()) visit(*condition, add);
  if (const auto* call = operand.call()) {
    for (const auto& argument : call->arguments) visit(argument, add);
  }
}

template <class Add>
void visit(const Condition& condition, const Add& add) {
  for (const auto& inner : condition.conditions) visit(inner, add);
  for (const auto& operand : condition.operands) visit(operand, add);
}

}  // namespace

void add_attributes(std::set<std::string>& names, const Condition& condition) {
  visit(condition, [&](const std::string& name) { names.insert(name); });
}

std::vector<std::string> attributes_in_order(const Condition& condition) {
  std::vector<std::string> names;
  visit(condition, [&](const std::string& name) { names.push_back(name); });
  return names;
}

void add_attributes(std::set<std::string>& names, const Projection& projection) {
  for (const auto& path : projection.paths) names.insert(path.attribute);
}

void add_attributes(std::set<std::string>& names, const Update& update) {
  const auto add = [&](const std::string& name) { names.insert(name); };
  for (const auto& set : update.set) {
    names.insert(set.path.attribute);
    visit(set.left, add);
    if (set.right) visit(*set.right, add);
  }
  for (const auto& path : update.remove) names.insert(path.attribute);
  for (const auto& change : update.add) names.insert(change.path.attribute);
  for (const auto& change : update.erase) names.insert(change.path.attribute);
}

}  // namespace tertulia::dynamodb::expressions

#include "emulator/services/dynamodb/guard.hpp"

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/legacy.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

core::Status Guard::admit(const StoredItem* old) const {
  if (!condition_) return core::ok();
  const auto item = old == nullptr ? AttributeMap{} : attributes_of(old->json);
  if (expressions::holds(*condition_, item)) return core::ok();
  const bool shown = old != nullptr && on_failure_ == ReturnValuesOnFailure::kAllOld;
  return conditional_check_failed(shown ? std::string_view(old->json) : std::string_view());
}

core::Result<Guard> read_guard(expressions::Parser& parser, const GuardParameters& parameters) {
  const auto on_failure = parameters.on_failure.value_or(ReturnValuesOnFailure::kNone);
  if (parameters.condition_expression) {
    auto condition = parser.condition("ConditionExpression", *parameters.condition_expression);
    if (!condition.ok()) return std::move(condition).error();
    return Guard(std::move(condition).value(), on_failure);
  }
  auto condition = condition_of(pointer_to(parameters.expected), parameters.conditional_operator);
  if (!condition.ok()) return std::move(condition).error();
  return Guard(std::move(condition).value(), on_failure);
}

}  // namespace tertulia::dynamodb

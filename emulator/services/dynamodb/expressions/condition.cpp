#include <algorithm>

#include "emulator/services/dynamodb/expressions/evaluate.hpp"
#include "emulator/services/dynamodb/expressions/values.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;

/// An item, and what operands come to on it.
class Evaluation {
 public:
  explicit Evaluation(const AttributeMap& item) : item_(item) {}

  [[nodiscard]] bool holds(const Condition& condition) const {
    using enum Condition::Kind;
    const auto& parts = condition.conditions;
    const auto part_holds = [this](const Condition& part) { return holds(part); };
    switch (condition.kind) {
      case kAnd:
        return std::all_of(parts.begin(), parts.end(), part_holds);
      case kOr:
        return std::any_of(parts.begin(), parts.end(), part_holds);
      case kNot:
        return !holds(parts.front());
      case kFunction:
        return holds(*condition.operands.front().call());
      default:
        return compares(condition.kind, condition.operands);
    }
  }

 private:
  /// The value of an operand, null where there is none. What is no part of the item or the request
  /// is put into `made`.
  const AttributeValue* value_of(const Operand& operand, AttributeValue& made) const {
    if (const auto* path = operand.path()) return find(item_, *path);
    if (const auto* literal = operand.literal()) return literal->value;
    if (const auto* condition = operand.condition()) {
      made = AttributeValue::of<kBool>(holds(*condition));
      return &made;
    }
    return size_of(*operand.call(), made);
  }

  const AttributeValue* size_of(const FunctionCall& call, AttributeValue& made) const {
    AttributeValue argument;
    const auto* value = value_of(call.arguments.front(), argument);
    const auto extent = value == nullptr ? std::nullopt : extent_of(*value);
    if (!extent) return nullptr;
    made = AttributeValue::of<kN>(std::to_string(*extent));
    return &made;
  }

  bool compares(Condition::Kind kind, const std::vector<Operand>& operands) const {
    using enum Condition::Kind;
    AttributeValue made;
    const auto* left = value_of(operands[0], made);
    if (left == nullptr) return kind == kNotEqual;
    switch (kind) {
      case kEqual:
        return equals(*left, operands[1]);
      case kNotEqual:
        return !equals(*left, operands[1]);
      case kBetween:
        return is_ordered(kGreaterEqual, *left, operands[1]) &&
               is_ordered(kLessEqual, *left, operands[2]);
      case kIn:
        return std::any_of(operands.begin() + 1, operands.end(),
                           [&](const Operand& right) { return equals(*left, right); });
      default:
        return is_ordered(kind, *left, operands[1]);
    }
  }

  bool equals(const AttributeValue& left, const Operand& right) const {
    AttributeValue made;
    const auto* value = value_of(right, made);
    return value != nullptr && equal(left, *value);
  }

  bool is_ordered(Condition::Kind kind, const AttributeValue& left, const Operand& right) const {
    using enum Condition::Kind;
    AttributeValue made;
    const auto* value = value_of(right, made);
    const auto order = value == nullptr ? std::nullopt : order_of(left, *value);
    if (!order) return false;
    switch (kind) {
      case kLess:
        return *order < 0;
      case kLessEqual:
        return *order <= 0;
      case kGreater:
        return *order > 0;
      default:
        return *order >= 0;
    }
  }

  bool holds(const FunctionCall& call) const {
    AttributeValue made;
    const auto* value = value_of(call.arguments[0], made);
    if (call.function == Function::kAttributeNotExists) return value == nullptr;
    if (call.function == Function::kAttributeExists || value == nullptr) return value != nullptr;
    AttributeValue other_made;
    const auto* other = value_of(call.arguments[1], other_made);
    if (other == nullptr) return false;
    switch (call.function) {
      case Function::kAttributeType:
        return other->type() == kS && core::name_of(value->type()) == *other->get<kS>();
      case Function::kBeginsWith:
        return begins_with(*value, *other);
      case Function::kContains:
        return contains(*value, *other);
      default:
        return false;
    }
  }

  const AttributeMap& item_;
};

}  // namespace

bool holds(const Condition& condition, const AttributeMap& item) {
  return Evaluation(item).holds(condition);
}

}  // namespace tertulia::dynamodb::expressions

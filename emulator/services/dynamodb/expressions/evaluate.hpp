/// What trees of expressions come to on an item.
#pragma once

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// The value at a path; null where there is none.
[[nodiscard]] const AttributeValue* find(const AttributeMap& item, const Path& path);

/// Whether two values are the same: numbers by what they are, sets whatever their order.
[[nodiscard]] bool equal(const AttributeValue& left, const AttributeValue& right);

/// Whether the condition holds for an item; an item that is not there has no attributes. Values of
/// different types never compare.
[[nodiscard]] bool holds(const Condition& condition, const AttributeMap& item);

/// The part of an item that the paths lead to: elements of lists come in the order of the item,
/// without gaps.
[[nodiscard]] AttributeMap project(const Projection& projection, const AttributeMap& item);

/// What an update changed.
struct Updated {
  AttributeMap item;
  /// For ReturnValues UPDATED_OLD and UPDATED_NEW: the parts at the paths of the update, before and
  /// after.
  AttributeMap old_parts;
  AttributeMap new_parts;
};
/// Applies all actions to the item as it was before the first of them. From an item that is not
/// there, which has no attributes, paths that lead nowhere can be removed all the same. A list can
/// be added to a list. Errors (ValidationException): an operand of the wrong type, a document path
/// that leads nowhere, numbers out of range.
[[nodiscard]] core::Result<Updated> apply(const Update& update, const AttributeMap& item);

}  // namespace tertulia::dynamodb::expressions

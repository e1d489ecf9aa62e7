/// What conditions say of the attributes of a key.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// "attribute = value", whichever side the attribute is on.
struct KeyTerm {
  std::string_view attribute;
  /// Of KeyCondition::Sort, or kIn.
  expressions::Condition::Kind kind{};
  /// One, two for kBetween, any number for kIn.
  std::vector<const AttributeValue*> values = {};
};

/// What a condition says, if it compares a whole attribute with values; the views are of the
/// condition.
[[nodiscard]] std::optional<KeyTerm> key_term_of(const expressions::Condition& condition);

/// The conditions that all hold when this one does: those that AND joins, however they are grouped.
[[nodiscard]] std::vector<const expressions::Condition*> conjuncts_of(
    const expressions::Condition& condition);

}  // namespace tertulia::dynamodb::partiql

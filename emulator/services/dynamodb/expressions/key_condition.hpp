/// From a condition to what a Query asks of its keys, in AWS's two steps: what a key condition may
/// be at all, and what it must be for the keys of the table. The table is looked up in between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// A condition on one attribute.
struct KeyTerm {
  std::string attribute;
  KeyCondition::Sort condition;
};

/// The one or two terms of a condition.
[[nodiscard]] core::Result<std::vector<KeyTerm>> key_terms(const Condition& condition);

/// The terms as conditions on a key of these attributes; `sort` is empty where there is none.
[[nodiscard]] core::Result<KeyCondition> key_condition_of(const std::vector<KeyTerm>& terms,
                                                          std::string_view partition,
                                                          std::string_view sort);

}  // namespace tertulia::dynamodb::expressions

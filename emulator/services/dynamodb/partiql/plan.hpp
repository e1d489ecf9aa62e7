/// Which keys a SELECT reads: parts of partitions when its condition fixes the partition key, else
/// all of the table or index.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/key_codec.hpp"

namespace tertulia::dynamodb::partiql {

/// A part of the partition of one hash key.
struct Branch {
  /// The values of the hash key's attributes.
  std::vector<const AttributeValue*> hash = {};
  KeyRange range = {};
  /// What else the condition asks of its items.
  std::vector<const expressions::Condition*> filters = {};
};

/// Either way the condition is still to be asked of every item.
struct Plan {
  /// Whether the branches are all that is read; else all there is.
  bool is_keyed = false;
  /// Not empty each, and they do not overlap; in the order of their keys.
  std::vector<Branch> branches = {};
};

/// Errors (ValidationException): values that cannot be keys, more than 50 branches, or branches
/// that overlap. The condition outlives the plan.
[[nodiscard]] core::Result<Plan> plan_of(const KeySchema& keys,
                                         const std::optional<expressions::Condition>& where);

/// Whether two branches are parts of one partition.
[[nodiscard]] bool same_hash(const Branch& left, const Branch& right);

}  // namespace tertulia::dynamodb::partiql

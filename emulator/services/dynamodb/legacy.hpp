/// The parameters that came before expressions, checked with AWS's messages and turned into the
/// trees of expressions, so that both are evaluated alike. The names in them are those of
/// attributes, whatever characters they have. The parameters outlive the trees.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

/// What Expected demands, nothing when it is empty or null.
[[nodiscard]] core::Result<std::optional<expressions::Condition>> condition_of(
    const ExpectedMap* expected, std::optional<ConditionalOperator> conditional_operator);

/// What QueryFilter or ScanFilter demands, nothing when it is empty or null.
[[nodiscard]] core::Result<std::optional<expressions::Condition>> condition_of(
    const ConditionMap* filter, std::optional<ConditionalOperator> conditional_operator);

/// AttributeUpdates. `apply` knows by the placeholders, which are empty, that its errors are those
/// of AttributeUpdates.
[[nodiscard]] core::Result<expressions::Update> update_of(const AttributeUpdateMap& updates);

/// AttributesToGet.
[[nodiscard]] core::Result<expressions::Projection> projection_of(
    const std::vector<std::string>& attributes);

/// What is wrong with KeyConditions whatever the table; at most so many may be given.
[[nodiscard]] core::Status check_key_conditions(const ConditionMap& conditions,
                                                std::size_t conditions_max);
/// KeyConditions that `check_key_conditions` let pass, for a key of these attributes. Whether the
/// values are of the key's types is left to the caller.
[[nodiscard]] core::Result<expressions::KeyCondition> key_condition_of(
    const ConditionMap& conditions, const expressions::KeyNames& names);

}  // namespace tertulia::dynamodb

/// The order in which a SELECT reads, by its ORDER BY.
#pragma once

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/items.hpp"
#include "emulator/services/dynamodb/partiql/plan.hpp"
#include "emulator/services/dynamodb/partiql/request.hpp"

namespace tertulia::dynamodb::partiql {

/// Whether a SELECT may order what the plan reads by these attributes. Errors: ValidationException.
[[nodiscard]] core::Status check_order(const KeySchema& keys, const Select& select,
                                       const Plan& plan);

/// Puts the branches into the order in which they are read, and says how each of them is. An order
/// that says nothing of the range key has it descend, as on AWS.
[[nodiscard]] Items::Order put_in_order(const KeySchema& keys, const Select& select, Plan& plan);

}  // namespace tertulia::dynamodb::partiql

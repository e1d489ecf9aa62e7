/// From what stands behind WHERE to trees of conditions.
#pragma once

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/partiql/literals.hpp"
#include "emulator/services/dynamodb/partiql/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// The condition, whose values `literals` keeps. Errors: ValidationException.
[[nodiscard]] core::Result<expressions::Condition> condition_of(const Expression& expression,
                                                                Literals& literals);

}  // namespace tertulia::dynamodb::partiql

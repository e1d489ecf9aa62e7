/// From what UPDATE does to trees of updates.
#pragma once

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/partiql/literals.hpp"
#include "emulator/services/dynamodb/partiql/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// The update, whose values `literals` keeps. Errors: ValidationException.
[[nodiscard]] core::Result<expressions::Update> update_of(const Statement& statement,
                                                          Literals& literals);

}  // namespace tertulia::dynamodb::partiql

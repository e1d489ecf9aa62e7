/// Paths in statements: to tables and indexes, and to what is in items.
#pragma once

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/partiql/request.hpp"
#include "emulator/services/dynamodb/partiql/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// Whether the expression is a name or a path.
[[nodiscard]] bool is_path(const Expression& expression);

/// Where in an item a path leads. Errors: ValidationException.
[[nodiscard]] core::Result<expressions::Path> path_of(const Expression& expression);

/// What a SELECT calls a path: the last name in it, with the indexes behind that.
[[nodiscard]] std::string column_name(const expressions::Path& path);

/// The table, or the table's index, that a statement is about. Errors: ValidationException.
[[nodiscard]] core::Result<Target> target_of(const Expression& expression);

}  // namespace tertulia::dynamodb::partiql

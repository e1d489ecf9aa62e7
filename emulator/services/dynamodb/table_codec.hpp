/// The form in which a table's definition is kept.
#pragma once

#include <string>
#include <string_view>

#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

/// All of a table but its id, place and name, as JSON.
[[nodiscard]] std::string definition_of(const Table& table);
/// Sets what `definition_of` wrote. Only for its own texts: throws for others.
void read_definition(std::string_view definition, Table& table);

}  // namespace tertulia::dynamodb

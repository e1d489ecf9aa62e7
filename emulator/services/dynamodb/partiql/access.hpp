/// What a caller must be allowed for a statement.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"

namespace tertulia::dynamodb::partiql {

/// Adds the action and the table or index of a statement; nothing for one that is not in order,
/// which is refused anyway.
void add_access(core::Resources& resources, const core::Call& call, std::string_view statement,
                const std::optional<std::vector<AttributeValue>>& parameters);

}  // namespace tertulia::dynamodb::partiql

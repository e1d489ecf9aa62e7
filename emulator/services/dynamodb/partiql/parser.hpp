/// From the text of a statement to its tree, with the words of AWS's own parser for what is wrong.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
#pragma once

#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/partiql/tree.hpp"

namespace tertulia::dynamodb::partiql {

/// Errors: ValidationException. Takes any text; trees are some hundred levels deep at most.
[[nodiscard]] core::Result<Parsed> parse(std::string_view text);

}  // namespace tertulia::dynamodb::partiql

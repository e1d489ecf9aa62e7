/// The three languages of expressions. What is read is a tree only if the reader has no error.
#pragma once

#include "emulator/services/dynamodb/expressions/reader.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

[[nodiscard]] Condition read_condition(Reader& reader);
[[nodiscard]] Projection read_projection(Reader& reader);
[[nodiscard]] Update read_update(Reader& reader);

}  // namespace tertulia::dynamodb::expressions

/// The parts that the languages of expressions share: paths, values and functions.
#pragma once

#include <cstddef>

#include "emulator/services/dynamodb/expressions/reader.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// An operand and how it was written.
struct Term {
  Operand operand;
  std::size_t position = 0;
  bool parenthesised = false;
};

[[nodiscard]] Path read_path(Reader& reader);
[[nodiscard]] Literal read_literal(Reader& reader);
/// An operand, in parentheses or not.
[[nodiscard]] Term read_operand(Reader& reader);
/// An operand that does not begin with a parenthesis.
[[nodiscard]] Term read_bare_operand(Reader& reader);

/// The operand, for a function or an operator: as such only certain functions may be.
[[nodiscard]] Operand nested(Reader& reader, Term term);

}  // namespace tertulia::dynamodb::expressions

/// What an operator asks of its operands as far as the request alone tells: of values and of what
/// functions return, not of attributes.
#pragma once

#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/expressions/reader.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb::expressions {

/// "<", "BETWEEN", …: an operator as messages show it.
[[nodiscard]] std::string_view symbol_of(Condition::Kind kind);

void check_call(Reader& reader, const FunctionCall& call);
/// For a comparison, BETWEEN or IN.
void check_comparison(Reader& reader, const Condition& condition);
/// For a sum or a difference; `sign` is "+" or "-".
void check_arithmetic(Reader& reader, std::string_view sign, const Operand& left,
                      const Operand& right);
/// For ADD or DELETE, which `section` names.
void check_change(Reader& reader, TokenKind section, const Literal& value);
/// That no path leads to another or into it.
void check_apart(Reader& reader, const std::vector<const Path*>& paths);

}  // namespace tertulia::dynamodb::expressions

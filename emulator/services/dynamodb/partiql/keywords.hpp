/// The words that PartiQL keeps for itself: those of SQL-92 and a few of its own.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "emulator/services/dynamodb/partiql/token.hpp"

namespace tertulia::dynamodb::partiql {

/// What an unquoted word in small letters is: kKeyword, kOperator or kName.
[[nodiscard]] TokenKind kind_of_word(std::string_view word);

/// Whether a keyword names a function that is called as any other: "size", "count", …
[[nodiscard]] bool is_function_keyword(std::string_view word);

/// Joins the words at the end of `tokens` that belong together, as "insert" and "into" do.
void join_words(std::vector<Token>& tokens);

}  // namespace tertulia::dynamodb::partiql

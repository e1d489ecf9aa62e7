/// Words that are no names of attributes in an expression unless behind a placeholder.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
#pragma once

#include <string_view>

namespace tertulia::dynamodb::expressions {

/// Whatever the case of the letters.
[[nodiscard]] bool is_reserved(std::string_view name);

}  // namespace tertulia::dynamodb::expressions

/// What a reader of JSON looks for, and its complaint about what is none.
#pragma once

#include <string>
#include <string_view>

#include "emulator/base/json_check.hpp"

namespace tertulia::lambda {

/// Why `text` is not JSON, in the words of the parser that AWS uses: "Unrecognized token 'oops':
/// was expecting (JSON String, …)\n at [Source: (byte[])\"oops\"; line: 1, column: 5]".
[[nodiscard]] std::string why_not_json(std::string_view text, const base::JsonFault& fault);

/// The value of the string member `name` of a JSON object; empty when it has none.
[[nodiscard]] std::string string_member(std::string_view json, const char* name);

}  // namespace tertulia::lambda

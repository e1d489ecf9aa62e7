/// Appends JSON strings to a text that is being built; what comes out is valid UTF-8 whatever goes
/// in, and nothing is escaped but what JSON demands.
#pragma once

#include <string>
#include <string_view>

namespace tertulia::base {

/// Appends `text` with JSON's escapes and without quotes; bytes that are not UTF-8 become U+FFFD.
void append_json_escaped(std::string& out, std::string_view text);
/// The same with quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tertulia::base

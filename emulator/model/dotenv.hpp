/// `.env` files: NAME=value lines.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace tertulia::model {

/// The values of a text of lines `NAME=value`, with `export`, quotes and `#` comments. Lines that
/// are none of these are skipped, as dotenv does.
[[nodiscard]] std::map<std::string, std::string, std::less<>> parse_dotenv(std::string_view text);

}  // namespace tertulia::model

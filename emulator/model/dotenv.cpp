#include "emulator/model/dotenv.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model {

namespace {

std::string unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && (value[0] == '"' || value[0] == '\'' || value[0] == '`');
  const auto close = quoted ? value.find(value[0], 1) : std::string_view::npos;
  if (close == std::string_view::npos) {
    const auto comment = value.find(" #");
    return std::string(base::trim(value.substr(0, comment)));
  }
  const std::string text(value.substr(1, close - 1));
  return value[0] == '"' ? base::replace_all(text, "\\n", "\n") : text;
}

}  // namespace

std::map<std::string, std::string, std::less<>> parse_dotenv(std::string_view text) {
  std::map<std::string, std::string, std::less<>> result;
  for (std::string_view line : base::split(text, '\n')) {
    line = base::trim(line);
    if (line.starts_with("export ")) line.remove_prefix(7);
    const auto parts = base::split_once(line, "=");
    if (!parts || line.starts_with('#')) continue;
    const std::string_view name = base::trim(parts->first);
    if (name.empty() || name.find(' ') != std::string_view::npos) continue;
    result[std::string(name)] = unquoted(base::trim(parts->second));
  }
  return result;
}

}  // namespace tertulia::model

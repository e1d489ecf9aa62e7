#include "emulator/model/compile/naming.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::model::compile {

namespace {

bool is_alphanumeric(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9');
}

std::string only_alphanumeric(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (is_alphanumeric(letter)) result += letter;
  }
  return result;
}

std::string path_part(std::string_view part) {
  std::string text = base::replace_all(base::lower(part), "-", "Dash");
  // The first "{" to the last "}" is one variable.
  const auto open = text.find('{');
  const auto close = text.rfind('}');
  if (open != std::string::npos && close != std::string::npos && close > open) {
    text = base::cat(text.substr(0, open), text.substr(open + 1, close - open - 1), "Var",
                     text.substr(close + 1));
  }
  return upper_first(only_alphanumeric(text));
}

}  // namespace

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string normalized(std::string_view name) {
  return upper_first(base::replace_all(base::replace_all(name, "-", "Dash"), "_", "Underscore"));
}

std::string alphanumeric(std::string_view name) { return upper_first(only_alphanumeric(name)); }

std::string normalized_path(std::string_view path) {
  std::string result;
  for (const std::string_view part : base::split(path, '/')) result += path_part(part);
  return result;
}

}  // namespace tertulia::model::compile

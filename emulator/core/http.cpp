#include "emulator/core/http.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::core {

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : entries_) {
    if (base::iequals(key, name)) return value;
  }
  return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(entries_, [&](const Entry& entry) { return base::iequals(entry.first, name); });
  add(std::string(name), std::move(value));
}

std::string_view HttpRequest::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view HttpRequest::query() const {
  const auto mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

}  // namespace tertulia::core

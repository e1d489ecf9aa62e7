#include "emulator/sdk/fields.hpp"

#include <algorithm>

namespace tertulia::sdk {
namespace {

char lower_letter(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower_letter);
  return lowered;
}

bool Fields::same(std::string_view left, std::string_view right) const {
  if (left.size() != right.size()) return false;
  if (names_ == Names::kExact) return left == right;
  return std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return lower_letter(a) == lower_letter(b); });
}

std::optional<std::string_view> Fields::get(std::string_view name) const {
  for (auto field = fields_.rbegin(); field != fields_.rend(); ++field) {
    if (same(field->name, name)) return field->value;
  }
  return std::nullopt;
}

std::size_t Fields::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      fields_.begin(), fields_.end(), [&](const Field& field) { return same(field.name, name); }));
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_) {
    if (same(field.name, name)) values.emplace_back(field.value);
  }
  return values;
}

void Fields::set(std::string_view name, std::string_view value) {
  const auto named = [&](const Field& field) { return same(field.name, name); };
  fields_.erase(std::remove_if(fields_.begin(), fields_.end(), named), fields_.end());
  add(name, value);
}

void Fields::add(std::string_view name, std::string_view value) {
  fields_.push_back({std::string(name), std::string(value)});
}

}  // namespace tertulia::sdk

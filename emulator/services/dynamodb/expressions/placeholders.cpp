#include "emulator/services/dynamodb/expressions/placeholders.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/expressions/token.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

constexpr std::string_view kNames = "ExpressionAttributeNames";
constexpr std::string_view kValues = "ExpressionAttributeValues";
constexpr std::size_t kPlaceholderMax = 255;

template <class Map>
core::Status check_keys(std::string_view parameter, TokenKind kind, const Map& map) {
  if (map.empty()) return map_is_empty(parameter);
  for (const auto& [key, value] : map) {
    if (key.size() > kPlaceholderMax) return placeholder_too_long(parameter, key.size());
    if (!is_token(key, kind)) return malformed_placeholder(parameter, key);
  }
  return core::ok();
}

core::Status check_names(const NameMap& names) {
  TERTULIA_CHECK(check_keys(kNames, TokenKind::kNamePlaceholder, names));
  for (const auto& [key, name] : names) {
    if (name.empty()) return placeholder_for_invalid(kNames, "Empty attribute name", key);
  }
  return core::ok();
}

core::Status check_values_of(const AttributeMap& values) {
  TERTULIA_CHECK(check_keys(kValues, TokenKind::kValuePlaceholder, values));
  for (const auto& [key, value] : values) {
    const auto valid = check_value(value);
    if (!valid.ok()) return placeholder_for_invalid(kValues, valid.error().message, key);
  }
  return core::ok();
}

template <class Map>
core::Status check_used(std::string_view parameter, const Map* map,
                        const std::vector<const std::string*>& used) {
  if (map == nullptr) return core::ok();
  std::string unused;
  for (const auto& [key, value] : *map) {
    if (std::ranges::find(used, &key) != used.end()) continue;
    base::append(unused, unused.empty() ? "" : ", ", key);
  }
  if (!unused.empty()) return placeholders_unused(parameter, unused);
  return core::ok();
}

}  // namespace

core::Status Placeholders::check_maps() const {
  if (names_ != nullptr) TERTULIA_CHECK(check_names(*names_));
  if (values_ != nullptr) TERTULIA_CHECK(check_values_of(*values_));
  return core::ok();
}

core::Status Placeholders::check_all_used() const {
  TERTULIA_CHECK(check_used(kNames, names_, used_));
  return check_used(kValues, values_, used_);
}

const std::string* Placeholders::name(std::string_view placeholder) {
  if (names_ == nullptr) return nullptr;
  const auto found = names_->find(std::string(placeholder));
  if (found == names_->end()) return nullptr;
  used_.push_back(&found->first);
  return &found->second;
}

const AttributeValue* Placeholders::value(std::string_view placeholder) {
  if (values_ == nullptr) return nullptr;
  const auto found = values_->find(placeholder);
  if (found == values_->end()) return nullptr;
  used_.push_back(&found->first);
  return &found->second;
}

}  // namespace tertulia::dynamodb::expressions

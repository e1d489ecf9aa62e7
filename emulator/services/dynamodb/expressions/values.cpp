#include "emulator/services/dynamodb/expressions/values.hpp"

#include "emulator/services/dynamodb/expressions/evaluate.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;

template <AttributeType T>
bool same_members(const AttributeValue& left, const AttributeValue& right) {
  const auto& some = *left.get<T>();
  const auto& others = *right.get<T>();
  if (some.size() != others.size()) return false;
  return some == others || sorted_keys<T>(some) == sorted_keys<T>(others);
}

bool same_elements(const AttributeMap& left, const AttributeMap& right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                   [](const auto& one, const auto& other) {
                                                     return one.first == other.first &&
                                                            equal(one.second, other.second);
                                                   });
}

bool same_numbers(std::string_view left, std::string_view right) {
  return left == right || number_of(left) == number_of(right);
}

template <AttributeType Set, AttributeType Scalar>
bool has_member(const AttributeValue& set, const AttributeValue& value) {
  const auto* wanted = value.get<Scalar>();
  if (wanted == nullptr) return false;
  const auto key = key_of<Set>(*wanted);
  const auto& members = *set.get<Set>();
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& member) { return key_of<Set>(member) == key; });
}

bool has_element(const std::vector<AttributeValue>& list, const AttributeValue& value) {
  return std::any_of(list.begin(), list.end(),
                     [&](const AttributeValue& element) { return equal(element, value); });
}

/// The bytes of a text or binary; nothing for other types.
std::optional<std::string_view> bytes_of(const AttributeValue& value) {
  if (const auto* text = value.get<kS>()) return *text;
  if (const auto* blob = value.get<kB>()) return blob->bytes;
  return std::nullopt;
}

}  // namespace

base::Decimal number_of(std::string_view text) {
  const auto parsed = base::Decimal::parse(text);
  const auto* number = std::get_if<base::Decimal>(&parsed);
  return number == nullptr ? base::Decimal() : *number;
}

bool equal(const AttributeValue& left, const AttributeValue& right) {
  if (left.type() != right.type()) return false;
  switch (left.type()) {
    case kN:
      return same_numbers(*left.get<kN>(), *right.get<kN>());
    case kSS:
      return same_members<kSS>(left, right);
    case kNS:
      return same_members<kNS>(left, right);
    case kBS:
      return same_members<kBS>(left, right);
    case kM:
      return same_elements(*left.get<kM>(), *right.get<kM>());
    case kL:
      return std::equal(left.get<kL>()->begin(), left.get<kL>()->end(), right.get<kL>()->begin(),
                        right.get<kL>()->end(), equal);
    case kS:
    case kB:
    case kNull:
    case kBool:
      break;
  }
  return left == right;
}

std::optional<std::strong_ordering> order_of(const AttributeValue& left,
                                             const AttributeValue& right) {
  if (left.type() != right.type()) return std::nullopt;
  if (const auto* number = left.get<kN>())
    return number_of(*number) <=> number_of(*right.get<kN>());
  const auto bytes = bytes_of(left);
  if (!bytes) return std::nullopt;
  return *bytes <=> *bytes_of(right);
}

bool begins_with(const AttributeValue& whole, const AttributeValue& start) {
  if (whole.type() != start.type()) return false;
  const auto bytes = bytes_of(whole);
  return bytes && bytes->starts_with(*bytes_of(start));
}

bool contains(const AttributeValue& whole, const AttributeValue& part) {
  switch (whole.type()) {
    case kS:
    case kB:
      return part.type() == whole.type() &&
             bytes_of(whole)->find(*bytes_of(part)) != std::string_view::npos;
    case kSS:
      return has_member<kSS, kS>(whole, part);
    case kNS:
      return has_member<kNS, kN>(whole, part);
    case kBS:
      return has_member<kBS, kB>(whole, part);
    case kL:
      return has_element(*whole.get<kL>(), part);
    case kN:
    case kM:
    case kNull:
    case kBool:
      break;
  }
  return false;
}

std::optional<std::size_t> extent_of(const AttributeValue& value) {
  if (const auto bytes = bytes_of(value)) return bytes->size();
  if (const auto* set = value.get<kSS>()) return set->size();
  if (const auto* set = value.get<kNS>()) return set->size();
  if (const auto* set = value.get<kBS>()) return set->size();
  if (const auto* map = value.get<kM>()) return map->size();
  if (const auto* list = value.get<kL>()) return list->size();
  return std::nullopt;
}

}  // namespace tertulia::dynamodb::expressions

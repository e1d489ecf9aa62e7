// Numbers as text and as keys: what parses prints, comes back from both forms, and keeps its order.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "emulator/base/decimal.hpp"

using tertulia::base::Decimal;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

std::string key_of(const Decimal& number) {
  std::string key;
  number.append_key(key);
  return key;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto number = Decimal::from_key(text)) require(key_of(*number) == text);
  const auto parsed = Decimal::parse(text);
  if (const auto* number = std::get_if<Decimal>(&parsed)) {
    const auto again = Decimal::parse(number->text());
    require(std::holds_alternative<Decimal>(again) && std::get<Decimal>(again) == *number);
    require(Decimal::from_key(key_of(*number)) == *number);
  }
  // Two numbers, split at a space.
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return 0;
  const auto left = Decimal::parse(text.substr(0, space));
  const auto right = Decimal::parse(text.substr(space + 1));
  const auto* a = std::get_if<Decimal>(&left);
  const auto* b = std::get_if<Decimal>(&right);
  if (a != nullptr && b != nullptr) require((*a < *b) == (key_of(*a) < key_of(*b)));
  return 0;
}

#include "emulator/services/dynamodb/time_key.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr int kTimeDigits = 14;

}  // namespace

std::string next_time_key(core::Time now, std::string_view last, std::string_view suffix) {
  auto ms = core::epoch_ms(now);
  const auto digits = last.substr(0, kTimeDigits);
  std::int64_t taken = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), taken);
  if (!last.empty()) ms = std::max(ms, taken + 1);
  char text[32];
  std::snprintf(text, sizeof text, "%0*lld", kTimeDigits, static_cast<long long>(ms));
  return base::cat(text, "-", suffix);
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/recovery/recovery.hpp"

#include <algorithm>

namespace tertulia::dynamodb::recovery {

Window restorable(const Recovery& recovery, core::Time now) {
  const auto oldest = now - std::chrono::days(recovery.period_days);
  const auto earliest = std::max(recovery.since, oldest);
  return {.earliest = std::chrono::floor<std::chrono::seconds>(earliest),
          .latest = std::max(recovery.since, now)};
}

Recovery recovery_of(const Table& table, std::optional<std::int64_t> period_days, core::Time now) {
  const auto& old = table.recovery;
  return {.since = old ? restorable(*old, now).earliest : now,
          .period_days = period_days.value_or(old ? old->period_days : kPeriodDaysMax)};
}

bool has_continuous_backups(const Table& table, core::Time now, core::Duration span) {
  return table.recovery || now >= table.created + 2 * span;
}

}  // namespace tertulia::dynamodb::recovery

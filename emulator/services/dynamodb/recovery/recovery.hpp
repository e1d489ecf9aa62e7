/// Point-in-time recovery of a table: when it is on, and how far back one may go.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
#pragma once

#include <optional>

#include "emulator/core/time.hpp"
#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb::recovery {

inline constexpr std::int64_t kPeriodDaysMax = 35;

/// The instants to which a table can be restored, both included. The earliest is a whole second, as
/// AWS has it: clients that send no fractions can name it.
struct Window {
  core::Time earliest;
  core::Time latest;

  [[nodiscard]] bool has(core::Time time) const { return earliest <= time && time <= latest; }
};
[[nodiscard]] Window restorable(const Recovery& recovery, core::Time now);

/// The recovery of a table for which it is asked with a period, if with any. What was forgotten
/// does not come back with a longer period.
[[nodiscard]] Recovery recovery_of(const Table& table, std::optional<std::int64_t> period_days,
                                   core::Time now);

/// Whether AWS makes backups of the table already: it begins some time after the table is ACTIVE,
/// which is `span` again here.
[[nodiscard]] bool has_continuous_backups(const Table& table, core::Time now, core::Duration span);

}  // namespace tertulia::dynamodb::recovery

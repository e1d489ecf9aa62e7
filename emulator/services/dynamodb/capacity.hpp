/// What a request consumes of a table's capacity.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

/// One unit reads up to 4 KB; reads that need not be consistent cost half. Nothing found costs as
/// much as something small.
[[nodiscard]] inline double read_units(std::int64_t bytes, bool consistent) {
  const auto blocks = std::max<std::int64_t>(1, (bytes + 4095) / 4096);
  return static_cast<double>(blocks) * (consistent ? 1.0 : 0.5);
}

/// One unit writes up to 1 KB of the larger of what was there and what is.
[[nodiscard]] inline double write_units(std::int64_t old_bytes, std::int64_t new_bytes) {
  return static_cast<double>(
      std::max<std::int64_t>(1, (std::max(old_bytes, new_bytes) + 1023) / 1024));
}

/// Whether the reply tells what was consumed.
[[nodiscard]] inline bool tells_capacity(const std::optional<ReturnConsumedCapacity>& wanted) {
  return wanted && *wanted != ReturnConsumedCapacity::kNone;
}

[[nodiscard]] inline ConsumedCapacity consumed(const Table& table, double units,
                                               ReturnConsumedCapacity wanted) {
  ConsumedCapacity capacity{.table_name = table.name, .capacity_units = units, .table = {}};
  if (wanted == ReturnConsumedCapacity::kIndexes) capacity.table = Capacity{units};
  return capacity;
}

}  // namespace tertulia::dynamodb

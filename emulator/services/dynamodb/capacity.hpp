/// What a request consumes of a table's capacity.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

inline constexpr std::int64_t kReadBlockBytes = 4096;

/// One unit reads up to 4 KB; reads that need not be consistent cost half. Nothing found costs as
/// much as something small.
[[nodiscard]] inline double read_units(std::int64_t bytes, bool consistent) {
  const auto blocks = std::max<std::int64_t>(1, (bytes + kReadBlockBytes - 1) / kReadBlockBytes);
  return static_cast<double>(blocks) * (consistent ? 1.0 : 0.5);
}

/// One unit writes up to 1 KB of the larger of what was there and what is.
[[nodiscard]] inline double write_units(std::int64_t old_bytes, std::int64_t new_bytes) {
  return static_cast<double>(
      std::max<std::int64_t>(1, (std::max(old_bytes, new_bytes) + 1023) / 1024));
}

/// The units that a request consumed of an index.
struct IndexCost {
  const Index* index = nullptr;
  double units = 0;
};

/// Whether the reply tells what was consumed.
[[nodiscard]] inline bool tells_capacity(const std::optional<ReturnConsumedCapacity>& wanted) {
  return wanted && *wanted != ReturnConsumedCapacity::kNone;
}

/// What a request consumed of the table itself and of its indexes.
[[nodiscard]] ConsumedCapacity consumed(const Table& table, double units,
                                        ReturnConsumedCapacity wanted,
                                        const std::vector<IndexCost>& indexes = {});
/// Adds what another part of the same request consumed to what others did of the same table.
void add(std::vector<ConsumedCapacity>& all, ConsumedCapacity one);

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/capacity.hpp"

#include <algorithm>

namespace tertulia::dynamodb {
namespace {

void add(Capacity& capacity, const Capacity& more) {
  capacity.capacity_units += more.capacity_units;
}

void add(std::optional<IndexCapacities>& capacities, const std::optional<IndexCapacities>& more) {
  if (!more) return;
  if (!capacities) capacities.emplace();
  for (const auto& [name, capacity] : *more) add((*capacities)[name], capacity);
}

}  // namespace

ConsumedCapacity consumed(const Table& table, double units, ReturnConsumedCapacity wanted,
                          const std::vector<IndexCost>& indexes) {
  ConsumedCapacity capacity{.table_name = table.name, .capacity_units = units};
  const bool tells_parts = wanted == ReturnConsumedCapacity::kIndexes;
  if (tells_parts) capacity.table = Capacity{.capacity_units = units};
  for (const auto& [index, index_units] : indexes) {
    capacity.capacity_units += index_units;
    if (!tells_parts) continue;
    auto& of_scope =
        index->is_global() ? capacity.global_secondary_indexes : capacity.local_secondary_indexes;
    if (!of_scope) of_scope.emplace();
    of_scope->insert_or_assign(index->name, Capacity{.capacity_units = index_units});
  }
  return capacity;
}

void add(std::vector<ConsumedCapacity>& all, ConsumedCapacity one) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const ConsumedCapacity& other) {
    return other.table_name == one.table_name;
  });
  if (same == all.end()) {
    all.push_back(std::move(one));
    return;
  }
  same->capacity_units += one.capacity_units;
  if (same->table && one.table) add(*same->table, *one.table);
  add(same->local_secondary_indexes, one.local_secondary_indexes);
  add(same->global_secondary_indexes, one.global_secondary_indexes);
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/transitions.hpp"

#include <charconv>

namespace tertulia::dynamodb {

Transitions::Transitions(core::Env& env, Catalogue& tables, Entries& entries, Changes& changes,
                         const Options& options)
    : env_(env), tables_(tables), entries_(entries), changes_(changes), span_(options.transition) {
  env_.clock.serve(kOwner, [this](const std::string& id) {
    std::int64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    if (const auto* table = tables_.find(number)) finish(*table);
  });
}

void Transitions::begin(const Table& table) {
  if (span_ == core::Duration{}) {
    finish(table);
  } else {
    env_.clock.at(env_.clock.now() + span_, {.owner = kOwner, .payload = std::to_string(table.id)});
  }
}

// A table that is updated again before it is ACTIVE is refused, so one task ends all that was
// begun.
void Transitions::finish(const Table& table) {
  if (table.status == TableStatus::kDeleting) return tables_.erase(table);
  auto settled = table;
  settled.status = TableStatus::kActive;
  settled.restored_from.reset();
  for (const auto& index : table.indexes) {
    if (index.status == IndexStatus::kCreating && table.status != TableStatus::kCreating) {
      changes_.fill(table, index);
    }
    if (index.status == IndexStatus::kDeleting) entries_.erase_all(table, index);
  }
  std::erase_if(settled.indexes,
                [](const Index& index) { return index.status == IndexStatus::kDeleting; });
  for (auto& index : settled.indexes) index.status = IndexStatus::kActive;
  tables_.update(table, std::move(settled));
}

}  // namespace tertulia::dynamodb

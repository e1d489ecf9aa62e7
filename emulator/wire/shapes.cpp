#include "emulator/wire/shapes.hpp"

namespace tertulia::wire {

const core::Constraint& constraint_of(const core::Member& member) {
  const auto& own = member.options.constraint;
  const core::Constraint none;
  const bool says_nothing = own.min == none.min && own.max == none.max &&
                            own.pattern.matches == nullptr && own.values.empty();
  return says_nothing ? member.type().constraint : own;
}

const core::Member* payload_of(const core::Type& structure) {
  for (const auto& member : structure.members()) {
    if (member.options.place == core::Place::kPayload) return &member;
  }
  return nullptr;
}

bool is_nothing(const core::Type& output) { return &output == &core::type_of<core::Empty>(); }

}  // namespace tertulia::wire

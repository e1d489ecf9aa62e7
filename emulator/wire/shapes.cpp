#include "emulator/wire/shapes.hpp"

namespace tertulia::wire {

namespace {

constexpr core::Constraint kNone{};

}  // namespace

const core::Constraint& constraint_of(const core::Member& member) {
  if (member.options.check != nullptr) return kNone;
  const auto& own = member.options.constraint;
  const bool says_nothing = own.min == kNone.min && own.max == kNone.max &&
                            own.pattern.matches == nullptr && own.values.empty();
  return says_nothing ? member.type().constraint : own;
}

void check_absent(core::Validator& validator, const core::Member& member) {
  if (member.options.check == nullptr && !member.options.required) return;
  const auto step = validator.member(member.name);
  member.options.check == nullptr ? validator.missing() : member.options.check(validator, nullptr);
}

void check_rule(core::Validator& validator, const core::Member& member, const void* value) {
  if (member.options.check != nullptr) member.options.check(validator, value);
}

const core::Member* payload_of(const core::Type& structure) {
  for (const auto& member : structure.members()) {
    if (member.options.place == core::Place::kPayload) return &member;
  }
  return nullptr;
}

bool is_nothing(const core::Type& output) { return &output == &core::type_of<core::Empty>(); }

}  // namespace tertulia::wire

/// What all codecs ask of shapes alike.
#pragma once

#include "emulator/core/shape.hpp"
#include "emulator/core/validation.hpp"

namespace tertulia::wire {

/// Deeper than any request that AWS takes; keeps recursive shapes off the end of the stack.
inline constexpr int kDepthMax = 128;

/// A member's own constraint says all, where it says anything; else that of its type holds. Members
/// with a rule of their own have none.
[[nodiscard]] const core::Constraint& constraint_of(const core::Member& member);
/// Tells the validator, whose path names the member's structure, that the member is absent.
void check_absent(core::Validator& validator, const core::Member& member);
/// Applies a member's own rule, if it has one, to its decoded value; the path names the member.
void check_rule(core::Validator& validator, const core::Member& member, const void* value);

/// The member that travels as the whole body (REST); null for none.
[[nodiscard]] const core::Member* payload_of(const core::Type& structure);

/// Whether an operation's output is `core::Empty`: AWS then sends no body at all, where a structure
/// that happens to have no members is sent as an empty one.
[[nodiscard]] bool is_nothing(const core::Type& output);

}  // namespace tertulia::wire

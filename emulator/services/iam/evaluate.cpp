#include "emulator/services/iam/evaluate.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"

namespace tertulia::iam {
namespace {

bool action_fits(const Patterns& actions, std::string_view action) {
  const bool any = std::any_of(
      actions.any_of.begin(), actions.any_of.end(),
      [&](const auto& pattern) { return base::matches_wildcard_ignoring_case(pattern, action); });
  return any != actions.negated;
}

bool resource_fits(const Statement& statement, const Context& context) {
  const auto& resources = statement.resources;
  const bool any =
      std::any_of(resources.any_of.begin(), resources.any_of.end(), [&](const auto& pattern) {
        if (!statement.has_variables || pattern.find("${") == pattern.npos) {
          return arn_matches(pattern, context.resource);
        }
        const auto replaced = substitute(context, pattern);
        return replaced && arn_matches(*replaced, context.resource);
      });
  return any != resources.negated;
}

}  // namespace

Mismatch mismatch(const Statement& statement, const Context& context) {
  if (!action_fits(statement.actions, context.action)) return Mismatch::kAction;
  if (!resource_fits(statement, context)) return Mismatch::kResource;
  for (const auto& condition : statement.conditions) {
    if (!holds(condition, context, statement.has_variables)) return Mismatch::kCondition;
  }
  return Mismatch::kNone;
}

Decision evaluate(const std::vector<NamedPolicy>& policies, const Context& context) {
  Decision decision;
  for (const auto& named : policies) {
    for (const auto& statement : named.policy.statements) {
      const bool denies = statement.effect == Effect::kDeny;
      // A second allow adds nothing; only a denial can still change the decision.
      if (!denies && decision.verdict == core::Verdict::kAllowed) continue;
      if (mismatch(statement, context) != Mismatch::kNone) continue;
      decision = {denies ? core::Verdict::kExplicitlyDenied : core::Verdict::kAllowed, &named,
                  &statement};
      if (denies) return decision;
    }
  }
  return decision;
}

}  // namespace tertulia::iam

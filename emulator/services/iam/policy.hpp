/// Policy documents as values: what a JSON text says, checked and ready to be evaluated.
///
/// AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/iam/condition.hpp"
#include "emulator/services/iam/principals.hpp"

namespace tertulia::iam {

enum class Effect : std::uint8_t { kAllow, kDeny };

/// `Action` or `NotAction`: patterns of which one must match, or none may.
struct Patterns {
  bool negated = false;
  std::vector<std::string> any_of;
};

struct Statement {
  std::string sid;
  Effect effect = Effect::kAllow;
  /// Compared without regard to case.
  Patterns actions;
  /// Empty in trust policies, which have no resource.
  Patterns resources;
  /// Of resources' policies alone.
  Principals principals;
  std::vector<Condition> conditions;
  /// Whether `${key}` is replaced in resources and condition values: version 2012-10-17 does so.
  bool has_variables = false;
};

/// Where policies of this kind are attached, which decides what their statements must have.
enum class PolicyKind : std::uint8_t {
  kIdentity,  // to a role: no principal, a resource
  kTrust,     // a role's AssumeRolePolicyDocument: a principal, no resource
  kResource,  // to a resource of another service: a principal and a resource
};

struct Policy {
  std::vector<Statement> statements;
};

/// The policy that `json` says. A document that AWS refuses, or one with a condition operator or
/// key that the emulator does not evaluate, is a MalformedPolicyDocument.
[[nodiscard]] core::Result<Policy> parse_policy(std::string_view json, PolicyKind kind);

/// The characters of a document that count against AWS's limits: all but white space.
[[nodiscard]] std::size_t policy_size(std::string_view json);

}  // namespace tertulia::iam

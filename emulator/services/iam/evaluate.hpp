/// The decision of IAM for one request: pure evaluation of parsed policies, without state.
///
/// AWS:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/authorizer.hpp"
#include "emulator/services/iam/context.hpp"
#include "emulator/services/iam/policy.hpp"

namespace tertulia::iam {

/// A policy and what it is called: an inline policy's name or a managed policy's ARN.
struct NamedPolicy {
  std::string name;
  Policy policy;
};

struct Decision {
  core::Verdict verdict = core::Verdict::kImplicitlyDenied;
  /// The policy and statement that decided; null for an implicit denial.
  const NamedPolicy* policy = nullptr;
  const Statement* statement = nullptr;
};

/// An explicit deny wins over any allow; what nobody allows is denied.
[[nodiscard]] Decision evaluate(const std::vector<NamedPolicy>& policies, const Context& context);

/// What of a statement does not fit a request, in the order in which it is looked at.
enum class Mismatch : std::uint8_t { kNone, kAction, kResource, kCondition };
[[nodiscard]] Mismatch mismatch(const Statement& statement, const Context& context);

}  // namespace tertulia::iam

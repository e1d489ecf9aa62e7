/// Policies of resources: read with what they may speak of, brought into their one form, and
/// evaluated for a request.
///
/// AWS:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "emulator/core/resource_policies.hpp"
#include "emulator/services/iam/policy.hpp"

namespace tertulia::iam {

class ResourcePolicy final : public core::ReadPolicy {
 public:
  ResourcePolicy(std::string document, Policy policy);
  [[nodiscard]] const Policy& policy() const { return policy_; }

 private:
  Policy policy_;
};

/// Errors: MalformedPolicyDocument.
[[nodiscard]] core::Result<std::shared_ptr<const ResourcePolicy>> read_resource_policy(
    std::string_view document, const core::PolicyTerms& terms);

/// What the policy says of a request.
struct Grant {
  bool denied = false;
  /// The best that it allows to: the identity itself, or its account, or nobody.
  Mention allowed = Mention::kNone;
};
[[nodiscard]] Grant evaluate(const ResourcePolicy& policy, const Context& context);

}  // namespace tertulia::iam

/// What a request has for the keys of policies' conditions.
///
/// AWS:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tertulia::core {

/// The values of one key: nothing where the request does not have the key, several for keys like
/// dynamodb:LeadingKeys.
using ConditionValues = std::optional<std::vector<std::string>>;

/// A request that is asked. Values are made when a condition asks for them, so that a policy
/// without such conditions costs nothing.
class ConditionSource {
 public:
  virtual ~ConditionSource() = default;
  /// `key` as the policy spells it: names of keys are compared without regard to case.
  [[nodiscard]] virtual ConditionValues values(std::string_view key) const = 0;
};

}  // namespace tertulia::core

/// Filter policies: which messages a subscription wants, by their attributes.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "emulator/core/delivery.hpp"
#include "emulator/core/result.hpp"

namespace tertulia::sns {

/// Whether `json` is a filter policy with the scope MessageAttributes; InvalidParameter says why
/// not.
[[nodiscard]] core::Status check_filter_policy(std::string_view json);

/// Whether a message with these attributes passes a policy that `check_filter_policy` took.
[[nodiscard]] bool passes(std::string_view json,
                          const std::map<std::string, core::MessageAttribute>& attributes);

}  // namespace tertulia::sns

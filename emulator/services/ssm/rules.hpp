/// The rules that a new version of a parameter must keep, whatever its name.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "emulator/core/result.hpp"
#include "emulator/services/ssm/shapes.hpp"

namespace tertulia::ssm {

[[nodiscard]] core::Status check_data_type(std::string_view data_type, ParameterType type);
/// A KMS key is for secrets alone, and there is one.
[[nodiscard]] core::Status check_key(const std::optional<std::string>& key_id, ParameterType type);
/// `allowed_pattern` is a regular expression that the whole value must match; empty for none.
[[nodiscard]] core::Status check_value(std::string_view value, const std::string& allowed_pattern);
[[nodiscard]] core::Status check_tags(const std::map<std::string, std::string>& tags);

/// The tier that a value gets, Standard or Advanced: the wanted one, the one from before, or by its
/// size. A parameter stays Advanced once it was.
[[nodiscard]] core::Result<ParameterTier> decide_tier(std::optional<ParameterTier> wanted,
                                                      std::optional<ParameterTier> before,
                                                      std::string_view value);

}  // namespace tertulia::ssm

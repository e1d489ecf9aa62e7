// GCC 12 sees uninitialised memory in std::regex where the sanitizers look; there is none.
#ifdef __SANITIZE_ADDRESS__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "emulator/services/ssm/rules.hpp"

#include <regex>

#include "emulator/services/ssm/errors.hpp"

namespace tertulia::ssm {
namespace {

constexpr std::size_t kStandardBytes = 4096;
constexpr std::size_t kAdvancedBytes = 8192;
constexpr std::size_t kTagsMax = 50;

// A hostile pattern may not take more than polynomial time; so there are no back references.
#ifdef __GLIBCXX__
constexpr auto kSyntax = std::regex::ECMAScript | std::regex_constants::__polynomial;
#else
constexpr auto kSyntax = std::regex::ECMAScript;
#endif

}  // namespace

core::Status check_data_type(std::string_view data_type, ParameterType type) {
  if (data_type == "text") return core::ok();
  if (data_type != "aws:ec2:image" && data_type != "aws:ssm:integration") {
    return unknown_data_type(data_type);
  }
  return data_type == "aws:ec2:image" && type != ParameterType::kString
             ? core::Status(data_type_needs_string(data_type))
             : core::ok();
}

core::Status check_key(const std::optional<std::string>& key_id, ParameterType type) {
  if (!key_id) return core::ok();
  if (type != ParameterType::kSecureString) return key_without_secret();
  return *key_id == "alias/aws/ssm" ? core::ok() : core::Status(invalid_key_id(*key_id));
}

core::Status check_value(std::string_view value, const std::string& allowed_pattern) {
  const auto nested = value.find("{{");
  if (nested != value.npos && value.find("}}", nested) != value.npos) return nested_parameter();
  if (allowed_pattern.empty()) return core::ok();
  try {
    const std::regex pattern(allowed_pattern, kSyntax);
    if (std::regex_match(value.begin(), value.end(), pattern)) return core::ok();
  } catch (const std::regex_error&) {
    return invalid_allowed_pattern();
  }
  return pattern_mismatch(allowed_pattern);
}

core::Status check_tags(const std::map<std::string, std::string>& tags) {
  return tags.size() > kTagsMax ? core::Status(too_many_tags()) : core::ok();
}

core::Result<ParameterTier> decide_tier(std::optional<ParameterTier> wanted,
                                        std::optional<ParameterTier> before,
                                        std::string_view value) {
  if (before == ParameterTier::kAdvanced && wanted == ParameterTier::kStandard) {
    return no_downgrade();
  }
  auto tier =
      before == ParameterTier::kAdvanced ? *before : wanted.value_or(ParameterTier::kStandard);
  if (tier == ParameterTier::kIntelligentTiering) {
    tier = value.size() > kStandardBytes ? ParameterTier::kAdvanced : ParameterTier::kStandard;
  }
  if (value.size() > kAdvancedBytes && tier == ParameterTier::kAdvanced) {
    return advanced_value_too_large();
  }
  if (value.size() > kStandardBytes && tier == ParameterTier::kStandard) {
    return standard_value_too_large();
  }
  return tier;
}

}  // namespace tertulia::ssm

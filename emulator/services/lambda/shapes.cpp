#include "emulator/services/lambda/shapes.hpp"

#include <algorithm>

#include "emulator/services/lambda/function_name.hpp"

namespace tertulia::lambda {

bool matches_function_name(std::string_view text) { return parse_function_name(text).has_value(); }

bool matches_qualifier(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '$' ||
           c == '_' || c == '-';
  });
}

bool matches_master_region(std::string_view text) {
  // The region's expression is part of the name's.
  return text == "ALL" || (text.find(':') == std::string_view::npos &&
                           parse_function_name(std::string(text) + ":f").has_value() &&
                           !parse_function_name(std::string(text) + ":f")->region.empty());
}

std::span<const core::Member> DeadLetterConfig::members() {
  static constexpr std::array kMembers{core::member<&DeadLetterConfig::target_arn>("TargetArn")};
  return kMembers;
}

std::span<const core::Member> Environment::members() {
  static constexpr std::array kMembers{core::member<&Environment::variables>("Variables")};
  return kMembers;
}

std::span<const core::Member> TracingConfig::members() {
  static constexpr std::array kMembers{core::member<&TracingConfig::mode>("Mode")};
  return kMembers;
}

std::span<const core::Member> EphemeralStorage::members() {
  static constexpr std::array kMembers{core::member<&EphemeralStorage::size>("Size")};
  return kMembers;
}

std::span<const core::Member> SnapStart::members() {
  static constexpr std::array kMembers{
      core::member<&SnapStart::apply_on>("ApplyOn"),
      core::member<&SnapStart::optimization_status>("OptimizationStatus"),
  };
  return kMembers;
}

std::span<const core::Member> FunctionConfiguration::members() {
  using Self = FunctionConfiguration;
  static constexpr std::array kMembers{
      core::member<&Self::function_name>("FunctionName"),
      core::member<&Self::function_arn>("FunctionArn"),
      core::member<&Self::runtime>("Runtime"),
      core::member<&Self::role>("Role"),
      core::member<&Self::handler>("Handler"),
      core::member<&Self::code_size>("CodeSize"),
      core::member<&Self::description>("Description"),
      core::member<&Self::timeout>("Timeout"),
      core::member<&Self::memory_size>("MemorySize"),
      core::member<&Self::last_modified>("LastModified"),
      core::member<&Self::code_sha256>("CodeSha256"),
      core::member<&Self::version>("Version"),
      core::member<&Self::dead_letter_config>("DeadLetterConfig"),
      core::member<&Self::environment>("Environment"),
      core::member<&Self::kms_key_arn>("KMSKeyArn"),
      core::member<&Self::tracing_config>("TracingConfig"),
      core::member<&Self::revision_id>("RevisionId"),
      core::member<&Self::state>("State"),
      core::member<&Self::last_update_status>("LastUpdateStatus"),
      core::member<&Self::package_type>("PackageType"),
      core::member<&Self::architectures>("Architectures"),
      core::member<&Self::ephemeral_storage>("EphemeralStorage"),
      core::member<&Self::snap_start>("SnapStart"),
  };
  return kMembers;
}

FunctionConfiguration FunctionConfiguration::of(const Function& function, bool is_qualified) {
  FunctionConfiguration result;
  result.function_name = function.name;
  result.function_arn = is_qualified ? function.qualified_arn() : function.arn();
  result.runtime = function.runtime;
  result.role = function.role;
  result.handler = function.handler;
  result.description = function.description;
  result.timeout = function.timeout_s;
  result.memory_size = function.memory_mb;
  result.last_modified = core::iso8601_offset(function.last_modified);
  result.code_sha256 = function.code_sha256();
  result.version = function.version;
  if (!function.dead_letter_arn.empty()) {
    result.dead_letter_config = DeadLetterConfig{function.dead_letter_arn};
  }
  if (function.environment) result.environment = Environment{*function.environment};
  if (!function.kms_key_arn.empty()) result.kms_key_arn = function.kms_key_arn;
  result.tracing_config.mode = function.tracing;
  result.revision_id = function.revision_id;
  result.architectures = {function.architecture};
  result.ephemeral_storage.size = function.ephemeral_mb;
  return result;
}

}  // namespace tertulia::lambda

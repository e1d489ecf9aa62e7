/// Structures that several operations of Lambda use.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emulator/core/shape.hpp"
#include "emulator/services/lambda/function.hpp"

namespace tertulia::lambda {

[[nodiscard]] bool matches_function_name(std::string_view text);
[[nodiscard]] bool matches_qualifier(std::string_view text);
[[nodiscard]] bool matches_master_region(std::string_view text);

/// A function's name, partial ARN or ARN, with a qualifier or without.
struct FunctionName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .min = 1,
      .max = 170,
      .pattern = {R"((arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?(\d{12}:)?)"
                  R"((function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?)",
                  &matches_function_name}};
};

/// A version or an alias.
struct Qualifier : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .min = 1, .max = 128, .pattern = {R"((|[a-zA-Z0-9$_-]+))", &matches_qualifier}};
};

struct MasterRegion : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .pattern = {R"(ALL|[a-z]{2}(-gov)?-[a-z]+-\d{1})", &matches_master_region}};
};

enum class InvocationType : std::uint8_t { kEvent, kRequestResponse, kDryRun };
enum class LogType : std::uint8_t { kNone, kTail };
enum class FunctionVersion : std::uint8_t { kAll };

struct DeadLetterConfig {
  std::string target_arn;
  static std::span<const core::Member> members();
};
struct Environment {
  std::map<std::string, std::string> variables;
  static std::span<const core::Member> members();
};
struct TracingConfig {
  std::string mode;
  static std::span<const core::Member> members();
};
struct EphemeralStorage {
  std::int32_t size = 512;
  static std::span<const core::Member> members();
};
struct SnapStart {
  std::string apply_on = "None";
  std::string optimization_status = "Off";
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
struct FunctionConfiguration {
  std::string function_name;
  std::string function_arn;
  std::string runtime;
  std::string role;
  std::string handler;
  std::int64_t code_size = 0;
  std::string description;
  std::int32_t timeout = 0;
  std::int32_t memory_size = 0;
  /// "2026-01-31T12:34:56.789+0000"
  std::string last_modified;
  std::string code_sha256;
  std::string version;
  std::optional<DeadLetterConfig> dead_letter_config;
  std::optional<Environment> environment;
  std::optional<std::string> kms_key_arn;
  TracingConfig tracing_config;
  std::string revision_id;
  std::string state = "Active";
  std::string last_update_status = "Successful";
  std::string package_type = "Zip";
  std::vector<std::string> architectures;
  EphemeralStorage ephemeral_storage;
  SnapStart snap_start;

  /// `is_qualified`: whether FunctionArn names the version, as it does when the request did.
  [[nodiscard]] static FunctionConfiguration of(const Function& function, bool is_qualified);
  static std::span<const core::Member> members();
};

}  // namespace tertulia::lambda

template <>
struct tertulia::core::EnumNames<tertulia::lambda::InvocationType> {
  static constexpr std::array<std::string_view, 3> kNames{"Event", "RequestResponse", "DryRun"};
};
template <>
struct tertulia::core::EnumNames<tertulia::lambda::LogType> {
  static constexpr std::array<std::string_view, 2> kNames{"None", "Tail"};
};
template <>
struct tertulia::core::EnumNames<tertulia::lambda::FunctionVersion> {
  static constexpr std::array<std::string_view, 1> kNames{"ALL"};
};

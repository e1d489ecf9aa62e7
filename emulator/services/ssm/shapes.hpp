/// Structures that several operations of Parameter Store use.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "emulator/core/shape.hpp"

namespace tertulia::ssm {

/// A parameter's name, path or ARN, with an optional ":version" or ":label" behind it.
struct ParameterName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 1, .max = 2048};
};

enum class ParameterType : std::uint8_t { kString, kStringList, kSecureString };
enum class ParameterTier : std::uint8_t { kStandard, kAdvanced, kIntelligentTiering };

/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html
struct Parameter {
  std::string name;
  ParameterType type{};
  std::string value;
  std::int64_t version = 0;
  std::optional<std::string> selector;
  core::Time last_modified;
  std::string arn;
  std::string data_type;

  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Tag.html
struct Tag {
  std::string key;
  std::string value;
  static std::span<const core::Member> members();
};

/// AWS:
/// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
struct ParameterStringFilter {
  std::string key;
  std::optional<std::string> option;
  std::vector<std::string> values;
  static std::span<const core::Member> members();
};

/// How many names one request may have.
inline constexpr core::Constraint kNamesConstraint{.min = 1, .max = 10};

}  // namespace tertulia::ssm

template <>
struct tertulia::core::EnumNames<tertulia::ssm::ParameterType> {
  static constexpr std::array<std::string_view, 3> kNames{"String", "StringList", "SecureString"};
};
template <>
struct tertulia::core::EnumNames<tertulia::ssm::ParameterTier> {
  static constexpr std::array<std::string_view, 3> kNames{"Standard", "Advanced",
                                                          "Intelligent-Tiering"};
};

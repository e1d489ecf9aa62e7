/// Structures that several operations of Parameter Store use.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "emulator/core/shape.hpp"

namespace tertulia::ssm {

/// A parameter's name, path or ARN, with an optional ":version" or ":label" behind it.
struct ParameterName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 1, .max = 2048};
};

enum class ParameterType : std::uint8_t { kString, kStringList, kSecureString };

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

}  // namespace tertulia::ssm

template <>
struct tertulia::core::EnumNames<tertulia::ssm::ParameterType> {
  static constexpr std::array<std::string_view, 3> kNames{"String", "StringList", "SecureString"};
};

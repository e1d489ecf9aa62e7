/// GetParametersByPath.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Returns the parameters of a level of a hierarchy, or of all levels below, ten at a time.
///
/// AWS:
/// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
/// Errors: ValidationException, InvalidFilterKey, InvalidFilterOption, InvalidFilterValue,
/// InvalidNextToken.
/// Differs: parameters come in the order of their names; there are no labels yet, so the filter
/// Label finds nothing.
struct GetParametersByPath {
  static constexpr std::string_view kName = "GetParametersByPath";
  static constexpr bool kReadOnly = true;
  using Service = Ssm;

  struct Input {
    ParameterName path;
    bool recursive = false;
    std::vector<ParameterStringFilter> filters;
    bool with_decryption = false;
    std::optional<std::int32_t> max_results;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<Parameter> parameters;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

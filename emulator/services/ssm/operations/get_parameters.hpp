/// GetParameters.
#pragma once

#include <string>
#include <vector>

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Returns up to ten parameters by their names, in the order of their names; names that there are
/// none of are listed as invalid.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
/// Errors: ValidationException.
/// Differs: there are no labels yet.
struct GetParameters {
  static constexpr std::string_view kName = "GetParameters";
  static constexpr bool kReadOnly = true;
  using Service = Ssm;

  struct Input {
    std::vector<ParameterName> names;
    bool with_decryption = false;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<Parameter> parameters;
    std::vector<std::string> invalid_parameters;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

/// GetParameter.
#pragma once

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Returns one parameter by its name.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
/// Errors: ParameterNotFound, ParameterVersionNotFound, ValidationException.
/// Differs: there are no labels yet, and no public parameters below /aws/service.
struct GetParameter {
  static constexpr std::string_view kName = "GetParameter";
  static constexpr bool kReadOnly = true;
  using Service = Ssm;

  struct Input {
    ParameterName name;
    bool with_decryption = false;
    static std::span<const core::Member> members();
  };
  struct Output {
    Parameter parameter;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

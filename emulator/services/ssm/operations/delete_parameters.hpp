/// DeleteParameters.
#pragma once

#include <string>
#include <vector>

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Drops up to ten parameters with all their versions, and says which there were.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html
/// Errors: ValidationException.
/// Differs: nothing known.
struct DeleteParameters {
  static constexpr std::string_view kName = "DeleteParameters";
  using Service = Ssm;

  struct Input {
    std::vector<ParameterName> names;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<std::string> deleted_parameters;
    std::vector<std::string> invalid_parameters;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

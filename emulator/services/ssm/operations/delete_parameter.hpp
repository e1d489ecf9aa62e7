/// DeleteParameter.
#pragma once

#include "emulator/services/ssm/ssm.hpp"

namespace tertulia::ssm {

/// Drops a parameter with all its versions.
///
/// AWS: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html
/// Errors: ParameterNotFound.
/// Differs: a new parameter may have the same name at once; AWS asks to wait 30 seconds.
struct DeleteParameter {
  static constexpr std::string_view kName = "DeleteParameter";
  using Service = Ssm;

  struct Input {
    ParameterName name;
    static std::span<const core::Member> members();
  };
  /// A body of no members; `core::Empty` would be no body.
  struct Output {
    static std::span<const core::Member> members() { return {}; }
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Ssm& ssm, const Input& input, const core::Call& call);
};

}  // namespace tertulia::ssm

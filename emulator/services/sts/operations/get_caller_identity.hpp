/// GetCallerIdentity.
#pragma once

#include <string>

#include "emulator/services/sts/sts.hpp"

namespace tertulia::sts {

/// Returns the identity whose keys signed the request. Nobody needs a permission for it.
///
/// AWS: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
/// Errors: MissingAuthenticationToken for a request without a signature.
/// Differs: nothing known.
struct GetCallerIdentity {
  static constexpr std::string_view kName = "GetCallerIdentity";
  static constexpr bool kReadOnly = true;
  using Service = Sts;

  using Input = core::Empty;
  struct Output {
    std::string user_id;
    std::string account;
    std::string arn;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sts& sts, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sts

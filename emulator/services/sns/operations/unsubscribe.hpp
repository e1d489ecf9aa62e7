/// Unsubscribe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Drops a subscription; succeeds when there is none.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html
/// Errors: InvalidParameter.
/// Differs: Nothing known.
struct Unsubscribe {
  static constexpr std::string_view kName = "Unsubscribe";
  using Service = Sns;

  struct Input {
    std::string subscription_arn;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

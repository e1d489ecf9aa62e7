/// ListSubscriptions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Returns the subscriptions of the account and region, a hundred at a time.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html
/// Errors: InvalidParameter.
/// Differs: They come in the order of their ARNs.
struct ListSubscriptions {
  static constexpr std::string_view kName = "ListSubscriptions";
  static constexpr bool kReadOnly = true;
  using Service = Sns;

  struct Input {
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<Subscription> subscriptions;
    std::optional<std::string> next_token;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

/// DeleteTopic.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Drops a topic with its subscriptions; succeeds when there is none.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html
/// Errors: InvalidParameter.
/// Differs: Subscriptions go with their topic at once, not after three days.
struct DeleteTopic {
  static constexpr std::string_view kName = "DeleteTopic";
  using Service = Sns;

  struct Input {
    std::string topic_arn;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

/// CreateTopic.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Makes a topic, or returns the ARN of the one that is there with the same attributes and tags.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
/// Errors: InvalidParameter, TagLimitExceeded.
/// Differs: FIFO topics, delivery status logging, and DataProtectionPolicy are refused.
struct CreateTopic {
  static constexpr std::string_view kName = "CreateTopic";
  using Service = Sns;

  struct Input {
    std::string name;
    Attributes attributes;
    std::vector<Tag> tags;
    std::optional<std::string> data_protection_policy;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string topic_arn;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

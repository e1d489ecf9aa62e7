/// SetTopicAttributes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Sets one attribute of a topic.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
/// Errors: InvalidParameter, NotFound.
/// Differs: Attributes of FIFO topics and of delivery status logging are refused; a Policy is kept
/// and shown, but admits and refuses nobody.
struct SetTopicAttributes {
  static constexpr std::string_view kName = "SetTopicAttributes";
  using Service = Sns;

  struct Input {
    std::string topic_arn;
    std::string attribute_name;
    std::string attribute_value;
    static std::span<const core::Member> members();
  };
  using Output = core::Empty;

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

/// Publish.
#pragma once

#include <optional>
#include <string>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// Sends a message to all subscriptions of a topic. A delivery that fails does not fail the call.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
/// Errors: InvalidParameter, ParameterValueInvalid, NotFound.
/// Differs: PhoneNumber is refused; the signature that functions get is no real one.
struct Publish {
  static constexpr std::string_view kName = "Publish";
  using Service = Sns;

  struct Input {
    std::optional<std::string> topic_arn;
    std::optional<std::string> target_arn;
    std::optional<std::string> phone_number;
    std::string message;
    std::optional<std::string> subject;
    std::optional<std::string> message_structure;
    MessageAttributes message_attributes;
    std::optional<std::string> message_deduplication_id;
    std::optional<std::string> message_group_id;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string message_id;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

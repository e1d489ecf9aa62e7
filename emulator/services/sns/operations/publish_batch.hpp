/// PublishBatch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emulator/services/sns/sns.hpp"

namespace tertulia::sns {

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchRequestEntry.html
struct PublishBatchRequestEntry {
  std::string id;
  std::string message;
  std::optional<std::string> subject;
  std::optional<std::string> message_structure;
  MessageAttributes message_attributes;
  std::optional<std::string> message_deduplication_id;
  std::optional<std::string> message_group_id;
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatchResultEntry.html
struct PublishBatchResultEntry {
  std::string id;
  std::string message_id;
  static std::span<const core::Member> members();
};

/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_BatchResultErrorEntry.html
struct BatchResultErrorEntry {
  std::string id;
  std::string code;
  std::optional<std::string> message;
  bool sender_fault = true;
  static std::span<const core::Member> members();
};

/// Sends up to ten messages to a topic.
///
/// AWS: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
/// Errors: EmptyBatchRequest, TooManyEntriesInBatchRequest, BatchEntryIdsNotDistinct,
/// InvalidBatchEntryId, BatchRequestTooLong, InvalidParameter, ParameterValueInvalid, NotFound.
/// Differs: a bad message fails the whole request; AWS lists some of them under Failed.
struct PublishBatch {
  static constexpr std::string_view kName = "PublishBatch";
  using Service = Sns;

  struct Input {
    std::string topic_arn;
    std::vector<PublishBatchRequestEntry> entries;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<PublishBatchResultEntry> successful;
    std::vector<BatchResultErrorEntry> failed;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(Sns& sns, const Input& input, const core::Call& call);
};

}  // namespace tertulia::sns

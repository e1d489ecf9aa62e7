/// GetShardIterator.
#pragma once

#include "emulator/services/dynamodb/streams/dynamodb_streams.hpp"

namespace tertulia::dynamodb::streams {

enum class ShardIteratorType : std::uint8_t {
  kTrimHorizon,
  kLatest,
  kAtSequenceNumber,
  kAfterSequenceNumber,
};

/// Returns where to read a shard from: good for 15 minutes.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
/// Errors: ResourceNotFoundException, TrimmedDataAccessException, ValidationException.
/// Differs: nothing known.
struct GetShardIterator {
  static constexpr std::string_view kName = "GetShardIterator";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDbStreams;

  struct Input {
    std::string stream_arn;
    std::string shard_id;
    ShardIteratorType shard_iterator_type{};
    std::optional<std::string> sequence_number;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::string shard_iterator;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDbStreams& streams, const Input& input,
                                  const core::Call& call);
};

}  // namespace tertulia::dynamodb::streams

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::streams::ShardIteratorType> {
  static constexpr std::array<std::string_view, 4> kNames{
      "TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"};
};

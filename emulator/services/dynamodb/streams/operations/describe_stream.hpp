/// DescribeStream.
#pragma once

#include "emulator/services/dynamodb/streams/dynamodb_streams.hpp"

namespace tertulia::dynamodb::streams {

enum class StreamStatus : std::uint8_t { kEnabling, kEnabled, kDisabling, kDisabled };
enum class ShardFilterType : std::uint8_t { kChildShards };

struct SequenceNumberRange {
  std::string starting_sequence_number;
  std::optional<std::string> ending_sequence_number;
  static std::span<const core::Member> members();
};
struct ShardDescription {
  std::string shard_id;
  SequenceNumberRange sequence_number_range;
  std::optional<std::string> parent_shard_id;
  static std::span<const core::Member> members();
};
struct StreamDescription {
  std::string stream_arn;
  std::string stream_label;
  StreamStatus stream_status{};
  StreamViewType stream_view_type{};
  core::Time creation_request_date_time;
  std::string table_name;
  std::vector<KeySchemaElement> key_schema;
  std::vector<ShardDescription> shards;
  std::optional<std::string> last_evaluated_shard_id;
  static std::span<const core::Member> members();
};
struct ShardFilter {
  std::optional<ShardFilterType> type;
  std::optional<std::string> shard_id;
  static std::span<const core::Member> members();
};

/// Describes a stream and its shards, up to 100 at a time, or the children of one shard.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
/// Errors: ResourceNotFoundException, ValidationException.
/// Differs: a stream has one open shard, which closes every four hours; it is ENABLED at once.
struct DescribeStream {
  static constexpr std::string_view kName = "DescribeStream";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDbStreams;

  struct Input {
    std::string stream_arn;
    std::optional<std::int32_t> limit;
    std::optional<std::string> exclusive_start_shard_id;
    std::optional<ShardFilter> shard_filter;
    static std::span<const core::Member> members();
  };
  struct Output {
    StreamDescription stream_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDbStreams& streams, const Input& input,
                                  const core::Call& call);
};

}  // namespace tertulia::dynamodb::streams

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::streams::StreamStatus> {
  static constexpr std::array<std::string_view, 4> kNames{"ENABLING", "ENABLED", "DISABLING",
                                                          "DISABLED"};
};
template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::streams::ShardFilterType> {
  static constexpr std::array<std::string_view, 1> kNames{"CHILD_SHARDS"};
};

/// GetRecords.
#pragma once

#include "emulator/services/dynamodb/streams/dynamodb_streams.hpp"

namespace tertulia::dynamodb::streams {

struct Identity {
  std::string principal_id;
  std::string type;
  static std::span<const core::Member> members();
};
struct StreamRecord {
  core::Time approximate_creation_date_time;
  StoredItem keys;
  std::optional<StoredItem> new_image;
  std::optional<StoredItem> old_image;
  std::string sequence_number;
  std::int64_t size_bytes = 0;
  StreamViewType stream_view_type{};
  static std::span<const core::Member> members();
};
struct Record {
  std::string event_id;
  EventName event_name{};
  std::string event_version;
  std::string event_source;
  std::string aws_region;
  StreamRecord dynamodb;
  /// Of changes that the service made itself.
  std::optional<Identity> user_identity;
  static std::span<const core::Member> members();
};

/// Returns records of a shard in the order of the changes, up to 1,000 or 1 MB, and where to read
/// on; nowhere at the end of a closed shard.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
/// Errors: ExpiredIteratorException, ResourceNotFoundException, TrimmedDataAccessException,
/// ValidationException.
/// Differs: nothing known.
struct GetRecords {
  static constexpr std::string_view kName = "GetRecords";
  using Service = DynamoDbStreams;

  struct Input {
    std::string shard_iterator;
    std::optional<std::int32_t> limit;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<Record> records;
    std::optional<std::string> next_shard_iterator;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDbStreams& streams, const Input& input,
                                  const core::Call& call);
};

}  // namespace tertulia::dynamodb::streams

template <>
struct tertulia::core::EnumNames<tertulia::dynamodb::streams::EventName> {
  static constexpr std::array<std::string_view, 3> kNames{"INSERT", "MODIFY", "REMOVE"};
};

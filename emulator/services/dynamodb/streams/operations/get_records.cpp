#include "emulator/services/dynamodb/streams/operations/get_records.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/streams/iterator.hpp"

namespace tertulia::dynamodb::streams {
namespace {

constexpr std::int32_t kRecordsMax = 1000;

// AWS tells the time to the second.
Record told(const Stream& stream, LoggedRecord record) {
  Record told{.event_id = std::move(record.event_id),
              .event_name = record.name,
              .event_version = "1.1",
              .event_source = "aws:dynamodb",
              .aws_region = stream.region,
              .dynamodb = {.approximate_creation_date_time =
                               std::chrono::floor<std::chrono::seconds>(record.time),
                           .keys = std::move(record.keys),
                           .new_image = std::move(record.new_image),
                           .old_image = std::move(record.old_image),
                           .sequence_number = sequence_number(record.sequence),
                           .size_bytes = record.size,
                           .stream_view_type = stream.view},
              .user_identity = std::nullopt};
  if (record.by_service) {
    told.user_identity = Identity{.principal_id = "dynamodb.amazonaws.com", .type = "Service"};
  }
  return told;
}

}  // namespace

std::span<const core::Member> Identity::members() {
  static constexpr std::array kMembers{
      core::member<&Identity::principal_id>("PrincipalId"),
      core::member<&Identity::type>("Type"),
  };
  return kMembers;
}

std::span<const core::Member> StreamRecord::members() {
  static constexpr std::array kMembers{
      core::member<&StreamRecord::approximate_creation_date_time>("ApproximateCreationDateTime"),
      core::member<&StreamRecord::keys>("Keys"),
      core::member<&StreamRecord::new_image>("NewImage"),
      core::member<&StreamRecord::old_image>("OldImage"),
      core::member<&StreamRecord::sequence_number>("SequenceNumber"),
      core::member<&StreamRecord::size_bytes>("SizeBytes"),
      core::member<&StreamRecord::stream_view_type>("StreamViewType"),
  };
  return kMembers;
}

std::span<const core::Member> Record::members() {
  static constexpr std::array kMembers{
      core::member<&Record::event_id>("eventID"),
      core::member<&Record::event_name>("eventName"),
      core::member<&Record::event_version>("eventVersion"),
      core::member<&Record::event_source>("eventSource"),
      core::member<&Record::aws_region>("awsRegion"),
      core::member<&Record::dynamodb>("dynamodb"),
      core::member<&Record::user_identity>("userIdentity"),
  };
  return kMembers;
}

std::span<const core::Member> GetRecords::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::shard_iterator>(
          "ShardIterator", {.required = true, .constraint = {.min = 1, .max = 2048}}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1, .max = kRecordsMax}}),
  };
  return kMembers;
}

std::span<const core::Member> GetRecords::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::records>("Records"),
      core::member<&Output::next_shard_iterator>("NextShardIterator"),
  };
  return kMembers;
}

core::Resources GetRecords::resources(const Input& input, const core::Call& /*call*/) {
  const auto iterator = parse_iterator(input.shard_iterator);
  return {{.resource = iterator ? iterator->stream_arn : "*"}};
}

core::Result<GetRecords::Output> GetRecords::run(DynamoDbStreams& streams, const Input& input,
                                                 const core::Call& /*call*/) {
  auto iterator = parse_iterator(input.shard_iterator);
  if (!iterator) return invalid_iterator();
  const auto stream = streams.stream(iterator->stream_arn);
  if (!stream.ok()) return stream.error();
  const auto now = streams.env().clock.now();
  if (now - iterator->issued > kIteratorLife) return expired_iterator();
  const auto shards = shards_of(stream.value(), now);
  const auto shard = std::ranges::find(shards, iterator->shard, &Shard::number);
  if (shard == shards.end()) return trimmed();

  const auto last = shard->last_sequence.value_or(first_sequence_of(shard->number + 1) - 1);
  const auto limit = input.limit.value_or(kRecordsMax);
  Output output;
  for (auto& record : streams.log().records(stream.value(), iterator->after, last, limit)) {
    iterator->after = record.sequence;
    output.records.push_back(told(stream.value(), std::move(record)));
  }
  const bool is_end = shard->last_sequence && output.records.empty();
  if (!is_end) {
    iterator->issued = now;
    output.next_shard_iterator = iterator->text();
  }
  return output;
}

}  // namespace tertulia::dynamodb::streams

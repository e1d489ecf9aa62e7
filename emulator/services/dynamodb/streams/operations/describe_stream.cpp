#include "emulator/services/dynamodb/streams/operations/describe_stream.hpp"

#include <algorithm>

namespace tertulia::dynamodb::streams {
namespace {

std::vector<KeySchemaElement> key_schema(const Stream& stream) {
  std::vector<KeySchemaElement> schema{
      {.attribute_name = stream.hash_name, .key_type = KeyType::kHash}};
  if (stream.range_name) {
    schema.push_back({.attribute_name = *stream.range_name, .key_type = KeyType::kRange});
  }
  return schema;
}

ShardDescription describe(const Stream& stream, const Shard& shard) {
  ShardDescription description{
      .shard_id = shard_id(stream, shard.number),
      .sequence_number_range = {.starting_sequence_number = sequence_number(shard.first_sequence),
                                .ending_sequence_number = std::nullopt},
      .parent_shard_id = std::nullopt};
  if (shard.last_sequence) {
    description.sequence_number_range.ending_sequence_number =
        sequence_number(*shard.last_sequence);
  }
  if (shard.number > 0) description.parent_shard_id = shard_id(stream, shard.number - 1);
  return description;
}

core::Status check_filter(const std::optional<ShardFilter>& filter) {
  if (!filter) return core::ok();
  if (!filter->type) return validation_exception("ShardFilter.Type must be specified");
  if (!filter->shard_id) {
    return validation_exception("ShardFilter.ShardId must be specified for CHILD_SHARDS");
  }
  return core::ok();
}

}  // namespace

std::span<const core::Member> SequenceNumberRange::members() {
  static constexpr std::array kMembers{
      core::member<&SequenceNumberRange::starting_sequence_number>("StartingSequenceNumber"),
      core::member<&SequenceNumberRange::ending_sequence_number>("EndingSequenceNumber"),
  };
  return kMembers;
}

std::span<const core::Member> ShardDescription::members() {
  static constexpr std::array kMembers{
      core::member<&ShardDescription::shard_id>("ShardId"),
      core::member<&ShardDescription::sequence_number_range>("SequenceNumberRange"),
      core::member<&ShardDescription::parent_shard_id>("ParentShardId"),
  };
  return kMembers;
}

std::span<const core::Member> StreamDescription::members() {
  static constexpr std::array kMembers{
      core::member<&StreamDescription::stream_arn>("StreamArn"),
      core::member<&StreamDescription::stream_label>("StreamLabel"),
      core::member<&StreamDescription::stream_status>("StreamStatus"),
      core::member<&StreamDescription::stream_view_type>("StreamViewType"),
      core::member<&StreamDescription::creation_request_date_time>("CreationRequestDateTime"),
      core::member<&StreamDescription::table_name>("TableName"),
      core::member<&StreamDescription::key_schema>("KeySchema"),
      core::member<&StreamDescription::shards>("Shards"),
      core::member<&StreamDescription::last_evaluated_shard_id>("LastEvaluatedShardId"),
  };
  return kMembers;
}

std::span<const core::Member> ShardFilter::members() {
  static constexpr std::array kMembers{
      core::member<&ShardFilter::type>("Type"),
      core::member<&ShardFilter::shard_id>("ShardId", {.constraint = kShardId}),
  };
  return kMembers;
}

std::span<const core::Member> DescribeStream::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::stream_arn>("StreamArn", {.required = true, .constraint = kStreamArn}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1}}),
      core::member<&Input::exclusive_start_shard_id>("ExclusiveStartShardId",
                                                     {.constraint = kShardId}),
      core::member<&Input::shard_filter>("ShardFilter"),
  };
  return kMembers;
}

std::span<const core::Member> DescribeStream::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::stream_description>("StreamDescription")};
  return kMembers;
}

core::Resources DescribeStream::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.stream_arn}};
}

core::Result<DescribeStream::Output> DescribeStream::run(DynamoDbStreams& streams,
                                                         const Input& input,
                                                         const core::Call& /*call*/) {
  TERTULIA_CHECK(check_filter(input.shard_filter));
  const auto stream = streams.stream(input.stream_arn);
  if (!stream.ok()) return stream.error();
  auto shards = shards_of(stream.value(), streams.env().clock.now());
  if (input.shard_filter) {
    const auto parent = streams.shard(stream.value(), *input.shard_filter->shard_id);
    if (!parent.ok()) return parent.error();
    std::erase_if(shards, [&](const Shard& shard) { return shard.number != parent->number + 1; });
  }
  if (input.exclusive_start_shard_id) {
    // Any text may stand where an id could: what comes after it is told.
    std::erase_if(shards, [&](const Shard& shard) {
      return shard_id(stream.value(), shard.number) <= *input.exclusive_start_shard_id;
    });
  }
  StreamDescription description{
      .stream_arn = stream->arn(),
      .stream_label = stream->label,
      .stream_status = stream->closed ? StreamStatus::kDisabled : StreamStatus::kEnabled,
      .stream_view_type = stream->view,
      .creation_request_date_time = stream->created,
      .table_name = stream->table,
      .key_schema = key_schema(stream.value()),
      .shards = {},
      .last_evaluated_shard_id = std::nullopt};
  const auto limit =
      std::min<std::size_t>(kPageMax, static_cast<std::size_t>(input.limit.value_or(kPageMax)));
  for (const auto& shard : shards) {
    if (description.shards.size() == limit) {
      description.last_evaluated_shard_id = description.shards.back().shard_id;
      break;
    }
    description.shards.push_back(describe(stream.value(), shard));
  }
  return Output{std::move(description)};
}

}  // namespace tertulia::dynamodb::streams

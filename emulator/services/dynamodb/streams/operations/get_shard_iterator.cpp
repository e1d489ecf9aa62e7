#include "emulator/services/dynamodb/streams/operations/get_shard_iterator.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/streams/iterator.hpp"

namespace tertulia::dynamodb::streams {
namespace {

using enum ShardIteratorType;

bool takes_sequence_number(ShardIteratorType type) {
  return type == kAtSequenceNumber || type == kAfterSequenceNumber;
}

core::Status check_parameters(const GetShardIterator::Input& input) {
  const bool takes = takes_sequence_number(input.shard_iterator_type);
  if (takes && !input.sequence_number) return sequence_number_missing();
  if (!takes && input.sequence_number) return sequence_number_unexpected();
  return core::ok();
}

/// The position before the first record that the iterator is to give.
core::Result<std::int64_t> position(DynamoDbStreams& streams, const Stream& stream,
                                    const Shard& shard, const GetShardIterator::Input& input) {
  if (input.shard_iterator_type == kTrimHorizon) return shard.first_sequence - 1;
  if (input.shard_iterator_type == kLatest) {
    if (shard.last_sequence) return *shard.last_sequence;
    return std::max(shard.first_sequence, streams.log().last_sequence(stream));
  }
  const auto sequence = parse_sequence_number(*input.sequence_number);
  if (!sequence || *sequence < shard.first_sequence ||
      *sequence > shard.last_sequence.value_or(first_sequence_of(shard.number + 1) - 1)) {
    return invalid_sequence_number();
  }
  return input.shard_iterator_type == kAtSequenceNumber ? *sequence - 1 : *sequence;
}

}  // namespace

std::span<const core::Member> GetShardIterator::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::stream_arn>("StreamArn", {.required = true, .constraint = kStreamArn}),
      core::member<&Input::shard_id>("ShardId", {.required = true, .constraint = kShardId}),
      core::member<&Input::shard_iterator_type>("ShardIteratorType", {.required = true}),
      core::member<&Input::sequence_number>("SequenceNumber",
                                            {.constraint = {.min = 21, .max = 40}}),
  };
  return kMembers;
}

std::span<const core::Member> GetShardIterator::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::shard_iterator>("ShardIterator")};
  return kMembers;
}

core::Resources GetShardIterator::resources(const Input& input, const core::Call& /*call*/) {
  return {{.resource = input.stream_arn}};
}

core::Result<GetShardIterator::Output> GetShardIterator::run(DynamoDbStreams& streams,
                                                             const Input& input,
                                                             const core::Call& /*call*/) {
  TERTULIA_CHECK(check_parameters(input));
  const auto stream = streams.stream(input.stream_arn);
  if (!stream.ok()) return stream.error();
  const auto shard = streams.shard(stream.value(), input.shard_id);
  if (!shard.ok()) return shard.error();
  const auto after = position(streams, stream.value(), shard.value(), input);
  if (!after.ok()) return after.error();
  return Output{Iterator{.stream_arn = stream->arn(),
                         .shard = shard->number,
                         .after = after.value(),
                         .issued = streams.env().clock.now()}
                    .text()};
}

}  // namespace tertulia::dynamodb::streams

#include "emulator/services/dynamodb/streams/dynamodb_streams.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb::streams {

// "arn:aws:dynamodb:REGION:ACCOUNT:table/TABLE/stream/LABEL", where the label has colons.
core::Result<Stream> DynamoDbStreams::stream(std::string_view arn) {
  const auto parts = base::split(arn, ':');
  if (parts.size() < 6 || parts[0] != "arn" || parts[2] != "dynamodb") {
    return invalid_stream_arn(arn);
  }
  const auto resource = arn.substr(static_cast<std::size_t>(parts[5].data() - arn.data()));
  const auto names = base::split(resource, '/');
  if (names.size() != 4 || names[0] != "table" || names[2] != "stream") {
    return invalid_stream_arn(arn);
  }
  auto found = log_.find(parts[4], parts[3], names[1], names[3]);
  if (!found) return stream_not_found(arn);
  return *std::move(found);
}

core::Result<Shard> DynamoDbStreams::shard(const Stream& stream, std::string_view id) {
  for (const auto& shard : shards_of(stream, env_.clock.now())) {
    if (shard_id(stream, shard.number) == id) return shard;
  }
  return shard_not_found(id, stream.arn());
}

}  // namespace tertulia::dynamodb::streams

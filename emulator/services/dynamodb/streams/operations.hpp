/// The operations of DynamoDB Streams.
#pragma once

#include "emulator/services/dynamodb/streams/operations/describe_stream.hpp"
#include "emulator/services/dynamodb/streams/operations/get_records.hpp"
#include "emulator/services/dynamodb/streams/operations/get_shard_iterator.hpp"
#include "emulator/services/dynamodb/streams/operations/list_streams.hpp"

namespace tertulia::dynamodb::streams {

using Operations = core::OperationList<DescribeStream, GetRecords, GetShardIterator, ListStreams>;

}  // namespace tertulia::dynamodb::streams

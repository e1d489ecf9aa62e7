/// StreamSpecification: what it may be, and what it does to a table.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
#pragma once

#include <optional>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/streams/stream_log.hpp"
#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

/// Of a new table. Errors: ValidationException.
[[nodiscard]] core::Status check_stream(const std::optional<StreamSpecification>& stream);
/// Of a table that is there. Errors: ValidationException.
[[nodiscard]] core::Status check_stream_update(const Table& table,
                                               const StreamSpecification& stream);

/// Gives a table a stream, or ends the one that it has.
void open_stream(streams::StreamLog& log, StreamViewType view, Table& table);
void close_stream(streams::StreamLog& log, Table& table);

}  // namespace tertulia::dynamodb

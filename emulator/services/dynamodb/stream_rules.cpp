#include "emulator/services/dynamodb/stream_rules.hpp"

#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {

core::Status check_stream(const std::optional<StreamSpecification>& stream) {
  if (!stream) return core::ok();
  if (!stream->stream_enabled && stream->stream_view_type) {
    return invalid_parameter(
        "Table is being created with a stream disabled, UpdateViewType should not be specified");
  }
  if (stream->stream_enabled && !stream->stream_view_type) {
    return invalid_parameter(
        "StreamViewType must be specified when a table is created with a stream enabled");
  }
  return core::ok();
}

core::Status check_stream_update(const Table& table, const StreamSpecification& stream) {
  if (!stream.stream_enabled) {
    if (stream.stream_view_type) {
      return invalid_parameter(
          "Table is being updated with a stream disabled, UpdateViewType should not be specified");
    }
    if (table.stream_view) return core::ok();
    return validation_exception(
        "Table has no stream to disable, or its stream is disabled already");
  }
  if (table.stream_view) {
    return validation_exception("Table already has an enabled stream");
  }
  if (stream.stream_view_type) return core::ok();
  return invalid_parameter(
      "StreamViewType must be specified when a table is updated with a stream enabled");
}

void open_stream(streams::StreamLog& log, StreamViewType view, Table& table) {
  const auto stream = log.open(table, view);
  table.stream_view = view;
  table.stream_id = stream.id;
  table.stream_label = stream.label;
}

void close_stream(streams::StreamLog& log, Table& table) {
  log.close(table);
  table.stream_view.reset();
}

}  // namespace tertulia::dynamodb

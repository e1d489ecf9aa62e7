/// ListStreams.
#pragma once

#include "emulator/services/dynamodb/streams/dynamodb_streams.hpp"

namespace tertulia::dynamodb::streams {

struct StreamSummary {
  std::string stream_arn;
  std::string table_name;
  std::string stream_label;
  static std::span<const core::Member> members();
};

/// Lists streams, those of a table alone when it is named, up to 100 at a time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
/// Errors: ValidationException.
/// Differs: streams come in the order of their tables and labels.
struct ListStreams {
  static constexpr std::string_view kName = "ListStreams";
  static constexpr bool kReadOnly = true;
  using Service = DynamoDbStreams;

  struct Input {
    std::optional<TableName> table_name;
    std::optional<std::int32_t> limit;
    std::optional<std::string> exclusive_start_stream_arn;
    static std::span<const core::Member> members();
  };
  struct Output {
    std::vector<StreamSummary> streams;
    std::optional<std::string> last_evaluated_stream_arn;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDbStreams& streams, const Input& input,
                                  const core::Call& call);
};

}  // namespace tertulia::dynamodb::streams

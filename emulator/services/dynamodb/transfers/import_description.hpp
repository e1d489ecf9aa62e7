/// What replies tell of an import.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ImportTableDescription.html
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "emulator/services/dynamodb/backups/restore.hpp"
#include "emulator/services/dynamodb/transfers/requests.hpp"

namespace tertulia::dynamodb::transfers {

enum class ImportStatus : std::uint8_t {
  kInProgress,
  kCompleted,
  kCancelling,
  kCancelled,
  kFailed
};
enum class InputFormat : std::uint8_t { kDynamoDbJson, kIon, kCsv };
enum class InputCompressionType : std::uint8_t { kZstd, kNone, kGzip };

[[nodiscard]] bool is_csv_delimiter(std::string_view text);
struct CsvDelimiter : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .min = 1, .max = 1, .pattern = {.text = "[,;:|\\t ]", .matches = &is_csv_delimiter}};
};
[[nodiscard]] bool is_csv_header(std::string_view text);
struct CsvHeader : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{
      .min = 1,
      .max = 65536,
      .pattern = {.text = "[\\x20-\\x21\\x23-\\x2B\\x2D-\\x7E]*", .matches = &is_csv_header}};
};
struct CsvOptions {
  std::optional<CsvDelimiter> delimiter;
  std::optional<std::vector<CsvHeader>> header_list;
  static std::span<const core::Member> members();
};
struct InputFormatOptions {
  std::optional<CsvOptions> csv;
  static std::span<const core::Member> members();
};
struct S3BucketSource {
  std::optional<S3BucketOwner> s3_bucket_owner;
  S3Bucket s3_bucket;
  std::optional<S3Prefix> s3_key_prefix;
  static std::span<const core::Member> members();
};
struct TableCreationParameters {
  backups::TargetTableName table_name;
  std::vector<AttributeDefinition> attribute_definitions;
  std::vector<KeySchemaElement> key_schema;
  std::optional<BillingMode> billing_mode;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<SseSpecification> sse_specification;
  std::optional<std::vector<GlobalSecondaryIndex>> global_secondary_indexes;
  static std::span<const core::Member> members();
};
struct ImportTableDescription {
  std::string import_arn;
  ImportStatus import_status{};
  std::string table_arn;
  std::string table_id;
  std::optional<std::string> client_token;
  S3BucketSource s3_bucket_source;
  std::optional<std::int64_t> error_count;
  std::string cloud_watch_log_group_arn;
  InputFormat input_format{};
  std::optional<InputFormatOptions> input_format_options;
  InputCompressionType input_compression_type = InputCompressionType::kNone;
  TableCreationParameters table_creation_parameters;
  core::Time start_time;
  std::optional<core::Time> end_time;
  std::optional<std::int64_t> processed_size_bytes;
  std::optional<std::int64_t> processed_item_count;
  std::optional<std::int64_t> imported_item_count;
  std::optional<std::string> failure_code;
  std::optional<std::string> failure_message;
  static std::span<const core::Member> members();
};

/// What is told of the import now.
[[nodiscard]] ImportTableDescription describe_import(const Jobs& jobs, const Job& job);
/// The same while it is under way, of what will be told of it.
[[nodiscard]] ImportTableDescription in_progress(ImportTableDescription description);

}  // namespace tertulia::dynamodb::transfers

namespace tertulia::core {

template <>
struct EnumNames<dynamodb::transfers::ImportStatus> {
  static constexpr std::array<std::string_view, 5> kNames{"IN_PROGRESS", "COMPLETED", "CANCELLING",
                                                          "CANCELLED", "FAILED"};
};
template <>
struct EnumNames<dynamodb::transfers::InputFormat> {
  static constexpr std::array<std::string_view, 3> kNames{"DYNAMODB_JSON", "ION", "CSV"};
};
template <>
struct EnumNames<dynamodb::transfers::InputCompressionType> {
  static constexpr std::array<std::string_view, 3> kNames{"ZSTD", "NONE", "GZIP"};
};

}  // namespace tertulia::core

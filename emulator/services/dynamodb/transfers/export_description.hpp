/// What replies tell of an export.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportDescription.html
#pragma once

#include <array>
#include <optional>
#include <string>

#include "emulator/services/dynamodb/transfers/requests.hpp"

namespace tertulia::dynamodb::transfers {

enum class ExportStatus : std::uint8_t { kInProgress, kCompleted, kFailed };
enum class ExportFormat : std::uint8_t { kIon, kDynamoDbJson };
enum class ExportType : std::uint8_t { kFullExport, kIncrementalExport };
enum class ExportViewType : std::uint8_t { kNewImage, kNewAndOldImages };
enum class S3SseAlgorithm : std::uint8_t { kAes256, kKms };

struct IncrementalExportSpecification {
  std::optional<core::Time> export_from_time;
  std::optional<core::Time> export_to_time;
  std::optional<ExportViewType> export_view_type;
  static std::span<const core::Member> members();
};
struct ExportDescription {
  std::string export_arn;
  ExportStatus export_status{};
  core::Time start_time;
  std::optional<core::Time> end_time;
  std::optional<std::string> export_manifest;
  std::string table_arn;
  std::string table_id;
  std::optional<core::Time> export_time;
  std::optional<std::string> client_token;
  std::string s3_bucket;
  std::optional<std::string> s3_bucket_owner;
  std::optional<std::string> s3_prefix;
  S3SseAlgorithm s3_sse_algorithm{};
  std::optional<std::string> s3_sse_kms_key_id;
  std::optional<std::string> failure_code;
  std::optional<std::string> failure_message;
  ExportFormat export_format = ExportFormat::kDynamoDbJson;
  std::optional<std::int64_t> billed_size_bytes;
  std::optional<std::int64_t> item_count;
  /// Told when the request had it.
  std::optional<ExportType> export_type;
  std::optional<IncrementalExportSpecification> incremental_export_specification;
  static std::span<const core::Member> members();
};

/// What is told of the export now.
[[nodiscard]] ExportDescription describe_export(const Jobs& jobs, const Job& job);
/// The same while it is under way, of what will be told of it.
[[nodiscard]] ExportDescription in_progress(ExportDescription description);

}  // namespace tertulia::dynamodb::transfers

namespace tertulia::core {

template <>
struct EnumNames<dynamodb::transfers::ExportStatus> {
  static constexpr std::array<std::string_view, 3> kNames{"IN_PROGRESS", "COMPLETED", "FAILED"};
};
template <>
struct EnumNames<dynamodb::transfers::ExportFormat> {
  static constexpr std::array<std::string_view, 2> kNames{"ION", "DYNAMODB_JSON"};
};
template <>
struct EnumNames<dynamodb::transfers::ExportType> {
  static constexpr std::array<std::string_view, 2> kNames{"FULL_EXPORT", "INCREMENTAL_EXPORT"};
};
template <>
struct EnumNames<dynamodb::transfers::ExportViewType> {
  static constexpr std::array<std::string_view, 2> kNames{"NEW_IMAGE", "NEW_AND_OLD_IMAGES"};
};
template <>
struct EnumNames<dynamodb::transfers::S3SseAlgorithm> {
  static constexpr std::array<std::string_view, 2> kNames{"AES256", "KMS"};
};

}  // namespace tertulia::core

/// ExportTableToPointInTime.
#pragma once

#include "emulator/services/dynamodb/transfers/export_description.hpp"

namespace tertulia::dynamodb {

/// Writes what a table was at an instant, or what changed in it in a span of time, into a bucket of
/// the folder that stands for S3. The reply says IN_PROGRESS, as AWS's does; the export is complete
/// at once, unless the emulator was asked to take its time.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html
/// Errors: AccessDeniedException, ExportConflictException, InvalidExportTimeException,
/// PointInTimeRecoveryUnavailableException, TableNotFoundException, ValidationException.
/// Differs: ION is refused; there is one data file; no permission of S3 is asked for.
struct ExportTableToPointInTime {
  static constexpr std::string_view kName = "ExportTableToPointInTime";
  using Service = DynamoDb;

  struct Input {
    std::string table_arn;
    std::optional<core::Time> export_time;
    std::optional<transfers::ClientToken> client_token;
    transfers::S3Bucket s3_bucket;
    std::optional<transfers::S3BucketOwner> s3_bucket_owner;
    std::optional<transfers::S3Prefix> s3_prefix;
    std::optional<transfers::S3SseAlgorithm> s3_sse_algorithm;
    std::optional<std::string> s3_sse_kms_key_id;
    std::optional<transfers::ExportFormat> export_format;
    std::optional<transfers::ExportType> export_type;
    std::optional<transfers::IncrementalExportSpecification> incremental_export_specification;
    static std::span<const core::Member> members();
  };
  struct Output {
    transfers::ExportDescription export_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

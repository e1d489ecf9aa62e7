#include "emulator/services/dynamodb/transfers/export_description.hpp"

#include "emulator/services/dynamodb/shape_json.hpp"

namespace tertulia::dynamodb::transfers {

std::span<const core::Member> IncrementalExportSpecification::members() {
  using Self = IncrementalExportSpecification;
  static constexpr std::array kMembers{
      core::member<&Self::export_from_time>("ExportFromTime"),
      core::member<&Self::export_to_time>("ExportToTime"),
      core::member<&Self::export_view_type>("ExportViewType"),
  };
  return kMembers;
}

std::span<const core::Member> ExportDescription::members() {
  using Self = ExportDescription;
  static constexpr std::array kMembers{
      core::member<&Self::export_arn>("ExportArn"),
      core::member<&Self::export_status>("ExportStatus"),
      core::member<&Self::start_time>("StartTime"),
      core::member<&Self::end_time>("EndTime"),
      core::member<&Self::export_manifest>("ExportManifest"),
      core::member<&Self::table_arn>("TableArn"),
      core::member<&Self::table_id>("TableId"),
      core::member<&Self::export_time>("ExportTime"),
      core::member<&Self::client_token>("ClientToken"),
      core::member<&Self::s3_bucket>("S3Bucket"),
      core::member<&Self::s3_bucket_owner>("S3BucketOwner"),
      core::member<&Self::s3_prefix>("S3Prefix"),
      core::member<&Self::s3_sse_algorithm>("S3SseAlgorithm"),
      core::member<&Self::s3_sse_kms_key_id>("S3SseKmsKeyId"),
      core::member<&Self::failure_code>("FailureCode"),
      core::member<&Self::failure_message>("FailureMessage"),
      core::member<&Self::export_format>("ExportFormat"),
      core::member<&Self::billed_size_bytes>("BilledSizeBytes"),
      core::member<&Self::item_count>("ItemCount"),
      core::member<&Self::export_type>("ExportType"),
      core::member<&Self::incremental_export_specification>("IncrementalExportSpecification"),
  };
  return kMembers;
}

ExportDescription in_progress(ExportDescription description) {
  description.export_status = ExportStatus::kInProgress;
  description.end_time.reset();
  description.export_manifest.reset();
  description.failure_code.reset();
  description.failure_message.reset();
  description.billed_size_bytes.reset();
  description.item_count.reset();
  return description;
}

ExportDescription describe_export(const Jobs& jobs, const Job& job) {
  auto description = from_json<ExportDescription>(job.description);
  return jobs.has_ended(job) ? description : in_progress(std::move(description));
}

}  // namespace tertulia::dynamodb::transfers

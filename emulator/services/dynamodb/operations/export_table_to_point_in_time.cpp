#include "emulator/services/dynamodb/operations/export_table_to_point_in_time.hpp"

#include "emulator/base/digest.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"
#include "emulator/services/dynamodb/shape_json.hpp"
#include "emulator/services/dynamodb/transfers/errors.hpp"
#include "emulator/services/dynamodb/transfers/export_writer.hpp"

namespace tertulia::dynamodb {
namespace {

using transfers::ExportDescription;
using transfers::ExportFormat;
using transfers::ExportType;
using transfers::IncrementalExportSpecification;

constexpr auto kPeriodMin = std::chrono::minutes(15);
constexpr auto kPeriodMax = std::chrono::hours(24);

core::Status check_type(const ExportTableToPointInTime::Input& input) {
  const auto& specification = input.incremental_export_specification;
  if (input.export_type != ExportType::kIncrementalExport) {
    if (!specification) return core::ok();
    return input.export_type ? transfers::specification_of_full_export()
                             : transfers::specification_without_type();
  }
  if (!specification) return transfers::no_specification();
  if (!specification->export_from_time) return transfers::no_from_time();
  return core::ok();
}

core::Status check_request(DynamoDb& dynamodb, const ExportTableToPointInTime::Input& input) {
  if (input.s3_sse_kms_key_id && input.s3_sse_algorithm != transfers::S3SseAlgorithm::kKms) {
    return transfers::key_without_kms();
  }
  TERTULIA_CHECK(check_type(input));
  if (input.export_format == ExportFormat::kIon) {
    return transfers::format_not_supported("the ExportFormat ION: use DYNAMODB_JSON");
  }
  if (dynamodb.objects() == nullptr) return transfers::no_s3();
  if (!input.s3_prefix) return core::ok();
  std::string_view prefix = input.s3_prefix->str();
  if (prefix.ends_with('/')) prefix.remove_suffix(1);
  if (!prefix.empty() && !core::is_object_key(prefix)) {
    return transfers::prefix_not_supported(input.s3_prefix->str());
  }
  return core::ok();
}

/// The span of an incremental export, with all that the request left out.
core::Result<IncrementalExportSpecification> span_of(const Table& table,
                                                     const ExportTableToPointInTime::Input& input,
                                                     core::Time now) {
  auto span = *input.incremental_export_specification;
  const auto from = *span.export_from_time;
  const auto to = span.export_to_time.value_or(now);
  if (from < std::chrono::floor<std::chrono::seconds>(table.created)) {
    return transfers::from_time_too_early(core::iso8601(from));
  }
  if (to > now) return transfers::to_time_too_late(core::iso8601(to));
  if (to - from < kPeriodMin) return transfers::period_too_short();
  if (to - from > kPeriodMax) return transfers::period_too_long();
  span.export_to_time = to;
  if (!span.export_view_type) span.export_view_type = transfers::ExportViewType::kNewAndOldImages;
  return span;
}

/// Sets what is exported: the time, or the span.
core::Status set_times(const Table& table, const ExportTableToPointInTime::Input& input,
                       core::Time now, ExportDescription& description) {
  const bool is_incremental = input.export_type == ExportType::kIncrementalExport;
  auto time = input.export_time.value_or(now);
  if (is_incremental) {
    auto span = span_of(table, input, now);
    if (!span.ok()) return std::move(span).error();
    time = *span->export_from_time;
    description.incremental_export_specification = std::move(span).value();
  }
  if (!table.recovery) return backups::recovery_is_not_enabled(table.name);
  if (!is_incremental &&
      (time > now || time < std::chrono::floor<std::chrono::seconds>(table.created))) {
    return transfers::export_time_is_invalid();
  }
  if (!recovery::restorable(*table.recovery, now).has(time)) {
    return transfers::export_time_is_not_available();
  }
  if (!is_incremental) description.export_time = time;
  return core::ok();
}

template <class T>
std::optional<std::string> text_of(const std::optional<T>& text) {
  if (!text) return std::nullopt;
  return text->str();
}

ExportDescription description_of(const ExportTableToPointInTime::Input& input,
                                 const transfers::Job& job, const Table& table) {
  ExportDescription description;
  description.export_arn = job.arn();
  description.start_time = job.started;
  description.end_time = job.ends;
  description.table_arn = table.arn();
  description.table_id = table.uuid;
  description.client_token = text_of(input.client_token);
  description.s3_bucket = input.s3_bucket.str();
  description.s3_bucket_owner = text_of(input.s3_bucket_owner);
  description.s3_prefix = text_of(input.s3_prefix);
  description.s3_sse_algorithm =
      input.s3_sse_algorithm.value_or(transfers::S3SseAlgorithm::kAes256);
  description.s3_sse_kms_key_id = input.s3_sse_kms_key_id;
  description.export_format = input.export_format.value_or(ExportFormat::kDynamoDbJson);
  description.export_type = input.export_type;
  return description;
}

}  // namespace

std::span<const core::Member> ExportTableToPointInTime::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_arn>("TableArn", {.required = true}),
      core::member<&Input::export_time>("ExportTime"),
      core::member<&Input::client_token>("ClientToken"),
      core::member<&Input::s3_bucket>("S3Bucket", {.required = true}),
      core::member<&Input::s3_bucket_owner>("S3BucketOwner"),
      core::member<&Input::s3_prefix>("S3Prefix"),
      core::member<&Input::s3_sse_algorithm>("S3SseAlgorithm"),
      core::member<&Input::s3_sse_kms_key_id>("S3SseKmsKeyId",
                                              {.constraint = {.min = 1, .max = 2048}}),
      core::member<&Input::export_format>("ExportFormat"),
      core::member<&Input::export_type>("ExportType"),
      core::member<&Input::incremental_export_specification>("IncrementalExportSpecification"),
  };
  return kMembers;
}

std::span<const core::Member> ExportTableToPointInTime::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::export_description>("ExportDescription")};
  return kMembers;
}

core::Resources ExportTableToPointInTime::resources(const Input& input, const core::Call& call) {
  if (!transfers::table_of_arn(call, input.table_arn).ok()) return {};
  return {{.resource = input.table_arn}};
}

core::Result<ExportTableToPointInTime::Output> ExportTableToPointInTime::run(
    DynamoDb& dynamodb, const Input& input, const core::Call& call) {
  const auto reference = transfers::table_of_arn(call, input.table_arn);
  if (!reference.ok()) return reference.error();
  TERTULIA_CHECK(check_request(dynamodb, input));
  const auto* table =
      reference->region == call.region ? dynamodb.tables().find(*reference) : nullptr;
  if (table == nullptr || table->status == TableStatus::kCreating) {
    return backups::table_not_found(input.table_arn);
  }
  auto& jobs = dynamodb.jobs();
  const auto fingerprint = base::sha256(json_of(input));
  if (input.client_token) {
    const auto seen = jobs.find_token(transfers::JobKind::kExport, call.account, call.region,
                                      input.client_token->str());
    if (seen && seen->fingerprint != fingerprint) return transfers::job_conflict("Export");
    if (seen) return Output{transfers::describe_export(jobs, *seen)};
  }
  auto job = jobs.begin(transfers::JobKind::kExport, call.account, call.region, table->name);
  auto description = description_of(input, job, *table);
  TERTULIA_CHECK(set_times(*table, input, job.started, description));

  const auto failure = transfers::write_export(dynamodb, *table, job.key, description);
  auto reply = transfers::in_progress(description);
  if (failure) {
    description = reply;
    description.export_status = transfers::ExportStatus::kFailed;
    description.end_time = job.ends;
    description.failure_code = failure->code;
    description.failure_message = failure->message;
  } else {
    description.export_status = transfers::ExportStatus::kCompleted;
  }
  job.table_id = table->uuid;
  job.token = input.client_token ? input.client_token->str() : "";
  job.fingerprint = fingerprint;
  job.description = json_of(description);
  jobs.keep(job);
  return Output{std::move(reply)};
}

}  // namespace tertulia::dynamodb

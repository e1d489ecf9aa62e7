#include "emulator/services/dynamodb/operations/import_table.hpp"

#include "emulator/services/dynamodb/operations/create_table.hpp"
#include "emulator/services/dynamodb/shape_json.hpp"
#include "emulator/services/dynamodb/transfers/errors.hpp"
#include "emulator/services/dynamodb/transfers/import_reader.hpp"

namespace tertulia::dynamodb {
namespace {

using transfers::ImportStatus;
using transfers::ImportTableDescription;
using transfers::InputCompressionType;
using transfers::InputFormat;

core::Status check_request(DynamoDb& dynamodb, const ImportTable::Input& input) {
  if (input.input_format_options && input.input_format_options->csv &&
      input.input_format != InputFormat::kCsv) {
    return transfers::options_not_of_format(core::name_of(input.input_format));
  }
  if (input.input_format == InputFormat::kIon) {
    return transfers::format_not_supported("the InputFormat ION: use DYNAMODB_JSON or CSV");
  }
  if (input.input_compression_type == InputCompressionType::kZstd) {
    return transfers::format_not_supported("the InputCompressionType ZSTD: use GZIP or NONE");
  }
  if (dynamodb.objects() == nullptr) return transfers::no_s3();
  return core::ok();
}

CreateTable::Input creation_of(const transfers::TableCreationParameters& parameters) {
  CreateTable::Input creation;
  creation.attribute_definitions = parameters.attribute_definitions;
  creation.table_name = TableName(parameters.table_name.str());
  creation.billing_mode = parameters.billing_mode;
  creation.provisioned_throughput = parameters.provisioned_throughput;
  creation.key_schema = parameters.key_schema;
  creation.global_secondary_indexes = parameters.global_secondary_indexes;
  creation.sse_specification = parameters.sse_specification;
  creation.on_demand_throughput = parameters.on_demand_throughput;
  return creation;
}

ImportTableDescription description_of(const ImportTable::Input& input, const transfers::Job& job,
                                      const core::Call& call) {
  ImportTableDescription description;
  description.import_arn = job.arn();
  description.table_arn = call.arn("dynamodb", base::cat("table/", job.table));
  if (input.client_token) description.client_token = input.client_token->str();
  description.s3_bucket_source = input.s3_bucket_source;
  if (!description.s3_bucket_source.s3_bucket_owner) {
    description.s3_bucket_source.s3_bucket_owner = transfers::S3BucketOwner(call.account);
  }
  description.cloud_watch_log_group_arn = call.arn("logs", "log-group:/aws-dynamodb/imports:*");
  description.input_format = input.input_format;
  description.input_format_options = input.input_format_options;
  description.input_compression_type =
      input.input_compression_type.value_or(InputCompressionType::kNone);
  description.table_creation_parameters = input.table_creation_parameters;
  description.start_time = job.started;
  description.end_time = job.ends;
  return description;
}

void set_outcome(const transfers::ImportCounts& counts,
                 const std::optional<transfers::Failure>& failure,
                 ImportTableDescription& description) {
  description.error_count = counts.errors;
  description.processed_size_bytes = counts.bytes;
  description.processed_item_count = counts.processed;
  description.imported_item_count = counts.imported;
  description.import_status = failure ? ImportStatus::kFailed : ImportStatus::kCompleted;
  if (!failure) return;
  description.failure_code = failure->code;
  description.failure_message = failure->message;
}

}  // namespace

std::span<const core::Member> ImportTable::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::client_token>("ClientToken"),
      core::member<&Input::s3_bucket_source>("S3BucketSource", {.required = true}),
      core::member<&Input::input_format>("InputFormat", {.required = true}),
      core::member<&Input::input_format_options>("InputFormatOptions"),
      core::member<&Input::input_compression_type>("InputCompressionType"),
      core::member<&Input::table_creation_parameters>("TableCreationParameters",
                                                      {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> ImportTable::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::import_table_description>(
      "ImportTableDescription", {.required = true})};
  return kMembers;
}

core::Resources ImportTable::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_creation_parameters.table_name.str())}};
}

// The table is there before its items are, so that they go the way of all changes.
core::Result<ImportTable::Output> ImportTable::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  TERTULIA_CHECK(check_request(dynamodb, input));
  auto& jobs = dynamodb.jobs();
  const auto& name = input.table_creation_parameters.table_name.str();
  if (input.client_token) {
    const auto seen = jobs.find_token(transfers::JobKind::kImport, call.account, call.region,
                                      input.client_token->str());
    if (seen && seen->table != name) return transfers::job_conflict("Import");
    if (seen) return Output{transfers::describe_import(jobs, *seen)};
  }
  auto job = jobs.begin(transfers::JobKind::kImport, call.account, call.region, name);
  auto description = description_of(input, job, call);
  transfers::ImportCounts counts;
  std::optional<transfers::Failure> failure;
  if (dynamodb.objects()->has_bucket(input.s3_bucket_source.s3_bucket.str())) {
    const auto created =
        CreateTable::run(dynamodb, creation_of(input.table_creation_parameters), call);
    if (!created.ok()) return created.error();
    const auto& table = *dynamodb.tables().find(reference_of(call, name));
    description.table_id = table.uuid;
    counts = transfers::import_rows(dynamodb, table, description);
    if (counts.errors > 0) failure = transfers::kItemValidationError;
  } else {
    description.table_id = dynamodb.env().ids.uuid(core::IdKind::kTable);
    failure = transfers::kNoSuchBucket;
  }
  set_outcome(counts, failure, description);
  job.table_id = description.table_id;
  job.token = input.client_token ? input.client_token->str() : "";
  job.description = json_of(description);
  jobs.keep(job);
  return Output{transfers::in_progress(std::move(description))};
}

}  // namespace tertulia::dynamodb

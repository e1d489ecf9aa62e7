#include "emulator/services/dynamodb/transfers/import_description.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/shape_json.hpp"

namespace tertulia::dynamodb::transfers {

bool is_csv_delimiter(std::string_view text) {
  constexpr std::string_view kDelimiters = ",;:|\t ";
  return text.size() == 1 && kDelimiters.find(text) != kDelimiters.npos;
}

bool is_csv_header(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= 0x20 && c <= 0x7E && c != '"' && c != ','; });
}

std::span<const core::Member> CsvOptions::members() {
  using Self = CsvOptions;
  static constexpr std::array kMembers{
      core::member<&Self::delimiter>("Delimiter"),
      core::member<&Self::header_list>("HeaderList", {.constraint = {.min = 1, .max = 255}}),
  };
  return kMembers;
}

std::span<const core::Member> InputFormatOptions::members() {
  using Self = InputFormatOptions;
  static constexpr std::array kMembers{
      core::member<&Self::csv>("Csv"),
  };
  return kMembers;
}

std::span<const core::Member> S3BucketSource::members() {
  using Self = S3BucketSource;
  static constexpr std::array kMembers{
      core::member<&Self::s3_bucket_owner>("S3BucketOwner"),
      core::member<&Self::s3_bucket>("S3Bucket", {.required = true}),
      core::member<&Self::s3_key_prefix>("S3KeyPrefix"),
  };
  return kMembers;
}

std::span<const core::Member> TableCreationParameters::members() {
  using Self = TableCreationParameters;
  static constexpr std::array kMembers{
      core::member<&Self::table_name>("TableName", {.required = true}),
      core::member<&Self::attribute_definitions>("AttributeDefinitions", {.required = true}),
      core::member<&Self::key_schema>("KeySchema",
                                      {.required = true, .constraint = {.min = 1, .max = 2}}),
      core::member<&Self::billing_mode>("BillingMode"),
      core::member<&Self::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&Self::on_demand_throughput>("OnDemandThroughput"),
      core::member<&Self::sse_specification>("SSESpecification"),
      core::member<&Self::global_secondary_indexes>("GlobalSecondaryIndexes"),
  };
  return kMembers;
}

std::span<const core::Member> ImportTableDescription::members() {
  using Self = ImportTableDescription;
  static constexpr std::array kMembers{
      core::member<&Self::import_arn>("ImportArn"),
      core::member<&Self::import_status>("ImportStatus"),
      core::member<&Self::table_arn>("TableArn"),
      core::member<&Self::table_id>("TableId"),
      core::member<&Self::client_token>("ClientToken"),
      core::member<&Self::s3_bucket_source>("S3BucketSource"),
      core::member<&Self::error_count>("ErrorCount"),
      core::member<&Self::cloud_watch_log_group_arn>("CloudWatchLogGroupArn"),
      core::member<&Self::input_format>("InputFormat"),
      core::member<&Self::input_format_options>("InputFormatOptions"),
      core::member<&Self::input_compression_type>("InputCompressionType"),
      core::member<&Self::table_creation_parameters>("TableCreationParameters"),
      core::member<&Self::start_time>("StartTime"),
      core::member<&Self::end_time>("EndTime"),
      core::member<&Self::processed_size_bytes>("ProcessedSizeBytes"),
      core::member<&Self::processed_item_count>("ProcessedItemCount"),
      core::member<&Self::imported_item_count>("ImportedItemCount"),
      core::member<&Self::failure_code>("FailureCode"),
      core::member<&Self::failure_message>("FailureMessage"),
  };
  return kMembers;
}

ImportTableDescription in_progress(ImportTableDescription description) {
  description.import_status = ImportStatus::kInProgress;
  for (auto* count : {&description.error_count, &description.processed_size_bytes,
                      &description.processed_item_count, &description.imported_item_count}) {
    count->reset();
  }
  description.end_time.reset();
  description.failure_code.reset();
  description.failure_message.reset();
  return description;
}

ImportTableDescription describe_import(const Jobs& jobs, const Job& job) {
  auto description = from_json<ImportTableDescription>(job.description);
  return jobs.has_ended(job) ? description : in_progress(std::move(description));
}

}  // namespace tertulia::dynamodb::transfers

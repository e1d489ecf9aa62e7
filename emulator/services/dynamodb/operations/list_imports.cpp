#include "emulator/services/dynamodb/operations/list_imports.hpp"

#include <algorithm>

namespace tertulia::dynamodb {
namespace {

transfers::ImportSummary summary_of(transfers::ImportTableDescription description) {
  return {.import_arn = std::move(description.import_arn),
          .import_status = description.import_status,
          .table_arn = std::move(description.table_arn),
          .s3_bucket_source = std::move(description.s3_bucket_source),
          .cloud_watch_log_group_arn = std::move(description.cloud_watch_log_group_arn),
          .input_format = description.input_format,
          .start_time = description.start_time,
          .end_time = description.end_time};
}

}  // namespace

bool transfers::is_import_token(std::string_view text) {
  return !text.empty() && text.size() % 16 == 0 && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

std::span<const core::Member> transfers::ImportSummary::members() {
  static constexpr std::array kMembers{
      core::member<&ImportSummary::import_arn>("ImportArn"),
      core::member<&ImportSummary::import_status>("ImportStatus"),
      core::member<&ImportSummary::table_arn>("TableArn"),
      core::member<&ImportSummary::s3_bucket_source>("S3BucketSource"),
      core::member<&ImportSummary::cloud_watch_log_group_arn>("CloudWatchLogGroupArn"),
      core::member<&ImportSummary::input_format>("InputFormat"),
      core::member<&ImportSummary::start_time>("StartTime"),
      core::member<&ImportSummary::end_time>("EndTime"),
  };
  return kMembers;
}

std::span<const core::Member> ListImports::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_arn>("TableArn"),
      core::member<&Input::page_size>("PageSize", {.constraint = transfers::kListMax}),
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListImports::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::import_summary_list>("ImportSummaryList"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListImports::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<ListImports::Output> ListImports::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  std::optional<std::string> token;
  if (input.next_token) token = input.next_token->str();
  transfers::PageRequest request{
      .kind = transfers::JobKind::kImport, .next_token = token, .size = input.page_size};
  if (input.table_arn) {
    const auto reference = transfers::table_of_arn(call, *input.table_arn);
    if (!reference.ok()) return reference.error();
    request.table = reference->name;
  }
  auto& jobs = dynamodb.jobs();
  auto page = transfers::page_of(jobs, call, request);
  if (!page.ok()) return std::move(page).error();
  Output output;
  for (const auto& job : page->jobs) {
    output.import_summary_list.push_back(summary_of(transfers::describe_import(jobs, job)));
  }
  output.next_token = std::move(page->next_token);
  return output;
}

}  // namespace tertulia::dynamodb

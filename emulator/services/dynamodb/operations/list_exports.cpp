#include "emulator/services/dynamodb/operations/list_exports.hpp"

namespace tertulia::dynamodb {
namespace {

transfers::ExportSummary summary_of(transfers::ExportDescription description) {
  return {.export_arn = std::move(description.export_arn),
          .export_status = description.export_status,
          .export_type = description.export_type.value_or(transfers::ExportType::kFullExport)};
}

}  // namespace

std::span<const core::Member> transfers::ExportSummary::members() {
  static constexpr std::array kMembers{
      core::member<&ExportSummary::export_arn>("ExportArn"),
      core::member<&ExportSummary::export_status>("ExportStatus"),
      core::member<&ExportSummary::export_type>("ExportType"),
  };
  return kMembers;
}

std::span<const core::Member> ListExports::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_arn>("TableArn"),
      core::member<&Input::max_results>("MaxResults", {.constraint = transfers::kListMax}),
      core::member<&Input::next_token>("NextToken"),
  };
  return kMembers;
}

std::span<const core::Member> ListExports::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::export_summaries>("ExportSummaries"),
      core::member<&Output::next_token>("NextToken"),
  };
  return kMembers;
}

core::Resources ListExports::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

// Exports of a table that is gone belong to none, even when another one has its name.
core::Result<ListExports::Output> ListExports::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  transfers::PageRequest request{.kind = transfers::JobKind::kExport,
                                 .next_token = input.next_token,
                                 .size = input.max_results};
  if (input.table_arn) {
    const auto reference = transfers::table_of_arn(call, *input.table_arn);
    if (!reference.ok()) return reference.error();
    const auto* table = dynamodb.tables().find(*reference);
    if (table == nullptr) return Output{};
    request.table = table->name;
    request.table_id = table->uuid;
  }
  auto& jobs = dynamodb.jobs();
  auto page = transfers::page_of(jobs, call, request);
  if (!page.ok()) return std::move(page).error();
  Output output;
  for (const auto& job : page->jobs) {
    output.export_summaries.push_back(summary_of(transfers::describe_export(jobs, job)));
  }
  output.next_token = std::move(page->next_token);
  return output;
}

}  // namespace tertulia::dynamodb

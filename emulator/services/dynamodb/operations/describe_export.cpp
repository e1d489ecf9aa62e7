#include "emulator/services/dynamodb/operations/describe_export.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeExport::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::export_arn>(
      "ExportArn", {.required = true, .constraint = transfers::kJobArn})};
  return kMembers;
}

std::span<const core::Member> DescribeExport::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::export_description>("ExportDescription")};
  return kMembers;
}

core::Resources DescribeExport::resources(const Input& input, const core::Call& call) {
  return transfers::resources_of_job(call, transfers::JobKind::kExport, input.export_arn);
}

core::Result<DescribeExport::Output> DescribeExport::run(DynamoDb& dynamodb, const Input& input,
                                                         const core::Call& call) {
  auto& jobs = dynamodb.jobs();
  const auto job = transfers::job_of_arn(jobs, call, transfers::JobKind::kExport, input.export_arn);
  if (!job.ok()) return job.error();
  return Output{transfers::describe_export(jobs, *job)};
}

}  // namespace tertulia::dynamodb

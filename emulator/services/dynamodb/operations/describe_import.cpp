#include "emulator/services/dynamodb/operations/describe_import.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeImport::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::import_arn>(
      "ImportArn", {.required = true, .constraint = transfers::kJobArn})};
  return kMembers;
}

std::span<const core::Member> DescribeImport::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::import_table_description>(
      "ImportTableDescription", {.required = true})};
  return kMembers;
}

core::Resources DescribeImport::resources(const Input& input, const core::Call& call) {
  return transfers::resources_of_job(call, transfers::JobKind::kImport, input.import_arn);
}

core::Result<DescribeImport::Output> DescribeImport::run(DynamoDb& dynamodb, const Input& input,
                                                         const core::Call& call) {
  auto& jobs = dynamodb.jobs();
  const auto job = transfers::job_of_arn(jobs, call, transfers::JobKind::kImport, input.import_arn);
  if (!job.ok()) return job.error();
  return Output{transfers::describe_import(jobs, *job)};
}

}  // namespace tertulia::dynamodb

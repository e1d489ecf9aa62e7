#include "emulator/services/dynamodb/operations/describe_continuous_backups.hpp"

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeContinuousBackups::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::table_name>(
      "TableName", {.required = true, .check = &check_table_name})};
  return kMembers;
}

std::span<const core::Member> DescribeContinuousBackups::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::continuous_backups_description>("ContinuousBackupsDescription")};
  return kMembers;
}

core::Resources DescribeContinuousBackups::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<DescribeContinuousBackups::Output> DescribeContinuousBackups::run(
    DynamoDb& dynamodb, const Input& input, const core::Call& call) {
  const auto table = recovery::table_of(dynamodb, call, input.table_name);
  if (!table.ok()) return table.error();
  return Output{recovery::describe(dynamodb, **table)};
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/describe_table.hpp"

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DescribeTable::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::table_name>(
      "TableName", {.required = true, .check = &check_table_name})};
  return kMembers;
}

std::span<const core::Member> DescribeTable::Output::members() {
  static constexpr std::array kMembers{core::member<&Output::table>("Table")};
  return kMembers;
}

core::Resources DescribeTable::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<DescribeTable::Output> DescribeTable::run(DynamoDb& dynamodb, const Input& input,
                                                       const core::Call& call) {
  const auto reference = reference_of(call, input.table_name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr) return table_not_found(reference.name);
  return Output{describe(*table, table->status, dynamodb.tables().totals(*table))};
}

}  // namespace tertulia::dynamodb

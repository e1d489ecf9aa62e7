#include "emulator/services/dynamodb/operations/describe_time_to_live.hpp"

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> TimeToLiveDescription::members() {
  static constexpr std::array kMembers{
      core::member<&TimeToLiveDescription::time_to_live_status>("TimeToLiveStatus"),
      core::member<&TimeToLiveDescription::attribute_name>("AttributeName"),
  };
  return kMembers;
}

std::span<const core::Member> DescribeTimeToLive::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::table_name>(
      "TableName", {.required = true, .check = &check_table_name})};
  return kMembers;
}

std::span<const core::Member> DescribeTimeToLive::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::time_to_live_description>("TimeToLiveDescription")};
  return kMembers;
}

core::Resources DescribeTimeToLive::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<DescribeTimeToLive::Output> DescribeTimeToLive::run(DynamoDb& dynamodb,
                                                                 const Input& input,
                                                                 const core::Call& call) {
  const auto reference = reference_of(call, input.table_name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr) return table_not_found(reference.name);
  return Output{{.time_to_live_status = table->ttl_attribute ? TimeToLiveStatus::kEnabled
                                                             : TimeToLiveStatus::kDisabled,
                 .attribute_name = table->ttl_attribute}};
}

}  // namespace tertulia::dynamodb

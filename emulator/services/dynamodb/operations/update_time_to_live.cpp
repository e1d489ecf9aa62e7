#include "emulator/services/dynamodb/operations/update_time_to_live.hpp"

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_change(const Table& table, const TimeToLiveSpecification& wanted) {
  if (wanted.enabled && table.ttl_attribute == wanted.attribute_name) {
    return validation_exception("TimeToLive is already enabled");
  }
  if (!wanted.enabled && !table.ttl_attribute) {
    return validation_exception("TimeToLive is already disabled");
  }
  if (table.ttl_attribute && table.ttl_attribute != wanted.attribute_name) {
    return validation_exception(
        base::cat("TimeToLive is active on a different AttributeName: current AttributeName is ",
                  *table.ttl_attribute));
  }
  return core::ok();
}

}  // namespace

std::span<const core::Member> TimeToLiveSpecification::members() {
  static constexpr std::array kMembers{
      core::member<&TimeToLiveSpecification::enabled>("Enabled", {.required = true}),
      core::member<&TimeToLiveSpecification::attribute_name>(
          "AttributeName", {.required = true, .constraint = {.min = 1, .max = 255}}),
  };
  return kMembers;
}

std::span<const core::Member> UpdateTimeToLive::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::table_name>("TableName", {.required = true, .check = &check_table_name}),
      core::member<&Input::time_to_live_specification>("TimeToLiveSpecification",
                                                       {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> UpdateTimeToLive::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::time_to_live_specification>("TimeToLiveSpecification")};
  return kMembers;
}

core::Resources UpdateTimeToLive::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<UpdateTimeToLive::Output> UpdateTimeToLive::run(DynamoDb& dynamodb, const Input& input,
                                                             const core::Call& call) {
  const auto reference = reference_of(call, input.table_name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr) return table_not_found(reference.name);
  if (table->status != TableStatus::kActive) return table_in_use(reference.name, table->status);
  const auto& wanted = input.time_to_live_specification;
  TERTULIA_CHECK(check_change(*table, wanted));
  auto changed = *table;
  changed.ttl_attribute = wanted.enabled ? std::optional(wanted.attribute_name) : std::nullopt;
  dynamodb.tables().update(*table, std::move(changed));
  if (wanted.enabled) {
    dynamodb.expiry().note_all(*table, dynamodb.items());
  } else {
    dynamodb.expiry().forget(*table);
  }
  return Output{wanted};
}

}  // namespace tertulia::dynamodb

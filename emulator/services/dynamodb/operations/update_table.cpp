#include "emulator/services/dynamodb/operations/update_table.hpp"

#include "emulator/services/dynamodb/encryption.hpp"
#include "emulator/services/dynamodb/index_updates.hpp"
#include "emulator/services/dynamodb/stream_rules.hpp"
#include "emulator/services/dynamodb/table_rules.hpp"
#include "emulator/services/dynamodb/throughput.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status refuse_unsupported(const UpdateTable::Input& input) {
  if (input.replica_updates) return not_supported(UpdateTable::kName, "ReplicaUpdates");
  if (input.multi_region_consistency) {
    return not_supported(UpdateTable::kName, "MultiRegionConsistency");
  }
  if (input.global_table_witness_updates) {
    return not_supported(UpdateTable::kName, "GlobalTableWitnessUpdates");
  }
  return core::ok();
}

/// Whether anything but the protection changes, which AWS needs no time for.
bool takes_time(const UpdateTable::Input& input) {
  const auto& updates = input.global_secondary_index_updates;
  return input.provisioned_throughput || input.billing_mode || (updates && !updates->empty()) ||
         input.stream_specification || input.sse_specification || input.table_class ||
         input.on_demand_throughput || input.warm_throughput;
}

core::Status check_request(const UpdateTable::Input& input) {
  if (!takes_time(input) && !input.deletion_protection_enabled) return nothing_to_update();
  if (input.billing_mode == BillingMode::kProvisioned && !input.provisioned_throughput) {
    return invalid_parameter(
        "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  }
  if (input.provisioned_throughput) TERTULIA_CHECK(check_units(*input.provisioned_throughput));
  if (input.global_secondary_index_updates) {
    TERTULIA_CHECK(check_index_updates(*input.global_secondary_index_updates));
  }
  return check_encryption(input.sse_specification);
}

/// The table as it will be.
core::Result<Table> changed(DynamoDb& dynamodb, const Table& table, const UpdateTable::Input& input,
                            const TableReference& reference) {
  auto& env = dynamodb.env();
  auto next = table;
  if (input.stream_specification) {
    TERTULIA_CHECK(check_stream_update(table, *input.stream_specification));
  }
  TERTULIA_CHECK(update_billing(env.clock.now(), input, next));
  if (input.global_secondary_index_updates) {
    TERTULIA_CHECK(update_indexes(env.clock.now(), input, next));
  }
  if (input.on_demand_throughput) next.on_demand = input.on_demand_throughput;
  if (input.warm_throughput) next.warm = input.warm_throughput;
  if (input.sse_specification) {
    next.kms_key_arn = kms_key_arn(env, input.sse_specification, reference);
  }
  if (input.table_class) next.table_class = input.table_class;
  if (input.deletion_protection_enabled) {
    next.deletion_protection = *input.deletion_protection_enabled;
  }
  // The last, since it writes into the log.
  if (input.stream_specification) {
    const auto& stream = *input.stream_specification;
    stream.stream_enabled ? open_stream(dynamodb.stream_log(), *stream.stream_view_type, next)
                          : close_stream(dynamodb.stream_log(), next);
  }
  return next;
}

}  // namespace

std::span<const core::Member> UpdateGlobalSecondaryIndexAction::members() {
  static constexpr std::array kMembers{
      core::member<&UpdateGlobalSecondaryIndexAction::index_name>("IndexName", {.required = true}),
      core::member<&UpdateGlobalSecondaryIndexAction::provisioned_throughput>(
          "ProvisionedThroughput"),
      core::member<&UpdateGlobalSecondaryIndexAction::on_demand_throughput>("OnDemandThroughput"),
      core::member<&UpdateGlobalSecondaryIndexAction::warm_throughput>("WarmThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> DeleteGlobalSecondaryIndexAction::members() {
  static constexpr std::array kMembers{
      core::member<&DeleteGlobalSecondaryIndexAction::index_name>("IndexName", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> GlobalSecondaryIndexUpdate::members() {
  static constexpr std::array kMembers{
      core::member<&GlobalSecondaryIndexUpdate::update>("Update"),
      core::member<&GlobalSecondaryIndexUpdate::create>("Create"),
      core::member<&GlobalSecondaryIndexUpdate::remove>("Delete"),
  };
  return kMembers;
}

std::span<const core::Member> UpdateTable::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::attribute_definitions>("AttributeDefinitions"),
      core::member<&Input::table_name>("TableName", {.required = true, .check = &check_table_name}),
      core::member<&Input::billing_mode>("BillingMode"),
      core::member<&Input::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&Input::global_secondary_index_updates>("GlobalSecondaryIndexUpdates"),
      core::member<&Input::stream_specification>("StreamSpecification"),
      core::member<&Input::sse_specification>("SSESpecification"),
      core::member<&Input::replica_updates>("ReplicaUpdates", {.constraint = {.min = 1}}),
      core::member<&Input::table_class>("TableClass"),
      core::member<&Input::deletion_protection_enabled>("DeletionProtectionEnabled"),
      core::member<&Input::multi_region_consistency>("MultiRegionConsistency"),
      core::member<&Input::global_table_witness_updates>("GlobalTableWitnessUpdates"),
      core::member<&Input::on_demand_throughput>("OnDemandThroughput"),
      core::member<&Input::warm_throughput>("WarmThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> UpdateTable::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_description>("TableDescription")};
  return kMembers;
}

core::Resources UpdateTable::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<UpdateTable::Output> UpdateTable::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  TERTULIA_CHECK(refuse_unsupported(input));
  TERTULIA_CHECK(check_request(input));
  const auto reference = reference_of(call, input.table_name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr) return table_not_found(reference.name);
  if (table->status != TableStatus::kActive) return table_in_use(reference.name, table->status);
  auto next = changed(dynamodb, *table, input, reference);
  if (!next.ok()) return std::move(next).error();
  if (takes_time(input)) next->status = TableStatus::kUpdating;

  dynamodb.tables().update(*table, std::move(next).value());
  auto description = describe(*table, table->status, dynamodb.tables().totals(*table));
  if (takes_time(input)) dynamodb.transitions().begin(*table);
  return Output{std::move(description)};
}

}  // namespace tertulia::dynamodb

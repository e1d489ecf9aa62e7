#include "emulator/services/dynamodb/operations/restore_table_to_point_in_time.hpp"

#include "emulator/services/dynamodb/backups/errors.hpp"
#include "emulator/services/dynamodb/recovery/recovery.hpp"

namespace tertulia::dynamodb {
namespace {

core::Status check_request(const RestoreTableToPointInTime::Input& input) {
  if (input.source_table_arn && input.source_table_name) return backups::two_sources();
  if (!input.source_table_arn && !input.source_table_name) return backups::no_source();
  const bool wants_latest = input.use_latest_restorable_time.value_or(false);
  if (wants_latest && input.restore_date_time) return backups::two_times();
  if (!wants_latest && !input.restore_date_time) return backups::no_time();
  return core::ok();
}

/// Views of the request and the call.
core::Result<TableReference> source_of(const RestoreTableToPointInTime::Input& input,
                                       const core::Call& call) {
  if (input.source_table_name) return reference_of(call, input.source_table_name->str());
  const auto& arn = *input.source_table_arn;
  if (!arn.starts_with("arn:")) {
    return invalid_parameter(base::cat("ARNs must start with 'arn:': ", arn));
  }
  const auto reference = reference_of_resource(arn);
  if (!reference || arn.find("/index/") != std::string::npos) return backups::source_is_no_arn();
  if (reference->account != call.account) return not_the_owners_account();
  return *reference;
}

core::Result<const Table*> find_source(DynamoDb& dynamodb,
                                       const RestoreTableToPointInTime::Input& input,
                                       const core::Call& call) {
  const auto reference = source_of(input, call);
  if (!reference.ok()) return reference.error();
  const auto* table = dynamodb.tables().find(*reference);
  if (table == nullptr || table->status == TableStatus::kCreating) {
    return input.source_table_arn ? backups::table_not_found()
                                  : backups::table_not_found(reference->name);
  }
  if (!table->recovery) return backups::recovery_is_not_enabled(reference->name);
  return table;
}

core::Result<core::Time> time_of(const RestoreTableToPointInTime::Input& input,
                                 const recovery::Window& window) {
  if (!input.restore_date_time) return window.latest;
  if (window.has(*input.restore_date_time)) return *input.restore_date_time;
  return backups::invalid_restore_time(core::iso8601(*input.restore_date_time),
                                       core::iso8601(window.earliest),
                                       core::iso8601(window.latest));
}

}  // namespace

std::span<const core::Member> RestoreTableToPointInTime::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::source_table_arn>("SourceTableArn"),
      core::member<&Input::source_table_name>("SourceTableName"),
      core::member<&Input::target_table_name>("TargetTableName", {.required = true}),
      core::member<&Input::use_latest_restorable_time>("UseLatestRestorableTime"),
      core::member<&Input::restore_date_time>("RestoreDateTime"),
      core::member<&Input::billing_mode_override>("BillingModeOverride"),
      core::member<&Input::global_secondary_index_override>("GlobalSecondaryIndexOverride"),
      core::member<&Input::local_secondary_index_override>("LocalSecondaryIndexOverride"),
      core::member<&Input::provisioned_throughput_override>("ProvisionedThroughputOverride"),
      core::member<&Input::on_demand_throughput_override>("OnDemandThroughputOverride"),
      core::member<&Input::sse_specification_override>("SSESpecificationOverride"),
  };
  return kMembers;
}

std::span<const core::Member> RestoreTableToPointInTime::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_description>("TableDescription")};
  return kMembers;
}

core::Resources RestoreTableToPointInTime::resources(const Input& input, const core::Call& call) {
  core::Resources resources;
  if (input.source_table_name) {
    resources.push_back({.resource = table_arn(call, input.source_table_name->str())});
  } else if (input.source_table_arn && reference_of_resource(*input.source_table_arn)) {
    resources.push_back({.resource = *input.source_table_arn});
  }
  if (!resources.empty()) {
    backups::add_target_resources(call, input.target_table_name.str(), resources);
  }
  return resources;
}

core::Result<RestoreTableToPointInTime::Output> RestoreTableToPointInTime::run(
    DynamoDb& dynamodb, const Input& input, const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  const auto source = find_source(dynamodb, input, call);
  if (!source.ok()) return source.error();
  const auto& old = **source;
  const auto time = time_of(input, recovery::restorable(*old.recovery, dynamodb.env().clock.now()));
  if (!time.ok()) return time.error();
  const auto target = reference_of(call, input.target_table_name.str());
  auto wanted = backups::restored_table(dynamodb.env(), old, backups::overrides_of(input), target);
  if (!wanted.ok()) return std::move(wanted).error();
  TERTULIA_CHECK(backups::check_target(dynamodb.tables(), target));
  wanted->restored_from = {.table_arn = old.arn(), .time = *time};
  const auto& table = dynamodb.tables().add(std::move(wanted).value(), {});
  dynamodb.history().copy(old, *time, table);
  return Output{backups::begin_restored(dynamodb, table)};
}

}  // namespace tertulia::dynamodb

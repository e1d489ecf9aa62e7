#include "emulator/services/dynamodb/backups/description.hpp"

namespace tertulia::dynamodb::backups {
namespace {

ProvisionedThroughput provisioned(const Throughput& throughput) {
  return {.read_capacity_units = throughput.read_units,
          .write_capacity_units = throughput.write_units};
}

SourceTableDetails source_of(const Backup& backup) {
  const auto& table = backup.table;
  return {.table_name = table.name,
          .table_id = table.uuid,
          .table_arn = table.arn(),
          .table_size_bytes = backup.totals.bytes,
          .key_schema = elements_of(table.keys),
          .table_creation_date_time = table.created,
          .provisioned_throughput = provisioned(table.throughput),
          .on_demand_throughput = table.on_demand,
          .item_count = backup.totals.items,
          .billing_mode = table.billing_mode};
}

void add_index(const Index& index, SourceTableFeatureDetails& features) {
  const auto into = [](auto& list) -> auto& { return list ? *list : list.emplace(); };
  if (index.is_global()) {
    into(features.global_secondary_indexes)
        .push_back({.index_name = index.name,
                    .key_schema = elements_of(index.keys),
                    .projection = index.projection,
                    .provisioned_throughput = provisioned(index.throughput),
                    .on_demand_throughput = index.on_demand});
  } else {
    into(features.local_secondary_indexes)
        .push_back({.index_name = index.name,
                    .key_schema = elements_of(index.keys),
                    .projection = index.projection});
  }
}

SourceTableFeatureDetails features_of(const Table& table) {
  SourceTableFeatureDetails features;
  for (const auto& index : table.indexes) add_index(index, features);
  if (table.stream_view) {
    features.stream_description =
        StreamSpecification{.stream_enabled = true, .stream_view_type = table.stream_view};
  }
  if (table.ttl_attribute) {
    features.time_to_live_description = TimeToLiveDescription{
        .time_to_live_status = TimeToLiveStatus::kEnabled, .attribute_name = table.ttl_attribute};
  }
  if (table.kms_key_arn) {
    features.sse_description = SseDescription{
        .status = SseStatus::kEnabled, .sse_type = SseType::kKms, .kms_key_arn = table.kms_key_arn};
  }
  return features;
}

}  // namespace

std::span<const core::Member> BackupDetails::members() {
  static constexpr std::array kMembers{
      core::member<&BackupDetails::backup_arn>("BackupArn", {.required = true}),
      core::member<&BackupDetails::backup_name>("BackupName", {.required = true}),
      core::member<&BackupDetails::backup_size_bytes>("BackupSizeBytes"),
      core::member<&BackupDetails::backup_status>("BackupStatus", {.required = true}),
      core::member<&BackupDetails::backup_type>("BackupType", {.required = true}),
      core::member<&BackupDetails::backup_creation_date_time>("BackupCreationDateTime",
                                                              {.required = true}),
      core::member<&BackupDetails::backup_expiry_date_time>("BackupExpiryDateTime"),
  };
  return kMembers;
}

std::span<const core::Member> SourceTableDetails::members() {
  static constexpr std::array kMembers{
      core::member<&SourceTableDetails::table_name>("TableName", {.required = true}),
      core::member<&SourceTableDetails::table_id>("TableId", {.required = true}),
      core::member<&SourceTableDetails::table_arn>("TableArn"),
      core::member<&SourceTableDetails::table_size_bytes>("TableSizeBytes"),
      core::member<&SourceTableDetails::key_schema>("KeySchema", {.required = true}),
      core::member<&SourceTableDetails::table_creation_date_time>("TableCreationDateTime",
                                                                  {.required = true}),
      core::member<&SourceTableDetails::provisioned_throughput>("ProvisionedThroughput",
                                                                {.required = true}),
      core::member<&SourceTableDetails::on_demand_throughput>("OnDemandThroughput"),
      core::member<&SourceTableDetails::item_count>("ItemCount"),
      core::member<&SourceTableDetails::billing_mode>("BillingMode"),
  };
  return kMembers;
}

std::span<const core::Member> LocalSecondaryIndexInfo::members() {
  static constexpr std::array kMembers{
      core::member<&LocalSecondaryIndexInfo::index_name>("IndexName"),
      core::member<&LocalSecondaryIndexInfo::key_schema>("KeySchema"),
      core::member<&LocalSecondaryIndexInfo::projection>("Projection"),
  };
  return kMembers;
}

std::span<const core::Member> GlobalSecondaryIndexInfo::members() {
  static constexpr std::array kMembers{
      core::member<&GlobalSecondaryIndexInfo::index_name>("IndexName"),
      core::member<&GlobalSecondaryIndexInfo::key_schema>("KeySchema"),
      core::member<&GlobalSecondaryIndexInfo::projection>("Projection"),
      core::member<&GlobalSecondaryIndexInfo::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&GlobalSecondaryIndexInfo::on_demand_throughput>("OnDemandThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> SourceTableFeatureDetails::members() {
  static constexpr std::array kMembers{
      core::member<&SourceTableFeatureDetails::local_secondary_indexes>("LocalSecondaryIndexes"),
      core::member<&SourceTableFeatureDetails::global_secondary_indexes>("GlobalSecondaryIndexes"),
      core::member<&SourceTableFeatureDetails::stream_description>("StreamDescription"),
      core::member<&SourceTableFeatureDetails::time_to_live_description>("TimeToLiveDescription"),
      core::member<&SourceTableFeatureDetails::sse_description>("SSEDescription"),
  };
  return kMembers;
}

std::span<const core::Member> BackupDescription::members() {
  static constexpr std::array kMembers{
      core::member<&BackupDescription::backup_details>("BackupDetails"),
      core::member<&BackupDescription::source_table_details>("SourceTableDetails"),
      core::member<&BackupDescription::source_table_feature_details>("SourceTableFeatureDetails"),
  };
  return kMembers;
}

BackupDetails details_of(const Backup& backup, BackupStatus status) {
  return {.backup_arn = backup.arn(),
          .backup_name = backup.name,
          .backup_size_bytes = backup.totals.bytes,
          .backup_status = status,
          .backup_type = backup.type,
          .backup_creation_date_time = backup.created,
          .backup_expiry_date_time = backup.expires};
}

BackupDescription describe(const Backup& backup, BackupStatus status) {
  return {.backup_details = details_of(backup, status),
          .source_table_details = source_of(backup),
          .source_table_feature_details = features_of(backup.table)};
}

}  // namespace tertulia::dynamodb::backups

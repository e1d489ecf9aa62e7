#include "emulator/services/dynamodb/shapes.hpp"

#include <algorithm>

#include "emulator/core/validation.hpp"
#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr core::Constraint kKeyAttributeName{.min = 1, .max = 255};
constexpr core::Constraint kPositive{.min = 1};

// AWS has words of its own for tags that lack something; the rest is for `check_tags`.
void check_tag_key(core::Validator& validator, const void* key) {
  if (key == nullptr) validator.only(invalid_tag_key("null").message);
}
void check_tag_value(core::Validator& validator, const void* value) {
  if (value == nullptr) validator.only(invalid_tag_value("null").message);
}

}  // namespace

bool is_name(std::string_view text) {
  const auto fits = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '.' || letter == '-';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

std::span<const core::Member> AttributeDefinition::members() {
  static constexpr std::array kMembers{
      core::member<&AttributeDefinition::attribute_name>(
          "AttributeName", {.required = true, .constraint = kKeyAttributeName}),
      core::member<&AttributeDefinition::attribute_type>("AttributeType", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> KeySchemaElement::members() {
  static constexpr std::array kMembers{
      core::member<&KeySchemaElement::attribute_name>(
          "AttributeName", {.required = true, .constraint = kKeyAttributeName}),
      core::member<&KeySchemaElement::key_type>("KeyType", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> ProvisionedThroughput::members() {
  static constexpr std::array kMembers{
      core::member<&ProvisionedThroughput::write_capacity_units>(
          "WriteCapacityUnits", {.required = true, .constraint = kPositive}),
      core::member<&ProvisionedThroughput::read_capacity_units>(
          "ReadCapacityUnits", {.required = true, .constraint = kPositive}),
  };
  return kMembers;
}

std::span<const core::Member> OnDemandThroughput::members() {
  static constexpr std::array kMembers{
      core::member<&OnDemandThroughput::max_read_request_units>("MaxReadRequestUnits"),
      core::member<&OnDemandThroughput::max_write_request_units>("MaxWriteRequestUnits"),
  };
  return kMembers;
}

std::span<const core::Member> WarmThroughput::members() {
  static constexpr std::array kMembers{
      core::member<&WarmThroughput::read_units_per_second>("ReadUnitsPerSecond"),
      core::member<&WarmThroughput::write_units_per_second>("WriteUnitsPerSecond"),
  };
  return kMembers;
}

std::span<const core::Member> Projection::members() {
  static constexpr std::array kMembers{
      core::member<&Projection::projection_type>("ProjectionType"),
      core::member<&Projection::non_key_attributes>("NonKeyAttributes",
                                                    {.constraint = {.min = 1, .max = 20}}),
  };
  return kMembers;
}

std::span<const core::Member> LocalSecondaryIndex::members() {
  static constexpr std::array kMembers{
      core::member<&LocalSecondaryIndex::index_name>("IndexName", {.required = true}),
      core::member<&LocalSecondaryIndex::key_schema>(
          "KeySchema", {.required = true, .constraint = {.min = 1, .max = 2}}),
      core::member<&LocalSecondaryIndex::projection>("Projection", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> GlobalSecondaryIndex::members() {
  static constexpr std::array kMembers{
      core::member<&GlobalSecondaryIndex::index_name>("IndexName", {.required = true}),
      core::member<&GlobalSecondaryIndex::key_schema>("KeySchema",
                                                      {.required = true, .constraint = {.min = 1}}),
      core::member<&GlobalSecondaryIndex::projection>("Projection", {.required = true}),
      core::member<&GlobalSecondaryIndex::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&GlobalSecondaryIndex::on_demand_throughput>("OnDemandThroughput"),
      core::member<&GlobalSecondaryIndex::warm_throughput>("WarmThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> StreamSpecification::members() {
  static constexpr std::array kMembers{
      core::member<&StreamSpecification::stream_enabled>("StreamEnabled", {.required = true}),
      core::member<&StreamSpecification::stream_view_type>("StreamViewType"),
  };
  return kMembers;
}

std::span<const core::Member> SseSpecification::members() {
  static constexpr std::array kMembers{
      core::member<&SseSpecification::enabled>("Enabled"),
      core::member<&SseSpecification::sse_type>("SSEType"),
      core::member<&SseSpecification::kms_key_id>("KMSMasterKeyId"),
  };
  return kMembers;
}

std::span<const core::Member> Tag::members() {
  static constexpr std::array kMembers{
      core::member<&Tag::key>("Key", {.required = true, .check = &check_tag_key}),
      core::member<&Tag::value>("Value", {.required = true, .check = &check_tag_value}),
  };
  return kMembers;
}

std::span<const core::Member> ProvisionedThroughputDescription::members() {
  static constexpr std::array kMembers{
      core::member<&ProvisionedThroughputDescription::last_increase_date_time>(
          "LastIncreaseDateTime"),
      core::member<&ProvisionedThroughputDescription::last_decrease_date_time>(
          "LastDecreaseDateTime"),
      core::member<&ProvisionedThroughputDescription::number_of_decreases_today>(
          "NumberOfDecreasesToday"),
      core::member<&ProvisionedThroughputDescription::read_capacity_units>("ReadCapacityUnits"),
      core::member<&ProvisionedThroughputDescription::write_capacity_units>("WriteCapacityUnits"),
  };
  return kMembers;
}

std::span<const core::Member> BillingModeSummary::members() {
  static constexpr std::array kMembers{
      core::member<&BillingModeSummary::billing_mode>("BillingMode"),
      core::member<&BillingModeSummary::last_update_to_pay_per_request>(
          "LastUpdateToPayPerRequestDateTime"),
  };
  return kMembers;
}

std::span<const core::Member> SseDescription::members() {
  static constexpr std::array kMembers{
      core::member<&SseDescription::status>("Status"),
      core::member<&SseDescription::sse_type>("SSEType"),
      core::member<&SseDescription::kms_key_arn>("KMSMasterKeyArn"),
  };
  return kMembers;
}

std::span<const core::Member> TableClassSummary::members() {
  static constexpr std::array kMembers{core::member<&TableClassSummary::table_class>("TableClass")};
  return kMembers;
}

std::span<const core::Member> RestoreSummary::members() {
  static constexpr std::array kMembers{
      core::member<&RestoreSummary::source_backup_arn>("SourceBackupArn"),
      core::member<&RestoreSummary::source_table_arn>("SourceTableArn"),
      core::member<&RestoreSummary::restore_date_time>("RestoreDateTime", {.required = true}),
      core::member<&RestoreSummary::restore_in_progress>("RestoreInProgress", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> TableWarmThroughputDescription::members() {
  static constexpr std::array kMembers{
      core::member<&TableWarmThroughputDescription::read_units_per_second>("ReadUnitsPerSecond"),
      core::member<&TableWarmThroughputDescription::write_units_per_second>("WriteUnitsPerSecond"),
      core::member<&TableWarmThroughputDescription::status>("Status"),
  };
  return kMembers;
}

std::span<const core::Member> IndexWarmThroughputDescription::members() {
  static constexpr std::array kMembers{
      core::member<&IndexWarmThroughputDescription::read_units_per_second>("ReadUnitsPerSecond"),
      core::member<&IndexWarmThroughputDescription::write_units_per_second>("WriteUnitsPerSecond"),
      core::member<&IndexWarmThroughputDescription::status>("Status"),
  };
  return kMembers;
}

std::span<const core::Member> LocalSecondaryIndexDescription::members() {
  static constexpr std::array kMembers{
      core::member<&LocalSecondaryIndexDescription::index_name>("IndexName"),
      core::member<&LocalSecondaryIndexDescription::key_schema>("KeySchema"),
      core::member<&LocalSecondaryIndexDescription::projection>("Projection"),
      core::member<&LocalSecondaryIndexDescription::index_size_bytes>("IndexSizeBytes"),
      core::member<&LocalSecondaryIndexDescription::item_count>("ItemCount"),
      core::member<&LocalSecondaryIndexDescription::index_arn>("IndexArn"),
  };
  return kMembers;
}

std::span<const core::Member> GlobalSecondaryIndexDescription::members() {
  static constexpr std::array kMembers{
      core::member<&GlobalSecondaryIndexDescription::index_name>("IndexName"),
      core::member<&GlobalSecondaryIndexDescription::key_schema>("KeySchema"),
      core::member<&GlobalSecondaryIndexDescription::projection>("Projection"),
      core::member<&GlobalSecondaryIndexDescription::index_status>("IndexStatus"),
      core::member<&GlobalSecondaryIndexDescription::backfilling>("Backfilling"),
      core::member<&GlobalSecondaryIndexDescription::provisioned_throughput>(
          "ProvisionedThroughput"),
      core::member<&GlobalSecondaryIndexDescription::index_size_bytes>("IndexSizeBytes"),
      core::member<&GlobalSecondaryIndexDescription::item_count>("ItemCount"),
      core::member<&GlobalSecondaryIndexDescription::index_arn>("IndexArn"),
      core::member<&GlobalSecondaryIndexDescription::on_demand_throughput>("OnDemandThroughput"),
      core::member<&GlobalSecondaryIndexDescription::warm_throughput>("WarmThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> TableDescription::members() {
  static constexpr std::array kMembers{
      core::member<&TableDescription::attribute_definitions>("AttributeDefinitions"),
      core::member<&TableDescription::table_name>("TableName"),
      core::member<&TableDescription::key_schema>("KeySchema"),
      core::member<&TableDescription::table_status>("TableStatus"),
      core::member<&TableDescription::creation_date_time>("CreationDateTime"),
      core::member<&TableDescription::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&TableDescription::table_size_bytes>("TableSizeBytes"),
      core::member<&TableDescription::item_count>("ItemCount"),
      core::member<&TableDescription::table_arn>("TableArn"),
      core::member<&TableDescription::table_id>("TableId"),
      core::member<&TableDescription::billing_mode_summary>("BillingModeSummary"),
      core::member<&TableDescription::local_secondary_indexes>("LocalSecondaryIndexes"),
      core::member<&TableDescription::global_secondary_indexes>("GlobalSecondaryIndexes"),
      core::member<&TableDescription::stream_specification>("StreamSpecification"),
      core::member<&TableDescription::latest_stream_label>("LatestStreamLabel"),
      core::member<&TableDescription::latest_stream_arn>("LatestStreamArn"),
      core::member<&TableDescription::restore_summary>("RestoreSummary"),
      core::member<&TableDescription::sse_description>("SSEDescription"),
      core::member<&TableDescription::table_class_summary>("TableClassSummary"),
      core::member<&TableDescription::warm_throughput>("WarmThroughput"),
      core::member<&TableDescription::on_demand_throughput>("OnDemandThroughput"),
      core::member<&TableDescription::deletion_protection_enabled>("DeletionProtectionEnabled"),
  };
  return kMembers;
}

std::span<const core::Member> ExpectedAttributeValue::members() {
  static constexpr std::array kMembers{
      core::member<&ExpectedAttributeValue::attribute_value_list>("AttributeValueList"),
      core::member<&ExpectedAttributeValue::comparison_operator>("ComparisonOperator"),
      core::member<&ExpectedAttributeValue::exists>("Exists"),
      core::member<&ExpectedAttributeValue::value>("Value"),
  };
  return kMembers;
}

std::span<const core::Member> Condition::members() {
  static constexpr std::array kMembers{
      core::member<&Condition::attribute_value_list>("AttributeValueList"),
      core::member<&Condition::comparison_operator>("ComparisonOperator", {.required = true}),
  };
  return kMembers;
}

std::span<const core::Member> AttributeValueUpdate::members() {
  static constexpr std::array kMembers{
      core::member<&AttributeValueUpdate::action>("Action"),
      core::member<&AttributeValueUpdate::value>("Value"),
  };
  return kMembers;
}

std::span<const core::Member> Capacity::members() {
  static constexpr std::array kMembers{
      core::member<&Capacity::read_capacity_units>("ReadCapacityUnits"),
      core::member<&Capacity::write_capacity_units>("WriteCapacityUnits"),
      core::member<&Capacity::capacity_units>("CapacityUnits"),
  };
  return kMembers;
}

std::span<const core::Member> ConsumedCapacity::members() {
  static constexpr std::array kMembers{
      core::member<&ConsumedCapacity::table_name>("TableName"),
      core::member<&ConsumedCapacity::capacity_units>("CapacityUnits"),
      core::member<&ConsumedCapacity::read_capacity_units>("ReadCapacityUnits"),
      core::member<&ConsumedCapacity::write_capacity_units>("WriteCapacityUnits"),
      core::member<&ConsumedCapacity::table>("Table"),
      core::member<&ConsumedCapacity::local_secondary_indexes>("LocalSecondaryIndexes"),
      core::member<&ConsumedCapacity::global_secondary_indexes>("GlobalSecondaryIndexes"),
  };
  return kMembers;
}

std::span<const core::Member> ItemCollectionMetrics::members() {
  static constexpr std::array kMembers{
      core::member<&ItemCollectionMetrics::item_collection_key>("ItemCollectionKey"),
      core::member<&ItemCollectionMetrics::size_estimate_range_gb>("SizeEstimateRangeGB"),
  };
  return kMembers;
}

}  // namespace tertulia::dynamodb

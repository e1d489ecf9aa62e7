/// Structures that several operations of DynamoDB use. Enumerations and members stand in the order
/// in which AWS checks and prints them.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Types_Amazon_DynamoDB.html
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/shape.hpp"
#include "emulator/services/dynamodb/attribute_value.hpp"

namespace tertulia::dynamodb {

/// A table's name or ARN. What it may be depends on the operation: `table_name_member` and
/// `item_table_name_member` of validation.hpp.
struct TableName : core::Text {
  using Text::Text;
};

[[nodiscard]] bool is_name(std::string_view text);
inline constexpr core::Pattern kNamePattern{.text = "[a-zA-Z0-9_.-]+", .matches = &is_name};

/// An index's name.
struct IndexName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 3, .max = 255, .pattern = kNamePattern};
};

enum class ScalarType : std::uint8_t { kB, kN, kS };
enum class KeyType : std::uint8_t { kHash, kRange };
enum class BillingMode : std::uint8_t { kProvisioned, kPayPerRequest };
enum class TableClass : std::uint8_t { kStandard, kStandardInfrequentAccess };
enum class TableStatus : std::uint8_t { kCreating, kUpdating, kDeleting, kActive };
enum class IndexStatus : std::uint8_t { kCreating, kUpdating, kDeleting, kActive };
enum class ProjectionType : std::uint8_t { kAll, kInclude, kKeysOnly };
enum class StreamViewType : std::uint8_t { kNewImage, kOldImage, kNewAndOldImages, kKeysOnly };
enum class SseType : std::uint8_t { kAes256, kKms };
enum class SseStatus : std::uint8_t { kEnabling, kEnabled, kDisabling, kDisabled, kUpdating };
enum class ReturnConsumedCapacity : std::uint8_t { kIndexes, kTotal, kNone };
enum class ReturnItemCollectionMetrics : std::uint8_t { kSize, kNone };
enum class ReturnValue : std::uint8_t { kAllNew, kUpdatedOld, kAllOld, kNone, kUpdatedNew };
enum class ReturnValuesOnFailure : std::uint8_t { kAllOld, kNone };
enum class ConditionalOperator : std::uint8_t { kOr, kAnd };
enum class ComparisonOperator : std::uint8_t {
  kIn,
  kNull,
  kBetween,
  kLt,
  kNotContains,
  kEq,
  kGt,
  kNotNull,
  kNe,
  kLe,
  kBeginsWith,
  kGe,
  kContains,
};
enum class AttributeAction : std::uint8_t { kAdd, kDelete, kPut };
enum class Select : std::uint8_t {
  kSpecificAttributes,
  kCount,
  kAllAttributes,
  kAllProjectedAttributes,
};

// Tables.

struct AttributeDefinition {
  std::string attribute_name;
  ScalarType attribute_type{};
  static std::span<const core::Member> members();
};
struct KeySchemaElement {
  std::string attribute_name;
  KeyType key_type{};
  static std::span<const core::Member> members();
};
struct ProvisionedThroughput {
  std::int64_t read_capacity_units = 0;
  std::int64_t write_capacity_units = 0;
  static std::span<const core::Member> members();
};
struct OnDemandThroughput {
  std::optional<std::int64_t> max_read_request_units;
  std::optional<std::int64_t> max_write_request_units;
  static std::span<const core::Member> members();
};
struct WarmThroughput {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
  static std::span<const core::Member> members();
  friend bool operator==(const WarmThroughput&, const WarmThroughput&) = default;
};
struct Projection {
  std::optional<ProjectionType> projection_type = std::nullopt;
  std::optional<std::vector<std::string>> non_key_attributes = std::nullopt;
  static std::span<const core::Member> members();
};
struct LocalSecondaryIndex {
  IndexName index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  static std::span<const core::Member> members();
};
struct GlobalSecondaryIndex {
  IndexName index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
  static std::span<const core::Member> members();
};
struct StreamSpecification {
  bool stream_enabled = false;
  std::optional<StreamViewType> stream_view_type;
  static std::span<const core::Member> members();
};
struct SseSpecification {
  std::optional<bool> enabled;
  std::optional<SseType> sse_type;
  std::optional<std::string> kms_key_id;
  static std::span<const core::Member> members();
};
struct Tag {
  std::string key;
  std::string value;
  static std::span<const core::Member> members();
};

struct ProvisionedThroughputDescription {
  std::optional<core::Time> last_increase_date_time = std::nullopt;
  std::optional<core::Time> last_decrease_date_time = std::nullopt;
  std::int64_t number_of_decreases_today = 0;
  std::int64_t read_capacity_units = 0;
  std::int64_t write_capacity_units = 0;
  static std::span<const core::Member> members();
};
struct BillingModeSummary {
  BillingMode billing_mode{};
  std::optional<core::Time> last_update_to_pay_per_request = std::nullopt;
  static std::span<const core::Member> members();
};
struct SseDescription {
  SseStatus status{};
  SseType sse_type{};
  std::optional<std::string> kms_key_arn;
  static std::span<const core::Member> members();
};
struct TableClassSummary {
  std::optional<TableClass> table_class;
  static std::span<const core::Member> members();
};
/// Where a table that is being restored comes from.
struct RestoreSummary {
  std::optional<std::string> source_backup_arn = std::nullopt;
  std::optional<std::string> source_table_arn = std::nullopt;
  core::Time restore_date_time;
  bool restore_in_progress = true;
  static std::span<const core::Member> members();
};
struct TableWarmThroughputDescription {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
  TableStatus status{};
  static std::span<const core::Member> members();
};
struct IndexWarmThroughputDescription {
  std::optional<std::int64_t> read_units_per_second;
  std::optional<std::int64_t> write_units_per_second;
  IndexStatus status{};
  static std::span<const core::Member> members();
};
struct LocalSecondaryIndexDescription {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  std::int64_t index_size_bytes = 0;
  std::int64_t item_count = 0;
  std::string index_arn;
  static std::span<const core::Member> members();
};
struct GlobalSecondaryIndexDescription {
  std::string index_name;
  std::vector<KeySchemaElement> key_schema;
  Projection projection;
  IndexStatus index_status{};
  /// Told while the index is being created or deleted alone.
  std::optional<bool> backfilling;
  ProvisionedThroughputDescription provisioned_throughput;
  std::int64_t index_size_bytes = 0;
  std::int64_t item_count = 0;
  std::string index_arn;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<IndexWarmThroughputDescription> warm_throughput;
  static std::span<const core::Member> members();
};
struct TableDescription {
  std::optional<std::vector<AttributeDefinition>> attribute_definitions;
  std::string table_name;
  std::optional<std::vector<KeySchemaElement>> key_schema;
  TableStatus table_status{};
  std::optional<core::Time> creation_date_time;
  std::optional<ProvisionedThroughputDescription> provisioned_throughput;
  std::int64_t table_size_bytes = 0;
  std::int64_t item_count = 0;
  std::string table_arn;
  std::string table_id;
  std::optional<BillingModeSummary> billing_mode_summary;
  std::optional<std::vector<LocalSecondaryIndexDescription>> local_secondary_indexes;
  std::optional<std::vector<GlobalSecondaryIndexDescription>> global_secondary_indexes;
  std::optional<StreamSpecification> stream_specification;
  std::optional<std::string> latest_stream_label;
  std::optional<std::string> latest_stream_arn;
  std::optional<RestoreSummary> restore_summary;
  std::optional<SseDescription> sse_description;
  std::optional<TableClassSummary> table_class_summary;
  std::optional<TableWarmThroughputDescription> warm_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  bool deletion_protection_enabled = false;
  static std::span<const core::Member> members();
};

// Items.

/// What came before expressions; legacy.hpp makes expressions of them.
struct ExpectedAttributeValue {
  std::optional<std::vector<AttributeValue>> attribute_value_list = std::nullopt;
  std::optional<ComparisonOperator> comparison_operator = std::nullopt;
  std::optional<bool> exists = std::nullopt;
  std::optional<AttributeValue> value = std::nullopt;
  static std::span<const core::Member> members();
};
struct Condition {
  std::optional<std::vector<AttributeValue>> attribute_value_list = std::nullopt;
  ComparisonOperator comparison_operator{};
  static std::span<const core::Member> members();
};
struct AttributeValueUpdate {
  std::optional<AttributeAction> action = std::nullopt;
  std::optional<AttributeValue> value = std::nullopt;
  static std::span<const core::Member> members();
};
using ExpectedMap = std::map<std::string, ExpectedAttributeValue>;
using ConditionMap = std::map<std::string, Condition>;
using AttributeUpdateMap = std::map<std::string, AttributeValueUpdate>;
using NameMap = std::map<std::string, std::string>;

struct Capacity {
  /// Told of transactions alone.
  std::optional<double> read_capacity_units = std::nullopt;
  std::optional<double> write_capacity_units = std::nullopt;
  double capacity_units = 0;
  static std::span<const core::Member> members();
};
using IndexCapacities = std::map<std::string, Capacity>;
struct ConsumedCapacity {
  std::string table_name;
  double capacity_units = 0;
  std::optional<double> read_capacity_units = std::nullopt;
  std::optional<double> write_capacity_units = std::nullopt;
  /// The parts, when they were asked for.
  std::optional<Capacity> table = std::nullopt;
  std::optional<IndexCapacities> local_secondary_indexes = std::nullopt;
  std::optional<IndexCapacities> global_secondary_indexes = std::nullopt;
  static std::span<const core::Member> members();
};
/// How much the items of one hash key weigh, with their copies in local indexes.
struct ItemCollectionMetrics {
  StoredItem item_collection_key;
  /// A lower and an upper bound, in GB.
  std::vector<double> size_estimate_range_gb;
  static std::span<const core::Member> members();
};

/// A constraint on the names of attributes in a map.
inline constexpr core::Constraint kAttributeName{.max = 65535};

}  // namespace tertulia::dynamodb

namespace tertulia::core {

template <>
struct EnumNames<dynamodb::ScalarType> {
  static constexpr std::array<std::string_view, 3> kNames{"B", "N", "S"};
};
template <>
struct EnumNames<dynamodb::KeyType> {
  static constexpr std::array<std::string_view, 2> kNames{"HASH", "RANGE"};
};
template <>
struct EnumNames<dynamodb::BillingMode> {
  static constexpr std::array<std::string_view, 2> kNames{"PROVISIONED", "PAY_PER_REQUEST"};
};
template <>
struct EnumNames<dynamodb::TableClass> {
  static constexpr std::array<std::string_view, 2> kNames{"STANDARD", "STANDARD_INFREQUENT_ACCESS"};
};
template <>
struct EnumNames<dynamodb::TableStatus> {
  static constexpr std::array<std::string_view, 4> kNames{"CREATING", "UPDATING", "DELETING",
                                                          "ACTIVE"};
};
template <>
struct EnumNames<dynamodb::IndexStatus> {
  static constexpr std::array<std::string_view, 4> kNames{"CREATING", "UPDATING", "DELETING",
                                                          "ACTIVE"};
};
template <>
struct EnumNames<dynamodb::ProjectionType> {
  static constexpr std::array<std::string_view, 3> kNames{"ALL", "INCLUDE", "KEYS_ONLY"};
};
template <>
struct EnumNames<dynamodb::StreamViewType> {
  static constexpr std::array<std::string_view, 4> kNames{"NEW_IMAGE", "OLD_IMAGE",
                                                          "NEW_AND_OLD_IMAGES", "KEYS_ONLY"};
};
template <>
struct EnumNames<dynamodb::SseType> {
  static constexpr std::array<std::string_view, 2> kNames{"AES256", "KMS"};
};
template <>
struct EnumNames<dynamodb::SseStatus> {
  static constexpr std::array<std::string_view, 5> kNames{"ENABLING", "ENABLED", "DISABLING",
                                                          "DISABLED", "UPDATING"};
};
template <>
struct EnumNames<dynamodb::ReturnConsumedCapacity> {
  static constexpr std::array<std::string_view, 3> kNames{"INDEXES", "TOTAL", "NONE"};
};
template <>
struct EnumNames<dynamodb::ReturnItemCollectionMetrics> {
  static constexpr std::array<std::string_view, 2> kNames{"SIZE", "NONE"};
};
template <>
struct EnumNames<dynamodb::ReturnValue> {
  static constexpr std::array<std::string_view, 5> kNames{"ALL_NEW", "UPDATED_OLD", "ALL_OLD",
                                                          "NONE", "UPDATED_NEW"};
};
template <>
struct EnumNames<dynamodb::ReturnValuesOnFailure> {
  static constexpr std::array<std::string_view, 2> kNames{"ALL_OLD", "NONE"};
};
template <>
struct EnumNames<dynamodb::ConditionalOperator> {
  static constexpr std::array<std::string_view, 2> kNames{"OR", "AND"};
};
template <>
struct EnumNames<dynamodb::ComparisonOperator> {
  static constexpr std::array<std::string_view, 13> kNames{
      "IN",       "NULL", "BETWEEN", "LT",          "NOT_CONTAINS", "EQ",      "GT",
      "NOT_NULL", "NE",   "LE",      "BEGINS_WITH", "GE",           "CONTAINS"};
};
template <>
struct EnumNames<dynamodb::AttributeAction> {
  static constexpr std::array<std::string_view, 3> kNames{"ADD", "DELETE", "PUT"};
};
template <>
struct EnumNames<dynamodb::Select> {
  static constexpr std::array<std::string_view, 4> kNames{
      "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"};
};

}  // namespace tertulia::core

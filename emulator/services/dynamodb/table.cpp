#include "emulator/services/dynamodb/table.hpp"

#include <algorithm>
#include <utility>

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

/// What tables and indexes that are billed per request can serve at once.
constexpr WarmThroughput kOnDemandWarmth{.read_units_per_second = 12000,
                                         .write_units_per_second = 4000};

WarmThroughput warmth_of(const std::optional<WarmThroughput>& asked, BillingMode mode,
                         const Throughput& throughput) {
  auto least = kOnDemandWarmth;
  if (mode == BillingMode::kProvisioned) {
    least = {.read_units_per_second = throughput.read_units,
             .write_units_per_second = throughput.write_units};
  }
  if (!asked) return least;
  return {
      .read_units_per_second = asked->read_units_per_second.value_or(*least.read_units_per_second),
      .write_units_per_second =
          asked->write_units_per_second.value_or(*least.write_units_per_second)};
}

ProvisionedThroughputDescription description_of(const Throughput& throughput) {
  return {.last_increase_date_time = throughput.last_increase,
          .last_decrease_date_time = throughput.last_decrease,
          .number_of_decreases_today = throughput.decreases_today,
          .read_capacity_units = throughput.read_units,
          .write_capacity_units = throughput.write_units};
}

std::optional<BillingModeSummary> billing_summary(const Table& table, TableStatus status) {
  if (table.billing_mode == BillingMode::kProvisioned && !table.per_request_since) {
    return std::nullopt;
  }
  BillingModeSummary summary{.billing_mode = table.billing_mode};
  if (status != TableStatus::kCreating) {
    summary.last_update_to_pay_per_request = table.per_request_since;
  }
  return summary;
}

std::string arn_of(const Table& table, const Index& index) {
  return base::cat(table.arn(), "/index/", index.name);
}

LocalSecondaryIndexDescription describe_local(const Table& table, const Index& index,
                                              const Totals& totals) {
  return {.index_name = index.name,
          .key_schema = elements_of(index.keys),
          .projection = index.projection,
          .index_size_bytes = totals.bytes,
          .item_count = totals.items,
          .index_arn = arn_of(table, index)};
}

GlobalSecondaryIndexDescription describe_global(const Table& table, const Index& index,
                                                IndexStatus status, const Totals& totals) {
  const auto warmth = warmth_of(index.warm, table.billing_mode, index.throughput);
  return {.index_name = index.name,
          .key_schema = elements_of(index.keys),
          .projection = index.projection,
          .index_status = status,
          .backfilling =
              index.status == IndexStatus::kCreating && table.status != TableStatus::kCreating
                  ? std::optional(true)
                  : std::nullopt,
          .provisioned_throughput = description_of(index.throughput),
          .index_size_bytes = totals.bytes,
          .item_count = totals.items,
          .index_arn = arn_of(table, index),
          .on_demand_throughput = index.on_demand,
          .warm_throughput = IndexWarmThroughputDescription{
              .read_units_per_second = warmth.read_units_per_second,
              .write_units_per_second = warmth.write_units_per_second,
              .status = status}};
}

void describe_indexes(const Table& table, TableStatus status, const TableTotals& totals,
                      TableDescription& description) {
  for (std::size_t i = 0; i < table.indexes.size(); ++i) {
    const auto& index = table.indexes[i];
    const auto held = i < totals.indexes.size() ? totals.indexes[i] : Totals{};
    if (index.is_global()) {
      auto& all = description.global_secondary_indexes;
      if (!all) all.emplace();
      all->push_back(describe_global(
          table, index, status == TableStatus::kCreating ? IndexStatus::kCreating : index.status,
          held));
    } else {
      auto& all = description.local_secondary_indexes;
      if (!all) all.emplace();
      all->push_back(describe_local(table, index, held));
    }
  }
}

}  // namespace

const KeyAttribute* KeySchema::find(std::string_view name) const {
  for (const auto* attributes : {&hash, &range}) {
    const auto found = std::ranges::find(*attributes, name, &KeyAttribute::name);
    if (found != attributes->end()) return &*found;
  }
  return nullptr;
}

std::string Table::arn() const {
  return base::cat("arn:aws:dynamodb:", region, ":", account, ":table/", name);
}

const Index* Table::index(std::string_view index_name) const {
  const auto found = std::ranges::find(indexes, index_name, &Index::name);
  return found == indexes.end() ? nullptr : &*found;
}

Index* Table::index(std::string_view index_name) {
  return const_cast<Index*>(std::as_const(*this).index(index_name));
}

bool Table::has_local_indexes() const {
  return std::ranges::any_of(indexes, [](const Index& index) { return !index.is_global(); });
}

std::optional<ScalarType> Table::type_of(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &AttributeDefinition::attribute_name);
  if (found == attributes.end()) return std::nullopt;
  return found->attribute_type;
}

bool projects(const Table& table, const Index& index, std::string_view attribute) {
  if (index.projects_all()) return true;
  if (table.keys.find(attribute) != nullptr || index.keys.find(attribute) != nullptr) return true;
  const auto& more = index.projection.non_key_attributes;
  return more && std::ranges::count(*more, attribute) != 0;
}

KeySchema key_schema_of(const std::vector<KeySchemaElement>& elements,
                        const std::vector<AttributeDefinition>& definitions) {
  KeySchema keys;
  for (const auto& element : elements) {
    KeyAttribute key{.name = element.attribute_name};
    const auto found =
        std::ranges::find(definitions, key.name, &AttributeDefinition::attribute_name);
    if (found != definitions.end()) key.type = found->attribute_type;
    (element.key_type == KeyType::kHash ? keys.hash : keys.range).push_back(std::move(key));
  }
  return keys;
}

std::vector<KeySchemaElement> elements_of(const KeySchema& keys) {
  std::vector<KeySchemaElement> elements;
  for (const auto& key : keys.hash) {
    elements.push_back({.attribute_name = key.name, .key_type = KeyType::kHash});
  }
  for (const auto& key : keys.range) {
    elements.push_back({.attribute_name = key.name, .key_type = KeyType::kRange});
  }
  return elements;
}

TableDescription describe(const Table& table, TableStatus status, const TableTotals& totals) {
  TableDescription description;
  // Of a table that is going AWS no longer tells the schema.
  if (status != TableStatus::kDeleting) {
    description.attribute_definitions = table.attributes;
    description.key_schema = elements_of(table.keys);
    description.creation_date_time = table.created;
    describe_indexes(table, status, totals, description);
  }
  description.table_name = table.name;
  description.table_status = status;
  description.provisioned_throughput = description_of(table.throughput);
  description.table_size_bytes = totals.bytes;
  description.item_count = totals.items;
  description.table_arn = table.arn();
  description.table_id = table.uuid;
  description.billing_mode_summary = billing_summary(table, status);
  if (table.stream_view && status != TableStatus::kDeleting) {
    description.stream_specification =
        StreamSpecification{.stream_enabled = true, .stream_view_type = table.stream_view};
  }
  if (table.stream_label) {
    description.latest_stream_label = table.stream_label;
    description.latest_stream_arn = base::cat(table.arn(), "/stream/", *table.stream_label);
  }
  if (table.restored_from) {
    description.restore_summary =
        RestoreSummary{.source_backup_arn = table.restored_from->backup_arn,
                       .source_table_arn = table.restored_from->table_arn,
                       .restore_date_time = table.restored_from->time};
  }
  if (table.kms_key_arn) {
    description.sse_description = SseDescription{
        .status = SseStatus::kEnabled, .sse_type = SseType::kKms, .kms_key_arn = table.kms_key_arn};
  }
  if (table.table_class) {
    description.table_class_summary = TableClassSummary{.table_class = table.table_class};
  }
  const auto warmth = warmth_of(table.warm, table.billing_mode, table.throughput);
  description.warm_throughput =
      TableWarmThroughputDescription{.read_units_per_second = warmth.read_units_per_second,
                                     .write_units_per_second = warmth.write_units_per_second,
                                     .status = status};
  description.on_demand_throughput = table.on_demand;
  description.deletion_protection_enabled = table.deletion_protection;
  return description;
}

}  // namespace tertulia::dynamodb

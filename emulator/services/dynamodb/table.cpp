#include "emulator/services/dynamodb/table.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

std::vector<KeySchemaElement> key_schema(const Table& table) {
  std::vector<KeySchemaElement> schema;
  schema.push_back({.attribute_name = table.hash.name, .key_type = KeyType::kHash});
  if (table.range) {
    schema.push_back({.attribute_name = table.range->name, .key_type = KeyType::kRange});
  }
  return schema;
}

std::optional<BillingModeSummary> billing_summary(const Table& table, TableStatus status) {
  if (table.billing_mode == BillingMode::kProvisioned) return std::nullopt;
  BillingModeSummary summary{.billing_mode = table.billing_mode};
  if (status != TableStatus::kCreating) summary.last_update_to_pay_per_request = table.created;
  return summary;
}

}  // namespace

std::string Table::arn() const {
  return base::cat("arn:aws:dynamodb:", region, ":", account, ":table/", name);
}

TableDescription describe(const Table& table, TableStatus status, const TableTotals& totals) {
  TableDescription description;
  // Of a table that is going AWS no longer tells the schema.
  if (status != TableStatus::kDeleting) {
    description.attribute_definitions = table.attributes;
    description.key_schema = key_schema(table);
    description.creation_date_time = table.created;
  }
  description.table_name = table.name;
  description.table_status = status;
  description.provisioned_throughput =
      ProvisionedThroughputDescription{.number_of_decreases_today = 0,
                                       .read_capacity_units = table.read_units,
                                       .write_capacity_units = table.write_units};
  description.table_size_bytes = totals.bytes;
  description.item_count = totals.items;
  description.table_arn = table.arn();
  description.table_id = table.uuid;
  description.billing_mode_summary = billing_summary(table, status);
  if (table.kms_key_arn) {
    description.sse_description = SseDescription{
        .status = SseStatus::kEnabled, .sse_type = SseType::kKms, .kms_key_arn = table.kms_key_arn};
  }
  if (table.table_class) {
    description.table_class_summary = TableClassSummary{.table_class = table.table_class};
  }
  description.on_demand_throughput = table.on_demand;
  description.deletion_protection_enabled = table.deletion_protection;
  return description;
}

}  // namespace tertulia::dynamodb

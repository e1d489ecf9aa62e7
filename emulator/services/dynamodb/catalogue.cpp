#include "emulator/services/dynamodb/catalogue.hpp"

#include <tuple>

namespace tertulia::dynamodb {
namespace {

std::optional<std::int64_t> optional_integer(const store::Statement::Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.integer(column);
}

std::optional<OnDemandThroughput> on_demand(const store::Statement::Rows& rows, int column) {
  OnDemandThroughput throughput{.max_read_request_units = optional_integer(rows, column),
                                .max_write_request_units = optional_integer(rows, column + 1)};
  if (!throughput.max_read_request_units && !throughput.max_write_request_units) {
    return std::nullopt;
  }
  return throughput;
}

ScalarType type_of_attribute(const Table& table, std::string_view name) {
  for (const auto& attribute : table.attributes) {
    if (attribute.attribute_name == name) return attribute.attribute_type;
  }
  return ScalarType::kS;
}

}  // namespace

Catalogue::Catalogue(store::Database& database)
    : find_(database,
            "SELECT id, uuid, hash_name, range_name, billing_mode, read_units, write_units,"
            " read_units_max, write_units_max, table_class, kms_key_arn, protected, created"
            " FROM dynamodb_tables WHERE account = ? AND region = ? AND name = ?"),
      attributes_(database,
                  "SELECT name, type FROM dynamodb_attributes WHERE table_id = ?"
                  " ORDER BY position"),
      add_(database,
           "INSERT INTO dynamodb_tables (account, region, name, uuid, hash_name, range_name,"
           " billing_mode, read_units, write_units, read_units_max, write_units_max, table_class,"
           " kms_key_arn, protected, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
           " RETURNING id"),
      add_attribute_(database,
                     "INSERT INTO dynamodb_attributes (table_id, position, name, type)"
                     " VALUES (?, ?, ?, ?)"),
      add_tag_(database, "INSERT INTO dynamodb_tags (table_id, key, value) VALUES (?, ?, ?)"),
      names_(database,
             "SELECT name FROM dynamodb_tables WHERE account = ? AND region = ? AND name > ?"
             " ORDER BY name LIMIT ?"),
      totals_(database, "SELECT COUNT(*), SUM(size) FROM dynamodb_items WHERE table_id = ?"),
      erase_table_(database, "DELETE FROM dynamodb_tables WHERE id = ?"),
      erase_attributes_(database, "DELETE FROM dynamodb_attributes WHERE table_id = ?"),
      erase_tags_(database, "DELETE FROM dynamodb_tags WHERE table_id = ?"),
      erase_items_(database, "DELETE FROM dynamodb_items WHERE table_id = ?") {}

bool Catalogue::precedes(const TableReference& left, const TableReference& right) {
  return std::tie(left.name, left.region, left.account) <
         std::tie(right.name, right.region, right.account);
}

const Table* Catalogue::find(const TableReference& reference) {
  if (const auto known = known_.find(reference); known != known_.end()) return known->get();
  auto table = read(reference);
  if (table == nullptr) return nullptr;
  return known_.emplace(std::move(table)).first->get();
}

std::unique_ptr<Table> Catalogue::read(const TableReference& reference) {
  auto table = std::make_unique<Table>();
  {
    auto rows = find_.bind(reference.account, reference.region, reference.name);
    if (!rows.next()) return nullptr;
    table->id = rows.integer(0);
    table->account = reference.account;
    table->region = reference.region;
    table->name = reference.name;
    table->uuid = rows.text(1);
    table->hash.name = rows.text(2);
    if (auto range = rows.optional_text(3)) table->range = KeyAttribute{.name = std::move(*range)};
    table->billing_mode = core::value_of<BillingMode>(rows.text(4)).value();
    table->read_units = rows.integer(5);
    table->write_units = rows.integer(6);
    table->on_demand = on_demand(rows, 7);
    if (!rows.is_null(9)) table->table_class = core::value_of<TableClass>(rows.text(9));
    table->kms_key_arn = rows.optional_text(10);
    table->deletion_protection = rows.integer(11) != 0;
    table->created = core::from_epoch_ms(rows.integer(12));
  }
  read_attributes(*table);
  table->hash.type = type_of_attribute(*table, table->hash.name);
  if (table->range) table->range->type = type_of_attribute(*table, table->range->name);
  return table;
}

void Catalogue::read_attributes(Table& table) {
  auto rows = attributes_.bind(table.id);
  while (rows.next()) {
    table.attributes.push_back(
        {.attribute_name = std::string(rows.text(0)),
         .attribute_type = core::value_of<ScalarType>(rows.text(1)).value()});
  }
}

void Catalogue::add(const Table& table, const std::vector<Tag>& tags) {
  std::optional<std::string_view> range_name, table_class;
  if (table.range) range_name = table.range->name;
  if (table.table_class) table_class = core::name_of(*table.table_class);
  const auto on_demand = table.on_demand.value_or(OnDemandThroughput{});
  std::int64_t id = 0;
  {
    auto rows =
        add_.bind(table.account, table.region, table.name, table.uuid, table.hash.name, range_name,
                  core::name_of(table.billing_mode), table.read_units, table.write_units,
                  on_demand.max_read_request_units, on_demand.max_write_request_units, table_class,
                  table.kms_key_arn, table.deletion_protection, core::epoch_ms(table.created));
    if (rows.next()) id = rows.integer(0);
    rows.next();
  }
  std::int64_t position = 0;
  for (const auto& attribute : table.attributes) {
    add_attribute_.run(id, position++, attribute.attribute_name,
                       core::name_of(attribute.attribute_type));
  }
  for (const auto& tag : tags) add_tag_.run(id, tag.key, tag.value);
}

void Catalogue::erase(const Table& table) {
  erase_items_.run(table.id);
  erase_tags_.run(table.id);
  erase_attributes_.run(table.id);
  erase_table_.run(table.id);
  known_.erase(known_.find(
      TableReference{.account = table.account, .region = table.region, .name = table.name}));
}

std::vector<std::string> Catalogue::names(std::string_view account, std::string_view region,
                                          std::string_view after, std::int64_t limit) {
  std::vector<std::string> names;
  auto rows = names_.bind(account, region, after, limit);
  while (rows.next()) names.emplace_back(rows.text(0));
  return names;
}

TableTotals Catalogue::totals(const Table& table) {
  auto rows = totals_.bind(table.id);
  if (!rows.next()) return {};
  return {.items = rows.integer(0), .bytes = rows.integer(1)};
}

}  // namespace tertulia::dynamodb

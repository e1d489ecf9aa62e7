#include "emulator/services/dynamodb/catalogue.hpp"

#include <tuple>

#include "emulator/services/dynamodb/table_codec.hpp"

namespace tertulia::dynamodb {

Catalogue::Catalogue(store::Database& database)
    : find_(database,
            "SELECT id, definition FROM dynamodb_tables"
            " WHERE account = ? AND region = ? AND name = ?"),
      find_by_id_(database, "SELECT account, region, name FROM dynamodb_tables WHERE id = ?"),
      add_(database,
           "INSERT INTO dynamodb_tables (account, region, name, definition)"
           " VALUES (?, ?, ?, ?) RETURNING id"),
      update_(database, "UPDATE dynamodb_tables SET definition = ? WHERE id = ?"),
      add_tag_(database, "INSERT INTO dynamodb_tags (table_id, key, value) VALUES (?, ?, ?)"),
      names_(database,
             "SELECT name FROM dynamodb_tables WHERE account = ? AND region = ? AND name > ?"
             " ORDER BY name LIMIT ?"),
      totals_(database, "SELECT COUNT(*), SUM(size) FROM dynamodb_items WHERE table_id = ?"),
      index_totals_(database,
                    "SELECT COUNT(*), SUM(size) FROM dynamodb_entries"
                    " WHERE table_id = ? AND number = ?"),
      erase_table_(database, "DELETE FROM dynamodb_tables WHERE id = ?"),
      erase_tags_(database, "DELETE FROM dynamodb_tags WHERE table_id = ?"),
      erase_items_(database, "DELETE FROM dynamodb_items WHERE table_id = ?"),
      erase_expiries_(database, "DELETE FROM dynamodb_expiries WHERE table_id = ?"),
      erase_entries_(database, "DELETE FROM dynamodb_entries WHERE table_id = ?") {}

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

const Table* Catalogue::find(std::int64_t id) {
  std::string account, region, name;
  {
    auto rows = find_by_id_.bind(id);
    if (!rows.next()) return nullptr;
    account = rows.text(0);
    region = rows.text(1);
    name = rows.text(2);
  }
  return find({.account = account, .region = region, .name = name});
}

std::unique_ptr<Table> Catalogue::read(const TableReference& reference) {
  auto rows = find_.bind(reference.account, reference.region, reference.name);
  if (!rows.next()) return nullptr;
  auto table = std::make_unique<Table>();
  table->id = rows.integer(0);
  table->account = reference.account;
  table->region = reference.region;
  table->name = reference.name;
  read_definition(rows.text(1), *table);
  return table;
}

const Table& Catalogue::add(Table table, const std::vector<Tag>& tags) {
  const auto definition = definition_of(table);
  {
    auto rows = add_.bind(table.account, table.region, table.name, definition);
    if (rows.next()) table.id = rows.integer(0);
    rows.next();
  }
  for (const auto& tag : tags) add_tag_.run(table.id, tag.key, tag.value);
  return **known_.emplace(std::make_unique<Table>(std::move(table))).first;
}

void Catalogue::update(const Table& table, Table changed) {
  update_.run(definition_of(changed), table.id);
  **known_.find(TableReference{
      .account = table.account, .region = table.region, .name = table.name}) = std::move(changed);
}

void Catalogue::erase(const Table& table) {
  if (on_erase_) on_erase_(table);
  erase_entries_.run(table.id);
  erase_expiries_.run(table.id);
  erase_items_.run(table.id);
  erase_tags_.run(table.id);
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
  const auto read = [](store::Statement::Rows rows) {
    return rows.next() ? Totals{.items = rows.integer(0), .bytes = rows.integer(1)} : Totals{};
  };
  TableTotals totals{read(totals_.bind(table.id))};
  for (const auto& index : table.indexes) {
    totals.indexes.push_back(read(index_totals_.bind(table.id, index.number)));
  }
  return totals;
}

}  // namespace tertulia::dynamodb

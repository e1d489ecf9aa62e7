#include "emulator/services/dynamodb/dynamodb.hpp"

#include "tertulia_dynamodb/schema.sql.hpp"

namespace tertulia::dynamodb {
namespace {

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

}  // namespace

DynamoDb::DynamoDb(store::Database& database, core::Env& env, Options options)
    : env_(env),
      tables_(with_schema(database)),
      items_(database),
      entries_(database),
      stream_log_(database, env),
      expiry_(database, env,
              [this](std::int64_t id) {
                const auto* table = tables_.find(id);
                if (table != nullptr && table->ttl_attribute) changes_.expire(*table);
              }),
      transitions_(env, tables_, entries_, changes_, options) {}

core::Result<const Table*> DynamoDb::table(const core::Call& call, std::string_view name) {
  const auto* table = tables_.find(reference_of(call, name));
  if (table == nullptr || table->status == TableStatus::kCreating ||
      table->status == TableStatus::kDeleting) {
    return resource_not_found();
  }
  return table;
}

}  // namespace tertulia::dynamodb

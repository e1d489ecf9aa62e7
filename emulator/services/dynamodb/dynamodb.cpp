#include "emulator/services/dynamodb/dynamodb.hpp"

#include "tertulia_dynamodb/schema.sql.hpp"

namespace tertulia::dynamodb {
namespace {

store::Database& with_schema(store::Database& database) {
  database.execute(kSchema);
  return database;
}

}  // namespace

DynamoDb::DynamoDb(store::Database& database, core::Env& env)
    : env_(env), tables_(with_schema(database)), items_(database) {}

core::Result<const Table*> DynamoDb::table(const core::Call& call, std::string_view name) {
  const auto* table = tables_.find(reference_of(call, name));
  if (table == nullptr) return resource_not_found();
  return table;
}

}  // namespace tertulia::dynamodb

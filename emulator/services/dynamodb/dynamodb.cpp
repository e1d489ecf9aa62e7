#include "emulator/services/dynamodb/dynamodb.hpp"

#include "tertulia_dynamodb/schema.sql.hpp"

#include "emulator/base/text.hpp"

namespace tertulia::dynamodb {
namespace {

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

}  // namespace

DynamoDb::DynamoDb(store::Database& database, core::Env& env, core::PolicyReader& reader,
                   Options options, core::ObjectStore* objects)
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
      history_(database, env),
      backups_(database, env, options),
      jobs_(database, env, options),
      objects_(objects),
      request_tokens_(database),
      transitions_(env, tables_, entries_, changes_, options),
      tags_(database),
      policies_(database, reader) {
  tables_.on_erase([this](const Table& table) {
    policies_.forget({.kind = PolicyKind::kTable, .id = table.id});
    if (!table.recovery) return;
    backups_.add_of_deleted(table, tables_.totals(table));
    history_.forget(table);
  });
}

core::Result<const Table*> DynamoDb::table(const core::Call& call, std::string_view name) {
  const auto* table = tables_.find(reference_of(call, name));
  if (table == nullptr || table->status == TableStatus::kCreating ||
      table->status == TableStatus::kDeleting) {
    return resource_not_found();
  }
  return table;
}

const Table* DynamoDb::table_of(std::string_view arn) {
  const auto reference = reference_of_resource(arn);
  return reference ? tables_.find(*reference) : nullptr;
}

core::Result<PolicyOwner> DynamoDb::policy_owner(const NamedResource& resource) {
  const auto& [account, region, name] = resource.table;
  if (!resource.stream.empty()) {
    const auto stream = stream_log_.find(account, region, name, resource.stream);
    if (!stream) return stream_of_table_not_found(resource.stream, name);
    return PolicyOwner{.kind = PolicyKind::kStream, .id = stream->id};
  }
  const auto* table = tables_.find(resource.table);
  if (table == nullptr) return table_not_found(name);
  return PolicyOwner{.kind = PolicyKind::kTable, .id = table->id};
}

core::ReadPolicyPtr DynamoDb::policy_of(std::string_view arn) {
  const auto resource = parse_resource(arn);
  if (!resource) return nullptr;
  const auto owner = policy_owner(*resource);
  if (!owner.ok()) return nullptr;
  const auto* kept = policies_.find(owner.value());
  return kept == nullptr ? nullptr : kept->policy;
}

std::optional<std::string> DynamoDb::tag_of(std::string_view arn, std::string_view key) {
  const auto* table = table_of(arn);
  if (table == nullptr) return std::nullopt;
  for (auto& tag : tags_.of(*table)) {
    if (base::iequals(tag.key, key)) return std::move(tag.value);
  }
  return std::nullopt;
}

}  // namespace tertulia::dynamodb

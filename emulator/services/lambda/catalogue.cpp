#include "emulator/services/lambda/catalogue.hpp"

#include <utility>

#include "tertulia_lambda/schema.sql.hpp"
#include <nlohmann/json.hpp>

#include "emulator/base/text.hpp"

namespace tertulia::lambda {
namespace {

#define TERTULIA_LAMBDA_COLUMNS                                                            \
  "account, region, name, version, owner, runtime, handler, role, description, timeout_s," \
  " memory_mb, ephemeral_mb, architecture, tracing, kms_key_arn, dead_letter_arn,"         \
  " environment, tags, code_root, revision_id, last_modified"

store::Database& with_schema(store::Database& database) {
  database.define(kSchema);
  return database;
}

std::string json_of(const Variables& variables) { return nlohmann::json(variables).dump(); }
Variables variables_of(std::string_view json) {
  return nlohmann::json::parse(json).get<Variables>();
}

Function function_of(store::Statement::Rows& row) {
  Function function;
  function.account = row.text(0);
  function.region = row.text(1);
  function.name = row.text(2);
  function.version = row.text(3);
  function.owner = row.text(4);
  function.runtime = row.text(5);
  function.handler = row.text(6);
  function.role = row.text(7);
  function.description = row.text(8);
  function.timeout_s = static_cast<std::int32_t>(row.integer(9));
  function.memory_mb = static_cast<std::int32_t>(row.integer(10));
  function.ephemeral_mb = static_cast<std::int32_t>(row.integer(11));
  function.architecture = row.text(12);
  function.tracing = row.text(13);
  function.kms_key_arn = row.text(14);
  function.dead_letter_arn = row.text(15);
  if (!row.is_null(16)) function.environment = variables_of(row.text(16));
  function.tags = variables_of(row.text(17));
  function.code_root = row.text(18);
  function.revision_id = row.text(19);
  function.last_modified = core::from_epoch_ms(row.integer(20));
  return function;
}

/// '$' sorts before digits, but "10" before "2": versions are ordered by their length first.
constexpr std::string_view kListAll =
    "SELECT " TERTULIA_LAMBDA_COLUMNS
    " FROM lambda_functions WHERE account = ?1 AND region = ?2 AND"
    " (name > ?3 OR (name = ?3 AND (version <> '$LATEST' AND (?4 = '$LATEST' OR"
    " (length(version), version) > (length(?4), ?4)))))"
    " ORDER BY name, version <> '$LATEST', length(version), version LIMIT ?5";

}  // namespace

Catalogue::Catalogue(store::Database& database)
    : get_(with_schema(database),
           "SELECT " TERTULIA_LAMBDA_COLUMNS
           " FROM lambda_functions WHERE account = ? AND region = ? AND name = ? AND version = ?"),
      put_(database, "INSERT OR REPLACE INTO lambda_functions (" TERTULIA_LAMBDA_COLUMNS
                     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      published_(database, "SELECT " TERTULIA_LAMBDA_COLUMNS
                           " FROM lambda_functions WHERE account = ? AND region = ? AND name = ?"
                           " AND version <> '$LATEST' ORDER BY length(version), version"),
      list_latest_(database, "SELECT " TERTULIA_LAMBDA_COLUMNS
                             " FROM lambda_functions WHERE account = ? AND region = ? AND name > ?"
                             " AND version = '$LATEST' ORDER BY name LIMIT ?"),
      list_all_(database, kListAll),
      permissions_(database,
                   "SELECT qualifier, sid, action, principal, source_arn, source_account"
                   " FROM lambda_permissions WHERE account = ? AND region = ? AND name = ?"
                   " ORDER BY qualifier, sid"),
      put_permission_(database,
                      "INSERT OR REPLACE INTO lambda_permissions (account, region, name,"
                      " qualifier, sid, action, principal, source_arn, source_account)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      get_async_(database,
                 "SELECT retries_max, age_max_s FROM lambda_async_settings"
                 " WHERE account = ? AND region = ? AND name = ? AND qualifier = ?"),
      put_async_(database,
                 "INSERT OR REPLACE INTO lambda_async_settings (account, region, name, qualifier,"
                 " retries_max, age_max_s) VALUES (?, ?, ?, ?, ?, ?)") {}

std::shared_ptr<Loaded> Catalogue::find(const FunctionReference& reference) {
  const std::string_view version =
      reference.qualifier.empty() ? kLatest : std::string_view(reference.qualifier);
  const auto key =
      base::cat(reference.account, "/", reference.region, "/", reference.name, "/", version);
  if (const auto found = cache_.find(key); found != cache_.end()) return found->second;
  auto function = row(reference, version);
  if (!function) return nullptr;
  AsyncSettings async;
  {
    auto settings = get_async_.bind(reference.account, reference.region, reference.name, version);
    if (settings.next()) {
      async = {.retries_max = static_cast<std::int32_t>(settings.integer(0)),
               .age_max_s = static_cast<std::int32_t>(settings.integer(1))};
    }
  }
  auto loaded = std::make_shared<Loaded>(Loaded{.function = *function,
                                                .permissions = permissions(reference),
                                                .async = async,
                                                .arn = function->arn(),
                                                .log_group = function->log_group(),
                                                .principal = function->principal()});
  cache_.emplace(key, loaded);
  return loaded;
}

std::optional<Function> Catalogue::row(const FunctionReference& reference,
                                       std::string_view version) {
  auto rows = get_.bind(reference.account, reference.region, reference.name, version);
  if (!rows.next()) return std::nullopt;
  return function_of(rows);
}

void Catalogue::put(const Function& function) {
  std::optional<std::string> environment;
  if (function.environment) environment = json_of(*function.environment);
  put_.run(function.account, function.region, function.name, function.version, function.owner,
           function.runtime, function.handler, function.role, function.description,
           function.timeout_s, function.memory_mb, function.ephemeral_mb, function.architecture,
           function.tracing, function.kms_key_arn, function.dead_letter_arn, environment,
           json_of(function.tags), function.code_root, function.revision_id,
           core::epoch_ms(function.last_modified));
  forget(function.account, function.region, function.name);
}

std::vector<Function> Catalogue::published(const FunctionReference& reference) {
  std::vector<Function> result;
  auto rows = published_.bind(reference.account, reference.region, reference.name);
  while (rows.next()) result.push_back(function_of(rows));
  return result;
}

std::vector<Function> Catalogue::list(std::string_view account, std::string_view region,
                                      std::string_view after_name, std::string_view after_version,
                                      bool all_versions, std::int64_t count_max) {
  std::vector<Function> result;
  const auto collect = [&result](store::Statement::Rows& rows) {
    while (rows.next()) result.push_back(function_of(rows));
  };
  if (all_versions) {
    auto rows = list_all_.bind(account, region, after_name, after_version, count_max);
    collect(rows);
  } else {
    auto rows = list_latest_.bind(account, region, after_name, count_max);
    collect(rows);
  }
  return result;
}

void Catalogue::put_permission(const FunctionReference& reference, const Permission& permission) {
  put_permission_.run(reference.account, reference.region, reference.name, permission.qualifier,
                      permission.sid, permission.action, permission.principal,
                      permission.source_arn, permission.source_account);
  forget(reference.account, reference.region, reference.name);
}

std::vector<Permission> Catalogue::permissions(const FunctionReference& reference) {
  std::vector<Permission> result;
  auto rows = permissions_.bind(reference.account, reference.region, reference.name);
  while (rows.next()) {
    result.push_back({.qualifier = std::string(rows.text(0)),
                      .sid = std::string(rows.text(1)),
                      .action = std::string(rows.text(2)),
                      .principal = std::string(rows.text(3)),
                      .source_arn = std::string(rows.text(4)),
                      .source_account = std::string(rows.text(5))});
  }
  return result;
}

void Catalogue::put_async(const FunctionReference& reference, const AsyncSettings& settings) {
  put_async_.run(reference.account, reference.region, reference.name, reference.qualifier,
                 settings.retries_max, settings.age_max_s);
  forget(reference.account, reference.region, reference.name);
}

void Catalogue::forget(std::string_view account, std::string_view region, std::string_view name) {
  const auto prefix = base::cat(account, "/", region, "/", name, "/");
  std::erase_if(cache_, [&](const auto& entry) { return entry.first.starts_with(prefix); });
}

#undef TERTULIA_LAMBDA_COLUMNS

}  // namespace tertulia::lambda

#include "emulator/services/ssm/ssm.hpp"

#include "tertulia_ssm/schema.sql.hpp"

namespace tertulia::ssm {
namespace {

store::Database& with_schema(store::Database& database) {
  database.execute(kSchema);
  return database;
}

}  // namespace

Ssm::Ssm(store::Database& database, core::Env& env)
    : env_(env),
      newest_(with_schema(database),
              "SELECT type, value, version, last_modified, data_type FROM ssm_versions"
              " WHERE account = ? AND region = ? AND name = ? ORDER BY version DESC LIMIT 1") {}

std::optional<Parameter> Ssm::find(const core::Call& call, std::string_view name) {
  auto rows = newest_.bind(call.account, call.region, name);
  if (!rows.next()) return std::nullopt;
  return Parameter{.name = std::string(name),
                   .type = core::value_of<ParameterType>(rows.text(0)).value(),
                   .value = std::string(rows.blob(1)),
                   .version = rows.integer(2),
                   .selector = std::nullopt,
                   .last_modified = core::from_epoch_ms(rows.integer(3)),
                   .arn = call.arn("ssm", "parameter" + std::string(name)),
                   .data_type = std::string(rows.text(4))};
}

}  // namespace tertulia::ssm

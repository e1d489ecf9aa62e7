#include "emulator/services/dynamodb/partiql/access.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/partiql/lowering.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb::partiql {

void add_access(core::Resources& resources, const core::Call& call, std::string_view statement,
                const std::optional<std::vector<AttributeValue>>& parameters) {
  if (!check_parameters(parameters).ok()) return;
  const auto request = read_request(statement, parameters);
  if (!request.ok()) return;
  const auto& target = request->target();
  auto arn = table_arn(call, target.table);
  if (target.index) base::append(arn, "/index/", *target.index);
  resources.push_back({.resource = std::move(arn), .action = std::string(request->iam_action())});
}

}  // namespace tertulia::dynamodb::partiql

#include "emulator/services/dynamodb/operations/delete_table.hpp"

#include "emulator/services/dynamodb/stream_rules.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {

std::span<const core::Member> DeleteTable::Input::members() {
  static constexpr std::array kMembers{core::member<&Input::table_name>(
      "TableName", {.required = true, .check = &check_table_name})};
  return kMembers;
}

std::span<const core::Member> DeleteTable::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_description>("TableDescription")};
  return kMembers;
}

core::Resources DeleteTable::resources(const Input& input, const core::Call& call) {
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<DeleteTable::Output> DeleteTable::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  const auto reference = reference_of(call, input.table_name.str());
  const auto* table = dynamodb.tables().find(reference);
  if (table == nullptr) return table_not_found(reference.name);
  if (table->status != TableStatus::kActive) return table_in_use(reference.name, table->status);
  if (table->deletion_protection) return protected_against_deletion();
  auto description = describe(*table, TableStatus::kDeleting, dynamodb.tables().totals(*table));
  auto going = *table;
  going.status = TableStatus::kDeleting;
  if (going.stream_view) close_stream(dynamodb.stream_log(), going);
  dynamodb.tables().update(*table, std::move(going));
  dynamodb.transitions().begin(*table);
  return Output{std::move(description)};
}

}  // namespace tertulia::dynamodb

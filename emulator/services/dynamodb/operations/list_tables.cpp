#include "emulator/services/dynamodb/operations/list_tables.hpp"

#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

// AWS reports the pattern before the length here.
void check_start(core::Validator& validator, const void* value) {
  if (value == nullptr) return;
  const auto& name = static_cast<const TableName*>(value)->str();
  if (!is_name(name)) {
    validator.violated(
        name, base::cat("Member must satisfy regular expression pattern: ", kNamePattern.text));
  }
  if (name.size() < 3) {
    validator.violated(name, "Member must have length greater than or equal to 3");
  } else if (name.size() > 255) {
    validator.violated(name, "Member must have length less than or equal to 255");
  }
}

}  // namespace

std::span<const core::Member> ListTables::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::exclusive_start_table_name>("ExclusiveStartTableName",
                                                       {.check = &check_start}),
      core::member<&Input::limit>("Limit", {.constraint = {.min = 1, .max = 100}}),
  };
  return kMembers;
}

std::span<const core::Member> ListTables::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_names>("TableNames"),
      core::member<&Output::last_evaluated_table_name>("LastEvaluatedTableName"),
  };
  return kMembers;
}

core::Resources ListTables::resources(const Input& /*input*/, const core::Call& /*call*/) {
  return {{.resource = "*"}};
}

core::Result<ListTables::Output> ListTables::run(DynamoDb& dynamodb, const Input& input,
                                                 const core::Call& call) {
  const auto start = input.exclusive_start_table_name.value_or(TableName());
  // One more than asked for tells whether there are more.
  auto names = dynamodb.tables().names(call.account, call.region, start.str(), input.limit + 1);
  Output output;
  if (names.size() > static_cast<std::size_t>(input.limit)) {
    names.pop_back();
    output.last_evaluated_table_name = names.back();
  }
  output.table_names = std::move(names);
  return output;
}

}  // namespace tertulia::dynamodb

#include "emulator/services/dynamodb/operations/create_table.hpp"

#include "emulator/services/dynamodb/encryption.hpp"
#include "emulator/services/dynamodb/index_rules.hpp"
#include "emulator/services/dynamodb/stream_rules.hpp"
#include "emulator/services/dynamodb/table_rules.hpp"
#include "emulator/services/dynamodb/validation.hpp"

namespace tertulia::dynamodb {
namespace {

/// "[KeySchemaElement(attributeName=id, keyType=HASH), …]", as AWS shows a schema in its messages.
std::string shown(const std::vector<KeySchemaElement>& schema) {
  std::string text = "[";
  for (const auto& element : schema) {
    base::append(text, text.size() == 1 ? "" : ", ",
                 "KeySchemaElement(attributeName=", element.attribute_name,
                 ", keyType=", core::name_of(element.key_type), ")");
  }
  return text + "]";
}

void check_key_schema(core::Validator& validator, const void* value) {
  if (value == nullptr) return validator.missing();
  const auto& schema = *static_cast<const std::vector<KeySchemaElement>*>(value);
  if (schema.empty()) {
    validator.violated("[]", "Member must have length greater than or equal to 1");
  } else if (schema.size() > 2) {
    validator.violated(shown(schema), "Member must have length less than or equal to 2");
  }
}

core::Status check_indexes(const CreateTable::Input& input) {
  const IndexedTable table{.definitions = input.attribute_definitions,
                           .schema = input.key_schema,
                           .billing_mode = input.billing_mode.value_or(BillingMode::kProvisioned)};
  std::set<std::string_view> names;
  TERTULIA_CHECK(check_local_indexes(table, input.local_secondary_indexes, names));
  TERTULIA_CHECK(check_global_indexes(table, input.global_secondary_indexes, names));
  return check_definitions_used(table, input.local_secondary_indexes,
                                input.global_secondary_indexes);
}

core::Status check_request(const CreateTable::Input& input) {
  TERTULIA_CHECK(
      check_billing(input.billing_mode, input.provisioned_throughput, input.on_demand_throughput));
  const bool has_indexes = input.local_secondary_indexes || input.global_secondary_indexes;
  TERTULIA_CHECK(check_key_attributes(input.attribute_definitions, input.key_schema, has_indexes));
  TERTULIA_CHECK(check_indexes(input));
  TERTULIA_CHECK(check_stream(input.stream_specification));
  TERTULIA_CHECK(check_encryption(input.sse_specification));
  return input.tags ? check_tags(*input.tags) : core::ok();
}

void add_indexes(const CreateTable::Input& input, Table& table) {
  const auto add = [&](const auto& indexes) {
    if (!indexes) return;
    for (const auto& asked : *indexes) {
      table.indexes.push_back(index_of(asked, input.attribute_definitions));
      table.indexes.back().number = table.next_index++;
    }
  };
  add(input.local_secondary_indexes);
  add(input.global_secondary_indexes);
}

Table table_of(DynamoDb& dynamodb, const CreateTable::Input& input,
               const TableReference& reference) {
  const auto now = dynamodb.env().clock.now();
  Table table;
  table.account = reference.account;
  table.region = reference.region;
  table.name = reference.name;
  table.uuid = dynamodb.env().ids.uuid(core::IdKind::kTable);
  table.keys = key_schema_of(input.key_schema, input.attribute_definitions);
  table.attributes = input.attribute_definitions;
  table.status = TableStatus::kCreating;
  table.billing_mode = input.billing_mode.value_or(BillingMode::kProvisioned);
  if (table.billing_mode == BillingMode::kPayPerRequest) table.per_request_since = now;
  if (input.provisioned_throughput) {
    table.throughput = {.read_units = input.provisioned_throughput->read_capacity_units,
                        .write_units = input.provisioned_throughput->write_capacity_units};
  }
  table.on_demand = input.on_demand_throughput;
  table.warm = input.warm_throughput;
  table.table_class = input.table_class;
  table.kms_key_arn = kms_key_arn(dynamodb.env(), input.sse_specification, reference);
  table.deletion_protection = input.deletion_protection_enabled;
  table.created = now;
  add_indexes(input, table);
  return table;
}

}  // namespace

std::span<const core::Member> CreateTable::Input::members() {
  static constexpr std::array kMembers{
      core::member<&Input::attribute_definitions>("AttributeDefinitions", {.required = true}),
      core::member<&Input::table_name>("TableName", {.required = true, .check = &check_table_name}),
      core::member<&Input::billing_mode>("BillingMode"),
      core::member<&Input::provisioned_throughput>("ProvisionedThroughput"),
      core::member<&Input::key_schema>("KeySchema", {.required = true, .check = &check_key_schema}),
      core::member<&Input::local_secondary_indexes>("LocalSecondaryIndexes"),
      core::member<&Input::global_secondary_indexes>("GlobalSecondaryIndexes"),
      core::member<&Input::stream_specification>("StreamSpecification"),
      core::member<&Input::sse_specification>("SSESpecification"),
      core::member<&Input::tags>("Tags"),
      core::member<&Input::table_class>("TableClass"),
      core::member<&Input::deletion_protection_enabled>("DeletionProtectionEnabled"),
      core::member<&Input::warm_throughput>("WarmThroughput"),
      core::member<&Input::resource_policy>("ResourcePolicy"),
      core::member<&Input::on_demand_throughput>("OnDemandThroughput"),
  };
  return kMembers;
}

std::span<const core::Member> CreateTable::Output::members() {
  static constexpr std::array kMembers{
      core::member<&Output::table_description>("TableDescription")};
  return kMembers;
}

core::Resources CreateTable::resources(const Input& input, const core::Call& call) {
  constexpr auto kConditions = [](const core::ConditionQuestion& question) {
    const auto& tags = static_cast<const Input*>(question.input)->tags;
    return tags ? tag_conditions(*tags, question.key) : std::nullopt;
  };
  const auto arn = table_arn(call, input.table_name.str());
  core::Resources resources{{.resource = arn, .conditions = kConditions}};
  if (input.tags && !input.tags->empty()) {
    resources.push_back(
        {.resource = arn, .action = "dynamodb:TagResource", .conditions = kConditions});
  }
  if (input.resource_policy) {
    resources.push_back({.resource = arn, .action = "dynamodb:PutResourcePolicy"});
  }
  return resources;
}

core::Result<CreateTable::Output> CreateTable::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  const auto reference = reference_of(call, input.table_name.str());
  if (const auto* there = dynamodb.tables().find(reference)) {
    return there->restored_from ? table_being_used(reference.name) : table_exists(reference.name);
  }
  core::ReadPolicyPtr policy;
  if (input.resource_policy) {
    auto read = dynamodb.policies().read(PolicyKind::kTable, *input.resource_policy);
    if (!read.ok()) return std::move(read).error();
    policy = std::move(read).value();
  }
  auto wanted = table_of(dynamodb, input, reference);
  if (input.stream_specification && input.stream_specification->stream_enabled) {
    open_stream(dynamodb.stream_log(), *input.stream_specification->stream_view_type, wanted);
  }
  const auto& table =
      dynamodb.tables().add(std::move(wanted), input.tags.value_or(std::vector<Tag>{}));
  if (policy != nullptr) {
    dynamodb.policies().set({.kind = PolicyKind::kTable, .id = table.id}, std::move(policy),
                            dynamodb.env().clock.now());
  }
  auto description = describe(table, table.status, {});
  dynamodb.transitions().begin(table);
  return Output{std::move(description)};
}

}  // namespace tertulia::dynamodb

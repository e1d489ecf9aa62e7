#include "emulator/services/dynamodb/operations/create_table.hpp"

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

core::Status check_request(const CreateTable::Input& input) {
  TERTULIA_CHECK(
      check_billing(input.billing_mode, input.provisioned_throughput, input.on_demand_throughput));
  const bool has_indexes = input.local_secondary_indexes || input.global_secondary_indexes;
  TERTULIA_CHECK(check_key_attributes(input.attribute_definitions, input.key_schema, has_indexes));
  TERTULIA_CHECK(check_local_indexes(input.key_schema, input.local_secondary_indexes));
  TERTULIA_CHECK(check_global_indexes(input.global_secondary_indexes));
  TERTULIA_CHECK(check_stream(input.stream_specification));
  TERTULIA_CHECK(check_encryption(input.sse_specification));
  return check_tags(input.tags);
}

/// What the emulator does not have yet.
core::Status refuse_unsupported(const CreateTable::Input& input) {
  if (input.local_secondary_indexes) {
    return not_supported(CreateTable::kName, "LocalSecondaryIndexes");
  }
  if (input.global_secondary_indexes) {
    return not_supported(CreateTable::kName, "GlobalSecondaryIndexes");
  }
  if (input.stream_specification && input.stream_specification->stream_enabled) {
    return not_supported(CreateTable::kName, "StreamSpecification");
  }
  if (input.warm_throughput) return not_supported(CreateTable::kName, "WarmThroughput");
  if (input.resource_policy) return not_supported(CreateTable::kName, "ResourcePolicy");
  return core::ok();
}

KeyAttribute key_attribute(const CreateTable::Input& input, std::size_t index) {
  KeyAttribute key{.name = input.key_schema[index].attribute_name};
  for (const auto& definition : input.attribute_definitions) {
    if (definition.attribute_name == key.name) key.type = definition.attribute_type;
  }
  return key;
}

/// The ARN of the key that encrypts the table: the one that was named, or AWS's own for DynamoDB.
std::optional<std::string> kms_key_arn(DynamoDb& dynamodb, const CreateTable::Input& input,
                                       const TableReference& reference) {
  const auto& sse = input.sse_specification;
  if (!sse || !sse->enabled.value_or(false)) return std::nullopt;
  const auto prefix = base::cat("arn:aws:kms:", reference.region, ":", reference.account, ":");
  if (!sse->kms_key_id) {
    return base::cat(prefix, "key/", dynamodb.env().ids.uuid(core::IdKind::kOther));
  }
  if (sse->kms_key_id->starts_with("arn:")) return sse->kms_key_id;
  const bool is_alias = sse->kms_key_id->starts_with("alias/");
  return base::cat(prefix, is_alias ? "" : "key/", *sse->kms_key_id);
}

Table table_of(DynamoDb& dynamodb, const CreateTable::Input& input,
               const TableReference& reference) {
  Table table;
  table.account = reference.account;
  table.region = reference.region;
  table.name = reference.name;
  table.uuid = dynamodb.env().ids.uuid(core::IdKind::kTable);
  table.hash = key_attribute(input, 0);
  if (input.key_schema.size() > 1) table.range = key_attribute(input, 1);
  table.attributes = input.attribute_definitions;
  table.billing_mode = input.billing_mode.value_or(BillingMode::kProvisioned);
  if (input.provisioned_throughput) {
    table.read_units = input.provisioned_throughput->read_capacity_units;
    table.write_units = input.provisioned_throughput->write_capacity_units;
  }
  table.on_demand = input.on_demand_throughput;
  table.table_class = input.table_class;
  table.kms_key_arn = kms_key_arn(dynamodb, input, reference);
  table.deletion_protection = input.deletion_protection_enabled;
  table.created = dynamodb.env().clock.now();
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
  return {{.resource = table_arn(call, input.table_name.str())}};
}

core::Result<CreateTable::Output> CreateTable::run(DynamoDb& dynamodb, const Input& input,
                                                   const core::Call& call) {
  TERTULIA_CHECK(check_request(input));
  TERTULIA_CHECK(refuse_unsupported(input));
  const auto reference = reference_of(call, input.table_name.str());
  if (dynamodb.tables().find(reference) != nullptr) return table_exists(reference.name);
  const auto table = table_of(dynamodb, input, reference);
  dynamodb.tables().add(table, input.tags.value_or(std::vector<Tag>{}));
  return Output{describe(table, TableStatus::kCreating, {})};
}

}  // namespace tertulia::dynamodb

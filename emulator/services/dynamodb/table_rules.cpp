#include "emulator/services/dynamodb/table_rules.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "emulator/services/dynamodb/errors.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::int64_t kUnitsMax = 1'000'000'000'000;

core::Status check_units(std::int64_t units, std::string_view name) {
  if (units <= kUnitsMax) return core::ok();
  return validation_exception(base::cat("Given value ", units, " for ", name, " is out of bounds"));
}

template <class Element>
std::string names_of(const std::vector<Element>& elements) {
  std::string names;
  for (const auto& element : elements) {
    base::append(names, names.empty() ? "" : ", ", element.attribute_name);
  }
  return names;
}

bool is_defined(const std::vector<AttributeDefinition>& definitions, std::string_view name) {
  return std::any_of(definitions.begin(), definitions.end(),
                     [&](const auto& definition) { return definition.attribute_name == name; });
}

core::Status check_definitions_differ(const std::vector<AttributeDefinition>& definitions) {
  std::set<std::string_view> names;
  for (const auto& definition : definitions) {
    if (!names.insert(definition.attribute_name).second) {
      return invalid_parameter(base::cat("Duplicate AttributeName in AttributeDefinitions: ",
                                         definition.attribute_name));
    }
  }
  return core::ok();
}

}  // namespace

core::Status check_billing(const std::optional<BillingMode>& mode,
                           const std::optional<ProvisionedThroughput>& provisioned,
                           const std::optional<OnDemandThroughput>& on_demand) {
  if (mode == BillingMode::kPayPerRequest) {
    if (!provisioned) return core::ok();
    return invalid_parameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
        "PAY_PER_REQUEST");
  }
  if (!provisioned) {
    return invalid_parameter(
        "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is "
        "PROVISIONED");
  }
  TERTULIA_CHECK(check_units(*provisioned));
  if (on_demand) {
    return invalid_parameter(
        "OnDemandThroughput can be specified only when BillingMode is PAY_PER_REQUEST");
  }
  return core::ok();
}

core::Status check_units(const ProvisionedThroughput& throughput) {
  TERTULIA_CHECK(check_units(throughput.read_capacity_units, "ReadCapacityUnits"));
  return check_units(throughput.write_capacity_units, "WriteCapacityUnits");
}

core::Status check_keys_defined(const std::vector<AttributeDefinition>& definitions,
                                const std::vector<KeySchemaElement>& schema) {
  for (const auto& element : schema) {
    if (is_defined(definitions, element.attribute_name)) continue;
    return invalid_parameter(
        base::cat("Some index key attributes are not defined in AttributeDefinitions. Keys: [",
                  names_of(schema), "], AttributeDefinitions: [", names_of(definitions), "]"));
  }
  return core::ok();
}

core::Status check_key_order(const std::vector<KeySchemaElement>& schema) {
  if (schema.size() > 1 && schema[0].attribute_name == schema[1].attribute_name) {
    return validation_exception(
        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (schema[0].key_type != KeyType::kHash) {
    return validation_exception(
        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  if (schema.size() > 1 && schema[1].key_type != KeyType::kRange) {
    return validation_exception(
        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  return core::ok();
}

core::Status check_key_attributes(const std::vector<AttributeDefinition>& definitions,
                                  const std::vector<KeySchemaElement>& schema, bool has_indexes) {
  if (schema.size() > definitions.size()) {
    return validation_exception("Invalid KeySchema: Some index key attribute have no definition");
  }
  TERTULIA_CHECK(check_definitions_differ(definitions));
  TERTULIA_CHECK(check_keys_defined(definitions, schema));
  TERTULIA_CHECK(check_key_order(schema));
  if (!has_indexes && schema.size() != definitions.size()) {
    return invalid_parameter(
        "Number of attributes in KeySchema does not exactly match number of attributes defined in "
        "AttributeDefinitions");
  }
  return core::ok();
}

core::Status check_encryption(const std::optional<SseSpecification>& sse) {
  if (!sse) return core::ok();
  if (sse->sse_type == SseType::kAes256) {
    return invalid_parameter("SSEType AES256 is not supported");
  }
  if (!sse->enabled.value_or(false) && (sse->kms_key_id || sse->sse_type)) {
    return invalid_parameter(
        "SSEType and KMSMasterKeyId can be specified only when encryption is enabled");
  }
  return core::ok();
}

}  // namespace tertulia::dynamodb

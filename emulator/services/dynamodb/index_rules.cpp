#include "emulator/services/dynamodb/index_rules.hpp"

#include <algorithm>
#include <iterator>

#include "emulator/services/dynamodb/errors.hpp"
#include "emulator/services/dynamodb/table_rules.hpp"

namespace tertulia::dynamodb {
namespace {

constexpr std::size_t kLocalIndexesMax = 5;
constexpr std::ptrdiff_t kKeysOfTypeMax = 4;

core::Status check_projection(const Projection& projection) {
  if (!projection.projection_type) return invalid_parameter("Unknown ProjectionType: null");
  const bool includes = projection.projection_type == ProjectionType::kInclude;
  const auto& attributes = projection.non_key_attributes;
  if (attributes && !includes) {
    return invalid_parameter(base::cat("ProjectionType is ",
                                       core::name_of(*projection.projection_type),
                                       ", but NonKeyAttributes is specified"));
  }
  if (!attributes && includes) {
    return invalid_parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  std::set<std::string_view> names;
  if (attributes) {
    for (const auto& name : *attributes) {
      if (!names.insert(name).second) {
        return invalid_parameter(base::cat("Duplicate attribute name in NonKeyAttributes: ", name));
      }
    }
  }
  return core::ok();
}

core::Status check_name(std::string_view name, std::set<std::string_view>& names) {
  if (names.insert(name).second) return core::ok();
  return invalid_parameter(base::cat("Duplicate index name: ", name));
}

core::Status check_local_index(const IndexedTable& table, const LocalSecondaryIndex& index) {
  TERTULIA_CHECK(check_keys_defined(table.definitions, index.key_schema));
  TERTULIA_CHECK(check_key_order(index.key_schema));
  if (index.key_schema.size() != 2) {
    return invalid_parameter(
        base::cat("Index KeySchema does not have a range key for index: ", index.index_name.str()));
  }
  const auto& hash = index.key_schema.front().attribute_name;
  const auto& table_hash = table.schema.front().attribute_name;
  if (hash != table_hash) {
    return invalid_parameter(base::cat(
        "Index KeySchema does not have the same leading hash key as table KeySchema for "
        "index: ",
        index.index_name.str(), ". index hash key: ", hash, ", table hash key: ", table_hash));
  }
  return check_projection(index.projection);
}

std::ptrdiff_t count_of(const std::vector<KeySchemaElement>& schema, KeyType type) {
  return std::ranges::count(schema, type, &KeySchemaElement::key_type);
}

/// Of keys of several attributes AWS's words are not known.
core::Status check_several_keys(const std::vector<KeySchemaElement>& schema) {
  std::set<std::string_view> names;
  for (const auto& element : schema) {
    if (!names.insert(element.attribute_name).second) {
      return validation_exception(base::cat("Invalid KeySchema: Two elements have the same name: ",
                                            element.attribute_name));
    }
  }
  for (const auto type : {KeyType::kHash, KeyType::kRange}) {
    if (count_of(schema, type) > kKeysOfTypeMax) {
      return validation_exception(
          base::cat("Invalid KeySchema: More than 4 elements of key type ", core::name_of(type)));
    }
  }
  const bool is_in_order = std::ranges::is_sorted(schema, std::less(), &KeySchemaElement::key_type);
  if (!is_in_order || count_of(schema, KeyType::kHash) == 0) {
    return validation_exception(
        "Invalid KeySchema: HASH key elements must precede all RANGE key elements");
  }
  return core::ok();
}

bool is_key(const std::vector<KeySchemaElement>& schema, std::string_view name) {
  return std::ranges::count(schema, name, &KeySchemaElement::attribute_name) != 0;
}

template <class Indexes>
bool is_key_of_any(const std::optional<Indexes>& indexes, std::string_view name) {
  return indexes && std::ranges::any_of(*indexes, [&](const auto& index) {
           return is_key(index.key_schema, name);
         });
}

}  // namespace

core::Status check_local_indexes(const IndexedTable& table,
                                 const std::optional<std::vector<LocalSecondaryIndex>>& indexes,
                                 std::set<std::string_view>& names) {
  if (!indexes) return core::ok();
  if (indexes->empty()) return invalid_parameter("List of LocalSecondaryIndexes is empty");
  if (table.schema.size() < 2) {
    return invalid_parameter(
        "Table KeySchema does not have a range key, which is required when specifying a "
        "LocalSecondaryIndex");
  }
  for (const auto& index : *indexes) {
    TERTULIA_CHECK(check_local_index(table, index));
    TERTULIA_CHECK(check_name(index.index_name.str(), names));
  }
  if (indexes->size() > kLocalIndexesMax) {
    return invalid_parameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  }
  return core::ok();
}

core::Status check_global_index(const IndexedTable& table, const GlobalSecondaryIndex& index) {
  TERTULIA_CHECK(check_keys_defined(table.definitions, index.key_schema));
  if (index.key_schema.size() > 2 || count_of(index.key_schema, KeyType::kHash) > 1) {
    TERTULIA_CHECK(check_several_keys(index.key_schema));
  } else {
    TERTULIA_CHECK(check_key_order(index.key_schema));
  }
  TERTULIA_CHECK(check_projection(index.projection));
  if (table.billing_mode == BillingMode::kPayPerRequest && index.provisioned_throughput) {
    return invalid_parameter(base::cat(
        "ProvisionedThroughput should not be specified for index: ", index.index_name.str(),
        " when BillingMode is PAY_PER_REQUEST"));
  }
  if (table.billing_mode == BillingMode::kProvisioned && !index.provisioned_throughput) {
    return invalid_parameter(
        base::cat("ProvisionedThroughput must be specified for index: ", index.index_name.str()));
  }
  return core::ok();
}

core::Status check_global_indexes(const IndexedTable& table,
                                  const std::optional<std::vector<GlobalSecondaryIndex>>& indexes,
                                  std::set<std::string_view>& names) {
  if (!indexes) return core::ok();
  if (indexes->empty()) return invalid_parameter("List of GlobalSecondaryIndexes is empty");
  for (const auto& index : *indexes) {
    TERTULIA_CHECK(check_global_index(table, index));
    TERTULIA_CHECK(check_name(index.index_name.str(), names));
  }
  if (std::ssize(*indexes) > kGlobalIndexesMax) {
    return invalid_parameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
  }
  return core::ok();
}

core::Status check_definitions_used(
    const IndexedTable& table, const std::optional<std::vector<LocalSecondaryIndex>>& local,
    const std::optional<std::vector<GlobalSecondaryIndex>>& global) {
  std::vector<std::string> defined, used;
  for (const auto& [name, type] : table.definitions) {
    defined.push_back(name);
    if (is_key(table.schema, name) || is_key_of_any(local, name) || is_key_of_any(global, name)) {
      used.push_back(name);
    }
  }
  if (used.size() == defined.size()) return core::ok();
  return invalid_parameter(
      base::cat("Some AttributeDefinitions are not used. AttributeDefinitions: [",
                base::join(defined, ", "), "], keys used: [", base::join(used, ", "), "]"));
}

Index index_of(const LocalSecondaryIndex& index,
               const std::vector<AttributeDefinition>& definitions) {
  return {.scope = IndexScope::kLocal,
          .name = index.index_name.str(),
          .keys = key_schema_of(index.key_schema, definitions),
          .projection = index.projection};
}

Index index_of(const GlobalSecondaryIndex& index,
               const std::vector<AttributeDefinition>& definitions) {
  Index made{.scope = IndexScope::kGlobal,
             .name = index.index_name.str(),
             .keys = key_schema_of(index.key_schema, definitions),
             .projection = index.projection};
  if (index.provisioned_throughput) {
    made.throughput = {.read_units = index.provisioned_throughput->read_capacity_units,
                       .write_units = index.provisioned_throughput->write_capacity_units};
  }
  made.on_demand = index.on_demand_throughput;
  made.warm = index.warm_throughput;
  return made;
}

}  // namespace tertulia::dynamodb

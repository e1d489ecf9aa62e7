#include "emulator/services/dynamodb/index_updates.hpp"

#include <algorithm>
#include <set>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/index_rules.hpp"
#include "emulator/services/dynamodb/table_rules.hpp"
#include "emulator/services/dynamodb/throughput.hpp"

namespace tertulia::dynamodb {
namespace {

std::string_view index_name(const GlobalSecondaryIndexUpdate& update) {
  if (update.update) return update.update->index_name.str();
  if (update.create) return update.create->index_name.str();
  return update.remove->index_name.str();
}

/// "Schema:[SchemaElement: key{x:S:HASH}]", as AWS shows a schema in this one message.
std::string shown(const std::vector<KeySchemaElement>& schema, std::string_view name,
                  ScalarType type) {
  std::string text = "Schema:[";
  for (const auto& element : schema) {
    if (element.attribute_name != name) continue;
    base::append(text, "SchemaElement: key{", name, ":", core::name_of(type), ":",
                 core::name_of(element.key_type), "}");
  }
  return text + "]";
}

/// The types of attributes that are keys already stay.
core::Status check_not_redefined(const std::vector<AttributeDefinition>& definitions,
                                 const std::vector<KeySchemaElement>& schema, const Table& table) {
  for (const auto& [name, type] : definitions) {
    const auto known = table.type_of(name);
    if (!known || *known == type) continue;
    return invalid_parameter(base::cat(
        "Attributes cannot be redefined. Please check that your attribute has the same type as "
        "previously defined. Existing schema: ",
        shown(schema, name, *known), " New schema: ", shown(schema, name, type)));
  }
  return core::ok();
}

core::Status create_index(const CreateGlobalSecondaryIndexAction& action,
                          const std::vector<AttributeDefinition>& definitions, Table& table) {
  const auto schema = elements_of(table.keys);
  TERTULIA_CHECK(check_global_index(
      {.definitions = definitions, .schema = schema, .billing_mode = table.billing_mode}, action));
  if (table.index(action.index_name.str()) != nullptr) return index_exists();
  TERTULIA_CHECK(check_not_redefined(definitions, action.key_schema, table));
  if (std::ranges::count_if(table.indexes, &Index::is_global) >= kGlobalIndexesMax) {
    return limit_exceeded("GlobalSecondaryIndex count exceeds the per-table limit of 20");
  }
  auto index = index_of(action, definitions);
  index.number = table.next_index++;
  index.status = IndexStatus::kCreating;
  for (const auto& definition : definitions) {
    if (!table.type_of(definition.attribute_name) &&
        index.keys.find(definition.attribute_name) != nullptr) {
      table.attributes.push_back(definition);
    }
  }
  table.indexes.push_back(std::move(index));
  return core::ok();
}

core::Result<Index*> global_index(Table& table, std::string_view name) {
  auto* index = table.index(name);
  if (index == nullptr) return resource_not_found();
  if (!index->is_global()) return not_a_global_index(name);
  return index;
}

/// Definitions that no key needs any more go with their last index.
void forget_definitions(Table& table, const Index& gone) {
  std::erase_if(table.attributes, [&](const AttributeDefinition& definition) {
    const auto& name = definition.attribute_name;
    if (table.keys.find(name) != nullptr) return false;
    return std::ranges::none_of(table.indexes, [&](const Index& index) {
      return index.number != gone.number && index.keys.find(name) != nullptr;
    });
  });
}

core::Status update_index(core::Time now, const UpdateGlobalSecondaryIndexAction& action,
                          Table& table) {
  auto index = global_index(table, action.index_name.str());
  if (!index.ok()) return std::move(index).error();
  auto& found = **index;
  if (action.provisioned_throughput) {
    TERTULIA_CHECK(check_units(*action.provisioned_throughput));
    if (table.billing_mode == BillingMode::kPayPerRequest) {
      return invalid_parameter(
          base::cat("ProvisionedThroughput should not be specified for index: ", found.name,
                    " when BillingMode is PAY_PER_REQUEST"));
    }
    TERTULIA_CHECK(
        change_throughput(now, found.name, *action.provisioned_throughput, found.throughput));
  }
  if (action.on_demand_throughput) found.on_demand = action.on_demand_throughput;
  if (action.warm_throughput) found.warm = action.warm_throughput;
  found.status = IndexStatus::kUpdating;
  return core::ok();
}

core::Status delete_index(const DeleteGlobalSecondaryIndexAction& action, Table& table) {
  auto index = global_index(table, action.index_name.str());
  if (!index.ok()) return std::move(index).error();
  (*index)->status = IndexStatus::kDeleting;
  forget_definitions(table, **index);
  return core::ok();
}

}  // namespace

core::Status check_index_updates(const std::vector<GlobalSecondaryIndexUpdate>& updates) {
  std::set<std::string_view> names;
  int online = 0;
  for (const auto& update : updates) {
    const int given = (update.update ? 1 : 0) + (update.create ? 1 : 0) + (update.remove ? 1 : 0);
    if (given == 0) {
      return invalid_parameter(
          "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
          "GlobalSecondaryIndexUpdate.Delete must not be null");
    }
    if (given > 1) {
      return invalid_parameter(
          "Only one of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
          "GlobalSecondaryIndexUpdate.Delete may be specified");
    }
    if (!names.insert(index_name(update)).second) {
      return invalid_parameter(
          base::cat("Only one global secondary index update per index is allowed simultaneously. "
                    "Index: ",
                    index_name(update)));
    }
    if (!update.update) ++online;
  }
  if (online > 1) {
    return limit_exceeded("Only 1 online index can be created or deleted simultaneously per table");
  }
  return core::ok();
}

core::Status update_indexes(core::Time now, const UpdateTable::Input& input, Table& table) {
  const auto definitions = input.attribute_definitions.value_or(std::vector<AttributeDefinition>());
  for (const auto& update : *input.global_secondary_index_updates) {
    if (update.create) TERTULIA_CHECK(create_index(*update.create, definitions, table));
    if (update.update) TERTULIA_CHECK(update_index(now, *update.update, table));
    if (update.remove) TERTULIA_CHECK(delete_index(*update.remove, table));
  }
  return core::ok();
}

}  // namespace tertulia::dynamodb

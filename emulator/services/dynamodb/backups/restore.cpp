#include "emulator/services/dynamodb/backups/restore.hpp"

#include <algorithm>

#include "emulator/services/dynamodb/backups/errors.hpp"
#include "emulator/services/dynamodb/encryption.hpp"
#include "emulator/services/dynamodb/index_rules.hpp"
#include "emulator/services/dynamodb/table_rules.hpp"

namespace tertulia::dynamodb::backups {
namespace {

core::Status check_limit(std::string_view name, const std::optional<std::int64_t>& units,
                         BillingMode mode) {
  if (!units) return core::ok();
  if (mode == BillingMode::kProvisioned) return on_demand_without_pay_per_request(name);
  if (*units == 0 || *units < -1) return on_demand_out_of_range(name);
  return core::ok();
}

core::Status check_billing(const Table& source, const Overrides& overrides) {
  const auto mode = overrides.billing_mode.value_or(source.billing_mode);
  if (overrides.provisioned_throughput && mode == BillingMode::kPayPerRequest) {
    return overrides.billing_mode ? throughput_with_pay_per_request()
                                  : throughput_without_provisioned();
  }
  if (overrides.billing_mode == BillingMode::kProvisioned && !overrides.provisioned_throughput) {
    return provisioned_without_throughput();
  }
  if (overrides.provisioned_throughput) {
    TERTULIA_CHECK(check_units(*overrides.provisioned_throughput));
  }
  if (const auto& wanted = overrides.on_demand_throughput) {
    TERTULIA_CHECK(check_limit("MaxReadRequestUnits", wanted->max_read_request_units, mode));
    TERTULIA_CHECK(check_limit("MaxWriteRequestUnits", wanted->max_write_request_units, mode));
  }
  return core::ok();
}

bool is_same(const std::vector<KeySchemaElement>& left,
             const std::vector<KeySchemaElement>& right) {
  return std::ranges::equal(left, right, [](const auto& one, const auto& other) {
    return one.attribute_name == other.attribute_name && one.key_type == other.key_type;
  });
}

bool is_same(const Projection& left, const Projection& right) {
  const auto names = [](const Projection& projection) {
    auto sorted = projection.non_key_attributes.value_or(std::vector<std::string>{});
    std::ranges::sort(sorted);
    return sorted;
  };
  return left.projection_type == right.projection_type && names(left) == names(right);
}

/// The index of the source that a request asks for, whatever it calls it.
template <class Asked>
const Index* source_of(const Table& source, IndexScope scope, const Asked& asked) {
  const auto found = std::ranges::find_if(source.indexes, [&](const Index& index) {
    return index.scope == scope && index.status != IndexStatus::kDeleting &&
           is_same(elements_of(index.keys), asked.key_schema) &&
           is_same(index.projection, asked.projection);
  });
  return found == source.indexes.end() ? nullptr : &*found;
}

/// An index of the source as the new table has it.
Index restored(const Index& index, BillingMode mode, Table& table) {
  auto copy = index;
  copy.number = table.next_index++;
  copy.status = IndexStatus::kActive;
  copy.warm.reset();
  copy.throughput = {.read_units = index.throughput.read_units,
                     .write_units = index.throughput.write_units};
  if (mode == BillingMode::kPayPerRequest) {
    copy.throughput = {};
  } else {
    copy.on_demand.reset();
  }
  return copy;
}

core::Status add_all(const Table& source, IndexScope scope, Table& table) {
  for (const auto& index : source.indexes) {
    if (index.scope != scope || index.status == IndexStatus::kDeleting) continue;
    const bool lacks_throughput = index.is_global() && index.throughput.read_units == 0;
    if (lacks_throughput && table.billing_mode == BillingMode::kProvisioned) {
      return index_throughput_missing(index.name);
    }
    table.indexes.push_back(restored(index, table.billing_mode, table));
  }
  return core::ok();
}

core::Status add_local(const Table& source, const Overrides& overrides, Table& table) {
  if (!overrides.local_indexes) return add_all(source, IndexScope::kLocal, table);
  for (const auto& asked : *overrides.local_indexes) {
    const auto* index = source_of(source, IndexScope::kLocal, asked);
    const auto& name = asked.index_name.str();
    if (index == nullptr || table.index(name) != nullptr) return index_was_not_there(name);
    table.indexes.push_back(restored(*index, table.billing_mode, table));
    table.indexes.back().name = name;
  }
  return core::ok();
}

core::Status add_global(const Table& source, const Overrides& overrides, Table& table) {
  if (!overrides.global_indexes) return add_all(source, IndexScope::kGlobal, table);
  for (const auto& asked : *overrides.global_indexes) {
    const auto* index = source_of(source, IndexScope::kGlobal, asked);
    const auto& name = asked.index_name.str();
    if (index == nullptr || table.index(name) != nullptr) return index_was_not_there(name);
    auto copy = restored(*index, table.billing_mode, table);
    copy.name = name;
    if (table.billing_mode == BillingMode::kPayPerRequest) {
      if (asked.provisioned_throughput) return index_throughput_with_pay_per_request(name);
      if (asked.on_demand_throughput) copy.on_demand = asked.on_demand_throughput;
    } else {
      if (!asked.provisioned_throughput) return index_throughput_missing(name);
      copy.throughput = {.read_units = asked.provisioned_throughput->read_capacity_units,
                         .write_units = asked.provisioned_throughput->write_capacity_units};
    }
    table.indexes.push_back(std::move(copy));
  }
  return core::ok();
}

/// Leaves the definitions of attributes that are part of a key.
void drop_unused_definitions(Table& table) {
  std::erase_if(table.attributes, [&](const AttributeDefinition& attribute) {
    const auto& name = attribute.attribute_name;
    return table.keys.find(name) == nullptr &&
           std::ranges::none_of(
               table.indexes, [&](const Index& index) { return index.keys.find(name) != nullptr; });
  });
}

void set_billing(core::Time now, const Table& source, const Overrides& overrides, Table& table) {
  table.billing_mode = overrides.billing_mode.value_or(source.billing_mode);
  if (table.billing_mode == BillingMode::kPayPerRequest) {
    table.per_request_since = now;
    table.on_demand =
        overrides.on_demand_throughput ? overrides.on_demand_throughput : source.on_demand;
  } else if (const auto& wanted = overrides.provisioned_throughput) {
    table.throughput = {.read_units = wanted->read_capacity_units,
                        .write_units = wanted->write_capacity_units};
  } else {
    table.throughput = {.read_units = source.throughput.read_units,
                        .write_units = source.throughput.write_units};
  }
}

}  // namespace

core::Result<Table> restored_table(core::Env& env, const Table& source, const Overrides& overrides,
                                   const TableReference& target) {
  if (source.region != target.region && !overrides.encryption) {
    return encryption_needed_across_regions();
  }
  TERTULIA_CHECK(check_encryption(overrides.encryption));
  TERTULIA_CHECK(check_billing(source, overrides));
  Table table;
  table.account = target.account;
  table.region = target.region;
  table.name = target.name;
  table.keys = source.keys;
  table.attributes = source.attributes;
  table.status = TableStatus::kCreating;
  table.created = env.clock.now();
  set_billing(table.created, source, overrides, table);
  TERTULIA_CHECK(add_local(source, overrides, table));
  TERTULIA_CHECK(add_global(source, overrides, table));
  drop_unused_definitions(table);
  table.kms_key_arn =
      overrides.encryption ? kms_key_arn(env, overrides.encryption, target) : source.kms_key_arn;
  table.uuid = env.ids.uuid(core::IdKind::kTable);
  return table;
}

core::Status check_target(Catalogue& tables, const TableReference& target) {
  const auto* table = tables.find(target);
  if (table == nullptr) return core::ok();
  if (!table->restored_from) return table_already_exists(target.name);
  const auto& source = *table->restored_from;
  return already_being_restored(target.name, source.backup_arn
                                                 ? base::cat("backup: ", *source.backup_arn)
                                                 : base::cat("table: ", source.table_arn));
}

TableDescription begin_restored(DynamoDb& dynamodb, const Table& table) {
  for (const auto& index : table.indexes) dynamodb.changes().fill(table, index);
  auto description = describe(table, table.status, {});
  dynamodb.transitions().begin(table);
  return description;
}

void add_target_resources(const core::Call& call, std::string_view target,
                          core::Resources& resources) {
  for (const auto* action :
       {"PutItem", "UpdateItem", "DeleteItem", "GetItem", "Query", "Scan", "BatchWriteItem"}) {
    resources.push_back(
        {.resource = table_arn(call, target), .action = base::cat("dynamodb:", action)});
  }
}

}  // namespace tertulia::dynamodb::backups

/// The table that a restore makes: what it has of the one that it comes from, and what a request
/// may have otherwise.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CreateBackup_HowItWorks.html
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "emulator/core/operation.hpp"
#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb::backups {

/// The TargetTableName of a restore, which is a name and no ARN.
struct TargetTableName : core::Text {
  using Text::Text;
  static constexpr core::Constraint kConstraint{.min = 3, .max = 255, .pattern = kNamePattern};
};

/// The parameters of a request that ask for something else than the table had.
struct Overrides {
  const std::optional<BillingMode>& billing_mode;
  const std::optional<std::vector<GlobalSecondaryIndex>>& global_indexes;
  const std::optional<std::vector<LocalSecondaryIndex>>& local_indexes;
  const std::optional<ProvisionedThroughput>& provisioned_throughput;
  const std::optional<OnDemandThroughput>& on_demand_throughput;
  const std::optional<SseSpecification>& encryption;
};
template <class Input>
[[nodiscard]] Overrides overrides_of(const Input& input) {
  return {.billing_mode = input.billing_mode_override,
          .global_indexes = input.global_secondary_index_override,
          .local_indexes = input.local_secondary_index_override,
          .provisioned_throughput = input.provisioned_throughput_override,
          .on_demand_throughput = input.on_demand_throughput_override,
          .encryption = input.sse_specification_override};
}

/// The definition of the new table: keys, indexes, billing, throughput and encryption are those of
/// `source` where the request has nothing else; nothing else is restored. Errors:
/// ValidationException.
[[nodiscard]] core::Result<Table> restored_table(core::Env& env, const Table& source,
                                                 const Overrides& overrides,
                                                 const TableReference& target);
/// Whether a table of that name can be made. Errors: TableAlreadyExistsException,
/// TableInUseException.
[[nodiscard]] core::Status check_target(Catalogue& tables, const TableReference& target);

/// Fills the indexes of the table, whose items are there, and sees to it that it will be ACTIVE.
/// Returns what the reply says.
[[nodiscard]] TableDescription begin_restored(DynamoDb& dynamodb, const Table& table);

/// What IAM is asked for the target: a restore reads and writes it.
void add_target_resources(const core::Call& call, std::string_view target,
                          core::Resources& resources);

}  // namespace tertulia::dynamodb::backups

/// RestoreTableFromBackup.
#pragma once

#include "emulator/services/dynamodb/backups/restore.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Makes a table of a backup, with its items, indexes, billing and encryption; tags, streams,
/// policies, the time to live and point-in-time recovery do not come with it.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableFromBackup.html
/// Errors: AccessDeniedException, BackupInUseException, BackupNotFoundException,
/// TableAlreadyExistsException, TableInUseException, ValidationException.
/// Differs: any number of tables is restored at once.
struct RestoreTableFromBackup {
  static constexpr std::string_view kName = "RestoreTableFromBackup";
  using Service = DynamoDb;

  struct Input {
    backups::TargetTableName target_table_name;
    std::string backup_arn;
    std::optional<BillingMode> billing_mode_override;
    std::optional<std::vector<GlobalSecondaryIndex>> global_secondary_index_override;
    std::optional<std::vector<LocalSecondaryIndex>> local_secondary_index_override;
    std::optional<ProvisionedThroughput> provisioned_throughput_override;
    std::optional<OnDemandThroughput> on_demand_throughput_override;
    std::optional<SseSpecification> sse_specification_override;
    static std::span<const core::Member> members();
  };
  struct Output {
    TableDescription table_description;
    static std::span<const core::Member> members();
  };

  static core::Resources resources(const Input& input, const core::Call& call);
  static core::Result<Output> run(DynamoDb& dynamodb, const Input& input, const core::Call& call);
};

}  // namespace tertulia::dynamodb

/// RestoreTableToPointInTime.
#pragma once

#include "emulator/services/dynamodb/backups/restore.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Makes a table of what another one was at an instant of the last days, with the settings that it
/// has now; of these the same is restored as from a backup.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
/// Errors: InvalidRestoreTimeException, PointInTimeRecoveryUnavailableException,
/// TableAlreadyExistsException, TableInUseException, TableNotFoundException, ValidationException.
/// Differs: the latest restorable time is now; AWS's is typically five minutes ago.
struct RestoreTableToPointInTime {
  static constexpr std::string_view kName = "RestoreTableToPointInTime";
  using Service = DynamoDb;

  struct Input {
    std::optional<std::string> source_table_arn;
    std::optional<backups::TargetTableName> source_table_name;
    backups::TargetTableName target_table_name;
    std::optional<bool> use_latest_restorable_time;
    std::optional<core::Time> restore_date_time;
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

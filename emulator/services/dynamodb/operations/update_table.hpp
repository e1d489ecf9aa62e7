/// UpdateTable.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

using CreateGlobalSecondaryIndexAction = GlobalSecondaryIndex;
struct UpdateGlobalSecondaryIndexAction {
  IndexName index_name;
  std::optional<ProvisionedThroughput> provisioned_throughput;
  std::optional<OnDemandThroughput> on_demand_throughput;
  std::optional<WarmThroughput> warm_throughput;
  static std::span<const core::Member> members();
};
struct DeleteGlobalSecondaryIndexAction {
  IndexName index_name;
  static std::span<const core::Member> members();
};
/// One of three.
struct GlobalSecondaryIndexUpdate {
  std::optional<UpdateGlobalSecondaryIndexAction> update;
  std::optional<CreateGlobalSecondaryIndexAction> create;
  std::optional<DeleteGlobalSecondaryIndexAction> remove;
  static std::span<const core::Member> members();
};

/// Changes a table: its throughput and billing, its global indexes (one created or deleted at a
/// time), stream, class, encryption and protection. The reply says UPDATING.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
/// Errors: LimitExceededException, ResourceInUseException, ResourceNotFoundException,
/// ValidationException.
/// Differs: replicas are refused by name; a table may become billed per request as
/// often as one likes; while it is UPDATING it already has its new throughput.
struct UpdateTable {
  static constexpr std::string_view kName = "UpdateTable";
  using Service = DynamoDb;

  struct Input {
    std::optional<std::vector<AttributeDefinition>> attribute_definitions;
    TableName table_name;
    std::optional<BillingMode> billing_mode;
    std::optional<ProvisionedThroughput> provisioned_throughput;
    std::optional<std::vector<GlobalSecondaryIndexUpdate>> global_secondary_index_updates;
    std::optional<StreamSpecification> stream_specification;
    std::optional<SseSpecification> sse_specification;
    std::optional<std::vector<core::Empty>> replica_updates;
    std::optional<TableClass> table_class;
    std::optional<bool> deletion_protection_enabled;
    std::optional<std::string> multi_region_consistency;
    std::optional<std::vector<core::Empty>> global_table_witness_updates;
    std::optional<OnDemandThroughput> on_demand_throughput;
    std::optional<WarmThroughput> warm_throughput;
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

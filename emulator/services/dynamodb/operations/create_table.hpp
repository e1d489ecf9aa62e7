/// CreateTable.
#pragma once

#include "emulator/services/dynamodb/dynamodb.hpp"

namespace tertulia::dynamodb {

/// Creates a table. The reply says CREATING, as AWS's does; the table can be used at once, unless
/// the emulator was asked to take its time.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
/// Errors: ResourceInUseException, ValidationException.
/// Differs: nothing known.
struct CreateTable {
  static constexpr std::string_view kName = "CreateTable";
  using Service = DynamoDb;

  struct Input {
    std::vector<AttributeDefinition> attribute_definitions;
    TableName table_name;
    std::optional<BillingMode> billing_mode;
    std::optional<ProvisionedThroughput> provisioned_throughput;
    std::vector<KeySchemaElement> key_schema;
    std::optional<std::vector<LocalSecondaryIndex>> local_secondary_indexes;
    std::optional<std::vector<GlobalSecondaryIndex>> global_secondary_indexes;
    std::optional<StreamSpecification> stream_specification;
    std::optional<SseSpecification> sse_specification;
    std::optional<std::vector<Tag>> tags;
    std::optional<TableClass> table_class;
    bool deletion_protection_enabled = false;
    std::optional<WarmThroughput> warm_throughput;
    std::optional<std::string> resource_policy;
    std::optional<OnDemandThroughput> on_demand_throughput;
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

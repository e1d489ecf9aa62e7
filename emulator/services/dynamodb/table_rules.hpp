/// What the parts of a new table must be, beyond the shapes' constraints. Each rule returns AWS's
/// ValidationException for the first thing that is wrong.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
#pragma once

#include <optional>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

[[nodiscard]] core::Status check_billing(const std::optional<BillingMode>& mode,
                                         const std::optional<ProvisionedThroughput>& provisioned,
                                         const std::optional<OnDemandThroughput>& on_demand);
/// Every key attribute is defined, and, in a table without indexes, nothing else.
[[nodiscard]] core::Status check_key_attributes(const std::vector<AttributeDefinition>& definitions,
                                                const std::vector<KeySchemaElement>& schema,
                                                bool has_indexes);
/// Every key attribute is defined.
[[nodiscard]] core::Status check_keys_defined(const std::vector<AttributeDefinition>& definitions,
                                              const std::vector<KeySchemaElement>& schema);
/// A hash key, and a range key of another name, in this order. For schemas of one or two elements.
[[nodiscard]] core::Status check_key_order(const std::vector<KeySchemaElement>& schema);
/// Whether AWS takes so many units.
[[nodiscard]] core::Status check_units(const ProvisionedThroughput& throughput);
[[nodiscard]] core::Status check_encryption(const std::optional<SseSpecification>& sse);

}  // namespace tertulia::dynamodb

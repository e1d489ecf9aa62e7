/// How the throughput and the billing of tables and global indexes change.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#default-limits-throughput
#pragma once

#include "emulator/services/dynamodb/operations/update_table.hpp"

namespace tertulia::dynamodb {

/// Sets what an update says of the table's BillingMode and ProvisionedThroughput. Errors:
/// LimitExceededException, ValidationException.
[[nodiscard]] core::Status update_billing(core::Time now, const UpdateTable::Input& input,
                                          Table& table);

/// Sets another throughput of the table or, where it has a name, of an index. Errors:
/// LimitExceededException, when it is lowered too often; ValidationException, when it is the same.
[[nodiscard]] core::Status change_throughput(core::Time now, std::string_view index,
                                             const ProvisionedThroughput& wanted,
                                             Throughput& throughput);

}  // namespace tertulia::dynamodb

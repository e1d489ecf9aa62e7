/// GlobalSecondaryIndexUpdates: indexes created, changed and deleted in a table that is there.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
#pragma once

#include "emulator/services/dynamodb/operations/update_table.hpp"

namespace tertulia::dynamodb {

/// What is wrong with the updates whatever the table. Errors: LimitExceededException,
/// ValidationException.
[[nodiscard]] core::Status check_index_updates(
    const std::vector<GlobalSecondaryIndexUpdate>& updates);
/// Makes the updates: an index is CREATING, UPDATING or DELETING afterwards. Errors:
/// LimitExceededException, ResourceNotFoundException, ValidationException.
[[nodiscard]] core::Status update_indexes(core::Time now, const UpdateTable::Input& input,
                                          Table& table);

}  // namespace tertulia::dynamodb

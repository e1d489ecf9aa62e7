/// Puts the rows of objects into a new table: what cannot be an item is counted, and the rest goes
/// on.
#pragma once

#include "emulator/services/dynamodb/transfers/import_description.hpp"

namespace tertulia::dynamodb::transfers {

/// How many rows there were, and what came of them.
struct ImportCounts {
  std::int64_t processed = 0;
  std::int64_t imported = 0;
  std::int64_t errors = 0;
  /// Of the objects, without compression.
  std::int64_t bytes = 0;
};
/// Reads the source that `description` tells of. A row that is not of the format ends its object,
/// as on AWS.
[[nodiscard]] ImportCounts import_rows(DynamoDb& dynamodb, const Table& table,
                                       const ImportTableDescription& description);

}  // namespace tertulia::dynamodb::transfers

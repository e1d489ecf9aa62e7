/// What AWS demands of secondary indexes: of those of a new table, and of one that is added.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/table.hpp"

namespace tertulia::dynamodb {

/// How many global secondary indexes a table has at most.
inline constexpr std::ptrdiff_t kGlobalIndexesMax = 20;

/// The parameters of a table that its indexes depend on.
struct IndexedTable {
  const std::vector<AttributeDefinition>& definitions;
  const std::vector<KeySchemaElement>& schema;
  BillingMode billing_mode = BillingMode::kProvisioned;
};

// All errors are ValidationExceptions. `names` are those of the indexes before, and after.

[[nodiscard]] core::Status check_local_indexes(
    const IndexedTable& table, const std::optional<std::vector<LocalSecondaryIndex>>& indexes,
    std::set<std::string_view>& names);
[[nodiscard]] core::Status check_global_indexes(
    const IndexedTable& table, const std::optional<std::vector<GlobalSecondaryIndex>>& indexes,
    std::set<std::string_view>& names);
/// The rules of one global index, whatever others there are.
[[nodiscard]] core::Status check_global_index(const IndexedTable& table,
                                              const GlobalSecondaryIndex& index);
/// Whether each definition is of a key of the table or of an index.
[[nodiscard]] core::Status check_definitions_used(
    const IndexedTable& table, const std::optional<std::vector<LocalSecondaryIndex>>& local,
    const std::optional<std::vector<GlobalSecondaryIndex>>& global);

/// The indexes that requests ask for; the number is given elsewhere.
[[nodiscard]] Index index_of(const LocalSecondaryIndex& index,
                             const std::vector<AttributeDefinition>& definitions);
[[nodiscard]] Index index_of(const GlobalSecondaryIndex& index,
                             const std::vector<AttributeDefinition>& definitions);

}  // namespace tertulia::dynamodb

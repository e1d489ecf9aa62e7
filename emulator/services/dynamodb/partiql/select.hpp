/// SELECT: the pages of what a plan reads.
///
/// AWS: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/partiql/request.hpp"

namespace tertulia::dynamodb::partiql {

struct PageAsked {
  bool consistent = false;
  std::optional<ReturnConsumedCapacity> capacity = std::nullopt;
  /// Where to go on; null for the beginning.
  const std::string* next_token = nullptr;
  /// How many items to look at.
  std::optional<std::int32_t> limit = std::nullopt;
  /// What tells this request from others, for its tokens.
  std::string fingerprint = {};
};
struct SelectPage {
  std::vector<StoredItem> items = {};
  /// Where the page ended, if that was within a part of a partition.
  std::optional<StoredItem> last_evaluated_key = std::nullopt;
  /// Absent at the end of the plan.
  std::optional<std::string> next_token = std::nullopt;
  std::optional<ConsumedCapacity> consumed_capacity = std::nullopt;
};

/// Reads until the limit, the end of the plan or of ten branches of it, or until a branch has
/// filled 1 MB. Errors: ValidationException.
[[nodiscard]] core::Result<SelectPage> read_page(DynamoDb& dynamodb, const Table& table,
                                                 const Select& select, const PageAsked& asked);

/// What a SELECT shows of an item.
[[nodiscard]] StoredItem shown(const Select& select, StoredItem item);

}  // namespace tertulia::dynamodb::partiql

/// What Query and Scan do alike once they know which keys to read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "emulator/services/dynamodb/dynamodb.hpp"
#include "emulator/services/dynamodb/expressions/parser.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"

namespace tertulia::dynamodb {

/// What is read: a table, or one of its indexes.
struct Source {
  const Table& table;
  const Index* index = nullptr;
  /// Whether the items behind the entries of the index are wanted, not what it projects of them.
  bool whole_items = false;

  [[nodiscard]] const KeySchema& keys() const { return index ? index->keys : table.keys; }
};

struct PageRequest {
  const Source& source;
  /// Of a table the keys alone count.
  EntryRange range;
  Items::Order order = Items::Order::kForward;
  /// How many items to look at.
  std::optional<std::int32_t> limit = std::nullopt;
  /// May be null.
  const expressions::Condition* filter = nullptr;
  const expressions::Projection& projection;
  /// Whether the items are wanted, or their number alone.
  bool wants_items = true;
};

struct Page {
  std::vector<StoredItem> items;
  std::int32_t count = 0;
  std::int32_t scanned_count = 0;
  /// Of all items or entries that were looked at, as AWS counts them.
  std::int64_t bytes = 0;
  /// How many times 4 KB the items behind entries are, each rounded up.
  std::int64_t fetched_blocks = 0;
  /// Where the page ended before the range did.
  std::optional<StoredItem> last_evaluated_key;
};

/// What Query and Scan answer.
struct PageReply {
  /// Absent when only their number was asked for.
  std::optional<std::vector<StoredItem>> items;
  std::int32_t count = 0;
  std::int32_t scanned_count = 0;
  std::optional<StoredItem> last_evaluated_key;
  std::optional<ConsumedCapacity> consumed_capacity;
  static std::span<const core::Member> members();
};
/// How a page was asked for, as far as the reply tells of it.
struct PageAsked {
  const Source& source;
  bool wants_items = true;
  bool consistent = false;
  std::optional<ReturnConsumedCapacity> capacity = std::nullopt;
};
[[nodiscard]] PageReply reply_of(Page page, const PageAsked& asked);

/// What decides whether a Select may be.
struct SelectParameters {
  const std::optional<Select>& select;
  bool projection = false;
  bool attributes_to_get = false;
  bool index = false;
};
/// Errors (ValidationException): a Select that does not go with what else was asked for.
[[nodiscard]] core::Status check_select(const SelectParameters& parameters);
/// Whether the values of an ExclusiveStartKey are values.
[[nodiscard]] core::Status check_start_key_values(const std::optional<AttributeMap>& start_key);

/// How a request asks for what it reads.
struct SourceParameters {
  const std::optional<IndexName>& index;
  bool consistent = false;
  const std::optional<Select>& select;
  const expressions::Projection& projection;
};
/// Errors (ValidationException): no such index, one that cannot be read so, or attributes that a
/// global index does not have.
[[nodiscard]] core::Result<Source> source_of(const Table& table,
                                             const SourceParameters& parameters);
/// `range` from where the last page ended on. Errors (ValidationException): no key of the source,
/// or `outside` for one that is not in the range.
[[nodiscard]] core::Result<EntryRange> range_after(const Source& source, KeyRange range,
                                                   Items::Order order,
                                                   const std::optional<AttributeMap>& start_key,
                                                   const core::ApiError& outside);

/// Reads until the limit, 1 MB or the end of the range.
[[nodiscard]] Page read_page(DynamoDb& dynamodb, const PageRequest& request);

/// The projection that a read asks for, by ProjectionExpression or the legacy AttributesToGet; of
/// no paths when it asks for whole items. Errors: ValidationException.
[[nodiscard]] core::Result<expressions::Projection> read_projection(
    expressions::Parser& parser, const std::optional<std::string>& expression,
    const std::optional<std::vector<std::string>>& attributes_to_get);
/// The filter of a read, by FilterExpression or a legacy filter; nothing when it has none. Errors:
/// ValidationException.
[[nodiscard]] core::Result<std::optional<expressions::Condition>> read_filter(
    expressions::Parser& parser, const std::optional<std::string>& expression,
    const std::optional<ConditionMap>& legacy,
    const std::optional<ConditionalOperator>& conditional_operator);

/// The projection of an item; the whole item for one of no paths.
[[nodiscard]] StoredItem seen_through(const expressions::Projection& projection, StoredItem item);

}  // namespace tertulia::dynamodb

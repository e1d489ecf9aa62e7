/// A table as the service knows it: its keys, its indexes, and what DescribeTable tells of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/time.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

struct KeyAttribute {
  std::string name;
  ScalarType type = ScalarType::kS;
};

/// The attributes of a key, in order. Tables and local indexes have one hash key and at most one
/// range key; a global index may have up to four of each.
struct KeySchema {
  std::vector<KeyAttribute> hash;
  std::vector<KeyAttribute> range = {};

  [[nodiscard]] const KeyAttribute* find(std::string_view name) const;
};

/// What a table or a global index may read and write a second; both 0 when billed per request.
struct Throughput {
  std::int64_t read_units = 0;
  std::int64_t write_units = 0;
  std::optional<core::Time> last_increase = std::nullopt;
  std::optional<core::Time> last_decrease = std::nullopt;
  std::int64_t decreases_today = 0;
};

enum class IndexScope : std::uint8_t { kLocal, kGlobal };

/// A secondary index.
struct Index {
  /// Unique in its table, also among indexes that are gone.
  std::int64_t number = 0;
  IndexScope scope = IndexScope::kGlobal;
  std::string name;
  KeySchema keys;
  Projection projection;
  Throughput throughput = {};
  std::optional<OnDemandThroughput> on_demand = std::nullopt;
  std::optional<WarmThroughput> warm = std::nullopt;
  IndexStatus status = IndexStatus::kActive;

  [[nodiscard]] bool is_global() const { return scope == IndexScope::kGlobal; }
  [[nodiscard]] bool projects_all() const {
    return projection.projection_type == ProjectionType::kAll;
  }
};

/// Point-in-time recovery, while it is on.
struct Recovery {
  /// What was before cannot be restored.
  core::Time since;
  /// How far back one may go.
  std::int64_t period_days = 35;
};

/// What a table is being restored from.
struct RestoreSource {
  std::optional<std::string> backup_arn = std::nullopt;
  std::string table_arn;
  core::Time time;
};

struct Table {
  std::int64_t id = 0;
  std::string account;
  std::string region;
  std::string name;
  std::string uuid;
  KeySchema keys;
  /// In the order in which they were made.
  std::vector<Index> indexes = {};
  std::vector<AttributeDefinition> attributes;
  TableStatus status = TableStatus::kActive;
  BillingMode billing_mode = BillingMode::kProvisioned;
  /// When the table became billed per request.
  std::optional<core::Time> per_request_since = std::nullopt;
  Throughput throughput = {};
  std::optional<OnDemandThroughput> on_demand = std::nullopt;
  std::optional<WarmThroughput> warm = std::nullopt;
  std::optional<TableClass> table_class = std::nullopt;
  std::optional<std::string> kms_key_arn = std::nullopt;
  bool deletion_protection = false;
  /// What the table's stream shows, while there is one.
  std::optional<StreamViewType> stream_view = std::nullopt;
  std::int64_t stream_id = 0;
  /// Of the latest stream, which may be closed.
  std::optional<std::string> stream_label = std::nullopt;
  /// The attribute that says when an item expires, while they do.
  std::optional<std::string> ttl_attribute = std::nullopt;
  std::optional<Recovery> recovery = std::nullopt;
  /// While the table is being restored.
  std::optional<RestoreSource> restored_from = std::nullopt;
  core::Time created;
  /// The number of the next index.
  std::int64_t next_index = 1;

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME"
  [[nodiscard]] std::string arn() const;
  [[nodiscard]] const KeyAttribute& hash() const { return keys.hash.front(); }
  /// Null when the table has a hash key alone.
  [[nodiscard]] const KeyAttribute* range() const {
    return keys.range.empty() ? nullptr : &keys.range.front();
  }
  /// Null when there is none of that name.
  [[nodiscard]] const Index* index(std::string_view index_name) const;
  [[nodiscard]] Index* index(std::string_view index_name);
  [[nodiscard]] bool has_local_indexes() const;
  /// The type that the attribute was defined with.
  [[nodiscard]] std::optional<ScalarType> type_of(std::string_view attribute) const;
};

/// Whether the index holds the attribute of the items that it holds.
[[nodiscard]] bool projects(const Table& table, const Index& index, std::string_view attribute);

/// The schema of `elements`, whose types are among the definitions.
[[nodiscard]] KeySchema key_schema_of(const std::vector<KeySchemaElement>& elements,
                                      const std::vector<AttributeDefinition>& definitions);
[[nodiscard]] std::vector<KeySchemaElement> elements_of(const KeySchema& keys);

/// How much a table or an index holds.
struct Totals {
  std::int64_t items = 0;
  std::int64_t bytes = 0;
};
struct TableTotals : Totals {
  /// In the order of the table's indexes.
  std::vector<Totals> indexes = {};
};

/// What the replies of table operations say of it.
[[nodiscard]] TableDescription describe(const Table& table, TableStatus status,
                                        const TableTotals& totals);

}  // namespace tertulia::dynamodb

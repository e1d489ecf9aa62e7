/// A table as the service knows it: its keys and what DescribeTable tells of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emulator/core/time.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb {

struct KeyAttribute {
  std::string name;
  ScalarType type = ScalarType::kS;
};

struct Table {
  std::int64_t id = 0;
  std::string account;
  std::string region;
  std::string name;
  std::string uuid;
  KeyAttribute hash;
  std::optional<KeyAttribute> range = std::nullopt;
  std::vector<AttributeDefinition> attributes;
  BillingMode billing_mode = BillingMode::kProvisioned;
  /// Both 0 when billed per request.
  std::int64_t read_units = 0;
  std::int64_t write_units = 0;
  std::optional<OnDemandThroughput> on_demand = std::nullopt;
  std::optional<TableClass> table_class = std::nullopt;
  std::optional<std::string> kms_key_arn = std::nullopt;
  bool deletion_protection = false;
  core::Time created;

  /// "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME"
  [[nodiscard]] std::string arn() const;
};

/// How much a table holds.
struct TableTotals {
  std::int64_t items = 0;
  std::int64_t bytes = 0;
};

/// What the replies of table operations say of it.
[[nodiscard]] TableDescription describe(const Table& table, TableStatus status,
                                        const TableTotals& totals);

}  // namespace tertulia::dynamodb

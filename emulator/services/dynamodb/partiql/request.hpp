/// What a statement asks of DynamoDB: reads and writes in the trees of expressions, whose table
/// nobody has looked for yet.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "emulator/services/dynamodb/attribute_value.hpp"
#include "emulator/services/dynamodb/expressions/tree.hpp"
#include "emulator/services/dynamodb/item_codec.hpp"
#include "emulator/services/dynamodb/shapes.hpp"

namespace tertulia::dynamodb::partiql {

struct Target {
  std::string table = {};
  std::optional<std::string> index = std::nullopt;
};

/// One column of a SELECT: where it comes from, and what it is called in the result.
struct Column {
  std::string name;
  expressions::Path path;
};
struct OrderBy {
  std::string attribute;
  bool descending = false;
};

struct Select {
  Target target = {};
  /// None for whole items.
  std::vector<Column> columns = {};
  std::optional<expressions::Condition> where = std::nullopt;
  std::vector<OrderBy> order = {};
};
/// EXISTS(SELECT …): that there is such an item.
struct Exists {
  Select select;
};
struct Insert {
  Target target = {};
  AttributeMap item = {};
  /// The same.
  CanonicalItem canonical = {};
};
struct Update {
  Target target = {};
  expressions::Update update = {};
  expressions::Condition where = {};
  ReturnValue returning = ReturnValue::kNone;
};
struct Delete {
  Target target = {};
  expressions::Condition where = {};
  ReturnValue returning = ReturnValue::kNone;
};

/// A statement that was found in order as far as its table is not needed for that. It owns the
/// values that stand in the statement, to which its trees point; the parameters outlive it.
struct Request {
  std::variant<Select, Exists, Insert, Update, Delete> content = {};
  std::unique_ptr<const std::deque<AttributeValue>> values = nullptr;

  [[nodiscard]] const Target& target() const;
  [[nodiscard]] bool is_read() const { return std::holds_alternative<Select>(content); }
  /// Whether its condition names the item that it changes.
  [[nodiscard]] bool is_update_or_delete() const {
    return std::holds_alternative<Update>(content) || std::holds_alternative<Delete>(content);
  }
  /// What a write tells of its item.
  [[nodiscard]] ReturnValue returning() const;
  /// "dynamodb:PartiQLSelect", …
  [[nodiscard]] std::string_view iam_action() const;
};

}  // namespace tertulia::dynamodb::partiql

/// PartiQL's statements as they are written. What they mean for DynamoDB is not looked at yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator/core/result.hpp"
#include "emulator/services/dynamodb/partiql/token.hpp"

namespace tertulia::dynamodb::partiql {

struct Statement;

struct Expression {
  enum class Kind : std::uint8_t {
    kNull,
    kMissing,
    kTrue,
    kFalse,
    kNumber,     // `text`, with its sign
    kString,     // `text`
    kIon,        // `text`
    kParameter,  // `index`
    kName,       // `text`
    kPath,       // what it leads into, then its steps:
    kStepName,   //   .name, `text`
    kStepIndex,  //   [1], an expression
    kStepStar,   //   .* or [*]
    kList,       // its elements
    kBag,        // its members
    kStruct,     // names and values in turn
    kCall,       // `text`, in small letters, of its arguments
    kCountAll,   // COUNT(*)
    kOperation,  // `text`, of one to three operands; "and" and "or" of two or more
    kIs,         // whether its operand is of the type `text`
    kStatement,  // `statement`
  };
  Kind kind{};
  std::string text = {};
  Position position = {};
  std::vector<Expression> children = {};
  /// Of a parameter: how many stand before it in the statement.
  std::size_t index = 0;
  std::shared_ptr<const Statement> statement = nullptr;

  [[nodiscard]] bool is_operation(std::string_view name) const {
    return kind == Kind::kOperation && text == name;
  }
};

struct Assignment {
  Expression target;
  Expression value;
};
struct OrderTerm {
  Expression expression;
  bool descending = false;
};
struct Returning {
  /// "all old", "all new", "modified old" or "modified new"
  std::string what;
  /// Nothing for "*".
  std::optional<Expression> column = std::nullopt;
};

struct Statement {
  enum class Kind : std::uint8_t { kSelect, kInsert, kUpdate, kDelete };
  Kind kind{};
  /// What is selected; nothing for "*".
  std::vector<Expression> columns = {};
  /// The table that it is about.
  Expression target = {};
  /// What an INSERT puts there.
  std::optional<Expression> value = std::nullopt;
  std::vector<Assignment> assignments = {};
  std::vector<Expression> removals = {};
  std::optional<Expression> where = std::nullopt;
  std::vector<OrderTerm> order = {};
  std::vector<Returning> returning = {};
  /// The error for what the language has and DynamoDB does not.
  std::optional<core::ApiError> refusal = std::nullopt;
};

/// A request's statement: one of the four, or an expression such as EXISTS(…).
struct Parsed {
  Expression expression;
  /// How many parameters it has.
  std::size_t parameters = 0;

  /// Null for another expression.
  [[nodiscard]] const Statement* statement() const { return expression.statement.get(); }
};

}  // namespace tertulia::dynamodb::partiql

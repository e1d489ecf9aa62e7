/// Expressions as trees: what the parser makes of conditions, filters, key conditions, projections
/// and updates, and what is evaluated. Placeholders are resolved already.
///
/// AWS:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "emulator/services/dynamodb/attribute_value.hpp"

namespace tertulia::dynamodb::expressions {

/// Where in an item a value is: "a.b[3]" is the attribute `a` with the steps "b" and 3.
struct Path {
  /// The name of a map's element, or the index of a list's.
  using Step = std::variant<std::string, std::uint32_t>;
  std::string attribute;
  std::vector<Step> steps = {};

  [[nodiscard]] bool is_top_level() const { return steps.empty(); }
  /// As AWS's messages show it: "[a, b, [3]]".
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Path&, const Path&) = default;
};

/// Whether one of two paths leads to the other or into it (overlap), or they step differently from
/// one place: by name here and by index there (conflict).
enum class PathRelation : std::uint8_t { kApart, kOverlap, kConflict };
[[nodiscard]] PathRelation relation_of(const Path& left, const Path& right);

enum class Function : std::uint8_t {
  kAttributeExists,
  kAttributeNotExists,
  kAttributeType,
  kBeginsWith,
  kContains,
  kSize,
  kIfNotExists,
  kListAppend,
};
/// "attribute_exists", …: as expressions spell it.
[[nodiscard]] std::string_view name_of(Function function);

struct Operand;
struct Condition;

/// A value of ExpressionAttributeValues, or of a statement; what has it outlives the tree.
struct Literal {
  const AttributeValue* value = nullptr;
  /// ":v"; "?" in statements.
  std::string placeholder;
};
struct FunctionCall {
  Function function{};
  std::vector<Operand> arguments;
};
/// A condition as a value, which is true or false: PartiQL compares them.
struct Truth {
  std::shared_ptr<const Condition> condition;
};
struct Operand {
  std::variant<Path, Literal, FunctionCall, Truth> content = {};

  [[nodiscard]] const Path* path() const { return std::get_if<Path>(&content); }
  [[nodiscard]] const Literal* literal() const { return std::get_if<Literal>(&content); }
  [[nodiscard]] const FunctionCall* call() const { return std::get_if<FunctionCall>(&content); }
  [[nodiscard]] const Condition* condition() const {
    const auto* truth = std::get_if<Truth>(&content);
    return truth == nullptr ? nullptr : truth->condition.get();
  }
};

struct Condition {
  enum class Kind : std::uint8_t {
    kAnd,    // of `conditions`, two or more
    kOr,     // of `conditions`, two or more
    kNot,    // of the one of `conditions`
    kEqual,  // of two `operands`, as the next five
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kBetween,   // the first of three `operands`, within the others
    kIn,        // the first of `operands`, among the others
    kFunction,  // the one of `operands`, a call of a function that is true or false
  };
  Kind kind{};
  std::vector<Condition> conditions = {};
  std::vector<Operand> operands = {};
};

/// Whether the attribute, or a part of it, is anywhere among the operands.
[[nodiscard]] bool mentions(const Condition& condition, std::string_view attribute);

/// The paths of a projection, none of which overlaps another.
struct Projection {
  std::vector<Path> paths;
};

/// The actions of an update, none of whose paths overlaps another.
struct Update {
  struct Set {
    enum class Arithmetic : std::uint8_t { kNone, kPlus, kMinus };
    Path path;
    Operand left;
    Arithmetic arithmetic = Arithmetic::kNone;
    std::optional<Operand> right = std::nullopt;
  };
  struct Change {
    Path path;
    Literal value;
  };
  std::vector<Set> set = {};
  std::vector<Path> remove = {};
  std::vector<Change> add = {};
  std::vector<Change> erase = {};  // DELETE
};

/// What a Query's key condition comes to: the value of each partition key, of the sort keys that
/// are fixed, and what the sort key after them must be.
struct KeyCondition {
  struct Sort {
    /// kEqual, kLess, kLessEqual, kGreater, kGreaterEqual or kBetween; kFunction for begins_with.
    Condition::Kind kind{};
    const AttributeValue* first = nullptr;
    /// kBetween: the upper end.
    const AttributeValue* second = nullptr;
  };
  std::vector<const AttributeValue*> partition;
  std::vector<const AttributeValue*> fixed = {};
  std::optional<Sort> sort = std::nullopt;
};

}  // namespace tertulia::dynamodb::expressions

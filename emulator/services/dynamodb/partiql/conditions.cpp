#include "emulator/services/dynamodb/partiql/conditions.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/operand_checks.hpp"
#include "emulator/services/dynamodb/partiql/paths.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;
using expressions::Condition;
using expressions::Function;
using expressions::FunctionCall;
using expressions::Operand;
using expressions::Truth;

struct Word {
  std::string_view text;
  Condition::Kind kind;
};
constexpr std::array kComparisons{
    Word{"=", Condition::Kind::kEqual},         Word{"<>", Condition::Kind::kNotEqual},
    Word{"<", Condition::Kind::kLess},          Word{"<=", Condition::Kind::kLessEqual},
    Word{">", Condition::Kind::kGreater},       Word{">=", Condition::Kind::kGreaterEqual},
    Word{"between", Condition::Kind::kBetween}, Word{"in", Condition::Kind::kIn}};

std::optional<Condition::Kind> comparison_named(std::string_view word) {
  for (const auto& comparison : kComparisons) {
    if (comparison.text == word) return comparison.kind;
  }
  return std::nullopt;
}

std::optional<Function> function_named(std::string_view name) {
  for (const auto function :
       {Function::kAttributeExists, Function::kAttributeNotExists, Function::kAttributeType,
        Function::kBeginsWith, Function::kContains, Function::kSize}) {
    if (expressions::name_of(function) == name) return function;
  }
  return std::nullopt;
}

/// The attribute type behind IS, in the word of attribute_type; empty for what has none.
std::string_view attribute_type_named(std::string_view type) {
  struct Type {
    std::string_view word;
    std::string_view name;
  };
  constexpr std::array kTypes{Type{"null", "NULL"}, Type{"boolean", "BOOL"}, Type{"blob", "B"},
                              Type{"string", "S"},  Type{"numeric", "N"},    Type{"struct", "M"},
                              Type{"tuple", "M"},   Type{"list", "L"}};
  for (const auto& known : kTypes) {
    if (known.word == type) return known.name;
  }
  return {};
}

Condition negated(Condition condition) {
  Condition result{.kind = Condition::Kind::kNot};
  result.conditions.push_back(std::move(condition));
  return result;
}

class ConditionLowering {
 public:
  explicit ConditionLowering(Literals& literals) : literals_(literals) {}

  core::Result<Condition> condition(const Expression& expression) {
    switch (expression.kind) {
      case Kind::kOperation:
        return operation(expression);
      case Kind::kCall: {
        auto call = call_of(expression);
        if (!call.ok()) return std::move(call).error();
        if (call->function == Function::kSize) return not_a_condition("size");
        return function(std::move(call).value());
      }
      case Kind::kIs:
        return is(expression);
      case Kind::kCountAll:
        return unrecognized_function("count", expression.position);
      case Kind::kStatement:
        return unsupported_operation("Select");
      default:
        return unsupported_operation(is_path(expression) ? "Path" : "Literal");
    }
  }

 private:
  static Condition function(FunctionCall call) {
    Condition result{.kind = Condition::Kind::kFunction};
    result.operands.push_back({.content = std::move(call)});
    return result;
  }

  core::Result<Condition> operation(const Expression& expression) {
    const auto& word = expression.text;
    if (word == "and") return several(Condition::Kind::kAnd, expression);
    if (word == "or") return several(Condition::Kind::kOr, expression);
    if (word == "not") {
      auto inner = condition(expression.children.front());
      if (!inner.ok()) return inner;
      return negated(std::move(inner).value());
    }
    const auto kind = comparison_named(word);
    if (!kind) return not_a_condition(base::upper(word));
    return comparison(*kind, expression);
  }

  core::Result<Condition> several(Condition::Kind kind, const Expression& expression) {
    Condition result{.kind = kind};
    for (const auto& child : expression.children) {
      auto part = condition(child);
      if (!part.ok()) return part;
      result.conditions.push_back(std::move(part).value());
    }
    return result;
  }

  core::Result<Condition> comparison(Condition::Kind kind, const Expression& expression) {
    Condition result{.kind = kind};
    TERTULIA_CHECK(add(expression.children.front(), result.operands));
    if (kind == Condition::Kind::kIn) {
      const auto& list = expression.children.back();
      if (list.kind != Kind::kList && list.kind != Kind::kBag) return not_a_condition("IN");
      if (list.children.empty()) return expressions::wrong_operand_count("IN", 1);
      for (const auto& element : list.children) TERTULIA_CHECK(add(element, result.operands));
    } else {
      for (std::size_t i = 1; i < expression.children.size(); ++i) {
        TERTULIA_CHECK(add(expression.children[i], result.operands));
      }
    }
    TERTULIA_CHECK(checked(expressions::Language::kCondition, [&](expressions::Reader& reader) {
      expressions::check_comparison(reader, result);
    }));
    return result;
  }

  core::Result<Condition> is(const Expression& expression) {
    FunctionCall call{.function = Function::kAttributeNotExists, .arguments = {}};
    TERTULIA_CHECK(add(expression.children.front(), call.arguments));
    if (expression.text != "missing") {
      const auto type = attribute_type_named(expression.text);
      if (type.empty()) return unsupported_type(base::upper(expression.text));
      call.function = Function::kAttributeType;
      const auto value = literals_.value({.kind = Kind::kString, .text = std::string(type)});
      if (!value.ok()) return value.error();
      call.arguments.push_back({.content = literal_of(value.value())});
    }
    TERTULIA_CHECK(check(call));
    return function(std::move(call));
  }

  core::Result<FunctionCall> call_of(const Expression& expression) {
    const auto function = function_named(expression.text);
    if (!function) return unrecognized_function(expression.text, expression.position);
    FunctionCall call{.function = *function, .arguments = {}};
    for (const auto& argument : expression.children) {
      TERTULIA_CHECK(add(argument, call.arguments));
    }
    TERTULIA_CHECK(check(call));
    return call;
  }

  static core::Status check(const FunctionCall& call) {
    return checked(expressions::Language::kCondition,
                   [&](expressions::Reader& reader) { expressions::check_call(reader, call); });
  }

  core::Status add(const Expression& expression, std::vector<Operand>& operands) {
    auto one = operand(expression);
    if (!one.ok()) return std::move(one).error();
    operands.push_back(std::move(one).value());
    return core::ok();
  }

  /// A condition is an operand too, which is true or false.
  core::Result<Operand> operand(const Expression& expression) {
    if (is_path(expression)) {
      auto path = path_of(expression);
      if (!path.ok()) return std::move(path).error();
      return Operand{.content = std::move(path).value()};
    }
    if (is_literal(expression)) {
      const auto value = literals_.value(expression);
      if (!value.ok()) return value.error();
      return Operand{.content = literal_of(value.value())};
    }
    if (expression.kind == Kind::kCall && expression.text == "size") {
      auto call = call_of(expression);
      if (!call.ok()) return std::move(call).error();
      return Operand{.content = std::move(call).value()};
    }
    auto inner = condition(expression);
    if (!inner.ok()) return std::move(inner).error();
    return Operand{.content = Truth{std::make_shared<const Condition>(std::move(inner).value())}};
  }

  Literals& literals_;
};

}  // namespace

core::Result<Condition> condition_of(const Expression& expression, Literals& literals) {
  return ConditionLowering(literals).condition(expression);
}

}  // namespace tertulia::dynamodb::partiql

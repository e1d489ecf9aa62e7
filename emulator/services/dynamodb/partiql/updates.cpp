#include "emulator/services/dynamodb/partiql/updates.hpp"

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/operand_checks.hpp"
#include "emulator/services/dynamodb/partiql/paths.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;
using expressions::Function;
using expressions::FunctionCall;
using expressions::Operand;
using expressions::Path;
using Arithmetic = expressions::Update::Set::Arithmetic;

bool is_set(const AttributeValue& value) {
  const auto type = value.type();
  return type == AttributeType::kSS || type == AttributeType::kNS || type == AttributeType::kBS;
}

bool is_set_function(const Expression& expression) {
  return expression.kind == Kind::kCall &&
         (expression.text == "set_add" || expression.text == "set_delete");
}

class UpdateLowering {
 public:
  explicit UpdateLowering(Literals& literals) : literals_(literals) {}

  core::Status assign(const Assignment& assignment) {
    auto target = path_of(assignment.target);
    if (!target.ok()) return std::move(target).error();
    const auto& value = assignment.value;
    if (is_set_function(value)) return change_set(std::move(target).value(), value);
    return set(std::move(target).value(), value);
  }

  core::Status remove(const Expression& expression) {
    auto path = path_of(expression);
    if (!path.ok()) return std::move(path).error();
    update_.remove.push_back(std::move(path).value());
    return core::ok();
  }

  core::Result<expressions::Update> take() {
    TERTULIA_CHECK(checked(expressions::Language::kUpdate, [this](expressions::Reader& reader) {
      expressions::check_apart(reader, paths());
    }));
    return std::move(update_);
  }

 private:
  core::Status set(Path target, const Expression& value) {
    expressions::Update::Set set{.path = std::move(target), .left = {}};
    const bool is_sum = value.is_operation("+");
    const bool is_calculated = (is_sum || value.is_operation("-")) && value.children.size() == 2;
    auto left = operand(is_calculated ? value.children.front() : value);
    if (!left.ok()) return std::move(left).error();
    set.left = std::move(left).value();
    if (is_calculated) {
      auto right = operand(value.children.back());
      if (!right.ok()) return std::move(right).error();
      set.arithmetic = is_sum ? Arithmetic::kPlus : Arithmetic::kMinus;
      set.right = std::move(right).value();
      TERTULIA_CHECK(checked(expressions::Language::kUpdate, [&](expressions::Reader& reader) {
        expressions::check_arithmetic(reader, value.text, set.left, *set.right);
      }));
    }
    update_.set.push_back(std::move(set));
    return core::ok();
  }

  /// SET s = set_add(s, <<…>>), or set_delete.
  core::Status change_set(Path target, const Expression& call) {
    const auto name = base::upper(call.text);
    if (call.children.size() != 2) return set_function_argument_count(name, call.position);
    const auto& first = call.children.front();
    const auto path = is_path(first) ? path_of(first) : core::Result(Path());
    if (!path.ok()) return path.error();
    if (path.value() != target) return set_function_target_differs(name, call.position);
    const auto& second = call.children.back();
    if (!is_literal(second)) return set_function_without_set(name, first.position);
    const auto value = literals_.value(second);
    if (!value.ok()) return value.error();
    if (!is_set(*value.value())) return set_function_without_set(name, first.position);
    auto& changes = call.text == "set_add" ? update_.add : update_.erase;
    changes.push_back({.path = std::move(target), .value = literal_of(value.value())});
    return core::ok();
  }

  core::Result<Operand> operand(const Expression& expression) {
    if (is_path(expression)) {
      auto path = path_of(expression);
      if (!path.ok()) return std::move(path).error();
      return Operand{.content = std::move(path).value()};
    }
    if (is_literal(expression) || is_set_function(expression)) {
      const auto value = literals_.value(expression);
      if (!value.ok()) return value.error();
      return Operand{.content = literal_of(value.value())};
    }
    if (expression.kind == Kind::kCall) return call_of(expression);
    if (expression.kind == Kind::kCountAll) {
      return unrecognized_function("count", expression.position);
    }
    if (expression.kind == Kind::kStatement) return unsupported_operation("Select");
    return not_in_an_update(expression.kind == Kind::kIs ? "IS" : base::upper(expression.text));
  }

  core::Result<Operand> call_of(const Expression& expression) {
    if (expression.text != expressions::name_of(Function::kListAppend)) {
      return unrecognized_function(expression.text, expression.position);
    }
    FunctionCall call{.function = Function::kListAppend, .arguments = {}};
    for (const auto& argument : expression.children) {
      auto one = operand(argument);
      if (!one.ok()) return one;
      call.arguments.push_back(std::move(one).value());
    }
    TERTULIA_CHECK(checked(expressions::Language::kUpdate, [&](expressions::Reader& reader) {
      expressions::check_call(reader, call);
    }));
    return Operand{.content = std::move(call)};
  }

  [[nodiscard]] std::vector<const Path*> paths() const {
    std::vector<const Path*> paths;
    for (const auto& set : update_.set) paths.push_back(&set.path);
    for (const auto& change : update_.add) paths.push_back(&change.path);
    for (const auto& change : update_.erase) paths.push_back(&change.path);
    for (const auto& path : update_.remove) paths.push_back(&path);
    return paths;
  }

  Literals& literals_;
  expressions::Update update_;
};

}  // namespace

core::Result<expressions::Update> update_of(const Statement& statement, Literals& literals) {
  UpdateLowering lowering(literals);
  for (const auto& assignment : statement.assignments) {
    TERTULIA_CHECK(lowering.assign(assignment));
  }
  for (const auto& removal : statement.removals) TERTULIA_CHECK(lowering.remove(removal));
  return lowering.take();
}

}  // namespace tertulia::dynamodb::partiql

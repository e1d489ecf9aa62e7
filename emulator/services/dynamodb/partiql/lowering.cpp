#include "emulator/services/dynamodb/partiql/lowering.hpp"

#include <algorithm>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/partiql/conditions.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/literals.hpp"
#include "emulator/services/dynamodb/partiql/parser.hpp"
#include "emulator/services/dynamodb/partiql/paths.hpp"
#include "emulator/services/dynamodb/partiql/updates.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;
using Content = decltype(Request::content);

/// What AWS calls an expression that stands where a statement should.
std::string_view non_statement_name(const Expression& expression) {
  switch (expression.kind) {
    case Kind::kName:
      return "VariableReference";
    case Kind::kPath:
      return "Path";
    case Kind::kOperation:
    case Kind::kCall:
      return "NAry";
    case Kind::kIs:
      return "IsType";
    case Kind::kParameter:
      return "Parameter";
    case Kind::kList:
    case Kind::kBag:
      return "Seq";
    case Kind::kStruct:
      return "Struct";
    default:
      return "Literal";
  }
}

ReturnValue return_value_named(std::string_view what) {
  if (what == "all old") return ReturnValue::kAllOld;
  if (what == "all new") return ReturnValue::kAllNew;
  return what == "modified old" ? ReturnValue::kUpdatedOld : ReturnValue::kUpdatedNew;
}

class Lowering {
 public:
  explicit Lowering(Literals& literals) : literals_(literals) {}

  core::Result<Content> content(const Expression& expression) {
    if (expression.kind == Kind::kCall && expression.text == "exists") return exists(expression);
    if (expression.kind != Kind::kStatement) {
      return unsupported_operation(non_statement_name(expression));
    }
    const auto& statement = *expression.statement;
    if (statement.refusal) return *statement.refusal;
    switch (statement.kind) {
      case Statement::Kind::kSelect:
        return as_content(select(statement));
      case Statement::Kind::kInsert:
        return as_content(insert(statement));
      case Statement::Kind::kUpdate:
        return as_content(update(statement));
      case Statement::Kind::kDelete:
        break;
    }
    return as_content(erase(statement));
  }

 private:
  template <class Part>
  static core::Result<Content> as_content(core::Result<Part> part) {
    if (!part.ok()) return std::move(part).error();
    return Content(std::move(part).value());
  }

  core::Result<Content> exists(const Expression& expression) {
    const bool is_select = expression.children.size() == 1 &&
                           expression.children.front().kind == Kind::kStatement &&
                           expression.children.front().statement->kind == Statement::Kind::kSelect;
    if (!is_select) return exists_without_condition();
    const auto& statement = *expression.children.front().statement;
    if (statement.refusal) return *statement.refusal;
    auto inner = select(statement);
    if (!inner.ok()) return std::move(inner).error();
    return Content(Exists{std::move(inner).value()});
  }

  core::Result<Select> select(const Statement& statement) {
    Select select;
    for (const auto& expression : statement.columns) {
      auto path = path_of(expression);
      if (!path.ok()) return std::move(path).error();
      auto name = column_name(path.value());
      const bool is_twice = std::any_of(select.columns.begin(), select.columns.end(),
                                        [&](const Column& other) { return other.name == name; });
      if (is_twice) return duplicate_column(name);
      select.columns.push_back({.name = std::move(name), .path = std::move(path).value()});
    }
    auto target = target_of(statement.target);
    if (!target.ok()) return std::move(target).error();
    select.target = std::move(target).value();
    if (statement.where) {
      auto where = condition_of(*statement.where, literals_);
      if (!where.ok()) return std::move(where).error();
      select.where = std::move(where).value();
    }
    if (!statement.order.empty() && !select.where) return order_without_where();
    for (const auto& term : statement.order) {
      auto path = path_of(term.expression);
      if (!path.ok()) return std::move(path).error();
      if (!path->is_top_level()) return order_by_no_key(column_name(path.value()));
      select.order.push_back(
          {.attribute = std::move(path->attribute), .descending = term.descending});
    }
    return select;
  }

  core::Result<Insert> insert(const Statement& statement) {
    if (!statement.returning.empty()) return returning_of_insert();
    Insert insert;
    auto target = target_of(statement.target);
    if (!target.ok()) return std::move(target).error();
    if (target->index) return index_in_insert(statement.target.position);
    insert.target = std::move(target).value();
    if (statement.value->kind != Kind::kStruct) return no_struct_to_insert();
    const auto& children = statement.value->children;
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      if (children[i].kind != Kind::kString) return no_struct_to_insert();
      const auto value = literals_.value(children[i + 1]);
      if (!value.ok()) return value.error();
      if (!insert.item.emplace(children[i].text, *value.value()).second) {
        return duplicate_key(children[i].text, "root");
      }
    }
    auto canonical = dynamodb::canonical(insert.item);
    if (!canonical.ok()) return std::move(canonical).error();
    if (canonical->size > kItemBytesMax) return item_too_large();
    insert.canonical = std::move(canonical).value();
    return insert;
  }

  core::Result<Update> update(const Statement& statement) {
    Update update;
    auto target = target_of_write(statement);
    if (!target.ok()) return std::move(target).error();
    update.target = std::move(target).value();
    auto changes = update_of(statement, literals_);
    if (!changes.ok()) return std::move(changes).error();
    update.update = std::move(changes).value();
    auto where = where_of(statement);
    if (!where.ok()) return std::move(where).error();
    update.where = std::move(where).value();
    const auto returning = returning_of(statement);
    if (!returning.ok()) return returning.error();
    update.returning = returning.value();
    return update;
  }

  core::Result<Delete> erase(const Statement& statement) {
    Delete erase;
    auto target = target_of_write(statement);
    if (!target.ok()) return std::move(target).error();
    erase.target = std::move(target).value();
    auto where = where_of(statement);
    if (!where.ok()) return std::move(where).error();
    erase.where = std::move(where).value();
    const auto returning = returning_of(statement);
    if (!returning.ok()) return returning.error();
    erase.returning = returning.value();
    if (erase.returning != ReturnValue::kNone && erase.returning != ReturnValue::kAllOld) {
      return returning_of_delete(base::cat(base::upper(statement.returning.front().what), " *"));
    }
    return erase;
  }

  static core::Result<Target> target_of_write(const Statement& statement) {
    auto target = target_of(statement.target);
    if (target.ok() && target->index) return write_on_index();
    return target;
  }

  core::Result<expressions::Condition> where_of(const Statement& statement) {
    if (!statement.where) return key_not_fixed();
    return condition_of(*statement.where, literals_);
  }

  static core::Result<ReturnValue> returning_of(const Statement& statement) {
    const auto& returning = statement.returning;
    if (returning.empty()) return ReturnValue::kNone;
    if (returning.size() > 1) return several_returnings();
    if (returning.front().column) return returning_of_columns();
    return return_value_named(returning.front().what);
  }

  Literals& literals_;
};

}  // namespace

core::Result<Request> read_request(std::string_view statement,
                                   const std::optional<std::vector<AttributeValue>>& parameters) {
  static const std::vector<AttributeValue> kNone;
  const auto& given = parameters ? *parameters : kNone;
  const auto parsed = parse(statement);
  if (!parsed.ok()) return parsed.error();
  if (parsed->parameters > given.size()) return parameter_count_differs();
  Literals literals(given);
  auto content = Lowering(literals).content(parsed->expression);
  if (!content.ok()) return std::move(content).error();
  return Request{.content = std::move(content).value(), .values = literals.take()};
}

core::Status check_parameters(const std::optional<std::vector<AttributeValue>>& parameters) {
  if (!parameters) return core::ok();
  for (const auto& parameter : *parameters) TERTULIA_CHECK(check_value(parameter));
  return core::ok();
}

}  // namespace tertulia::dynamodb::partiql

#include "emulator/services/dynamodb/partiql/parser.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/errors.hpp"
#include "emulator/services/dynamodb/partiql/errors.hpp"
#include "emulator/services/dynamodb/partiql/keywords.hpp"
#include "emulator/services/dynamodb/partiql/token_stream.hpp"

namespace tertulia::dynamodb::partiql {
namespace {

using Kind = Expression::Kind;

/// How tight an operator between operands binds; 0 for what is none.
int precedence_of(const Token& token) {
  constexpr int kNone = 0;
  if (token.kind != TokenKind::kOperator) return kNone;
  struct Level {
    std::string_view word;
    int precedence;
  };
  constexpr std::array kLevels{Level{"intersect", 5}, Level{"except", 5},       Level{"union", 5},
                               Level{"or", 10},       Level{"and", 20},         Level{"=", 40},
                               Level{"<>", 40},       Level{"is", 40},          Level{"is not", 40},
                               Level{"in", 40},       Level{"not in", 40},      Level{"<", 50},
                               Level{"<=", 50},       Level{">", 50},           Level{">=", 50},
                               Level{"between", 50},  Level{"not between", 50}, Level{"like", 50},
                               Level{"not like", 50}, Level{"+", 60},           Level{"-", 60},
                               Level{"||", 60},       Level{"*", 70},           Level{"/", 70},
                               Level{"%", 70}};
  for (const auto& level : kLevels) {
    if (level.word == token.text) return level.precedence;
  }
  return kNone;
}
constexpr int kSelectPrecedence = 6;
constexpr int kNotPrecedence = 30;

bool is_sign(const Token& token) {
  return token.is(TokenKind::kOperator, "+") || token.is(TokenKind::kOperator, "-");
}

/// The type that a word names, in the word that AWS prefers; empty for none.
std::string_view type_named(std::string_view word) {
  constexpr std::array kTypes{"missing",
                              "null",
                              "boolean",
                              "smallint",
                              "integer",
                              "float",
                              "real",
                              "decimal",
                              "numeric",
                              "timestamp",
                              "date",
                              "time",
                              "character",
                              "string",
                              "symbol",
                              "clob",
                              "blob",
                              "struct",
                              "tuple",
                              "list",
                              "sexp",
                              "bag",
                              "double precision",
                              "character varying"};
  if (word == "bool") return "boolean";
  if (word == "int") return "integer";
  if (word == "dec") return "decimal";
  if (word == "char") return "character";
  if (word == "varchar") return "character varying";
  const auto* found = std::find(kTypes.begin(), kTypes.end(), word);
  return found == kTypes.end() ? std::string_view() : *found;
}

/// "NOT (…)", for the forms of operators that have a "not" in them.
Expression negated(Expression expression) {
  Expression result{.kind = Kind::kOperation, .text = "not", .position = expression.position};
  result.children.push_back(std::move(expression));
  return result;
}

class Parser {
 public:
  explicit Parser(TokenStream& tokens) : tokens_(tokens) {}

  Parsed all() {
    Parsed parsed{.expression = expression(0)};
    if (tokens_.accept(TokenKind::kSemicolon) && !tokens_.at(TokenKind::kEnd)) {
      tokens_.fail("Unexpected token after semicolon. (Only one query is allowed.)");
    }
    if (!tokens_.at(TokenKind::kEnd)) tokens_.fail("Unexpected token after expression");
    parsed.parameters = parameters_;
    return parsed;
  }

 private:
  // Expressions.

  /// An expression whose operators bind tighter than `precedence`.
  Expression expression(int precedence) {
    const TokenStream::Level level(tokens_);
    Expression left = unary();
    while (precedence_of(tokens_.token()) > precedence) {
      const auto sign = tokens_.take();
      tokens_.count_operator();
      left = infix(std::move(left), sign);
    }
    return left;
  }

  Expression infix(Expression left, const Token& sign) {
    const bool is_negated = sign.text.starts_with("not ") || sign.text == "is not";
    const auto word = sign.text.starts_with("not ") ? sign.text.substr(4)
                      : is_negated                  ? std::string("is")
                                                    : sign.text;
    Expression result{.kind = Kind::kOperation, .text = word, .position = sign.position};
    if (word == "is") {
      result = is_of_type(std::move(left), sign);
    } else if (word == "in") {
      result.children.push_back(std::move(left));
      result.children.push_back(list_of_in(sign));
    } else if (word == "between") {
      result.children.push_back(std::move(left));
      bounds(sign, result.children);
    } else if (word == "and" || word == "or") {
      // Of several in a row one operation is made, whatever their number.
      if (left.is_operation(word)) {
        result = std::move(left);
      } else {
        result.children.push_back(std::move(left));
      }
      result.children.push_back(right(sign));
    } else {
      result.children.push_back(std::move(left));
      result.children.push_back(right(sign));
      if (word == "like") escape();
    }
    return is_negated ? negated(std::move(result)) : result;
  }

  Expression right(const Token& sign) {
    const bool is_missing = tokens_.at(TokenKind::kEnd);
    if (is_missing) tokens_.fail("Missing right-hand side expression of infix operator");
    return expression(precedence_of(sign));
  }

  Expression is_of_type(Expression operand, const Token& sign) {
    Expression result{.kind = Kind::kIs, .position = sign.position};
    result.children.push_back(std::move(operand));
    result.text = tokens_.token().kind == TokenKind::kKeyword ? type_named(tokens_.token().text)
                                                              : std::string_view();
    if (result.text.empty()) tokens_.fail("Expected type name");
    tokens_.take();
    if (tokens_.accept(TokenKind::kLeftParenthesis)) {
      items([this] { expression(0); });
      tokens_.expect(TokenKind::kRightParenthesis);
    }
    return result;
  }

  Expression list_of_in(const Token& sign) {
    if (!tokens_.at(TokenKind::kLeftParenthesis)) return right(sign);
    Expression list{.kind = Kind::kList, .position = tokens_.take().position};
    items([&] { list.children.push_back(expression(0)); });
    tokens_.expect(TokenKind::kRightParenthesis);
    return list;
  }

  void bounds(const Token& sign, std::vector<Expression>& operands) {
    operands.push_back(right(sign));
    tokens_.expect_word("and");
    if (at_end()) tokens_.fail("Expected expression after AND");
    operands.push_back(expression(precedence_of(sign)));
  }

  void escape() {
    if (!tokens_.accept_word("escape")) return;
    if (at_end()) tokens_.fail("Expected expression after ESCAPE");
    expression(precedence_of({.kind = TokenKind::kOperator, .text = "like"}));
  }

  [[nodiscard]] bool at_end() const {
    return tokens_.at(TokenKind::kEnd) || tokens_.at(TokenKind::kSemicolon);
  }

  Expression unary() {
    const TokenStream::Level level(tokens_);
    const auto sign = tokens_.token();
    if (sign.is(TokenKind::kOperator, "not")) {
      tokens_.take();
      tokens_.count_operator();
      Expression result{.kind = Kind::kOperation, .text = sign.text, .position = sign.position};
      result.children.push_back(expression(kNotPrecedence));
      return result;
    }
    if (!is_sign(sign)) return path();
    tokens_.take();
    Expression operand = unary();
    if (operand.kind == Kind::kNumber) {
      if (sign.text == "-") turn_sign(operand.text);
      return operand;
    }
    tokens_.count_operator();
    Expression result{.kind = Kind::kOperation, .text = sign.text, .position = sign.position};
    result.children.push_back(std::move(operand));
    return result;
  }

  static void turn_sign(std::string& number) {
    if (number.starts_with('-')) {
      number.erase(0, 1);
    } else {
      number.insert(0, 1, '-');
    }
  }

  Expression path() { return steps_behind(term()); }

  /// What leads from `root` on.
  Expression steps_behind(Expression root) {
    if (!tokens_.at(TokenKind::kDot) && !tokens_.at(TokenKind::kLeftBracket)) return root;
    Expression result{.kind = Kind::kPath, .position = root.position};
    result.children.push_back(std::move(root));
    while (true) {
      if (tokens_.accept(TokenKind::kDot)) {
        result.children.push_back(named_step());
      } else if (tokens_.accept(TokenKind::kLeftBracket)) {
        result.children.push_back(index_step());
      } else {
        return result;
      }
    }
  }

  Expression named_step() {
    const auto token = tokens_.token();
    if (token.is(TokenKind::kOperator, "*")) {
      return {.kind = Kind::kStepStar, .position = tokens_.take().position};
    }
    if (!is_name(token)) tokens_.fail("Invalid path dot component");
    tokens_.take();
    return {.kind = Kind::kStepName, .text = token.text, .position = token.position};
  }

  Expression index_step() {
    Expression step{.kind = Kind::kStepIndex, .position = tokens_.token().position};
    if (tokens_.token().is(TokenKind::kOperator, "*")) {
      tokens_.take();
      step.kind = Kind::kStepStar;
    } else {
      step.children.push_back(expression(0));
    }
    tokens_.expect(TokenKind::kRightBracket);
    return step;
  }

  static bool is_name(const Token& token) {
    return token.kind == TokenKind::kName || token.kind == TokenKind::kQuotedName;
  }

  static bool is_atom(const Expression& expression) {
    return expression.kind <= Kind::kIon || expression.kind == Kind::kName;
  }

  /// A path whose beginning is a name and whose indexes are single words or values.
  Expression simple_path() {
    const auto token = tokens_.token();
    if (!is_name(token)) tokens_.fail("Expected identifier for simple path");
    tokens_.take();
    auto result =
        steps_behind({.kind = Kind::kName, .text = token.text, .position = token.position});
    for (const auto& step : result.children) {
      if (step.kind == Kind::kStepStar) {
        tokens_.fail("Invalid path dot component for simple path");
      } else if (step.kind == Kind::kStepIndex && !is_atom(step.children.front())) {
        tokens_.fail("Invalid path component for simple path");
      }
    }
    return result;
  }

  // Terms.

  Expression term() {
    const auto token = tokens_.token();
    switch (token.kind) {
      case TokenKind::kName:
      case TokenKind::kQuotedName:
        return name_or_call();
      case TokenKind::kString:
        return atom(Kind::kString);
      case TokenKind::kNumber:
        return atom(Kind::kNumber);
      case TokenKind::kIon:
        return atom(Kind::kIon);
      case TokenKind::kParameter: {
        auto parameter = atom(Kind::kParameter);
        parameter.index = parameters_++;
        return parameter;
      }
      case TokenKind::kKeyword:
        return keyword();
      case TokenKind::kLeftParenthesis:
        return group();
      case TokenKind::kLeftBracket:
        return collection(Kind::kList, TokenKind::kRightBracket);
      case TokenKind::kLeftAngles:
        return collection(Kind::kBag, TokenKind::kRightAngles);
      case TokenKind::kLeftBrace:
        return structure();
      case TokenKind::kOperator:
        tokens_.fail(token.text == "*" ? "Unexpected term" : "Unexpected operator");
        return {};
      default:
        tokens_.fail("Unexpected term");
        return {};
    }
  }

  Expression atom(Kind kind) {
    auto token = tokens_.take();
    return {.kind = kind, .text = std::move(token.text), .position = token.position};
  }

  Expression name_or_call() {
    auto token = tokens_.take();
    if (tokens_.at(TokenKind::kLeftParenthesis)) return call(token);
    return {.kind = Kind::kName, .text = std::move(token.text), .position = token.position};
  }

  Expression call(const Token& name) {
    tokens_.count_operator();
    tokens_.take();
    Expression result{
        .kind = Kind::kCall, .text = base::lower(name.text), .position = name.position};
    if (tokens_.token().is(TokenKind::kOperator, "*")) {
      if (result.text != "count") tokens_.fail(base::cat(result.text, "(*) is not allowed"));
      tokens_.take();
      result.kind = Kind::kCountAll;
    } else if (!tokens_.at(TokenKind::kRightParenthesis)) {
      items([&] { result.children.push_back(expression(0)); });
    }
    tokens_.expect(TokenKind::kRightParenthesis);
    return result;
  }

  /// Calls `item` for each of one or more items between commas.
  template <class Item>
  void items(Item item) {
    do item();
    while (tokens_.accept(TokenKind::kComma));
  }

  Expression group() {
    const auto position = tokens_.take().position;
    Expression list{.kind = Kind::kList, .position = position};
    items([&] { list.children.push_back(expression(0)); });
    tokens_.expect(TokenKind::kRightParenthesis);
    if (list.children.size() > 1) return list;
    return std::move(list.children.front());
  }

  Expression collection(Kind kind, TokenKind end) {
    Expression result{.kind = kind, .position = tokens_.take().position};
    if (tokens_.accept(end)) return result;
    items([&] { result.children.push_back(expression(0)); });
    tokens_.expect(end);
    return result;
  }

  Expression structure() {
    Expression result{.kind = Kind::kStruct, .position = tokens_.take().position};
    if (tokens_.accept(TokenKind::kRightBrace)) return result;
    items([&] {
      result.children.push_back(expression(0));
      tokens_.expect(TokenKind::kColon);
      result.children.push_back(expression(0));
    });
    tokens_.expect(TokenKind::kRightBrace);
    return result;
  }

  Expression keyword() {
    const auto token = tokens_.token();
    if (token.text == "null") return atom(Kind::kNull);
    if (token.text == "missing") return atom(Kind::kMissing);
    if (token.text == "true") return atom(Kind::kTrue);
    if (token.text == "false") return atom(Kind::kFalse);
    if (token.text == "select") return nested(&Parser::select);
    if (token.text == "insert into") return nested(&Parser::insert);
    if (token.text == "update") return nested(&Parser::update);
    if (token.text == "delete") return nested(&Parser::erase);
    if (token.text == "from") return nested(&Parser::from);
    if (token.text == "set" || token.text == "remove") return nested(&Parser::changes_of_nothing);
    if (is_function_keyword(token.text)) {
      tokens_.take();
      if (tokens_.at(TokenKind::kLeftParenthesis)) return call(token);
    }
    tokens_.fail("Unexpected keyword");
    return {};
  }

  // Statements.

  Expression nested(Statement (Parser::*read)()) {
    Expression result{.kind = Kind::kStatement, .position = tokens_.token().position};
    result.statement = std::make_shared<const Statement>((this->*read)());
    return result;
  }

  static void refuse(Statement& statement, core::ApiError error) {
    if (!statement.refusal) statement.refusal = std::move(error);
  }

  Statement select() {
    tokens_.take();
    Statement statement{.kind = Statement::Kind::kSelect};
    if (tokens_.accept_word("distinct")) refuse(statement, unsupported_clause("DISTINCT"));
    tokens_.accept_word("all");
    if (tokens_.accept_word("value")) {
      refuse(statement, unsupported_clause("SELECT VALUE"));
      statement.columns.push_back(expression(0));
    } else {
      columns(statement);
    }
    if (!tokens_.accept_word("from")) tokens_.fail("Expected FROM after SELECT list");
    sources(statement);
    if (tokens_.accept_word("where")) statement.where = expression(kSelectPrecedence);
    order(statement);
    rest_of_select(statement);
    return statement;
  }

  void columns(Statement& statement) {
    bool has_star = false;
    items([&] {
      if (tokens_.token().is(TokenKind::kOperator, "*")) {
        tokens_.take();
        has_star = true;
        return;
      }
      statement.columns.push_back(expression(0));
      alias(statement);
    });
    if (has_star && !statement.columns.empty()) {
      tokens_.fail(
          "Other expressions may not be present in the select list when '*' is used without dot "
          "notation.");
    }
  }

  /// A name that something is given, with or without AS.
  void alias(Statement& statement) {
    if (tokens_.accept_word("as")) {
      if (!is_name(tokens_.token())) tokens_.fail("Expected identifier for AS-alias");
    } else if (!is_name(tokens_.token())) {
      return;
    }
    tokens_.take();
    refuse(statement, aliased());
  }

  void table_aliases(Statement& statement) {
    alias(statement);
    for (const auto& [word, name] : {std::pair{"at", "AT"}, std::pair{"by", "BY"}}) {
      if (!tokens_.accept_word(word)) continue;
      if (!is_name(tokens_.token())) {
        tokens_.fail(base::cat("Expected identifier for ", name, "-alias"));
      }
      tokens_.take();
      refuse(statement, aliased());
    }
  }

  void sources(Statement& statement) {
    statement.target = expression(kSelectPrecedence);
    table_aliases(statement);
    while (tokens_.at(TokenKind::kComma) || tokens_.at_word("join")) {
      const bool is_join = tokens_.take().kind == TokenKind::kKeyword;
      refuse(statement, several_tables());
      expression(kSelectPrecedence);
      table_aliases(statement);
      if (is_join && tokens_.accept_word("on")) expression(kSelectPrecedence);
    }
  }

  void order(Statement& statement) {
    if (!tokens_.accept_word("order")) return;
    if (!tokens_.accept_word("by")) tokens_.fail("Expected BY");
    items([&] {
      statement.order.push_back({.expression = expression(0)});
      if (tokens_.accept_word("desc")) {
        statement.order.back().descending = true;
      } else {
        tokens_.accept_word("asc");
      }
    });
  }

  void rest_of_select(Statement& statement) {
    if (tokens_.accept_word("group")) {
      refuse(statement, unsupported_clause("GROUP BY"));
      if (!tokens_.accept_word("by")) tokens_.fail("Expected BY");
      items([this] { expression(kSelectPrecedence); });
    }
    if (tokens_.accept_word("having")) {
      refuse(statement, unsupported_clause("HAVING"));
      expression(kSelectPrecedence);
    }
    if (tokens_.accept_word("limit")) {
      refuse(statement, unsupported_clause("LIMIT"));
      expression(kSelectPrecedence);
    }
  }

  Statement insert() {
    tokens_.take();
    Statement statement{.kind = Statement::Kind::kInsert};
    statement.target = simple_path();
    if (!tokens_.accept_word("value")) {
      statement.value = expression(0);
      refuse(statement, no_struct_to_insert());
      return statement;
    }
    statement.value = expression(0);
    if (tokens_.accept_word("at")) {
      refuse(statement, position_in_insert());
      expression(0);
    }
    if (tokens_.accept_word("on")) {
      if (!tokens_.accept_word("conflict")) tokens_.fail("Unexpected token after expression");
      refuse(statement, unsupported_clause("ON CONFLICT"));
      if (!tokens_.accept_word("where")) tokens_.fail("invalid ON CONFLICT syntax");
      expression(0);
      if (!tokens_.accept_word("do nothing")) tokens_.fail("invalid ON CONFLICT syntax");
    }
    returning(statement);
    return statement;
  }

  Statement update() {
    tokens_.take();
    Statement statement{.kind = Statement::Kind::kUpdate};
    statement.target = simple_path();
    table_aliases(statement);
    changes(statement);
    where(statement);
    returning(statement);
    return statement;
  }

  Statement erase() {
    tokens_.take();
    Statement statement{.kind = Statement::Kind::kDelete};
    if (!tokens_.accept_word("from")) tokens_.fail("Expected FROM after DELETE");
    statement.target = simple_path();
    table_aliases(statement);
    where(statement);
    returning(statement);
    return statement;
  }

  /// FROM "t" WHERE … SET …: an UPDATE in another order.
  Statement from() {
    tokens_.take();
    Statement statement{.kind = Statement::Kind::kUpdate};
    sources(statement);
    where(statement);
    changes(statement);
    returning(statement);
    return statement;
  }

  /// SET or REMOVE that does not say where.
  Statement changes_of_nothing() {
    Statement statement{.kind = Statement::Kind::kUpdate};
    changes(statement);
    refuse(statement, unsupported_operation("SET or REMOVE without UPDATE"));
    return statement;
  }

  void changes(Statement& statement) {
    bool is_any = false;
    while (true) {
      if (tokens_.accept_word("set")) {
        items([&] { assignment(statement); });
      } else if (tokens_.accept_word("remove")) {
        statement.removals.push_back(simple_path());
      } else if (tokens_.at_word("insert into")) {
        insert();
        refuse(statement, validation_exception(
                              "Only SET and REMOVE are supported in update expressions at this "
                              "time"));
      } else {
        break;
      }
      is_any = true;
    }
    if (!is_any) tokens_.fail("Expected data manipulation");
  }

  void assignment(Statement& statement) {
    auto target = simple_path();
    if (!tokens_.token().is(TokenKind::kOperator, "=")) tokens_.fail("Expected '='");
    tokens_.take();
    statement.assignments.push_back({.target = std::move(target), .value = expression(0)});
  }

  void where(Statement& statement) {
    if (tokens_.accept_word("where")) statement.where = expression(0);
  }

  void returning(Statement& statement) {
    if (!tokens_.accept_word("returning")) return;
    items([&] {
      const auto token = tokens_.token();
      if (!tokens_.at_word("all old") && !tokens_.at_word("all new") &&
          !tokens_.at_word("modified old") && !tokens_.at_word("modified new")) {
        tokens_.fail("Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
      }
      tokens_.take();
      statement.returning.push_back({.what = token.text});
      if (tokens_.token().is(TokenKind::kOperator, "*")) {
        tokens_.take();
      } else {
        statement.returning.back().column = expression(0);
      }
    });
  }

  TokenStream& tokens_;
  std::size_t parameters_ = 0;
};

}  // namespace

core::Result<Parsed> parse(std::string_view text) {
  auto tokens = tokens_of(text);
  if (!tokens.ok()) return std::move(tokens).error();
  TokenStream stream(std::move(tokens).value());
  auto parsed = Parser(stream).all();
  if (stream.error()) return *stream.error();
  return parsed;
}

}  // namespace tertulia::dynamodb::partiql

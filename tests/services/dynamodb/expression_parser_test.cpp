#include <gtest/gtest.h>

#include "emulator/base/text.hpp"
#include "emulator/services/dynamodb/expressions/key_condition.hpp"
#include "emulator/services/dynamodb/expressions/parser.hpp"
#include "tests/services/dynamodb/expression_trees.hpp"

namespace tertulia::dynamodb::expressions {
namespace {

using enum AttributeType;
using Texts = std::vector<std::string>;

/// A request with placeholders, and what comes of its expressions.
struct Request {
  NameMap names = {};
  AttributeMap values = {};

  [[nodiscard]] Parser parser() const {
    return {names.empty() ? nullptr : &names, values.empty() ? nullptr : &values};
  }
  /// What comes after "Invalid ConditionExpression: "; empty for success.
  [[nodiscard]] std::string condition(std::string_view expression) const {
    return why("Invalid ConditionExpression: ",
               parser().condition("ConditionExpression", expression));
  }
  [[nodiscard]] std::string update(std::string_view expression) const {
    return why("Invalid UpdateExpression: ", parser().update(expression));
  }
  [[nodiscard]] std::string projection(std::string_view expression) const {
    return why("Invalid ProjectionExpression: ", parser().projection(expression));
  }
  /// For the key "p", "c".
  [[nodiscard]] std::string key(std::string_view expression) const {
    auto of_request = parser();
    return why("", key_condition(of_request, expression));
  }
  [[nodiscard]] static core::Result<KeyCondition> key_condition(
      Parser& parser, std::string_view expression, const KeyNames& names = {{"p"}, {"c"}}) {
    auto condition = parser.condition("KeyConditionExpression", expression);
    if (!condition.ok()) return std::move(condition).error();
    auto terms = key_terms(condition.value(), kTableTermsMax);
    if (!terms.ok()) return std::move(terms).error();
    return key_condition_of(terms.value(), names);
  }

 private:
  template <class T>
  static std::string why(std::string_view prefix, const core::Result<T>& result) {
    if (result.ok()) return "";
    EXPECT_EQ(result.error().code, "ValidationException");
    const auto& message = result.error().message;
    EXPECT_TRUE(message.starts_with(prefix)) << message;
    return message.substr(std::min(prefix.size(), message.size()));
  }
};

Request with(AttributeMap values) { return {.values = std::move(values)}; }

// A tree in brackets: "(and (= a :v) (size b))".

std::string shown(const Operand& operand) {
  if (const auto* path = operand.path()) return path->text();
  if (const auto* literal = operand.literal()) return literal->placeholder;
  std::string result = base::cat(name_of(operand.call()->function), "(");
  for (const auto& argument : operand.call()->arguments) base::append(result, shown(argument), ";");
  return result + ")";
}

std::string shown(const Condition& condition) {
  constexpr const char* kKinds[] = {"and", "or", "not", "=",       "<>", "<",
                                    "<=",  ">",  ">=",  "between", "in", "is"};
  std::string result = base::cat("(", kKinds[static_cast<int>(condition.kind)]);
  for (const auto& inner : condition.conditions) base::append(result, " ", shown(inner));
  for (const auto& operand : condition.operands) base::append(result, " ", shown(operand));
  return result + ")";
}

std::string tree(std::string_view expression,
                 const Request& request = with({{":v", number("1")}})) {
  auto parsed = request.parser().condition("ConditionExpression", expression);
  return parsed.ok() ? shown(parsed.value()) : parsed.error().message;
}

TEST(PathText, IsAsAwsShowsIt) {
  EXPECT_EQ((Path{.attribute = "a"}).text(), "[a]");
  EXPECT_EQ((Path{.attribute = "a", .steps = {"b", 3U}}).text(), "[a, b, [3]]");
}

TEST(PathRelation, TellsOverlapFromConflict) {
  const Path a{.attribute = "a"};
  const Path a_b{.attribute = "a", .steps = {"b"}};
  const Path a_c{.attribute = "a", .steps = {"c"}};
  const Path a_1{.attribute = "a", .steps = {1U}};
  EXPECT_EQ(relation_of(a, a), PathRelation::kOverlap);
  EXPECT_EQ(relation_of(a, a_b), PathRelation::kOverlap);
  EXPECT_EQ(relation_of(a_b, a_c), PathRelation::kApart);
  EXPECT_EQ(relation_of(a_b, a_1), PathRelation::kConflict);
  EXPECT_EQ(relation_of(a_1, (Path{.attribute = "b", .steps = {"c"}})), PathRelation::kApart);
}

TEST(Conditions, KnowEveryOperator) {
  EXPECT_EQ(tree("a = :v"), "(= [a] :v)");
  EXPECT_EQ(tree("a<>:v"), "(<> [a] :v)");
  EXPECT_EQ(tree("a <\t:v"), "(< [a] :v)");
  EXPECT_EQ(tree(":v<=a"), "(<= :v [a])");
  EXPECT_EQ(tree("a > b"), "(> [a] [b])");
  EXPECT_EQ(tree("a >= size(b)"), "(>= [a] size([b];))");
  EXPECT_EQ(tree("a beTWeen b AND c"), "(between [a] [b] [c])");
  EXPECT_EQ(tree("a iN (b, :v,c)"), "(in [a] [b] :v [c])");
  EXPECT_EQ(tree("attribute_exists (a.b[2])"), "(is attribute_exists([a, b, [2]];))");
}

TEST(Conditions, BindNotBeforeAndBeforeOr) {
  EXPECT_EQ(tree("a<b OR c<b AND b<c"), "(or (< [a] [b]) (and (< [c] [b]) (< [b] [c])))");
  EXPECT_EQ(tree("NOT a<b AND c<b"), "(and (not (< [a] [b])) (< [c] [b]))");
  EXPECT_EQ(tree("b BETWEEN a AND c AND a<b"), "(and (between [b] [a] [c]) (< [a] [b]))");
  EXPECT_EQ(tree("a<b AND b<c AND c<d"), "(and (< [a] [b]) (< [b] [c]) (< [c] [d]))");
  EXPECT_EQ(tree("(a<b OR b<a) AND b<c"), "(and (or (< [a] [b]) (< [b] [a])) (< [b] [c]))");
  EXPECT_EQ(tree("NOT NOT NOT a<b"), "(not (< [a] [b]))");
}

TEST(Conditions, TakeParenthesesAroundConditionsAndOperands) {
  EXPECT_EQ(tree("(a < b)"), "(< [a] [b])");
  EXPECT_EQ(tree("(a) < (b)"), "(< [a] [b])");
  EXPECT_EQ(tree("((size(a)) < b)"), "(< size([a];) [b])");
  EXPECT_EQ(tree("((a) < b)"), "(< [a] [b])");
  EXPECT_EQ(tree("(attribute_exists((a)))"), "(is attribute_exists([a];))");
  EXPECT_EQ(tree("(a)between(b)and(c)"), "(between [a] [b] [c])");
  EXPECT_EQ(tree("NOT (a) = b"), "(not (= [a] [b]))");
}

TEST(Conditions, PutNamesForPlaceholders) {
  const Request request{.names = {{"#a", "and"}, {"#1", "x.y"}}, .values = {{":v", number("1")}}};
  EXPECT_EQ(tree("#a.#1.c = :v", request), "(= [and, x.y, c] :v)");
}

TEST(SyntaxErrors, ShowTheTokenBetweenItsNeighbours) {
  const Request request = with({{":v", number("1")}});
  const std::pair<const char*, const char*> kCases[] = {
      {"a-b", R"_(token: "-", near: "a-b")_"},
      {"a = ", R"_(token: "<EOF>", near: "=")_"},
      {"a", R"_(token: "<EOF>", near: "a")_"},
      {"NOT a", R"_(token: "<EOF>", near: "a")_"},
      {"a AND :v", R"_(token: "AND", near: "a AND :v")_"},
      {"(a = :v", R"_(token: "<EOF>", near: ":v")_"},
      {"a = :v)", R"_(token: ")", near: ":v)")_"},
      {"attribute_exists(", R"_(token: "<EOF>", near: "(")_"},
      {"size() = :v", R"_(token: ")", near: "() =")_"},
      {"a IN ()", R"_(token: ")", near: "()")_"},
      {"a IN b, c", R"_(token: "b", near: "IN b,")_"},
      {"things are not ok", R"_(token: "are", near: "things are not")_"},
      {"a > 4", R"_(token: "4", near: "> 4")_"},
      {"a != :v", R"_(token: "!", near: "a !=")_"},
      {"_a = :v", R"_(token: "_", near: "_a")_"},
      {"a : b", R"_(token: ":", near: "a : b")_"},
      {"\xC3\xBC > a", "token: \"\xC3\xBC\", near: \"\xC3\xBC >\""},
      {"a[b] = :v", R"_(token: "b", near: "[b]")_"},
      {"a[:v] = b", R"_(token: ":v", near: "[:v]")_"},
      {"a[01] = b", R"_(token: "1", near: "01]")_"},
      {"a..b = :v", R"_(token: ".", near: "..b")_"},
      {"size(a).b > a", R"_(token: ".", near: ").b")_"},
      {"a = add", R"_(token: "add", near: "= add")_"},
  };
  for (const auto& [expression, why] : kCases) {
    EXPECT_EQ(request.condition(expression), base::cat("Syntax error; ", why)) << expression;
  }
}

TEST(Conditions, AreNeitherEmptyNorLong) {
  EXPECT_EQ(Request{}.condition(""), "The expression can not be empty;");
  const std::string most = base::cat("a", std::string(4092, ' '), "= b");
  EXPECT_EQ(Request{}.condition(most), "");
  EXPECT_EQ(Request{}.condition(" " + most),
            "Expression size has exceeded the maximum allowed size; expression size: 4097");
}

TEST(Conditions, HaveNoRedundantParentheses) {
  for (const auto* expression :
       {"((a = b))", "a > ((b))", "(a)between(((b.c)))and(c)", "((attribute_exists(a)))",
        "a=b AND ((a=b AND b=c)) AND c=d", "attribute_exists(((a)))", "((size(a))) > b"}) {
    EXPECT_EQ(Request{}.condition(expression), "The expression has redundant parentheses;")
        << expression;
  }
}

TEST(Functions, AreNamedAndPlacedRight) {
  const Request request = with({{":v", number("1")}});
  const std::pair<const char*, const char*> kCases[] = {
      {"dog(a) = :v", "Invalid function name; function: dog"},
      {"ATTRIBUTE_EXISTS(a)", "Invalid function name; function: ATTRIBUTE_EXISTS"},
      {"if_not_exists(a, b) = :v",
       "The function is not allowed in a condition expression; function: if_not_exists"},
      {"size(a)",
       "The function is not allowed to be used this way in an expression; function: size"},
      {"a = b OR NOT (size(a))",
       "The function is not allowed to be used this way in an expression; function: size"},
      {"contains(a, b) > :v",
       "The function is not allowed to be used this way in an expression; function: contains"},
      {"size(contains(a, b)) > :v",
       "The function is not allowed to be used this way in an expression; function: contains"},
      {"a IN (b, attribute_exists(a))",
       "The function is not allowed to be used this way in an expression; function: "
       "attribute_exists"},
  };
  for (const auto& [expression, why] : kCases) EXPECT_EQ(request.condition(expression), why);
}

TEST(ReservedWords, AreRefusedWhateverTheirCase) {
  const std::string why = "Attribute name is a reserved keyword; reserved keyword: ";
  EXPECT_EQ(Request{}.condition("attribute_exists(Status)"), why + "Status");
  EXPECT_EQ(Request{}.condition("a.b.zone > c"), why + "zone");
  EXPECT_EQ(Request{}.condition("abort > c"), why + "abort");
  EXPECT_EQ(Request{}.condition("size > c"), why + "size");
  EXPECT_EQ(Request{}.condition("aborts > c"), "");
  EXPECT_EQ(Request{}.projection("a, views"), why + "views");
  EXPECT_EQ((Request{.names = {{"#s", "status"}}}.condition("#s > c")), "");
}

TEST(Placeholders, MustBeDefined) {
  EXPECT_EQ(Request{}.condition("#n > a"),
            "An expression attribute name used in the document path is not defined; attribute "
            "name: #n");
  EXPECT_EQ(Request{}.condition("a > :v"),
            "An expression attribute value used in expression is not defined; attribute value: :v");
  EXPECT_EQ(Request{}.projection("a.#n"),
            "An expression attribute name used in the document path is not defined; attribute "
            "name: #n");
}

TEST(Paths, AreLimitedInDepthAndIndex) {
  std::string deep = "a";
  for (int i = 0; i < 31; ++i) deep += ".b";
  EXPECT_EQ(Request{}.projection(deep), "");
  EXPECT_EQ(Request{}.projection(deep + "[0]"),
            "The document path has too many nesting levels; nesting levels: 33");
  EXPECT_EQ(Request{}.projection("a[2147483647]"), "");
  EXPECT_EQ(Request{}.projection("a[99999999999999]"),
            "List index is not within the allowable range; index: [99999999999999]");
}

TEST(Operands, AreCounted) {
  const std::string why =
      "Incorrect number of operands for operator or function; operator or function: ";
  EXPECT_EQ(Request{}.condition("size(a, b) > c"), why + "size, number of operands: 2");
  EXPECT_EQ(Request{}.condition("begins_with(a)"), why + "begins_with, number of operands: 1");
  EXPECT_EQ(Request{}.update("SET a = list_append(a)"), why + "list_append, number of operands: 1");
  std::string in = "a IN (b";
  for (int i = 1; i < 100; ++i) in += ",b";
  EXPECT_EQ(Request{}.condition(in + ")"), "");
  EXPECT_EQ(Request{}.condition(in + ",b)"),
            "The IN operator is provided with too many operands; number of operands: 101");
}

TEST(Operands, AreDistinct) {
  const std::string why =
      "The first operand must be distinct from the remaining operands for this operator or "
      "function; operator: ";
  const Request request{.names = {{"#a", "a"}}};
  EXPECT_EQ(request.condition("#a <> a"), why + "<>, first operand: [a]");
  EXPECT_EQ(request.condition("contains(b.c[1].a, b.c[1].#a)"),
            why + "contains, first operand: [b, c, [1], a]");
  EXPECT_EQ(with({{":v", number("1")}}).condition(":v = :v"), "");
}

TEST(Operands, AreOfTheTypesOfTheOperator) {
  const Request request = with({{":n", number("1")},
                                {":s", text("a")},
                                {":l", list({})},
                                {":t", boolean(true)},
                                {":type", text("SS")}});
  const std::string why = "Incorrect operand type for operator or function; operator or function: ";
  EXPECT_EQ(request.condition("a < :l"), why + "<, operand type: L");
  EXPECT_EQ(request.condition(":t >= a"), why + ">=, operand type: BOOL");
  EXPECT_EQ(request.condition("a = :l AND a <> :t AND a IN (:l)"), "");
  EXPECT_EQ(request.condition("a BETWEEN :l AND :l"), why + "BETWEEN, operand type: L");
  EXPECT_EQ(request.condition("begins_with(a, :n)"), why + "begins_with, operand type: N");
  EXPECT_EQ(request.condition("begins_with(a, size(b))"), why + "begins_with, operand type: N");
  EXPECT_EQ(request.condition("size(:n) > a"), why + "size, operand type: N");
  EXPECT_EQ(request.condition("size(size(a)) > a"), why + "size, operand type: N");
  EXPECT_EQ(request.condition("attribute_type(a, :n)"), why + "attribute_type, operand type: N");
  EXPECT_EQ(request.condition("attribute_type(a, b)"),
            why + "attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
  EXPECT_EQ(request.condition("attribute_type(a, :s)"),
            "Invalid attribute type name found; type: a, valid types: "
            "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
  EXPECT_EQ(request.condition("attribute_type(:n, :type)"), "");
  EXPECT_EQ(request.condition("attribute_exists(:s)"),
            "Operator or function requires a document path; operator or function: "
            "attribute_exists");
  EXPECT_EQ(request.condition("size(a) = :s AND contains(a, :l)"), "");
}

TEST(Between, HasBoundsOfOneTypeInOrder) {
  const Request request = with({{":3", number("3")},
                                {":10", number("10")},
                                {":a", text("a")},
                                {":b", binary("b")},
                                {":c", binary("c")}});
  EXPECT_EQ(request.condition("a BETWEEN :3 AND :10 AND b BETWEEN :3 AND :3"), "");
  EXPECT_EQ(request.condition("a BETWEEN :10 AND :3"),
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
            "lower bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: "
            "{N:3}");
  EXPECT_EQ(request.condition("a BETWEEN :c AND :b"),
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
            "lower bound operand: AttributeValue: {B:Yw==}, upper bound operand: AttributeValue: "
            "{B:Yg==}");
  EXPECT_EQ(request.condition("a BETWEEN :3 AND :a"),
            "The BETWEEN operator requires same data type for lower and upper bounds; lower bound "
            "operand: AttributeValue: {N:3}, upper bound operand: AttributeValue: {S:a}");
  EXPECT_EQ(request.condition("a BETWEEN b AND :3"), "");
}

TEST(Conditions, AreCheckedInTheOrderOfAws) {
  const Request request{.names = {{"#a", "a"}}};
  // Where things stand goes before what they mean, over the whole expression.
  EXPECT_EQ(request.condition("a = a AND :x > abort"),
            "Attribute name is a reserved keyword; reserved keyword: abort");
  EXPECT_EQ(request.condition("a = a AND dog(:x)"), "Invalid function name; function: dog");
  EXPECT_EQ(request.condition("contains(views, b) > c"),
            "The function is not allowed to be used this way in an expression; function: contains");
  // What they mean, in the order of the text: operands before their operator.
  EXPECT_EQ(request.condition("begins_with(:hello, #x, b) AND a = a"),
            "An expression attribute value used in expression is not defined; attribute value: "
            ":hello");
  EXPECT_EQ(request.condition("attribute_exists(b, c) AND a = a"),
            "Incorrect number of operands for operator or function; operator or function: "
            "attribute_exists, number of operands: 2");
  EXPECT_EQ(request.condition("a = a AND #x = b"),
            "The first operand must be distinct from the remaining operands for this operator or "
            "function; operator: =, first operand: [a]");
  // Nothing before the form.
  EXPECT_EQ(request.condition("views > dog("), R"_(Syntax error; token: "<EOF>", near: "(")_");
}

/// `count` comparisons of three bytes, one within the other.
std::string nested_comparisons(int count) {
  std::string expression = "a<b";
  for (int i = 1; i < count; ++i) expression += " or (a<b";
  return expression + std::string(static_cast<std::size_t>(count - 1), ')');
}

TEST(Conditions, AreLimitedInOperators) {
  EXPECT_EQ(Request{}.condition(nested_comparisons(150)), "");
  EXPECT_EQ(Request{}.condition(nested_comparisons(400)),
            "The expression contains too many operators; operator count: 301");
}

TEST(Conditions, OfAnyDepthAreAnswered) {
  const std::string open(2046, '(');
  EXPECT_EQ(Request{}.condition(open + "a<b" + std::string(2046, ')')),
            "The expression has redundant parentheses;");
  EXPECT_NE(Request{}.condition(open + open), "");
  std::string nots;
  for (int i = 0; i < 1000; ++i) nots += "NOT ";
  EXPECT_EQ(Request{}.condition(nots + "a<b"),
            "The expression contains too many operators; operator count: 301");
  std::string calls;
  for (int i = 0; i < 1300; ++i) calls += "f(";
  EXPECT_EQ(Request{}.condition("a < " + calls + "b" + std::string(1300, ')')),
            "Invalid function name; function: f");
}

TEST(Projections, AreLists) {
  const Request request{.names = {{"#n", "x y"}}};
  auto parser = request.parser();
  const auto projection = parser.projection(" a ,#n.b[0][1], c.d ");
  ASSERT_TRUE(projection.ok());
  Texts paths;
  for (const auto& path : projection->paths) paths.push_back(path.text());
  EXPECT_EQ(paths, (Texts{"[a]", "[x y, b, [0], [1]]", "[c, d]"}));
}

TEST(Projections, AreRefused) {
  const std::pair<const char*, const char*> kCases[] = {
      {"", "The expression can not be empty;"},
      {"a,", R"_(Syntax error; token: "<EOF>", near: ",")_"},
      {",a", R"_(Syntax error; token: ",", near: ",a")_"},
      {"a,,b", R"_(Syntax error; token: ",", near: ",,b")_"},
      {"a b", R"_(Syntax error; token: "b", near: "a b")_"},
      {"!!bad!!", R"_(Syntax error; token: "!", near: "!!")_"},
      {"a[-1]", R"_(Syntax error; token: "-", near: "[-1")_"},
      {"a[]", R"_(Syntax error; token: "]", near: "[]")_"},
      {":v", R"_(Syntax error; token: ":v", near: ":v")_"},
      {"a, b, a",
       "Two document paths overlap with each other; must remove or rewrite one of these paths; "
       "path one: [a], path two: [a]"},
      {"a.b[2].c, a",
       "Two document paths overlap with each other; must remove or rewrite one of these paths; "
       "path one: [a, b, [2], c], path two: [a]"},
      {"a.b, a[1]",
       "Two document paths conflict with each other; must remove or rewrite one of these paths; "
       "path one: [a, b], path two: [a, [1]]"},
  };
  for (const auto& [expression, why] : kCases) {
    EXPECT_EQ(Request{}.projection(expression), why) << expression;
  }
  EXPECT_EQ(Request{}.projection("a.b, a.c[2], a.d.e, a.d.f, b[1], b[2]"), "");
}

TEST(Updates, HaveFourSections) {
  const Request request = with({{":v", number("1")}, {":s", AttributeValue::of<kSS>(Texts{"a"})}});
  auto parser = request.parser();
  const auto update = parser.update("set a.b = :v, c=d REMOVE e[1], f aDd g :v DELETE h :s");
  ASSERT_TRUE(update.ok());
  ASSERT_EQ(update->set.size(), 2U);
  EXPECT_EQ(update->set[0].path.text(), "[a, b]");
  EXPECT_EQ(shown(update->set[1].left), "[d]");
  ASSERT_EQ(update->remove.size(), 2U);
  EXPECT_EQ(update->remove[0].text(), "[e, [1]]");
  ASSERT_EQ(update->add.size(), 1U);
  EXPECT_EQ(update->add[0].value.value, &request.values.at(":v"));
  ASSERT_EQ(update->erase.size(), 1U);
  EXPECT_EQ(update->erase[0].value.placeholder, ":s");
}

TEST(Updates, AddAndSubtract) {
  const Request request = with({{":v", number("1")}});
  const std::pair<const char*, const char*> kCases[] = {
      {"SET a = b + :v", "[b] 1 :v"},
      {"SET a = (:v-b)", ":v 2 [b]"},
      {"SET a = ((b.c.d)+(e))", "[b, c, d] 1 [e]"},
      {"SET a = if_not_exists(a, :v)+if_not_exists(b, :v)",
       "if_not_exists([a];:v;) 1 if_not_exists([b];:v;)"},
      {"SET a = b + b", "[b] 1 [b]"},
  };
  for (const auto& [expression, why] : kCases) {
    const auto update = request.parser().update(expression);
    ASSERT_TRUE(update.ok()) << update.error().message;
    const auto& set = update->set.front();
    EXPECT_EQ(
        base::cat(shown(set.left), " ", static_cast<int>(set.arithmetic), " ", shown(*set.right)),
        why);
  }
}

TEST(Updates, AreRefusedForTheirForm) {
  const Request request = with({{":v", number("1")}});
  const std::pair<const char*, const char*> kCases[] = {
      {"", "The expression can not be empty;"},
      {"INVALID SYNTAX HERE", R"_(Syntax error; token: "INVALID", near: "INVALID SYNTAX")_"},
      {"SET", R"_(Syntax error; token: "<EOF>", near: "SET")_"},
      {"SET a = :v, ", R"_(Syntax error; token: "<EOF>", near: ",")_"},
      {"SET _123 = :v", R"_(Syntax error; token: "_", near: "SET _123")_"},
      {"ADD hits : incr", R"_(Syntax error; token: ":", near: "hits : incr")_"},
      {"SET a = b + :v + c", R"_(Syntax error; token: "+", near: ":v + c")_"},
      {"SET c = if_not_exists(c, :v+:v)", R"_(Syntax error; token: "+", near: ":v+:v")_"},
      {"SET :v = a", R"_(Syntax error; token: ":v", near: "SET :v =")_"},
      {"SET a, #, b", R"_(Syntax error; token: ",", near: "a, #")_"},
      {"REMOVE a, #, b", R"_(Syntax error; token: "#", near: ", #,")_"},
      {"ADD a b", R"_(Syntax error; token: "b", near: "a b")_"},
      {"REMOVE a = b", R"_(Syntax error; token: "=", near: "a = b")_"},
      {"SET a = :v WHERE b", R"_(Syntax error; token: "WHERE", near: ":v WHERE b")_"},
      {"SET a=set", R"_(Syntax error; token: "set", near: "=set")_"},
      {"set (a = b)", R"_(Syntax error; token: "(", near: "set (a")_"},
      {"set a = (b.c).d + e", R"_(Syntax error; token: ".", near: ").d")_"},
      {"SET a = ((b + c))", "The expression has redundant parentheses;"},
      {"SET a = ((b))", "The expression has redundant parentheses;"},
  };
  for (const auto& [expression, why] : kCases) {
    EXPECT_EQ(request.update(expression), why) << expression;
  }
}

TEST(Updates, AreRefusedForTheirMeaning) {
  const Request request{.names = {{"#c", "c"}, {"#d", "[3]"}},
                        .values = {{":n", number("1")},
                                   {":s", text("a")},
                                   {":l", list({})},
                                   {":ss", AttributeValue::of<kSS>(Texts{"a"})}}};
  const std::string type = "Incorrect operand type for operator or function; ";
  const std::string overlap =
      "Two document paths overlap with each other; must remove or rewrite one of these paths; ";
  const std::pair<const char*, std::string> kCases[] = {
      {"SET a = :n SET b = :n",
       "The \"SET\" section can only be used once in an update expression;"},
      {"remove a set b = c Remove d",
       "The \"REMOVE\" section can only be used once in an update expression;"},
      {"SET a = f(b,c,d)", "Invalid function name; function: f"},
      {"SET a = LIST_APPEND(:l, :l)", "Invalid function name; function: LIST_APPEND"},
      {"SET a = size(b)", "The function is not allowed in an update expression; function: size"},
      {"SET a = list_append(list_append(:l, :l), :l)",
       "The function is not allowed to be used this way in an expression; function: list_append"},
      {"SET a = list_append(a, b) + c",
       "The function is not allowed to be used this way in an expression; function: list_append"},
      {"SET a = :s + :n", type + "operator or function: +, operand type: S"},
      {"SET a = b - :l", type + "operator or function: -, operand type: L"},
      {"SET a = list_append(:n, b)", type + "operator or function: list_append, operand type: N"},
      {"ADD a :s", type + "operator: ADD, operand type: STRING"},
      {"ADD a :l", type + "operator: ADD, operand type: LIST"},
      {"DELETE a :n", type + "operator: DELETE, operand type: NUMBER"},
      {"SET a = if_not_exists(:n, b)",
       "Operator or function requires a document path; operator or function: if_not_exists"},
      {"SET a = if_not_exists(if_not_exists(a, :n), b)",
       "Operator or function requires a document path; operator or function: if_not_exists"},
      {"SET a = :n REMOVE a", overlap + "path one: [a], path two: [a]"},
      {"set #c[3].#d = a, #c[3] = a", overlap + "path one: [c, [3], [3]], path two: [c, [3]]"},
      {"remove a.#c set a[1] = #d",
       "Two document paths conflict with each other; must remove or rewrite one of these paths; "
       "path one: [a, c], path two: [a, [1]]"},
      {"SET a.b = :n, a[1] = :n",
       "Two document paths conflict with each other; must remove or rewrite one of these paths; "
       "path one: [a, b], path two: [a, [1]]"},
  };
  for (const auto& [expression, why] : kCases) {
    EXPECT_EQ(request.update(expression), why) << expression;
  }
  EXPECT_EQ(request.update("ADD a :n, b :ss DELETE c :ss"), "");
  EXPECT_EQ(request.update("SET a = list_append(if_not_exists(a, :l), :l)"), "");
  EXPECT_EQ(request.update("SET a = if_not_exists(b, if_not_exists(c, :n))"), "");
}

TEST(Updates, AreCheckedInTheOrderOfAws) {
  const Request request{.names = {{"#c", "c"}}, .values = {{":s", text("a")}}};
  const std::pair<const char*, const char*> kCases[] = {
      {"set #x = :x set abOrt = true",
       "Attribute name is a reserved keyword; reserved keyword: abOrt"},
      {"set #x = dog(:x) set c = d", "Invalid function name; function: dog"},
      {"remove #x set a = b remove e",
       "The \"REMOVE\" section can only be used once in an update expression;"},
      {"SET a = :x, #x = b",
       "An expression attribute name used in the document path is not defined; attribute name: #x"},
      {"SET a = if_not_exists(:x), a = b",
       "An expression attribute value used in expression is not defined; attribute value: :x"},
      {"set d[1] = a, d.b = a, c[1].a = a, #c = if_not_exists(a)",
       "Two document paths overlap with each other; must remove or rewrite one of these paths; "
       "path one: [c, [1], a], path two: [c]"},
      {"set b = list_append(:s, a), c = if_not_exists(a) add a.b :s",
       "Incorrect operand type for operator or function; operator: ADD, operand type: STRING"},
  };
  for (const auto& [expression, why] : kCases) {
    EXPECT_EQ(request.update(expression), why) << expression;
  }
}

TEST(KeyConditions, AreOnOneOrTwoKeys) {
  const Request request = with({{":p", text("a")}, {":c", number("1")}, {":d", number("2")}});
  auto parser = request.parser();
  const auto* c = &request.values.at(":c");
  const auto only = Request::key_condition(parser, "p = :p");
  ASSERT_TRUE(only.ok());
  EXPECT_EQ(only->partition, std::vector{&request.values.at(":p")});
  EXPECT_FALSE(only->sort.has_value());
  const auto less = Request::key_condition(parser, ":c > c AND (p = :p)");
  ASSERT_TRUE(less.ok());
  EXPECT_EQ(less->sort->kind, Condition::Kind::kLess);
  EXPECT_EQ(less->sort->first, c);
  const auto between = Request::key_condition(parser, "((c beTween :c and :d) AND (:p=p))");
  ASSERT_TRUE(between.ok());
  EXPECT_EQ(between->sort->kind, Condition::Kind::kBetween);
  EXPECT_EQ(between->sort->first, c);
  EXPECT_EQ(between->sort->second, &request.values.at(":d"));
  const auto begins = Request::key_condition(parser, "p = :p AND begins_with(c, :p)");
  ASSERT_TRUE(begins.ok());
  EXPECT_EQ(begins->sort->kind, Condition::Kind::kFunction);
  EXPECT_EQ(begins->sort->first, &request.values.at(":p"));
}

TEST(KeyConditions, AreRefused) {
  const Request request = with({{":p", text("a")}, {":c", text("b")}});
  const std::string invalid = "Invalid condition in KeyConditionExpression: ";
  const std::string operators = "Invalid operator used in KeyConditionExpression: ";
  const std::pair<const char*, std::string> kCases[] = {
      {"", "Invalid KeyConditionExpression: The expression can not be empty;"},
      {"p", R"_(Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "p")_"},
      {"p = :p AND dog(c, :c)",
       "Invalid KeyConditionExpression: Invalid function name; function: dog"},
      {"p = :p AND p = :p", "KeyConditionExpressions must only contain one condition per key"},
      {"p < :p", "Query key condition not supported"},
      {"c = :c", "Query condition missed key schema element: p"},
      {"p = :p AND a < :c", "Query condition missed key schema element: c"},
      {"p = :p AND c < :c AND a < :c", "Conditions can be of length 1 or 2 only"},
      {"p = :p AND a.b < :c",
       "KeyConditionExpressions cannot have conditions on nested attributes"},
      {"p = :p OR c = :c", operators + "OR"},
      {"NOT c = :c AND p = :p", operators + "NOT"},
      {"NOT NOT p = :p", operators + "NOT"},
      {"p = :p AND c <> :c", operators + "<>"},
      {"p = :p AND c IN (:c)", operators + "IN"},
      {"p = :p AND attribute_exists(c)", operators + "attribute_exists"},
      {"p = c", invalid + "Multiple attribute names used in one condition"},
      {"begins_with(p, c)", invalid + "Multiple attribute names used in one condition"},
      {":p = :c", invalid + "No key attribute specified"},
      {":p BETWEEN c AND :c",
       invalid + "BETWEEN operator must have the key attribute as its first operand"},
      {"begins_with(:p, c)",
       invalid + "begins_with operator must have the key attribute as its first operand"},
      {"size(p) > :c", "KeyConditionExpressions cannot contain nested operations"},
  };
  for (const auto& [expression, why] : kCases)
    EXPECT_EQ(request.key(expression), why) << expression;
  auto parser = request.parser();
  EXPECT_EQ(Request::key_condition(parser, "p = :p AND c = :c", {{"p"}}).error().message,
            "Query key condition not supported");
}

std::string maps_error(const NameMap* names, const AttributeMap* values) {
  const auto status = Parser(names, values).check_maps();
  return status.ok() ? "" : status.error().message;
}

TEST(Maps, AreCheckedFirst) {
  const NameMap no_names;
  const AttributeMap no_values;
  EXPECT_EQ(maps_error(nullptr, nullptr), "");
  EXPECT_EQ(maps_error(&no_names, &no_values), "ExpressionAttributeNames must not be empty");
  EXPECT_EQ(maps_error(nullptr, &no_values), "ExpressionAttributeValues must not be empty");
  for (const auto* key : {"a", "#", "#a b", "", ":a", "#a-b"}) {
    const NameMap names{{key, "a"}};
    EXPECT_EQ(maps_error(&names, nullptr),
              base::cat("ExpressionAttributeNames contains invalid key: Syntax error; key: \"", key,
                        "\""));
  }
  const AttributeMap malformed{{"b", text("a")}};
  EXPECT_EQ(maps_error(nullptr, &malformed),
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"b\"");
  const NameMap nameless{{"#a", ""}};
  EXPECT_EQ(maps_error(&nameless, nullptr),
            "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
  const AttributeMap wordy{{":b", number("b")}};
  EXPECT_EQ(maps_error(nullptr, &wordy),
            "ExpressionAttributeValues contains invalid value: The parameter cannot be converted "
            "to a numeric value: b for key :b");
  const AttributeMap empty{{":b", AttributeValue()}};
  EXPECT_EQ(maps_error(nullptr, &empty),
            "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, "
            "must contain exactly one of the supported datatypes for key :b");
  Parser parser(nullptr, &empty);
  EXPECT_EQ(parser.update("").error(), parser.check_maps().error());
}

TEST(Maps, AreUsedWhole) {
  const Request request{.names = {{"#a", "a"}, {"#b", "b"}},
                        .values = {{":a", number("1")}, {":b", number("1")}}};
  auto parser = request.parser();
  EXPECT_EQ(parser.check_all_used().error().message,
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #b}");
  EXPECT_TRUE(parser.update("SET #a = :a").ok());
  EXPECT_TRUE(parser.condition("ConditionExpression", "#b = #a").ok());
  EXPECT_EQ(parser.check_all_used().error().message,
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}");
  EXPECT_TRUE(parser.condition("ConditionExpression", "#b = :b").ok());
  EXPECT_TRUE(parser.check_all_used().ok());
}

}  // namespace
}  // namespace tertulia::dynamodb::expressions

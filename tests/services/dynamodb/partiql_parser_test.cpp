#include <gtest/gtest.h>

#include "emulator/services/dynamodb/partiql/parser.hpp"
#include "tests/services/dynamodb/partiql_world.hpp"

namespace tertulia::dynamodb {
namespace {

using partiql::parse;

struct IllFormed {
  const char* statement;
  const char* detail;
};
class StatementRefused : public testing::TestWithParam<IllFormed> {};

TEST_P(StatementRefused, InTheWordsOfAwsParser) {
  const auto result = parse(GetParam().statement);
  ASSERT_FALSE(result.ok()) << GetParam().statement;
  EXPECT_EQ(result.error().message,
            std::string("Statement wasn't well formed, can't be processed: ") + GetParam().detail)
      << GetParam().statement;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, StatementRefused,
    testing::Values(
        IllFormed{"", "Unexpected term"}, IllFormed{"SLECT * FROM x", "Expected data manipulation"},
        IllFormed{"SELECT", "Unexpected term"},
        IllFormed{"SELECT *", "Expected FROM after SELECT list"},
        IllFormed{"SELECT * FROM", "Unexpected term"},
        IllFormed{"SELECT * FROM x WHERE", "Unexpected term"},
        IllFormed{"SELECT * FROM x WHERE;", "Unexpected term"},
        IllFormed{"SELECT * FROM x WHERE NOT", "Unexpected term"},
        IllFormed{"SELECT * FROM x WHERE (", "Unexpected term"},
        IllFormed{"SELECT * FROM x WHERE (a = 1", "Expected RIGHT_PAREN"},
        IllFormed{"SELECT * FROM x WHERE a = [1", "Expected RIGHT_BRACKET"},
        IllFormed{"SELECT * FROM x WHERE a = <<1", "Expected RIGHT_DOUBLE_ANGLE_BRACKET"},
        IllFormed{"SELECT * FROM x WHERE a = {'b'}", "Expected COLON"},
        IllFormed{"SELECT * FROM x WHERE a = {'b':1", "Expected RIGHT_CURLY"},
        IllFormed{"SELECT * FROM x WHERE a = 1 AND",
                  "Missing right-hand side expression of infix operator"},
        IllFormed{"SELECT * FROM x WHERE a =",
                  "Missing right-hand side expression of infix operator"},
        IllFormed{"SELECT * FROM x WHERE ORDER BY a", "Unexpected keyword"},
        IllFormed{"SELECT * FROM x WHERE IS NULL", "Unexpected operator"},
        IllFormed{"SELECT * FROM x WHERE a = LIKE 'x'", "Unexpected operator"},
        IllFormed{"SELECT * FROM x WHERE a IS SOMETHING", "Expected type name"},
        IllFormed{"SELECT * FROM x WHERE a BETWEEN 1", "Expected AND keyword"},
        IllFormed{"SELECT * FROM x WHERE a BETWEEN 1 AND", "Expected expression after AND"},
        IllFormed{"SELECT * FROM x ORDER a", "Expected BY"},
        IllFormed{"SELECT * FROM x ORDER BY a WHERE a = 1", "Unexpected token after expression"},
        IllFormed{"SELECT *, a FROM x",
                  "Other expressions may not be present in the select list when '*' is used "
                  "without dot notation."},
        IllFormed{"SELECT m.inner FROM x", "Invalid path dot component"},
        IllFormed{"SELECT m. FROM x", "Invalid path dot component"},
        IllFormed{"SELECT size FROM x", "Unexpected keyword"},
        IllFormed{"SELECT sum(*) FROM x", "sum(*) is not allowed"},
        IllFormed{"SELECT * FROM x; SELECT * FROM x",
                  "Unexpected token after semicolon. (Only one query is allowed.)"},
        IllFormed{"UPDATE x", "Expected data manipulation"},
        IllFormed{"UPDATE x SET a", "Expected '='"},
        IllFormed{"UPDATE 'x' SET a = 1", "Expected identifier for simple path"},
        IllFormed{"UPDATE x SET a.* = 1", "Invalid path dot component for simple path"},
        IllFormed{"UPDATE x SET a[1 + 1] = 1", "Invalid path component for simple path"},
        IllFormed{"UPDATE x SET a = 1 WHERE b = 1 rest", "Unexpected token after expression"},
        IllFormed{"DELETE x", "Expected FROM after DELETE"},
        IllFormed{"DELETE FROM", "Expected identifier for simple path"},
        IllFormed{"DELETE FROM x WHERE a = 1 ORDER BY a", "Unexpected token after expression"},
        IllFormed{"DELETE FROM x WHERE a = 1 RETURNING *",
                  "Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element."},
        IllFormed{"INSERT INTO x y VALUE {'a':1}", "Unexpected token after expression"},
        IllFormed{"SELECT 'a FROM x", ""}, IllFormed{"SELECT \"a FROM x", ""},
        IllFormed{"SELECT # FROM x", ""}, IllFormed{"SELECT * FROM x /* open", ""},
        IllFormed{"SELECT * FROM x WHERE a = 1e", ""}, IllFormed{"SELECT ñ FROM x", ""},
        IllFormed{"SELECT * FROM x WHERE a = 1e9999999999", ""},
        IllFormed{"SELECT * FROM x WHERE a ! 1", ""}));

TEST(Statements, AreReadInAnyCaseWithCommentsAndASemicolon) {
  for (const auto* statement :
       {"select * from x where a = 1", "SELECT/**/* FROM x -- the rest\nWHERE a = 1;",
        "SELECT a.b[0].\"c d\", m['k'] FROM \"x\".\"i\" WHERE \"a\"\"b\" != 'it''s'",
        "UPDATE x SET a = 1, b = 2 REMOVE c SET d = - - .5e-3 WHERE a = ? RETURNING ALL OLD *",
        "FROM x WHERE a = 1 SET b = 2", "DELETE FROM x WHERE a NOT BETWEEN 1 AND 2",
        "INSERT INTO x value {'a':[1, <<'b'>>, {}], 'year':null}",
        "SELECT year, title FROM x WHERE a IS NOT MISSING AND b NOT IN (1, 2) ORDER BY a DESC, b",
        "EXISTS(SELECT * FROM x WHERE a = 1)"}) {
    const auto result = parse(statement);
    EXPECT_TRUE(result.ok()) << statement << ": " << (result.ok() ? "" : result.error().message);
  }
}

TEST(Statements, CountTheirParameters) {
  EXPECT_EQ(parse("UPDATE x SET a = ?, b = [?] WHERE c = ?")->parameters, 3U);
  EXPECT_EQ(parse("SELECT '?' FROM x")->parameters, 0U);
}

TEST(Statements, KnowWhereEverythingStands) {
  const auto result = parse("SELECT\r\n  ñandu FROM x");
  EXPECT_FALSE(result.ok());
  const auto columns = parse("SELECT a,\n  \"ñandú\" FROM x")->statement()->columns;
  EXPECT_EQ(columns.at(0).position.text(), "1:8:1");
  EXPECT_EQ(columns.at(1).position.text(), "2:3:7");
}

TEST(Statements, MayBeOnlySoDeep) {
  const auto deep = [](std::string_view open, std::string_view close) {
    std::string statement = "SELECT * FROM x WHERE a = ";
    for (int i = 0; i < 2000; ++i) statement += open;
    statement += '1';
    for (int i = 0; i < 2000; ++i) statement += close;
    return parse(statement).error().message;
  };
  const std::string_view expected = "Nesting Levels have exceeded supported limits";
  EXPECT_EQ(deep("(", ")"), expected);
  EXPECT_EQ(deep("[", "]"), expected);
  EXPECT_EQ(deep("{'a':", "}"), expected);
  EXPECT_EQ(deep("NOT ", ""), expected);
  EXPECT_EQ(deep("- ", ""), expected);
}

TEST(Statements, MayHaveOnlySoManyOperators) {
  std::string statement = "SELECT * FROM x WHERE a = 1";
  for (int i = 0; i < 149; ++i) statement += " OR a = 1";
  EXPECT_TRUE(parse(statement).ok());
  EXPECT_EQ(parse(statement + " OR a = 1").error().message,
            "The expression contains too many operators; operator count: 301");
}

}  // namespace
}  // namespace tertulia::dynamodb

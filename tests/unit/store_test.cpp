#include <gtest/gtest.h>

#include "emulator/store/database.hpp"
#include "emulator/store/image.hpp"

namespace tertulia::store {
namespace {

std::int64_t count(Database& database) {
  Statement statement(database, "SELECT count(*) FROM t");
  auto rows = statement.bind();
  rows.next();
  return rows.integer(0);
}

TEST(Savepoint, RollsBackUnlessKept) {
  Database database;
  database.execute("CREATE TABLE t (a)");
  Statement insert(database, "INSERT INTO t VALUES (?)");
  {
    Savepoint savepoint(database);
    insert.run("x");
  }
  EXPECT_EQ(count(database), 0);
  {
    Savepoint savepoint(database);
    insert.run("x");
    savepoint.keep();
  }
  EXPECT_EQ(count(database), 1);
}

TEST(Snapshot, BringsBackTheStateAndKeepsStatementsValid) {
  Database database;
  database.execute("CREATE TABLE t (a)");
  Statement insert(database, "INSERT INTO t VALUES (?)");
  insert.run(BlobView{"x"});
  const auto bytes = database.serialize();
  insert.run(2);
  EXPECT_EQ(count(database), 2);
  database.restore(bytes);
  EXPECT_EQ(count(database), 1);
  insert.run(3);
  EXPECT_EQ(count(database), 2);
}

TEST(Image, IsWhatADatabaseBeginsWith) {
  const auto bytes =
      make_image({"CREATE TABLE t (a)", "CREATE TABLE u (a); CREATE INDEX i ON u (a)"});
  const auto image = read_image(bytes);
  Database database(":memory:", &image);
  Statement(database, "INSERT INTO t VALUES (1)").run();
  Statement(database, "INSERT INTO u SELECT a FROM t").run();
  EXPECT_EQ(count(database), 1);
}

TEST(Image, MakesNoTableAgainThatIsInIt) {
  const auto bytes = make_image({"CREATE TABLE t (a)"});
  const auto image = read_image(bytes);
  Database database(":memory:", &image);
  database.define("CREATE TABLE t (a)");
  EXPECT_THROW(database.execute("CREATE TABLE t (a)"), StoreError);
  database.define("CREATE TABLE u (a)");
  EXPECT_THROW(database.execute("CREATE TABLE u (a)"), StoreError);
}

TEST(Image, IsNotWrittenToByThoseThatBeginWithIt) {
  const auto bytes = make_image({"CREATE TABLE t (a)"});
  const auto image = read_image(bytes);
  Database first(":memory:", &image);
  Statement(first, "INSERT INTO t VALUES (1)").run();
  Database second(":memory:", &image);
  EXPECT_EQ(count(second), 0);
}

TEST(Image, ThatIsCutOffIsRefused) {
  const auto bytes = make_image({"CREATE TABLE t (a)"});
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, bytes.size() - 1}) {
    EXPECT_THROW(static_cast<void>(read_image(std::string_view(bytes).substr(0, size))),
                 StoreError);
  }
}

TEST(Statement, ThatIsWrongThrowsWhenItIsUsed) {
  Database database;
  Statement statement(database, "SELECT nothing FROM nowhere");
  EXPECT_THROW(statement.run(), StoreError);
}

}  // namespace
}  // namespace tertulia::store

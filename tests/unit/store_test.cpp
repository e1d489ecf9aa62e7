#include <gtest/gtest.h>

#include "emulator/store/database.hpp"

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

TEST(Statement, ThatIsWrongThrowsWhenItIsUsed) {
  Database database;
  Statement statement(database, "SELECT nothing FROM nowhere");
  EXPECT_THROW(statement.run(), StoreError);
}

}  // namespace
}  // namespace tertulia::store

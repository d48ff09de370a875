#include "store/migrations.hpp"

#include <gtest/gtest.h>

namespace homeward::store {
namespace {

// A released step must stay as databases in use remember it; a change of the schema is a new step.
// (A new step adds a line here.)
TEST(Migrations, ReleasedStepsAreNeverEdited) {
  struct Released {
    int number;
    const char *sqlite, *postgres;
  };
  const Released released[] = {{1, "cdb1c6e3fd1a5acc", "188238a85b2c7cae"},
                               {2, "c99c67b2e0e0837b", "50b052c240fb8ae9"}};
  ASSERT_EQ(migrations().size(), std::size(released));
  for (std::size_t i = 0; i < std::size(released); ++i) {
    const Migration& step = migrations()[i];
    EXPECT_EQ(step.number, released[i].number);
    EXPECT_EQ(checksum(migration_sql(step, Dialect::sqlite)), released[i].sqlite);
    EXPECT_EQ(checksum(migration_sql(step, Dialect::postgres)), released[i].postgres);
  }
}

TEST(Migrations, EachDatabaseGetsItsOwnSpelling) {
  const Migration step{1, "x",
                       "CREATE TABLE t (a @id, b @date) @strict;\n-- @only postgres\nP\n"
                       "-- @only sqlite\nS\n"};
  EXPECT_EQ(migration_sql(step, Dialect::sqlite),
            "CREATE TABLE t (a INTEGER, b TEXT) STRICT;\nS\n");
  EXPECT_EQ(migration_sql(step, Dialect::postgres), "CREATE TABLE t (a BIGINT, b DATE);\nP\n");
  for (const Migration& known : migrations())
    for (const Dialect dialect : {Dialect::sqlite, Dialect::postgres})
      EXPECT_EQ(migration_sql(known, dialect).find('@'), std::string::npos);
}

}  // namespace
}  // namespace homeward::store

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
  const Released released[] = {
      {1, "cdb1c6e3fd1a5acc", "188238a85b2c7cae"}, {2, "c99c67b2e0e0837b", "50b052c240fb8ae9"},
      {3, "70556e6b45b59900", "70556e6b45b59900"}, {4, "7f255335feea0787", "80317d3972bc99de"},
      {5, "690f263b1db54540", "605a34d5a48fd52c"}, {6, "be8760a533b8200d", "df5e32bce36290e0"},
      {7, "a7016e37997fbbd0", "365b8e4c6544f9cf"}, {8, "8eea5dab5bce391c", "8eea5dab5bce391c"},
      {9, "83f8fdd3a547c2ff", "af63c74c8601c8dd"}, {10, "65d21964a99350b4", "65d21964a99350b4"},
      {11, "8d8cafe371bb23be", "17c3ea9a29342444"}};
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
                       "-- @only sqlite\nS\n-- @only both\nB\n"};
  EXPECT_EQ(migration_sql(step, Dialect::sqlite),
            "CREATE TABLE t (a INTEGER, b TEXT) STRICT;\nS\nB\n");
  EXPECT_EQ(migration_sql(step, Dialect::postgres), "CREATE TABLE t (a BIGINT, b DATE);\nP\nB\n");
  for (const Migration& known : migrations())
    for (const Dialect dialect : {Dialect::sqlite, Dialect::postgres})
      EXPECT_EQ(migration_sql(known, dialect).find('@'), std::string::npos);
}

}  // namespace
}  // namespace homeward::store

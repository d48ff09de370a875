// homeward migrate, backup and restore as an operator calls them.
#include <gmock/gmock.h>

#include "command.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::tests {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Upkeep : Command {
  Ran homeward(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", "sqlite:" + path("homeward.db"), "--config",
                                       HOMEWARD_SOURCE_DIR "/config"});
    return run(std::move(arguments), on_real_databases());
  }
  void demo() { EXPECT_EQ(homeward({"demo", "--children", "20", "--seed", "1"}).code, 0); }
  // The database as the program before its newest step left it.
  void make_old() const {
    store::make_private_file(path("homeward.db"));
    store::SqliteConnection db(path("homeward.db"), store::SqliteConnection::Use::write);
    const auto steps = store::migrations();
    store::migrate(db, steps.first(steps.size() - 1), "2026-02-03 10:11:12.123");
  }
  std::vector<std::string> backups() const {
    std::vector<std::string> found;
    for (const std::string& name : names_in("."))
      if (name.ends_with(".backup")) found.push_back(name);
    return found;
  }
};

}  // namespace

TEST_F(Upkeep, ABackupSaysWhatItHoldsAndComesBack) {
  demo();
  const Ran made = homeward({"backup", "--to", path("kept")});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, AllOf(HasSubstr("holds what the database holds"), HasSubstr("Synthshire: "),
                              HasSubstr(" children, "), HasSubstr("entries of the journal")));
  std::filesystem::remove(path("homeward.db"));
  EXPECT_EQ(homeward({"user", "list"}).code, 2);
  const Ran back = homeward({"restore", "--from", path("kept")});
  EXPECT_EQ(back.code, 0) << back.err;
  EXPECT_THAT(back.out, AllOf(HasSubstr("is the database now"), HasSubstr("Synthshire: ")));
  EXPECT_EQ(homeward({"user", "list"}).code, 0);
  const Ran unasked = homeward({"restore", "--from", path("kept")});
  EXPECT_EQ(unasked.code, 2);
  EXPECT_THAT(unasked.err, HasSubstr("--replace"));
  const Ran replaced = homeward({"restore", "--from", path("kept"), "--replace"});
  EXPECT_EQ(replaced.code, 0) << replaced.err;
  EXPECT_THAT(replaced.out, HasSubstr("homeward.db.before-restore-"));
}

TEST_F(Upkeep, OnlyMigrateChangesTheSchemaAndMakesABackupFirst) {
  make_old();
  for (const std::vector<std::string>& words : {std::vector<std::string>{"user", "list"},
                                                {"return", "--year", "2026", "--out", path("out")},
                                                {"import", path("x"), "--new-authority", "X"},
                                                {"demo", "--children", "2"}}) {
    const Ran refused = homeward(words);
    EXPECT_EQ(refused.code, 2) << words.front();
    EXPECT_THAT(refused.err, HasSubstr("homeward migrate")) << words.front();
  }
  EXPECT_TRUE(backups().empty());
  const Ran done = homeward({"migrate"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("a backup was made"), HasSubstr(".backup”")));
  ASSERT_EQ(backups().size(), 1U);
  EXPECT_EQ(homeward({"user", "list"}).code, 2) << "there is no authority yet";
  const Ran again = homeward({"migrate"});
  EXPECT_THAT(again.out, Not(HasSubstr("backup")));
  EXPECT_EQ(backups().size(), 1U) << "nothing was to be done";
  // The backup is of the schema before.
  const Ran back = homeward({"restore", "--from", path(backups().front()), "--replace"});
  EXPECT_EQ(back.code, 0) << back.err;
  EXPECT_THAT(back.out, HasSubstr("run “homeward migrate” next"));
}

TEST_F(Upkeep, WithoutRoomForTheBackupTheSchemaStaysAsItWas) {
  make_old();
  const Ran refused = homeward({"migrate", "--backups", path("no/such/folder")});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("The schema was not brought up to date"));
  EXPECT_THAT(homeward({"user", "list"}).err, HasSubstr("older than this program"));
}

TEST_F(Upkeep, ADatabaseWithoutTablesIsNotServed) {
  write("homeward.db", "");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"serve"}, {"user", "list"}, {"backup", "--to", path("x")}})
    EXPECT_THAT(homeward(words).err, HasSubstr("holds no tables yet")) << words.front();
  EXPECT_EQ(homeward({"migrate"}).code, 0);
  EXPECT_THAT(names_in("."), Contains("homeward.db"));
}

}  // namespace homeward::tests

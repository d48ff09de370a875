// Migrations, and databases that are not what they should be.
#include "store/migrations.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "database.hpp"
#include "store/open.hpp"

namespace homeward::store::testing {
namespace {

class Schema : public StoreTest {
 protected:
  // Opens it anew and migrates.
  Status migrate_again() { return (*store::open(database_->url()))->migrate(); }
};

TEST_P(Schema, MigratingTwiceChangesNothing) {
  const auto kid = new_child(here_.id, "1");
  EXPECT_TRUE(migrate_again());
  EXPECT_TRUE(store_->child(here_.id, kid.child));
}

TEST_P(Schema, AnEditedStepIsRefused) {
  database_->execute("UPDATE schema_migration SET checksum = 'other' WHERE number = 1");
  const Status status = migrate_again();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::unavailable);
  EXPECT_NE(status.error().sentence.find("step 1"), std::string::npos) << status.error().sentence;
}

TEST_P(Schema, ADatabaseOfANewerProgramIsRefused) {
  database_->execute(
      "INSERT INTO schema_migration (number, name, checksum, applied_at) "
      "VALUES (999, 'future', 'x', 'x')");
  const Status status = migrate_again();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::unavailable);
  EXPECT_NE(status.error().sentence.find("newer"), std::string::npos) << status.error().sentence;
}

TEST_P(Schema, AnUnpreparedDatabaseSaysWhatToDo) {
  const TestDatabase empty(GetParam());
  auto store = store::open_or_make(empty.url());
  ASSERT_TRUE(store);
  const auto answer = (*store)->authorities();
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().sentence.find("homeward migrate"), std::string::npos)
      << answer.error().sentence;
}

// Each save asks for one child's entries. SQLite once read the whole journal of the authority for
// it, so that a save took as long as the journal was.
TEST(QueryPlans, OneChildsEntriesAreFoundByTheirIndex) {
  const TestDatabase database(Kind::sqlite);
  const auto store = database.open();
  const auto db = database.connect();
  const auto plan = [&](std::string_view query) {
    Statement& steps = db->prepare("EXPLAIN QUERY PLAN " + std::string(query));
    std::string words;
    while (steps.next()) words += std::string(steps.text(3)) + "\n";
    return words;
  };
  for (const char* query :
       {"SELECT before_json FROM journal WHERE authority_id = 1 AND child_id = 2 AND "
        "table_name = 'milestone' AND operation = 'remove'",
        "SELECT sequence FROM journal WHERE authority_id = 1 AND child_id = 2 AND "
        "table_name = 'milestone' AND row_id = 3 LIMIT 1",
        "SELECT after_json FROM journal WHERE authority_id = 1 AND sequence > 0 AND child_id = 2 "
        "ORDER BY sequence DESC LIMIT 200"})
    EXPECT_THAT(plan(query), ::testing::HasSubstr("journal_by_child")) << query;
  EXPECT_THAT(plan("SELECT nth FROM return_check_finding WHERE authority_id = 1 AND check_id = 2 "
                   "AND child_nth = 3 ORDER BY nth"),
              ::testing::HasSubstr("return_check_finding_by_child"));
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Schema);

TEST(Open, RefusesWhatItDoesNotKnowInPlainWords) {
  for (const char* url : {"", "sqlite:", "mysql://x", "homeward.db"}) {
    const auto store = store::open(url);
    ASSERT_FALSE(store) << url;
    EXPECT_EQ(store.error().kind, ErrorKind::invalid_input);
  }
}

TEST(Open, AnUnreachableDatabaseIsUnavailableAndItsPasswordUntold) {
  for (const char* url :
       {"sqlite:/no/such/folder/homeward.db", "postgres://me:s3cret@127.0.0.1:1/none"}) {
    const auto store = store::open_or_make(url);
    ASSERT_FALSE(store) << url;
    EXPECT_EQ(store.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(store.error().sentence.find("s3cret"), std::string::npos);
  }
}

TEST(Open, AMissingFileIsRefusedAndNotMade) {
  const TestDatabase folder(Kind::sqlite);
  const auto store = store::open(folder.url());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::not_found);
  EXPECT_NE(store.error().sentence.find("homeward restore"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.folder()));
}

TEST(Open, AFileThatIsNoDatabaseIsRefusedAndLeftAsItWas) {
  const TestDatabase folder(Kind::sqlite);
  const std::string path = folder.folder() + "/homeward.db";
  const std::string words(5000, 'x');
  std::ofstream(path) << words;
  const auto store = store::open("sqlite:" + path);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(std::filesystem::file_size(path), words.size());
}

TEST(Open, ANewFileIsForItsOwnerOnly) {
  const TestDatabase database(Kind::sqlite);
  const auto store = database.open();
  for (const auto& file : std::filesystem::directory_iterator(database.folder())) {
    using std::filesystem::perms;
    EXPECT_EQ(file.status().permissions() & (perms::group_all | perms::others_all), perms::none)
        << file.path();
  }
}

}  // namespace
}  // namespace homeward::store::testing

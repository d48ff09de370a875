// Migrations, and databases that are not what they should be.
#include "store/migrations.hpp"

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
  auto store = store::open(empty.url());
  ASSERT_TRUE(store);
  const auto answer = (*store)->authorities();
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().sentence.find("homeward migrate"), std::string::npos)
      << answer.error().sentence;
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
    const auto store = store::open(url);
    ASSERT_FALSE(store) << url;
    EXPECT_EQ(store.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(store.error().sentence.find("s3cret"), std::string::npos);
  }
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

// The file of the database is moved, removed or replaced while a store has it open: nothing more is
// acknowledged, nothing that was acknowledged is lost, and no other file is harmed.
#include <filesystem>
#include <thread>

#include "database.hpp"
#include "store/open.hpp"
#include "store/sqlite/connection.hpp"

namespace homeward::store::testing {
namespace {

namespace fs = std::filesystem;

class MovedFile : public StoreTest {
 protected:
  std::string file() const { return database_->folder() + "/homeward.db"; }
  // A new child's own change set, unsent.
  service::ChangeSet child(const std::string& number) const {
    care::Child one;
    one.number = PrivateText{number};
    auto set = changes(here_.id);
    set.changes.push_back(added(one));
    return set;
  }
  void write_children(int from, int to) {
    for (int i = from; i < to; ++i) write(child(std::to_string(i)));
  }
  void copy_database(const std::string& to) const {
    SqliteConnection(file(), SqliteConnection::Use::read).copy_to(to);
  }
  void expect_refused_in_words() {
    const auto saved = store_->apply(child("late"));
    ASSERT_FALSE(saved) << "acknowledged although it is lost";
    EXPECT_EQ(saved.error().kind, ErrorKind::unavailable);
    EXPECT_NE(saved.error().sentence.find("moved, removed or replaced"), std::string::npos)
        << saved.error().sentence;
    const auto read = store_->snapshot(here_.id);
    ASSERT_FALSE(read) << "read from a file that is not there";
    EXPECT_EQ(read.error().kind, ErrorKind::unavailable);
  }
  // The copy that the store made of everything it had saved; waits for it.
  std::string kept_copy() const {
    for (int patience = 0; patience < 1000; ++patience) {
      for (const auto& entry : fs::directory_iterator(database_->folder()))
        if (entry.path().filename().string().starts_with("homeward.db.kept-") &&
            entry.path().string().find(".part") == std::string::npos)
          return entry.path();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ADD_FAILURE() << "nothing was kept";
    return {};
  }
  static std::size_t children_in(const std::string& path, AuthorityId authority) {
    auto store = store::open("sqlite:" + path);
    if (!store) {
      ADD_FAILURE() << store.error().sentence;
      return 0;
    }
    const auto snapshot = (*store)->snapshot(authority);
    if (!snapshot) ADD_FAILURE() << snapshot.error().sentence;
    return snapshot ? snapshot->children.size() : 0;
  }
  static std::string integrity(const std::string& path) {
    SqliteConnection db(path, SqliteConnection::Use::read);
    Statement& check = db.prepare("PRAGMA integrity_check");
    const ResetOnExit reset(check);
    return check.next() ? std::string(check.text(0)) : "";
  }
};

TEST_P(MovedFile, RemovedWithItsLogKeepsEverythingSavedAndMakesNoNewOne) {
  write_children(0, 50);
  for (const char* beside : {"", "-wal", "-shm"}) fs::remove(file() + beside);
  expect_refused_in_words();
  EXPECT_EQ(children_in(kept_copy(), here_.id), 50U);
  expect_refused_in_words();
  store_.reset();
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_FALSE(store::open(database_->url())) << "a new one was made";
}

TEST_P(MovedFile, IsNoticedWithoutAnEdit) {
  write_children(0, 3);
  fs::rename(file(), file() + ".elsewhere");
  EXPECT_EQ(children_in(kept_copy(), here_.id), 3U);
}

TEST_P(MovedFile, ReplacedByABackupHarmsNeither) {
  write_children(0, 10);
  const std::string backup = database_->folder() + "/backup";
  copy_database(backup);
  write_children(10, 310);
  fs::rename(backup, file());
  expect_refused_in_words();
  EXPECT_EQ(children_in(kept_copy(), here_.id), 310U);
  store_.reset();  // a polite stop
  EXPECT_EQ(integrity(file()), "ok");
  EXPECT_EQ(children_in(file(), here_.id), 10U) << "the backup as it was";
}

TEST_P(MovedFile, ReplacedAndStoppedAtOnceHarmsNeither) {
  write_children(0, 10);
  const std::string backup = database_->folder() + "/backup";
  copy_database(backup);
  write_children(10, 310);
  fs::rename(backup, file());
  store_.reset();
  EXPECT_EQ(children_in(kept_copy(), here_.id), 310U);
  EXPECT_EQ(integrity(file()), "ok");
  EXPECT_EQ(children_in(file(), here_.id), 10U) << "the backup as it was";
}

TEST_P(MovedFile, ItsReplacementIsOpenedByNobodyWhileTheServerRuns) {
  const std::string backup = database_->folder() + "/backup";
  copy_database(backup);
  fs::rename(backup, file());
  const auto other = store::open(database_->url());
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().sentence.find("stop that server first"), std::string::npos)
      << other.error().sentence;
  store_.reset();
  EXPECT_TRUE(store::open(database_->url()));
}

TEST_P(MovedFile, LogAloneRemovedIsNoticedToo) {
  write_children(0, 50);
  fs::remove(file() + "-wal");
  expect_refused_in_words();
  store_.reset();
  EXPECT_EQ(children_in(file(), here_.id), 50U);
}

TEST_P(MovedFile, SeveralStoresMayHaveItOpenInItsPlace) {
  const auto other = store::open(database_->url());
  ASSERT_TRUE(other) << other.error().sentence;
  write_children(0, 1);
  EXPECT_EQ((*other)->snapshot(here_.id)->children.size(), 1U);
  store_.reset();
  EXPECT_EQ((*other)->snapshot(here_.id)->children.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(, MovedFile, ::testing::Values(Kind::sqlite),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing

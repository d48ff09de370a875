// A disk with no room left: the write is refused in plain words, the database stays whole, and goes
// on once there is room.
//
// SQLite: a limit on the size of files stands for the full disk: the system's own write fails, as
// it would there. PostgreSQL: script/with-postgres --small-disks gives it small file systems, which
// are filled to the brim.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "database.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

// No file of this process may grow beyond `bytes` while it lives.
class NoRoomBeyond {
 public:
  explicit NoRoomBeyond(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);  // the write then fails instead
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~NoRoomBeyond() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  NoRoomBeyond(const NoRoomBeyond&) = delete;
  NoRoomBeyond& operator=(const NoRoomBeyond&) = delete;

 private:
  rlimit before_{};
};

// A file that leaves only `bytes` of the file system of `folder` free while it lives.
class Ballast {
 public:
  Ballast(const std::filesystem::path& folder, std::uintmax_t bytes) : file_(folder / "ballast") {
    const int file = ::open(file_.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
    const std::string block(4096, 'x');
    while (std::filesystem::space(folder).available > bytes &&
           ::write(file, block.data(), block.size()) > 0) {
    }
    ::close(file);
  }
  ~Ballast() { std::filesystem::remove(file_); }
  Ballast(const Ballast&) = delete;
  Ballast& operator=(const Ballast&) = delete;

 private:
  std::filesystem::path file_;
};

class DiskFull : public StoreTest {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::sqlite || !postgres_missing().empty()) return StoreTest::SetUp();
    if (const auto why = variable("HOMEWARD_TEST_POSTGRES_NO_DISKS"); !why.empty())
      GTEST_SKIP() << "PostgreSQL's disk cannot be filled: " << why << ".";
    ASSERT_FALSE(disks_.empty()) << "run by script/with-postgres --small-disks";
    const TestDatabase anywhere(Kind::postgres);
    if (anywhere.number("SELECT count(*) FROM pg_tablespace WHERE spcname = 'small'") == 0)
      anywhere.execute("CREATE TABLESPACE small LOCATION '" + disks_ + "/small/tables'");
    open(std::make_unique<TestDatabase>(Kind::postgres, "small"));
  }

  // No more than so many bytes can be written to tables while the result lives.
  std::shared_ptr<void> no_room_beyond(std::uintmax_t bytes) const {
    if (GetParam() == Kind::sqlite) return std::make_shared<NoRoomBeyond>(largest_file() + bytes);
    return std::make_shared<Ballast>(disks_ + "/small", bytes);
  }
  rlim_t largest_file() const {
    std::uintmax_t size = 0;
    for (const auto& file : std::filesystem::directory_iterator(database_->folder()))
      size = std::max(size, std::filesystem::file_size(file));
    return size;
  }
  service::ChangeSet review_of(ChildId child, int seed) const {
    auto review = filled<care::Review>(seed);
    review.child = child;
    auto set = changes(here_.id);
    set.changes = {added(review)};
    return set;
  }
  void expect_whole(ChildId child, std::size_t reviews) {
    EXPECT_EQ(store_->child(here_.id, child)->reviews.size(), reviews);
    service::JournalQuery query;
    query.child = child;
    query.limit = 0;
    EXPECT_EQ(store_->journal(here_.id, query)->size(), reviews + 1);
  }

  std::string disks_ = variable("HOMEWARD_TEST_POSTGRES_DISKS");
};

TEST_P(DiskFull, RefusesInPlainWordsStaysWholeAndGoesOn) {
  const auto kid = new_child(here_.id, "1");
  std::size_t kept = 0;
  bool failed = false;
  {
    const auto room = no_room_beyond(200'000);
    for (int i = 0; i < 2000 && !failed; ++i) {
      const auto applied = store_->apply(review_of(kid.child, i));
      if (applied) {
        ++kept;
        continue;
      }
      failed = true;
      EXPECT_EQ(applied.error().kind, ErrorKind::unavailable);
      EXPECT_NE(applied.error().sentence.find("disk full"), std::string::npos)
          << applied.error().sentence;
    }
    ASSERT_TRUE(failed) << "the limit was never met";
    expect_whole(kid.child, kept);
  }
  const auto applied = store_->apply(review_of(kid.child, 3000));
  ASSERT_TRUE(applied) << applied.error().sentence;
  expect_whole(kid.child, kept + 1);
  store_.reset();
  store_ = database_->open();
  expect_whole(kid.child, kept + 1);
}

TEST_P(DiskFull, ABigImportThatDoesNotFitLeavesNothing) {
  const auto kid = new_child(here_.id, "1");
  auto set = changes(here_.id);
  set.import.emplace();
  for (int i = 0; i < 20'000; ++i) {
    auto review = filled<care::Review>(i % 1000);
    review.child = kid.child;
    set.changes.push_back(added(review));
  }
  std::atomic<int> small{0};
  {
    const auto room = no_room_beyond(500'000);
    std::thread somebody_else([&] {
      for (int i = 0; i < 3; ++i) small += store_->apply(review_of(kid.child, i)).has_value();
    });
    const auto applied = store_->apply(set);
    somebody_else.join();
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, ErrorKind::unavailable);
    // PostgreSQL may need a page that is not there for them; what it took, it keeps.
    if (GetParam() == Kind::sqlite) {
      EXPECT_EQ(small, 3) << "an import that does not fit holds nobody else back";
    }
    expect_whole(kid.child, static_cast<std::size_t>(small));
    EXPECT_TRUE(store_->imports(here_.id, 10)->empty());
  }
  const auto applied = store_->apply(set);
  ASSERT_TRUE(applied) << applied.error().sentence;
  expect_whole(kid.child, static_cast<std::size_t>(20'000 + small));
}

// PostgreSQL gives itself up when it cannot write its log, and is started again by whoever made
// room: what it had acknowledged must all be there.
class LogDiskFull : public DiskFull {};

TEST_P(LogDiskFull, RefusesInPlainWordsAndLosesNothingThatWasAcknowledged) {
  const auto kid = new_child(here_.id, "1");
  std::size_t kept = 0;
  bool failed = false;
  // Otherwise a slow writer never fills the disk: PostgreSQL uses its old log files again in time.
  database_->execute("SELECT pg_create_physical_replication_slot('keep_the_log', true)");
  {
    const Ballast room(disks_ + "/log", 0);
    for (int i = 0; i < 100'000 && !failed; ++i) {
      const auto applied = store_->apply(review_of(kid.child, i % 1000));
      if (applied) {
        ++kept;
        continue;
      }
      failed = true;
      EXPECT_EQ(applied.error().kind, ErrorKind::unavailable);
      EXPECT_TRUE(applied.error().sentence.starts_with("The database c"))
          << applied.error().sentence;
    }
    ASSERT_TRUE(failed) << "the disk was never full";
    EXPECT_GT(kept, 0u);
  }
  ASSERT_EQ(std::system(variable("HOMEWARD_TEST_POSTGRES_CRASH").c_str()), 0);
  database_->execute("SELECT pg_drop_replication_slot('keep_the_log')");
  const auto record = store_->child(here_.id, kid.child);
  ASSERT_TRUE(record) << record.error().sentence;
  EXPECT_GE(record->reviews.size(), kept) << "an acknowledged edit is lost";
  EXPECT_LE(record->reviews.size(), kept + 1) << "only the edit under way may be kept";
  const std::size_t found = record->reviews.size();
  expect_whole(kid.child, found);
  const auto applied = store_->apply(review_of(kid.child, 3000));
  ASSERT_TRUE(applied) << applied.error().sentence;
  expect_whole(kid.child, found + 1);
}

HOMEWARD_ON_EACH_KEPT_DATABASE(DiskFull);
INSTANTIATE_TEST_SUITE_P(, LogDiskFull, ::testing::Values(Kind::postgres),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing

// A disk with no room left (SQLite): the write is refused in plain words, the database stays whole,
// and goes on once there is room. A limit on the size of files stands for the full disk: the
// system's own write fails, as it would there.
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <thread>

#include "database.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

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

class DiskFull : public StoreTest {
 protected:
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
};

TEST_P(DiskFull, RefusesInPlainWordsStaysWholeAndGoesOn) {
  const auto kid = new_child(here_.id, "1");
  std::size_t kept = 0;
  bool failed = false;
  {
    const NoRoomBeyond room(largest_file() + 200'000);
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
  {
    const NoRoomBeyond room(largest_file() + 500'000);
    std::atomic<int> small{0};
    std::thread somebody_else([&] {
      for (int i = 0; i < 3; ++i) small += store_->apply(review_of(kid.child, i)).has_value();
    });
    const auto applied = store_->apply(set);
    somebody_else.join();
    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(small, 3) << "an import that does not fit holds nobody else back";
    expect_whole(kid.child, 3);
    EXPECT_TRUE(store_->imports(here_.id, 10)->empty());
  }
  EXPECT_TRUE(store_->apply(set));
  expect_whole(kid.child, 20'003);
}

INSTANTIATE_TEST_SUITE_P(, DiskFull, ::testing::Values(Kind::sqlite),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing

// SIGKILL at any moment: every acknowledged edit is kept, every other one is there whole or not at
// all, and the journal agrees with the rows.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "database.hpp"

namespace homeward::store::testing {
namespace {

// A running edit_loop, a writer for each child, whose acknowledgements are counted.
class EditLoop {
 public:
  EditLoop(const std::string& url, AuthorityId authority, const std::vector<ChildId>& children,
           int edits) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::vector<std::string> words = {"edit_loop", url, std::to_string(authority.value),
                                      std::to_string(edits)};
    for (const ChildId child : children) words.push_back(std::to_string(child.value));
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::execv(HOMEWARD_EDIT_LOOP, arguments.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    from_ = ends[0];
  }
  ~EditLoop() {
    stop();
    ::close(from_);
  }
  EditLoop(const EditLoop&) = delete;
  EditLoop& operator=(const EditLoop&) = delete;

  // Waits for that many acknowledgements, or the end of the program. Returns those so far.
  int wait_for(int count) {
    while (total_ < count && read_some()) {
    }
    return total_;
  }
  void stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  // All edits of the child that were acknowledged before its end.
  int acknowledged(ChildId child) {
    while (read_some()) {
    }
    return acknowledged_[child.value];
  }

 private:
  bool read_some() {
    char bytes[4096];
    const auto length = ::read(from_, bytes, sizeof bytes);
    if (length <= 0) return false;
    for (ssize_t i = 0; i < length; ++i) {
      if (bytes[i] != '\n') {
        line_ += bytes[i];
        continue;
      }
      ++acknowledged_[std::stoll(line_)];
      ++total_;
      line_.clear();
    }
    return true;
  }
  pid_t process_ = 0;
  int from_ = -1;
  std::string line_;
  std::map<std::int64_t, int> acknowledged_;
  int total_ = 0;
};

class Crash : public StoreTest {
 protected:
  void expect_kept(ChildId child, int acknowledged, int attempted_before) {
    const auto record = store_->child(here_.id, child);
    ASSERT_TRUE(record) << record.error().sentence;
    const int kept = static_cast<int>(record->reviews.size()) - attempted_before;
    EXPECT_GE(kept, acknowledged) << "an acknowledged edit is lost";
    EXPECT_LE(kept, acknowledged + 1) << "only the edit under way may be kept unacknowledged";
    EXPECT_EQ(record->child.version, 1 + static_cast<int>(record->reviews.size()))
        << "half of a change set was kept";
    service::JournalQuery query;
    query.child = child;
    query.limit = 0;
    const auto journal = store_->journal(here_.id, query);
    ASSERT_TRUE(journal) << journal.error().sentence;
    int edits = 0, inserts = 0;
    for (const auto& entry : *journal) {
      edits += entry.table == "child" && entry.operation == service::Operation::update;
      inserts += entry.table == "review";
    }
    EXPECT_EQ(edits, static_cast<int>(record->reviews.size()));
    EXPECT_EQ(inserts, static_cast<int>(record->reviews.size()));
  }

  int rounds() const { return 6; }
};

TEST_P(Crash, OfTheProgramLosesNoAcknowledgedEdit) {
  const auto kid = new_child(here_.id, "1");
  std::mt19937 random(20260331);
  int total = 0;
  for (int round = 0; round < rounds(); ++round) {
    SCOPED_TRACE(round);
    store_.reset();
    EditLoop loop(database_->url(), here_.id, {kid.child}, 1000);
    const int at = std::uniform_int_distribution<int>(1, 150)(random);
    ASSERT_GE(loop.wait_for(at), at) << "the program ended by itself";
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<int>(0, 3000)(random)));
    loop.stop();
    const int acknowledged = loop.acknowledged(kid.child);
    store_ = database_->open();
    expect_kept(kid.child, acknowledged, total);
    total = static_cast<int>(store_->child(here_.id, kid.child)->reviews.size());
  }
  EXPECT_TRUE(new_child(here_.id, "after").id);
}

// Many writers at once: on SQLite their edits are committed in groups, and the kill meets a group.
TEST_P(Crash, DuringGroupsOfEditsLosesNoneThatWasAcknowledged) {
  constexpr int kWriters = 16;
  std::vector<ChildId> children;
  for (int i = 1; i <= kWriters; ++i)
    children.push_back(new_child(here_.id, std::to_string(i)).child);
  std::mt19937 random(20260402);
  std::map<std::int64_t, int> before;
  for (int round = 0; round < rounds(); ++round) {
    SCOPED_TRACE(round);
    store_.reset();
    EditLoop loop(database_->url(), here_.id, children, 10'000);
    const int at = std::uniform_int_distribution<int>(1, 300)(random);
    ASSERT_GE(loop.wait_for(at), at) << "the program ended by itself";
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<int>(0, 3000)(random)));
    loop.stop();
    store_ = database_->open();
    for (const ChildId child : children) {
      SCOPED_TRACE(child.value);
      expect_kept(child, loop.acknowledged(child), before[child.value]);
      before[child.value] = static_cast<int>(store_->child(here_.id, child)->reviews.size());
    }
  }
}

class ServerCrash : public Crash {};

TEST_P(ServerCrash, LosesNoAcknowledgedEdit) {
  const char* crash = std::getenv("HOMEWARD_TEST_POSTGRES_CRASH");
  ASSERT_NE(crash, nullptr) << "run by script/with-postgres";
  const auto kid = new_child(here_.id, "1");
  std::mt19937 random(20260401);
  int total = 0;
  for (int round = 0; round < 2; ++round) {
    SCOPED_TRACE(round);
    EditLoop loop(database_->url(), here_.id, {kid.child}, 100'000);
    const int at = std::uniform_int_distribution<int>(20, 150)(random);
    ASSERT_GE(loop.wait_for(at), at) << "the program ended by itself";
    ASSERT_EQ(std::system(crash), 0);
    const int acknowledged =
        loop.acknowledged(kid.child);  // it ends by itself: its connection is gone
    // The same store goes on working once the server is back, without being opened anew.
    expect_kept(kid.child, acknowledged, total);
    total = static_cast<int>(store_->child(here_.id, kid.child)->reviews.size());
    EXPECT_TRUE(new_child(here_.id, "after " + std::to_string(round)).id);
  }
}

TEST_P(ServerCrash, IsMendedByTheListenerWhichMissesNothing) {
  const char* crash = std::getenv("HOMEWARD_TEST_POSTGRES_CRASH");
  ASSERT_NE(crash, nullptr) << "run by script/with-postgres";
  std::atomic<std::int64_t> heard{0};
  store_->listen([&](const service::Event& event) {
    if (event.authority == here_.id) heard = event.sequence;
  });
  new_child(here_.id, "before");
  ASSERT_EQ(std::system(crash), 0);
  new_child(here_.id, "after");  // most likely while the listener is still away
  const auto last = *store_->last_sequence(here_.id);
  for (int patience = 0; patience < 200 && heard < last; ++patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(heard, last);
  store_->listen({});
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Crash);
INSTANTIATE_TEST_SUITE_P(, ServerCrash, ::testing::Values(Kind::postgres),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing

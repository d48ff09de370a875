// Nothing waits for ever: not for a lock that somebody holds, not for a server that hangs, not for
// news over a connection that died without a word.
#include <atomic>
#include <future>
#include <thread>

#include "database.hpp"
#include "proxy.hpp"
#include "store/postgres/connection.hpp"
#include "store/postgres/postgres_store.hpp"
#include "store/sqlite/connection.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kLongEnough{60};  // to say that something hangs

class Waiting : public StoreTest {
 protected:
  service::ChangeSet child(const std::string& number) const {
    care::Child one;
    one.number = PrivateText{number};
    auto set = changes(here_.id);
    set.changes.push_back(added(one));
    return set;
  }
};

class HeldLock : public Waiting {
 protected:
  // Another program in the midst of a change.
  std::unique_ptr<Connection> hold() const {
    if (GetParam() == Kind::sqlite) {
      auto other = std::make_unique<SqliteConnection>(database_->folder() + "/homeward.db",
                                                      SqliteConnection::Use::write);
      other->execute("BEGIN IMMEDIATE");
      return other;
    }
    auto other = std::make_unique<PostgresConnection>(database_->url());
    other->execute("BEGIN; LOCK TABLE journal IN EXCLUSIVE MODE");
    return other;
  }
};

TEST_P(HeldLock, RefusesSavesInWordsWhileReadingGoesOn) {
  constexpr int kPeople = 6;
  new_child(here_.id, "before");
  std::vector<std::future<Result<service::Applied>>> saves;
  {
    const auto other = hold();
    for (int i = 0; i < kPeople; ++i)
      saves.push_back(std::async(std::launch::async,
                                 [&, i] { return store_->apply(child(std::to_string(i))); }));
    std::this_thread::sleep_for(milliseconds(100));  // they wait for the lock
    const auto read = store_->snapshot(here_.id);
    ASSERT_TRUE(read) << read.error().sentence;
    EXPECT_EQ(read->children.size(), 1U);
    // All together, not one after the other.
    const auto until = std::chrono::steady_clock::now() + kLongEnough;
    for (auto& save : saves) {
      ASSERT_EQ(save.wait_until(until), std::future_status::ready) << "a save hangs";
      const auto refused = save.get();
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
      EXPECT_NE(refused.error().sentence.find("busy with another program's change"),
                std::string::npos)
          << refused.error().sentence;
    }
  }
  const auto saved = store_->apply(child("after"));
  ASSERT_TRUE(saved) << saved.error().sentence;
  EXPECT_EQ(store_->snapshot(here_.id)->children.size(), 2U);
}

HOMEWARD_ON_EACH_KEPT_DATABASE(HeldLock);

class SilentServer : public Waiting {
 protected:
  void SetUp() override {
    Waiting::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    proxy_ = std::make_unique<Proxy>(database_->url());
    Patience patience;
    patience.connect = milliseconds(2'000);
    patience.statement = milliseconds(1'500);
    patience.beyond = milliseconds(500);
    patience.life_every = milliseconds(300);
    patience.life_within = milliseconds(1'500);
    behind_ = std::make_unique<PostgresStore>(proxy_->url(), patience);
  }
  void TearDown() override {
    if (behind_) behind_->listen({});
    behind_.reset();
    proxy_.reset();
  }
  void listen() {
    behind_->listen([this](const service::Event& event) {
      if (event.authority == here_.id) heard_ = event.sequence;
    });
  }
  void expect_to_hear(std::int64_t sequence) const {
    const auto until = std::chrono::steady_clock::now() + kLongEnough;
    while (heard_ < sequence && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(milliseconds(20));
    EXPECT_EQ(heard_, sequence) << "the other server goes on with old data";
  }
  template <class Answer>
  static void expect_told(std::future<Answer> answer) {
    ASSERT_EQ(answer.wait_for(kLongEnough), std::future_status::ready) << "it hangs";
    const auto got = answer.get();
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().kind, ErrorKind::unavailable);
    EXPECT_NE(got.error().sentence.find("database"), std::string::npos) << got.error().sentence;
  }

  std::unique_ptr<Proxy> proxy_;
  std::unique_ptr<PostgresStore> behind_;
  std::atomic<std::int64_t> heard_{0};
};

TEST_P(SilentServer, NewsOverAConnectionThatDiedWithoutAWordComeAllTheSame) {
  listen();
  expect_to_hear(write(child("1")).last_sequence);
  proxy_->forget_open_ones();
  expect_to_hear(write(child("2")).last_sequence);
  expect_to_hear(write(child("3")).last_sequence);
}

TEST_P(SilentServer, ThatHangsIsToldInWordsAndForgottenOnceItAnswers) {
  ASSERT_TRUE(behind_->snapshot(here_.id));
  proxy_->hang(true);
  expect_told(std::async(std::launch::async, [&] { return behind_->last_sequence(here_.id); }));
  expect_told(std::async(std::launch::async, [&] { return behind_->apply(child("lost")); }));
  proxy_->hang(false);
  const auto saved = behind_->apply(child("after"));
  ASSERT_TRUE(saved) << saved.error().sentence;
  EXPECT_TRUE(behind_->snapshot(here_.id));
}

TEST_P(SilentServer, ThatHangsIsWaitedForByNobodyOnceItIsKnown) {
  listen();
  ASSERT_TRUE(behind_->snapshot(here_.id));
  proxy_->hang(true);
  const auto known = [&] {
    const auto answer = behind_->last_sequence(here_.id);
    return !answer && answer.error().sentence.find("Nothing was changed") != std::string::npos;
  };
  const auto until = std::chrono::steady_clock::now() + kLongEnough;
  while (!known() && std::chrono::steady_clock::now() < until) {
  }
  EXPECT_TRUE(known()) << "everybody waits for the server on their own";
  proxy_->hang(false);
  bool back = false;
  while (!back && std::chrono::steady_clock::now() < until)
    back = behind_->last_sequence(here_.id).has_value();
  EXPECT_TRUE(back) << "it is not found again";
  expect_to_hear(write(child("after")).last_sequence);
}

INSTANTIATE_TEST_SUITE_P(, SilentServer, ::testing::Values(Kind::postgres),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing

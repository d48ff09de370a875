// Somebody else holds the database's lock, on both databases: who is kept waiting, who is not, and
// what is said.
#include <future>

#include "../store/database.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;
using store::testing::Kind;
using store::testing::TestDatabase;

// Another program at the same database, which lets nobody write.
class HeldLock {
 public:
  explicit HeldLock(const TestDatabase& database) : connection_(database.connect()) {
    const bool sqlite = connection_->dialect() == store::Dialect::sqlite;
    connection_->execute(sqlite ? "BEGIN IMMEDIATE"
                                : "BEGIN; LOCK TABLE journal, session IN SHARE MODE");
  }
  void let_go() { connection_->execute("ROLLBACK"); }

 private:
  std::unique_ptr<store::Connection> connection_;
};

class Waiting : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres && !store::testing::postgres_missing().empty())
      GTEST_SKIP() << store::testing::postgres_missing();
    database = std::make_unique<TestDatabase>(GetParam());
    options.files = {{"/index.html", "the start page"}};
  }

  Ask save(int nth) const {
    Ask ask{"PUT", "/api/children/" + std::to_string(running->child.value) +
                       "/milestones/permanency_planning_meeting/" + std::to_string(nth)};
    ask.body = R"({"happened_on":"2026-01-20"})";
    ask.headers = {{"If-Match", "\"0\""}};
    return ask;
  }

  // Saves under way, each over a connection of its own.
  std::vector<Connection> saves(int count, const Person& person, int from = 1) const {
    std::vector<Connection> all;
    for (int i = 0; i < count; ++i) {
      all.emplace_back(running->server->port());
      all.back().send(running->bytes(save(from + i), &person));
    }
    return all;
  }

  std::unique_ptr<TestDatabase> database;
  http::ServerOptions options;
  std::unique_ptr<Running> running;
};

TEST_P(Waiting, PagesAndWhatIsReadAreAnsweredWhileEightSavesHang) {
  options.answer_timeout = std::chrono::milliseconds(60'000);
  running = std::make_unique<Running>(options, database->url());
  const Person person = running->person(Role::practitioner);
  EXPECT_EQ(running->ask({"GET", "/api/trackers/joint"}, &person).status, 200);
  HeldLock lock(*database);
  auto hanging = saves(8, person);
  running->bench.clock->pass(std::chrono::minutes(2));  // the session would be prolonged now
  // If one of these waited for the lock, the test would hang: it is let go only after them.
  EXPECT_EQ(running->ask({"GET", "/"}).body, "the start page");
  EXPECT_EQ(running->ask({"GET", "/api/session"}, &person).status, 200);
  Ask tracker{"GET", "/api/trackers/joint"};
  tracker.headers = {{"X-Homeward-Live", "1"}};
  EXPECT_EQ(running->ask(tracker, &person).status, 200);
  lock.let_go();
  for (Connection& one : hanging) EXPECT_NE(one.receive().status, 0);
}

TEST_P(Waiting, ASaveThatGetsNoAnswerInTimeIsSaidToBeUnknownAndGoesOn) {
  options.answer_timeout = std::chrono::milliseconds(1000);
  options.write_threads = 1;
  options.waiting_writes = 1;
  running = std::make_unique<Running>(options, database->url());
  const Person person = running->person(Role::practitioner);
  HeldLock lock(*database);
  auto first = saves(1, person);
  // Two are more than may wait; which of the two is turned away is chance.
  auto others = saves(2, person, 2);
  int full = 0, not_begun = 0, late = 0;
  const auto count = [&](Connection& one) {
    const Answer answer = one.receive();
    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.header("retry-after"), "");
    const std::string said = json_of(answer).value("detail", "");
    full += said.find("Nothing of yours was changed") != std::string::npos;
    not_begun += said.find("did not come to this in time") != std::string::npos;
    late += said.find("not known whether your change was kept") != std::string::npos;
  };
  for (Connection& one : first) count(one);
  for (Connection& one : others) count(one);
  EXPECT_EQ(full, 1);
  EXPECT_EQ(not_begun, 1);
  EXPECT_EQ(late, 1);
  lock.let_go();
  running->server->stop();  // waits for what is at work
}

TEST_P(Waiting, StrangersWhoSignInTakeNoPlaceOfWhoSignedInOnTheirDeviceBefore) {
  options.answer_timeout = std::chrono::milliseconds(60'000);
  options.sign_ins = 1;
  running = std::make_unique<Running>(options, database->url());
  (void)running->person(Role::viewer);
  Ask sign_in{"POST", "/api/session"};
  sign_in.body = nlohmann::json{{"name", "viewer"}, {"password", Workbench::kPassword}}.dump();
  const Answer before = running->ask(sign_in);
  std::string device;
  const auto [from, to] = before.headers.equal_range("set-cookie");
  for (auto cookie = from; cookie != to; ++cookie)
    if (cookie->second.starts_with("homeward_device_"))
      device = cookie->second.substr(0, cookie->second.find(';'));
  Ask known = sign_in;
  known.headers = {{"Cookie", device}};
  HeldLock lock(*database);
  Connection stranger(running->server->port()), at_home(running->server->port());
  stranger.send(running->bytes(sign_in));  // takes the one place, and waits for the lock
  for (int i = 0; i < 3; ++i) EXPECT_EQ(running->ask({"GET", "/"}).status, 200);
  EXPECT_EQ(running->ask(sign_in).status, 429) << "the next stranger is turned away";
  at_home.send(running->bytes(known));
  EXPECT_EQ(running->ask({"GET", "/"}).status, 200);
  lock.let_go();
  EXPECT_EQ(at_home.receive().status, 200);
  EXPECT_EQ(stranger.receive().status, 200);
}

INSTANTIATE_TEST_SUITE_P(All, Waiting, ::testing::Values(Kind::sqlite, Kind::postgres),
                         [](const auto& one) { return store::testing::kind_name(one.param); });

}  // namespace
}  // namespace homeward::tests

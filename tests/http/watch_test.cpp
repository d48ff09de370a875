// What those who look after a server ask it: does it work, and how much has it to do?
#include <gmock/gmock.h>

#include "../store/database.hpp"
#include "log_kept.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;
using store::testing::Kind;
using testing::HasSubstr;
using testing::Not;

class Watch : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres && !store::testing::postgres_missing().empty())
      GTEST_SKIP() << store::testing::postgres_missing();
    database = std::make_unique<store::testing::TestDatabase>(GetParam());
  }
  std::unique_ptr<store::testing::TestDatabase> database;
};

TEST_P(Watch, HealthIsAnsweredWhileEverythingElseWaitsForTheDatabase) {
  http::ServerOptions options;
  options.read_threads = 16;  // more than there are connections
  options.answer_timeout = std::chrono::milliseconds(60'000);
  Running running(options, database->url());
  const Person person = running.person(Role::practitioner);
  const auto held = database->connect();
  const bool sqlite = held->dialect() == store::Dialect::sqlite;
  held->execute(sqlite ? "BEGIN IMMEDIATE"
                       : "BEGIN; LOCK TABLE data_import IN ACCESS EXCLUSIVE MODE");
  std::vector<Connection> waiting;
  Ask save{"PUT", "/api/children/" + std::to_string(running.child.value) +
                      "/milestones/permanency_planning_meeting/1"};
  save.body = R"({"happened_on":"2026-01-20"})";
  save.headers = {{"If-Match", "\"0\""}};
  for (int i = 0; i < 16; ++i) {
    waiting.emplace_back(running.server->port());
    waiting.back().send(running.bytes(sqlite ? save : Ask{"GET", "/api/imports"}, &person));
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(running.ask({"GET", "/health"}).status, 200);
  held->execute("ROLLBACK");
  for (Connection& one : waiting) EXPECT_NE(one.receive().status, 0);
}

TEST_P(Watch, ADatabaseThatDoesNotAnswerIsSaidInOneSentenceAndExplainedInTheLog) {
  Running running({}, database->url());
  EXPECT_EQ(running.ask({"GET", "/health"}).body, R"({"status":"ok"})");
  database->execute("ALTER TABLE authority RENAME TO away");
  LogKept log;
  const Answer answer = running.ask({"GET", "/health"});
  EXPECT_EQ(answer.status, 503);
  const auto said = json_of(answer);
  EXPECT_EQ(said["detail"], "The database does not answer.");
  EXPECT_THAT(log.end(),
              HasSubstr(said.value("incident", "nothing") + " GET /health: unavailable: "));
  EXPECT_THAT(running.ask({"GET", "/metrics"}).body, HasSubstr("\nhomeward_database_up 0\n"));
  database->execute("ALTER TABLE away RENAME TO authority");
  EXPECT_EQ(running.ask({"GET", "/health"}).status, 200) << "it goes on by itself";
}

TEST_P(Watch, FiguresTellHowMuchThereIsToDoAndOfNobody) {
  Running running({}, database->url());
  const Person person = running.person(Role::manager);
  const std::string child = "/api/children/" + std::to_string(running.child.value);
  EXPECT_EQ(running.ask({"GET", child}, &person).status, 200);
  EXPECT_EQ(running.ask({"GET", child}).status, 401);
  EXPECT_EQ(running.ask({"GET", "/api/children/H1"}, &person).status, 404);
  EXPECT_THAT(running.ask({"GET", "/metrics"}).body, Not(HasSubstr("homeward_last_import")));
  const auto files = small_return({{"H7", "04/03/2020", "12/01/2026", ""}});
  const auto imported =
      running.bench.service->import_return(running.bench.actor(running.here, Role::manager), files,
                                           std::optional<int>(2026), [](int, std::string_view) {});
  EXPECT_TRUE(imported);
  Connection stream(running.server->port());
  stream.send(running.bytes({"GET", "/api/events"}, &person));
  EXPECT_TRUE(stream.read_until("event: hello"));
  const std::string text = running.ask({"GET", "/metrics"}).body;
  const auto at = std::chrono::floor<std::chrono::seconds>(running.bench.clock->now());
  for (const std::string& line :
       {std::string("homeward_http_requests_total{method=\"GET\",route=\"/api/children/{child}\","
                    "status=\"200\"} 1\n"),
        std::string("homeward_http_requests_total{method=\"GET\",route=\"/api/children/{child}\","
                    "status=\"401\"} 1\n"),
        std::string("homeward_http_request_seconds_count{route=\"/api/children/{child}\"} 3\n"),
        std::string("homeward_database_up 1\n"), std::string("homeward_event_streams 1\n"),
        std::string("homeward_sessions 2\n"), std::string("homeward_jobs{work=\"waiting\"} 0\n"),
        std::string("homeward_work_waiting{work=\"write\"} 0\n"),
        std::string("homeward_looks_waiting 0\n"),
        "homeward_last_import_timestamp_seconds " + std::to_string(at.time_since_epoch().count())})
    EXPECT_THAT(text, HasSubstr(line));
  for (const std::string& personal : {child, std::string("H1"), std::string("Hereshire"),
                                      std::string("manager"), database->folder()})
    if (!personal.empty()) {
      EXPECT_THAT(text, Not(HasSubstr(personal)));
    }
}

INSTANTIATE_TEST_SUITE_P(, Watch, testing::Values(Kind::sqlite, Kind::postgres),
                         [](const auto& each) { return store::testing::kind_name(each.param); });

}  // namespace
}  // namespace homeward::tests

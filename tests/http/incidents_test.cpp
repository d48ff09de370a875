// What goes wrong is in the log and before the person, under one number, and says nothing personal.
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

class Incidents : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres && !store::testing::postgres_missing().empty())
      GTEST_SKIP() << store::testing::postgres_missing();
    database = std::make_unique<store::testing::TestDatabase>(GetParam());
    running = std::make_unique<Running>(http::ServerOptions{}, database->url());
  }
  std::unique_ptr<store::testing::TestDatabase> database;
  std::unique_ptr<Running> running;
};

TEST_P(Incidents, OfTheDatabaseAreLoggedUnderTheNumberThatThePersonSees) {
  const Person person = running->person(Role::manager);
  database->execute("ALTER TABLE return_check RENAME TO away");
  LogKept log;
  const auto said = json_of(running->ask({"GET", "/api/return-checks"}, &person));
  EXPECT_EQ(said["status"], 503);
  const std::string number = said.value("incident", "nothing");
  EXPECT_THAT(log.end(), HasSubstr(number + " GET /api/return-checks: unavailable: " +
                                   said.value("detail", "nothing")));
}

TEST_P(Incidents, OfADatabaseThatCannotTellASessionAreNotTakenForAWrongToken) {
  const Person person = running->person(Role::practitioner);
  database->execute("ALTER TABLE session RENAME TO away");
  const auto matches = running->bench.service->csrf_matches(person.token, person.csrf);
  ASSERT_FALSE(matches);
  EXPECT_EQ(matches.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(running->ask({"POST", "/api/search", R"({"text":"H1"})"}, &person).status, 503);
  database->execute("ALTER TABLE away RENAME TO session");
  EXPECT_TRUE(running->bench.service->csrf_matches(person.token, person.csrf).value_or(false));
  EXPECT_EQ(running->ask({"POST", "/api/search", R"({"text":"H1"})"}, &person).status, 200);
}

TEST_P(Incidents, OfAJobAreLoggedUnderTheNumberThatThePersonSees) {
  const Person person = running->person(Role::manager);
  database->execute("ALTER TABLE return_check RENAME TO away");
  LogKept log;
  const Answer taken = running->ask(
      {"POST", "/api/return-checks",
       check_form(small_return({{"H9", "04/03/2020", "12/01/2026", ""}}), {}, {{"year", "2026"}}),
       kFormType},
      &person);
  const auto job = running->finished(taken, person);
  EXPECT_EQ(job["state"], "refused");
  EXPECT_THAT(log.end(),
              HasSubstr(job.value("incident", "nothing") + " the work on an upload: unavailable: " +
                        job.value("sentence", "nothing")));
}

TEST_P(Incidents, OfAnExceptionTellItsTypeAndNothingElseOfIt) {
  const Person person = running->person(Role::manager);
  LogKept log;
  running->bench.clock->broken = true;
  const Answer answer = running->ask({"GET", "/api/trackers/joint"}, &person);
  running->bench.clock->broken = false;
  EXPECT_EQ(answer.status, 500);
  EXPECT_NE(answer.header("content-security-policy"), "");
  const std::string text = log.end();
  EXPECT_THAT(text, HasSubstr(json_of(answer).value("incident", "nothing") +
                              " GET /api/trackers/{id}: exception std::out_of_range: "));
  EXPECT_THAT(text + answer.body, Not(HasSubstr("Zebedee")));
}

TEST_P(Incidents, AreNotWhatPeopleGetWrong) {
  const Person person = running->person(Role::viewer);
  LogKept log;
  for (const Ask& ask : {Ask{"GET", "/api/none"}, Ask{"GET", "/api/children/77"},
                         Ask{"POST", "/api/search", "[]"}, Ask{"GET", "/api/access-log"}}) {
    const auto said = json_of(running->ask(ask, &person));
    EXPECT_GE(said["status"], 400);
    EXPECT_FALSE(said.contains("incident")) << said;
  }
  EXPECT_THAT(log.end(), Not(HasSubstr(" error ")));
}

INSTANTIATE_TEST_SUITE_P(, Incidents, testing::Values(Kind::sqlite, Kind::postgres),
                         [](const auto& each) { return store::testing::kind_name(each.param); });

}  // namespace
}  // namespace homeward::tests

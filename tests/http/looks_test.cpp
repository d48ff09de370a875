// Who carried what off, who opened the list, and who sees where a child lives.
#include <gmock/gmock.h>

#include "key_of_tests.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> log_of(Running& running) {
  service::Service& service = *running.bench.service;
  const auto log = service.access_log(operator_in(running.here), std::nullopt, 1000);
  std::vector<std::string> said;
  for (const service::LookLine& line : *log) said.push_back(line.child_label + ": " + line.what);
  return said;
}

TEST(Export, IsRefusedBelowAManagerAndLogsNothing) {
  Running running;
  for (const Role role : {Role::viewer, Role::practitioner}) {
    const Person person = running.person(role);
    const Answer refused = running.ask({"GET", "/api/trackers/joint/export"}, &person);
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(json_of(refused)["detail"].get<std::string>(), HasSubstr("“manager”"));
  }
  EXPECT_THAT(log_of(running), testing::IsEmpty());
}

TEST(Export, IsMarkedHasDatesAndIsLoggedWithTheChildrenInIt) {
  Running running;
  running.bench.add_child(running.here, "=2+3", "2021-01-01", "2026-02-01", "Zoë", "Larkhurst");
  const Person manager = running.person(Role::manager);
  ASSERT_EQ(running
                .ask({"PUT",
                      "/api/children/" + std::to_string(running.child.value) +
                          "/milestones/permanency_planning_meeting/1",
                      R"({"planned_on":"2026-03-01","happened_on":null})",
                      "application/json",
                      {{"If-Match", "\"0\""}}},
                     &manager)
                .status,
            200);
  const Answer csv = running.ask({"GET", "/api/trackers/joint/export"}, &manager);
  ASSERT_EQ(csv.status, 200) << csv.body;
  EXPECT_THAT(csv.header("content-disposition"),
              HasSubstr("OFFICIAL-SENSITIVE-joint-2026-02-11.csv"));
  EXPECT_THAT(csv.body, HasSubstr("OFFICIAL-SENSITIVE. "));
  EXPECT_THAT(csv.body, HasSubstr("2 children. Exported by "));
  EXPECT_THAT(csv.body, HasSubstr(": planned,"));
  EXPECT_THAT(csv.body, HasSubstr("2026-03-01")) << "a date that a spreadsheet sorts";
  EXPECT_THAT(csv.body, HasSubstr("Zoë Larkhurst,'=2+3,")) << "no formula";
  EXPECT_THAT(log_of(running), testing::ElementsAre("a list: export of tracker joint, 2 children"));
  const Person admin = running.person(Role::administrator);
  const auto looks = json_of(running.ask(
      {"GET", "/api/children/" + std::to_string(running.child.value) + "/looks"}, &admin));
  ASSERT_EQ(looks.size(), 1u) << "and which";
  EXPECT_EQ(looks[0]["what"], "export of tracker joint, 2 children");
}

TEST(Export, CarriesOnlyWhatIsChosen) {
  Running running;
  const ChildId zoe =
      running.bench.add_child(running.here, "H2", "2021-01-01", "2026-02-01", "Zoë", "Larkhurst");
  const Person manager = running.person(Role::manager);
  const auto get = [&](const std::string& query) {
    return running.ask({"GET", "/api/trackers/joint/export?" + query}, &manager);
  };
  const std::string one = "children=" + std::to_string(zoe.value);
  const Answer csv = get("columns=child,age&discreet=1&" + one);
  ASSERT_EQ(csv.status, 200);
  EXPECT_THAT(csv.body, HasSubstr("\r\nChild,Number,Age\r\nZL,H2,"));
  EXPECT_THAT(csv.body, HasSubstr("1 child, those chosen by a text."));
  EXPECT_THAT(csv.body, Not(HasSubstr("Larkhurst")));
  EXPECT_THAT(get("worker=none").body, HasSubstr("2 children, one worker"));
  EXPECT_THAT(get("team=99").body, HasSubstr("0 children, one team"));
  EXPECT_THAT(get("show=waiting_on_purpose").body, HasSubstr("0 children, waiting on purpose"));
  for (const char* wrong : {"columns=nothing", "show=nothing", "children=x", "as_of=tomorrow"})
    EXPECT_EQ(get(wrong).status, 400) << wrong;
  EXPECT_EQ(running.ask({"GET", "/api/trackers/nothing/export"}, &manager).status, 404);
}

TEST(Looks, OpeningAListIsOneAndReadingItAgainByItselfIsNone) {
  Running running;
  running.bench.clock->pass(std::chrono::hours(24));
  const Person person = running.person(Role::viewer);
  const auto open = [&](std::vector<std::pair<std::string, std::string>> headers) {
    return running.ask({"GET", "/api/trackers/joint", "", "", std::move(headers)}, &person);
  };
  const std::string tag = open({}).header("etag");
  EXPECT_EQ(open({{"X-Homeward-Live", "1"}, {"If-None-Match", tag}}).status, 304);
  EXPECT_EQ(open({{"X-Homeward-Live", "1"}}).status, 200);
  const std::string line = "a list: tracker joint, 1 child";
  EXPECT_THAT(log_of(running), testing::ElementsAre(line));
  EXPECT_EQ(open({{"If-None-Match", tag}}).status, 304);
  EXPECT_THAT(log_of(running), testing::ElementsAre(line, line));
  ASSERT_EQ(
      running
          .ask({"GET", "/api/trackers/joint?as_of=2026-02-11", "", "", {{"X-Homeward-Live", "1"}}},
               &person)
          .status,
      200);
  EXPECT_THAT(log_of(running).front(), HasSubstr("tracker joint as known on Wed 11 Feb 2026"))
      << "another day is another list, whatever the page says";
  EXPECT_EQ(running.ask({"GET", "/api/trackers/nothing"}, &person).status, 404);
  EXPECT_EQ(log_of(running).size(), 3u);
}

TEST(Looks, SayWhatAndHowManyAndNeverTheWordsSearchedFor) {
  Running running;
  running.bench.add_child(running.here, "H2", "2021-01-01", "2026-02-01", "Zoë", "Larkhurst");
  running.bench.clock->pass(std::chrono::hours(24));
  const Person person = running.person(Role::practitioner);
  const std::string child = "/api/children/" + std::to_string(running.child.value);
  ASSERT_EQ(running.ask({"POST", "/api/search", R"({"text":"larkhurst"})"}, &person).status, 200);
  ASSERT_EQ(running.ask({"POST", "/api/search", R"({"text":"nobody"})"}, &person).status, 200);
  ASSERT_EQ(running.ask({"GET", child + "?as_of=2026-02-11"}, &person).status, 200);
  ASSERT_EQ(
      running
          .ask({"GET", "/api/trackers/joint/rows/" + std::to_string(running.child.value)}, &person)
          .status,
      200);
  EXPECT_THAT(log_of(running),
              testing::ElementsAre("Child H1: tracker joint, one row",
                                   "Child H1: child page as known on Wed 11 Feb 2026",
                                   "a list: search, 1 child"));
}

TEST(Looks, AColumnTurnedOnIsOneAndTheReasonsOfOneChildAreOneInASession) {
  Running running;
  running.bench.clock->pass(std::chrono::hours(24));
  const Person one = running.person(Role::viewer), two = running.person(Role::manager);
  const std::string joint = "/api/trackers/joint";
  const std::string why = joint + "/rows/" + std::to_string(running.child.value) + "/because/";
  const auto ask = [&](const std::string& path, const Person& who, bool live = false) {
    Ask asked{"GET", path};
    if (live) asked.headers = {{"X-Homeward-Live", "1"}};
    return running.ask(asked, &who).status;
  };
  ASSERT_EQ(ask(joint, one), 200);
  ASSERT_EQ(ask(joint + "/columns/first_review", one), 200);
  ASSERT_EQ(ask(joint + "/columns/first_review", one, true), 200) << "read again by itself";
  ASSERT_EQ(ask(why + "first_review", one), 200);
  ASSERT_EQ(ask(why + "first_planning_meeting", one), 200) << "of a child looked at already";
  ASSERT_EQ(ask(why + "first_review", two), 200) << "another's session";
  EXPECT_THAT(
      log_of(running),
      testing::ElementsAre("Child H1: why in tracker joint", "Child H1: why in tracker joint",
                           "a list: tracker joint, one more column of 1 child",
                           "a list: tracker joint, 1 child"));
}

// A page that stands open and untouched while a colleague works: the session ends as if nothing had
// been, and the log does not say that somebody looked.
TEST(Looks, AColleaguesEditsNeitherProlongASessionNorCountAsLooks) {
  Running running;
  const Person away = running.person(Role::viewer);
  const std::string child = "/api/children/" + std::to_string(running.child.value);
  const std::string row = "/api/trackers/joint/rows/" + std::to_string(running.child.value);
  const std::string found = child + "/return-findings";
  const auto by_itself = [&](const std::string& path) {
    return running.ask({"GET", path, "", "", {{"X-Homeward-Live", "1"}}}, &away).status;
  };
  for (const std::string& path : {std::string("/api/trackers/joint"), child, found})
    ASSERT_EQ(running.ask({"GET", path}, &away).status, 200);
  const auto before = log_of(running);
  for (int i = 0; i < 5; ++i) {
    running.bench.clock->pass(std::chrono::minutes(5));
    for (const std::string& path : {row, child, found, std::string("/api/trackers/joint")})
      ASSERT_EQ(by_itself(path), 200) << path;
  }
  EXPECT_EQ(log_of(running), before);
  running.bench.clock->pass(std::chrono::minutes(6));
  for (const std::string& path : {row, child}) EXPECT_EQ(by_itself(path), 401);
}

TEST(Looks, WhatASessionHasNotOpenedIsALookWhateverThePageSays) {
  Running running;
  const Person one = running.person(Role::viewer), two = running.person(Role::manager);
  const std::string child = "/api/children/" + std::to_string(running.child.value);
  ASSERT_EQ(running.ask({"GET", child}, &one).status, 200);
  ASSERT_EQ(running.ask({"GET", child, "", "", {{"X-Homeward-Live", "1"}}}, &two).status, 200);
  EXPECT_EQ(log_of(running).size(), 2u);
}

TEST(Places, AreSeenByThoseWhoWorkWithTheChildOnly) {
  Running running;
  const Person manager = running.person(Role::manager);
  const auto imported = running.bench.service->import_return(
      operator_in(running.here), small_return({{"H9", "04/03/2020", "12/01/2026", ""}}),
      std::optional<int>{}, [](int, std::string_view) {});
  ASSERT_TRUE(imported) << imported.error().sentence;
  const auto found = json_of(
      running.ask({"POST", "/api/search", R"({"text":"H9"})", "application/json"}, &manager));
  const std::string journal =
      "/api/children/" + std::to_string(found["children"][0]["child"].get<int>()) + "/journal";
  for (const Role role : {Role::viewer, Role::practitioner}) {
    const Person person = running.person(role);
    const std::string body = running.ask({"GET", journal}, &person).body;
    const bool sees = role == Role::practitioner;
    for (const char* place : {"AB1", "1234567"})
      EXPECT_EQ(body.find(place) != std::string::npos, sees) << place;
    EXPECT_EQ(body.find("(postcode hidden)") != std::string::npos, !sees);
    EXPECT_EQ(body.find("(URN hidden)") != std::string::npos, !sees);
  }
}

TEST(Session, IsNotProlongedByWhatThePageAsksByItself) {
  Running running;
  const Person person = running.person(Role::viewer);
  for (int i = 0; i < 4; ++i) {
    running.bench.clock->pass(std::chrono::minutes(10));
    (void)running.ask({"GET", "/api/session"}, &person);
  }
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &person).status, 401);
}

}  // namespace
}  // namespace homeward::tests

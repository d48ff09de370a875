#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;

Ask meeting(const Running& running, const std::string& version, const std::string& body) {
  Ask ask{"PUT", "/api/children/" + std::to_string(running.child.value) +
                     "/milestones/permanency_planning_meeting/1"};
  ask.body = body;
  if (!version.empty()) ask.headers = {{"If-Match", version}};
  return ask;
}

TEST(Editing, SavesFromTheVersionThePersonSaw) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const Answer saved =
      running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-20"})"), &person);
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(json_of(saved)["version"], 1);
  EXPECT_TRUE(json_of(saved)["previous"].is_null());
  const Answer again =
      running.ask(meeting(running, "\"1\"", R"({"happened_on":"2026-01-21"})"), &person);
  EXPECT_EQ(json_of(again)["previous"]["happened_on"], "2026-01-20");
}

TEST(Editing, AFieldThatIsNotNamedKeepsWhatIsHeld) {
  Running running;
  const Person one = running.person(Role::practitioner), two = running.person(Role::manager);
  ASSERT_EQ(running
                .ask(meeting(running, "\"0\"",
                             R"({"planned_on":"2026-03-10","note":"Do not ring the father."})"),
                     &one)
                .status,
            200);
  ASSERT_EQ(running.ask(meeting(running, "\"1\"", R"({"planned_on":"2026-03-17"})"), &two).status,
            200);
  const Answer emptied =
      running.ask(meeting(running, "\"2\"", R"({"planned_on":null,"note":""})"), &two);
  EXPECT_EQ(json_of(emptied)["previous"]["note"], "Do not ring the father.");
  EXPECT_EQ(json_of(emptied)["previous"]["planned_on"], "2026-03-17");
  EXPECT_EQ(json_of(emptied)["version"], 0) << "named and removed, nothing is left of it";
}

TEST(Editing, ADoubtIsAskedAboutAndConfirmed) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const auto nth = [&](const std::string& number, const std::string& body) {
    Ask ask = meeting(running, "\"0\"", body);
    ask.path.back() = number[0];
    return running.ask(ask, &person);
  };
  ASSERT_EQ(nth("2", R"({"happened_on":"2026-01-20"})").status, 422) << "there is no 1st";
  ASSERT_EQ(nth("2", R"({"happened_on":"2026-01-20","confirmed":["skips"]})").status, 200);
  const Answer asked = nth("1", R"({"happened_on":"2026-01-22"})");
  ASSERT_EQ(asked.status, 422) << asked.body;
  EXPECT_EQ(asked.header("content-type"), "application/problem+json");
  const auto doubts = json_of(asked)["doubts"];
  ASSERT_EQ(doubts.size(), 1u);
  EXPECT_EQ(doubts[0]["id"], "order");
  EXPECT_EQ(doubts[0]["sentence"],
            "The 1st planning meeting (Thu 22 Jan 2026) would be later than the 2nd (Tue 20 Jan "
            "2026).");
  EXPECT_EQ(nth("1", R"({"happened_on":"2026-01-22","confirmed":"order"})").status, 400);
  EXPECT_EQ(nth("1", R"({"happened_on":"2026-01-22","confirmed":["order"]})").status, 200);
}

TEST(Editing, TwoPeopleAtOnceAreShownBothValues) {
  Running running;
  const Person one = running.person(Role::practitioner), two = running.person(Role::manager);
  ASSERT_EQ(running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-20"})"), &one).status,
            200);
  const Answer late =
      running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-22"})"), &two);
  ASSERT_EQ(late.status, 409);
  EXPECT_EQ(late.header("content-type"), "application/problem+json");
  const auto both = json_of(late);
  EXPECT_EQ(both["yours"]["happened_on"], "2026-01-22");
  EXPECT_FALSE(both["yours"].contains("note")) << "what was not named would have stayed";
  EXPECT_EQ(both["theirs"]["happened_on"], "2026-01-20");
  EXPECT_EQ(both["theirs"]["version"], 1);
  EXPECT_NE(both["theirs"]["by"], "");
}

TEST(Editing, RefusalsSayWhy) {
  Running running;
  const Person person = running.person(Role::practitioner), viewer = running.person(Role::viewer);
  struct Case {
    const char* why;
    std::string version, body;
    int status;
  };
  const Case table[] = {
      {"no version", "", R"({"happened_on":"2026-01-20"})", 428},
      {"odd version", "*", R"({"happened_on":"2026-01-20"})", 400},
      {"in the future", "\"0\"", R"({"happened_on":"2026-03-20"})", 400},
      {"no such day", "\"0\"", R"({"happened_on":"2026-02-30"})", 400},
      {"odd field", "\"0\"", R"({"hapened_on":"2026-01-20"})", 400},
      {"not JSON", "\"0\"", "happened_on=2026-01-20", 400},
  };
  for (const Case& one : table) {
    const Answer answer = running.ask(meeting(running, one.version, one.body), &person);
    EXPECT_EQ(answer.status, one.status) << one.why;
    EXPECT_NE(json_of(answer)["detail"], "") << one.why;
  }
  EXPECT_EQ(
      running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-20"})"), &viewer).status,
      403);
}

TEST(Editing, ADelayOnPurposeIsRecordedAndEnded) {
  Running running;
  const Person person = running.person(Role::practitioner);
  Ask ask{"PUT", "/api/children/" + std::to_string(running.child.value) +
                     "/delays/first-planning-meeting"};
  ask.body = R"({"reason":"Waits for the family's own plan","decided_by":"Panel",)"
             R"("decided_on":"2026-02-01","look_again_on":"2026-03-01"})";
  ask.headers = {{"If-Match", "\"0\""}};
  ASSERT_EQ(running.ask(ask, &person).status, 200);
  const Answer late = running.ask(ask, &person);
  EXPECT_EQ(late.status, 409) << "somebody recorded it first";
  EXPECT_EQ(json_of(late)["yours"]["reason"], "Waits for the family's own plan");
  EXPECT_EQ(json_of(late)["theirs"]["decided_by"], "Panel");
  EXPECT_EQ(json_of(late)["theirs"]["version"], 1);
  ask.body = R"({"look_again_on":"2026-03-15"})";
  ask.headers = {{"If-Match", "\"1\""}};
  const Answer later = running.ask(ask, &person);
  EXPECT_EQ(later.status, 200) << "the reason and who decided stay: " << later.body;
  EXPECT_EQ(json_of(later)["previous"]["look_again_on"], "2026-03-01");
  const auto held = [&] {
    const auto page = json_of(
        running.ask({"GET", "/api/children/" + std::to_string(running.child.value)}, &person));
    for (const auto& clock : page["clocks"])
      if (clock["timescale"] == "first-planning-meeting") return clock["delay"];
    return nlohmann::json();
  };
  const auto open = held();
  EXPECT_EQ(open["reason"], "Waits for the family's own plan");
  EXPECT_EQ(open["look_again_on"], "2026-03-15");
  EXPECT_EQ(open["version"], 2);
  EXPECT_NE(open["by"], "") << "who entered it last";
  ask.body = R"({"ended_on":"2026-02-10"})";
  ask.headers = {{"If-Match", "\"2\""}};
  const Answer ended = running.ask(ask, &person);
  EXPECT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(json_of(ended)["version"], 3);
  EXPECT_TRUE(held().is_null());
  ask.body = R"({"ended_on":null})";
  ask.headers = {{"If-Match", "\"3\""}};
  EXPECT_EQ(running.ask(ask, &person).status, 200) << "the end is taken back";
  EXPECT_EQ(held()["decided_by"], "Panel");
}

// The return comes again with a start two days earlier; whoever entered something goes on with it.
TEST(Editing, GoesOnWhenAReturnHasPutTheStartOfCareRight) {
  Running running;
  const Person person = running.person(Role::manager);
  const auto actor = running.bench.service->actor(person.token);
  ASSERT_TRUE(actor);
  const auto import = [&](const char* start) {
    const auto outcome = running.bench.service->import_return(
        *actor, small_return({{"H1", "04/03/2020", start, ""}}), 2026,
        [](int, std::string_view) {});
    ASSERT_TRUE(outcome) << outcome.error().sentence;
  };
  import("12/01/2026");
  ASSERT_EQ(
      running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-20"})"), &person).status,
      200);
  Ask delay{"PUT", "/api/children/" + std::to_string(running.child.value) +
                       "/delays/next-planning-meeting"};
  delay.body = R"({"reason":"The grandmother is being assessed","decided_by":"Panel",)"
               R"("decided_on":"2026-01-25","look_again_on":"2026-03-01"})";
  delay.headers = {{"If-Match", "\"0\""}};
  ASSERT_EQ(running.ask(delay, &person).status, 200);

  import("10/01/2026");
  const auto page = json_of(
      running.ask({"GET", "/api/children/" + std::to_string(running.child.value)}, &person));
  EXPECT_EQ(page["in_care_since"], "2026-01-10");
  EXPECT_TRUE(page["unplaced"].empty());
  const Answer edited =
      running.ask(meeting(running, "\"1\"", R"({"happened_on":"2026-01-21"})"), &person);
  EXPECT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(json_of(edited)["previous"]["happened_on"], "2026-01-20");
  delay.body = R"({"ended_on":"2026-02-10"})";
  delay.headers = {{"If-Match", "\"1\""}};
  const Answer ended = running.ask(delay, &person);
  EXPECT_EQ(ended.status, 200) << ended.body;
  const auto record = running.bench.service->store().child(running.here, running.child);
  EXPECT_EQ(record->milestones.size(), 1u);
  EXPECT_EQ(record->purposeful_delays.size(), 1u);
}

// A period of care that the return withdraws: what was entered in it is listed and settled.
TEST(Editing, ListsWhatWasEnteredForAPeriodThatIsWithdrawn) {
  Running running;
  const Person person = running.person(Role::manager);
  const auto actor = running.bench.service->actor(person.token);
  ASSERT_TRUE(actor);
  const auto import = [&](const char* start, const char* end) {
    ASSERT_TRUE(running.bench.service->import_return(
        *actor, small_return({{"H1", "04/03/2020", start, end}}), 2026,
        [](int, std::string_view) {}));
  };
  import("12/01/2026", "26/01/2026");
  ASSERT_EQ(
      running.ask(meeting(running, "\"0\"", R"({"happened_on":"2026-01-20"})"), &person).status,
      200);
  import("02/02/2026", "");
  const auto listed = json_of(running.ask({"GET", "/api/unplaced"}, &person));
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0]["started_on"], "2026-01-12");
  EXPECT_EQ(listed[0]["periods"][0]["started_on"], "2026-02-02");
  const auto settle = [&](nlohmann::json body) {
    body["child"] = listed[0]["child"];
    body["course"] = listed[0]["course"];
    Ask ask{"POST", "/api/unplaced/settle"};
    ask.body = body.dump();
    return running.ask(ask, &person).status;
  };
  EXPECT_EQ(settle({{"outcome", "joined"}}), 400) << "to which?";
  EXPECT_EQ(settle({{"outcome", "joined"}, {"period_started_on", "2026-02-02"}}), 204);
  EXPECT_EQ(json_of(running.ask({"GET", "/api/unplaced"}, &person))[0]["outcome"], "joined");
  const Answer edited =
      running.ask(meeting(running, "\"1\"", R"({"happened_on":"2026-02-05"})"), &person);
  EXPECT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(settle({{"outcome", "open"}}), 204);
  EXPECT_EQ(json_of(running.ask({"GET", "/api/unplaced"}, &person))[0]["outcome"], "open");
}

TEST(Editing, OpeningAChildIsLogged) {
  Running running;
  const Person viewer = running.person(Role::viewer), admin = running.person(Role::administrator);
  const std::string path = "/api/children/" + std::to_string(running.child.value);
  EXPECT_EQ(running.ask({"GET", path}, &viewer).status, 200);
  const auto looks = json_of(running.ask({"GET", "/api/access-log"}, &admin));
  ASSERT_FALSE(looks.empty());
  EXPECT_EQ(looks[0]["child_label"], "Child H1");
}

}  // namespace
}  // namespace homeward::tests

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
  ask.body = R"({"ended_on":"2026-02-10"})";
  ask.headers = {{"If-Match", "\"1\""}};
  const Answer ended = running.ask(ask, &person);
  EXPECT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(json_of(ended)["version"], 2);
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

#include <zlib.h>

#include <set>

#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;

std::string unpack(const std::string& packed) {
  std::string plain(8 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  inflate(&stream, Z_FINISH);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

Ask tracker(std::vector<std::pair<std::string, std::string>> headers = {}) {
  return {"GET", "/api/trackers/joint", "", "", std::move(headers)};
}

TEST(Tracker, IsAskedAgainForNothingUntilSomethingChanges) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const Answer first = running.ask(tracker(), &person);
  ASSERT_EQ(first.status, 200);
  ASSERT_EQ(json_of(first)["rows"].size(), 1u);
  const std::string tag = first.header("etag");
  EXPECT_EQ(first.header("cache-control"), "no-store") << "nothing stays on the disk";

  const Answer same = running.ask(tracker({{"If-None-Match", tag}}), &person);
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.header("etag"), tag);
  EXPECT_EQ(same.body, "");

  // Written beside the service: it hears of it from the store, a moment later.
  running.bench.add_child(running.here, "H2", "2021-01-01", "2026-02-01");
  Answer changed = same;
  for (int i = 0; i < 2000 && changed.status == 304; ++i)
    changed = running.ask(tracker({{"If-None-Match", tag}}), &person);
  ASSERT_EQ(changed.status, 200);
  EXPECT_EQ(json_of(changed)["rows"].size(), 2u);
  EXPECT_NE(changed.header("etag"), tag);
}

TEST(Tracker, TheNextDayIsAnotherTracker) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const std::string tag = running.ask(tracker(), &person).header("etag");
  running.bench.clock->pass(std::chrono::minutes(20));
  EXPECT_EQ(running.ask(tracker({{"If-None-Match", tag}}), &person).status, 304);
  running.bench.clock->set(day("2026-02-12"), 0);
  const Person next = running.person(Role::practitioner);
  EXPECT_EQ(running.ask(tracker({{"If-None-Match", tag}}), &next).status, 200);
}

// Behind a balancer the next request may go to another server, or to the same one started anew.
TEST(Tracker, HasTheSameTagOnEveryServerThatSendsTheSame) {
  Running one, other;
  const Person person = one.person(Role::practitioner), there = other.person(Role::practitioner);
  const std::string tag = one.ask(tracker(), &person).header("etag");
  EXPECT_EQ(other.ask(tracker({{"If-None-Match", tag}}), &there).status, 304);
  // The same sequence of the journal, and another record.
  Running third;
  one.bench.add_child(one.here, "H2", "2021-01-01", "2026-02-01");
  third.bench.add_child(third.here, "H3", "2021-01-01", "2026-02-02");
  const Person elsewhere = third.person(Role::practitioner);
  // The news of a child's rows may come one by one: the last of them is waited for.
  const auto later = [&](const Running& running, const Person& who) {
    const auto last = running.bench.service->store().last_sequence(running.here);
    EXPECT_TRUE(last);
    Answer answer = running.ask(tracker(), &who);
    for (int i = 0; i < 2000 && json_of(answer)["sequence"] < *last; ++i)
      answer = running.ask(tracker(), &who);
    return answer;
  };
  const Answer here = later(one, person), nowhere = later(third, elsewhere);
  EXPECT_EQ(json_of(here)["sequence"], json_of(nowhere)["sequence"]);
  EXPECT_NE(here.header("etag"), nowhere.header("etag"));
}

// Of all cells of all rows.
template <class Fits>
int cells_that(const nlohmann::json& tracker, const Fits& fits) {
  int count = 0;
  for (const auto& row : tracker["rows"])
    for (const auto& [column, cell] : row["cells"].items()) count += fits(cell);
  return count;
}

TEST(Tracker, AViewerIsNotSentWhatOnlyAnEditorNeeds) {
  Running running;
  running.bench.clock->pass(std::chrono::hours(24));
  const std::string row = "/api/trackers/joint/rows/" + std::to_string(running.child.value);
  const auto editable = [](const nlohmann::json& cell) { return !cell["edit"].is_null(); };
  const auto asked = [&](const std::string& path, Role role) {
    const Person person = running.person(role);
    auto answer = json_of(running.ask({"GET", path}, &person));
    if (answer.contains("rows")) return answer;
    return nlohmann::json{{"rows", nlohmann::json::array({std::move(answer)})}};
  };
  for (const std::string& path : {std::string("/api/trackers/joint"), row}) {
    EXPECT_GT(cells_that(asked(path, Role::practitioner), editable), 0) << path;
    EXPECT_EQ(cells_that(asked(path, Role::viewer), editable), 0) << path;
    EXPECT_EQ(cells_that(asked(path + "?as_of=2026-02-11", Role::practitioner), editable), 0)
        << "nothing can be entered on a past day: " << path;
  }
  const Person practitioner = running.person(Role::practitioner);
  const Answer column =
      running.ask({"GET", "/api/trackers/joint/columns/first_review"}, &practitioner);
  const auto held = json_of(column)["cells"][std::to_string(running.child.value)];
  EXPECT_TRUE(editable(held)) << column.body;
  const Person viewer = running.person(Role::viewer);
  auto seen = json_of(running.ask({"GET", "/api/trackers/joint/columns/first_review"}, &viewer));
  EXPECT_FALSE(editable(seen["cells"][std::to_string(running.child.value)]));
}

TEST(Tracker, OnesTagIsNotAnothers) {
  Running running;
  const Person practitioner = running.person(Role::practitioner);
  const Person viewer = running.person(Role::viewer), manager = running.person(Role::manager);
  const Person there = running.person(Role::practitioner, true);
  const std::string tag = running.ask(tracker(), &practitioner).header("etag");
  const Ask again = tracker({{"If-None-Match", tag}});
  EXPECT_EQ(running.ask(again, &viewer).status, 200) << "they are sent something else";
  EXPECT_EQ(running.ask(again, &manager).status, 304) << "they are sent the same";
  EXPECT_EQ(running.ask(again, &there).status, 200);
}

TEST(Tracker, AHiddenColumnAndAReasonComeWhenTheyAreAskedFor) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const std::string child = std::to_string(running.child.value);
  const auto whole = json_of(running.ask(tracker(), &person));
  std::set<std::string> hidden;
  for (const auto& column : whole["columns"])
    if (column["hidden"].get<bool>()) hidden.insert(column["id"].get<std::string>());
  const auto sent = whole["rows"][0]["cells"];
  ASSERT_TRUE(sent.contains("first_planning_meeting"));
  EXPECT_TRUE(sent["first_planning_meeting"]["because"].is_null());
  int sent_hidden = 0;
  for (const auto& [column, cell] : sent.items()) sent_hidden += hidden.contains(column);
  EXPECT_LE(sent_hidden, 1) << "the most urgent clock alone may stand in a hidden column";

  const std::string row = "/api/trackers/joint/rows/" + child;
  const auto all = json_of(running.ask({"GET", row}, &person))["cells"];
  EXPECT_TRUE(all.contains("first_review")) << "a row is sent with all its columns";
  const auto column =
      json_of(running.ask({"GET", "/api/trackers/joint/columns/first_review"}, &person));
  EXPECT_EQ(column["cells"][child], all["first_review"]);

  const auto why = json_of(running.ask({"GET", row + "/because/first_planning_meeting"}, &person));
  EXPECT_EQ(why["because"].get<std::string>().find("Came into care "), 0u) << why;
  const auto page = json_of(running.ask({"GET", "/api/children/" + child}, &person));
  for (const auto& clock : page["clocks"])
    if (clock["timescale"] == "first-planning-meeting") {
      EXPECT_EQ(clock["cell"]["because"], why["because"]);
    }
  for (const char* none : {"/columns/none", "/columns/worker", "/rows/999/because/first_review"})
    EXPECT_EQ(running.ask({"GET", std::string("/api/trackers/joint") + none}, &person).status, 404)
        << none;
  for (const char* none : {"/because/none", "/because/worker"})
    EXPECT_EQ(running.ask({"GET", row + none}, &person).status, 404) << none;
}

TEST(Tracker, WhatAChildIsCountedForNamesTheColumnsThatSayWhy) {
  Running running;
  const Person person = running.person(Role::viewer);
  const auto whole = json_of(running.ask(tracker(), &person));
  const auto all = json_of(running.ask(
      {"GET", "/api/trackers/joint/rows/" + std::to_string(running.child.value)}, &person));
  const auto counted = whole["rows"][0]["counted"];
  EXPECT_EQ(counted, all["counted"]);
  ASSERT_TRUE(counted.contains("overdue")) << counted;
  std::int64_t before = -1;
  for (const auto& column : counted["overdue"]) {
    const auto& cell = all["cells"][column.get<std::string>()];
    EXPECT_EQ(cell["state"], "overdue") << column;
    EXPECT_GE(cell["rank"].get<std::int64_t>(), before) << "most urgent first";
    before = cell["rank"].get<std::int64_t>();
  }
}

TEST(Catalogue, IsSentOnceForAsLongAsTheConfigurationIsTheSame) {
  Running running;
  const Person viewer = running.person(Role::viewer), there = running.person(Role::manager, true);
  const Answer first = running.ask({"GET", "/api/catalogue"}, &viewer);
  ASSERT_EQ(first.status, 200);
  const auto names = json_of(first);
  EXPECT_EQ(names["milestones"]["permanency_planning_meeting"]["name"],
            "Permanency planning meeting");
  EXPECT_EQ(names["timescales"]["next-planning-meeting"]["heading"], "Next planning meeting");
  const Ask again{"GET", "/api/catalogue", "", "", {{"If-None-Match", first.header("etag")}}};
  running.bench.add_child(running.here, "H2", "2021-01-01", "2026-02-01");
  EXPECT_EQ(running.ask(again, &viewer).status, 304);
  EXPECT_EQ(running.ask(again, &there).status, 304) << "it is the same for everybody";
}

TEST(Tracker, PackedSaysTheSame) {
  Running running;
  const Person person = running.person(Role::viewer);
  const Answer plain = running.ask(tracker(), &person);
  const Answer packed = running.ask(tracker({{"Accept-Encoding", "gzip"}}), &person);
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size());
  EXPECT_EQ(unpack(packed.body), plain.body);
}

TEST(Tracker, HeadTellsTheLengthAndSendsNothing) {
  Running running;
  const Person person = running.person(Role::viewer);
  const Answer got = running.ask(tracker(), &person);
  Connection connection(running.server->port());
  connection.send(running.bytes({"HEAD", "/api/trackers/joint"}, &person));
  const Answer head = connection.receive(true);
  EXPECT_EQ(head.header("content-length"), std::to_string(got.body.size()));
  connection.send(running.bytes({"GET", "/api/session"}, &person));
  EXPECT_EQ(connection.receive().status, 200) << "nothing stood between the two answers";
}

TEST(Tracker, OtherDaysAndTrackersAreCheckedFirst) {
  Running running;
  const Person person = running.person(Role::viewer);
  const std::pair<const char*, int> table[] = {{"/api/trackers/none", 404},
                                               {"/api/trackers/joint?as_of=2026-02-30", 400},
                                               {"/api/trackers/joint?as_of=tomorrow", 400},
                                               {"/api/trackers/joint?as_of=2027-01-01", 400},
                                               {"/api/trackers/joint?as_of=2026-02-11", 200}};
  for (const auto& [path, status] : table)
    EXPECT_EQ(running.ask({"GET", path}, &person).status, status) << path;
}

}  // namespace
}  // namespace homeward::tests

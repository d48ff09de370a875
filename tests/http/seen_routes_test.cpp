// Whatever route shows a child, on either database, it is written into the access log; and nothing
// else is.
#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "../store/database.hpp"
#include "http/routes.hpp"
#include "key_of_tests.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using nlohmann::json;
using service::Role;
using store::testing::Kind;

constexpr const char* kNumber = "QX77310";
constexpr const char* kFamilyName = "Quillfeather";

bool waits_until(const std::function<bool()>& holds) {
  for (int i = 0; i < 2000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

// A record with something for every list: names, a date that disagrees, a child that a return no
// longer holds, problems of an import, findings of a check, files that wait to be imported.
struct World {
  explicit World(const std::string& database) : running({}, database) {
    service::Service& service = *running.bench.service;
    const service::Actor operates = operator_in(running.here);
    const auto import = [&](std::vector<service::FileBytes> files) {
      const auto done = service.import_return(operates, std::move(files), std::optional<int>(2026),
                                              [](int, std::string_view) {});
      EXPECT_TRUE(done) << (done ? "" : done.error().sentence);
      import_id = done ? done->summary.id.value : 0;
    };
    import(small_return({{kNumber, "04/03/2020", "12/01/2026", ""},
                         {std::string(kNumber) + "C", "05/04/2019", "12/01/2026", ""}}));
    child = service.search(operates, kNumber)->children.at(0).child;
    give_a_name(child);
    service::MilestoneEdit review;
    review.type = "review";
    review.happened_on = day("2026-01-20");
    EXPECT_TRUE(service.save_milestone(operates, child, review));
    auto files = small_return(
        {{kNumber, "04/03/2020", "12/01/2026", ""}, {"9", kFamilyName, "12/01/2026", ""}});
    files.push_back({"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n" + std::string(kNumber) +
                                        ",04/03/2020,24/01/2026,PN1\n"});
    import(std::move(files));

    admin = running.person(Role::administrator);
    another = running.person(Role::manager);
    const auto upload = [&](const std::string& path, const std::string& form) {
      return running.finished(running.ask({"POST", path, form, kFormType}, &admin), admin);
    };
    const auto fresh = small_return({{std::string(kNumber) + "D", "04/03/2020", "12/01/2026", ""}});
    reading = upload("/api/import-readings", form_of(fresh)).value("reading", "");
    auto checked = small_return({{kNumber, "04/03/2020", "12/01/2026", ""}});
    checked[0].bytes.replace(checked[0].bytes.find(",F,"), 3, ",U,");  // a query, 232
    checked[0].bytes += "9,F," + std::string(kFamilyName) + ",WBRI,UN4,0,\n";
    check_id = upload("/api/return-checks", check_form(checked, {}, {{"year", "2026"}}))
                   .value("check_id", 0);
    const auto findings = json_of(
        running.ask({"GET", path("/api/return-checks/{id}/findings") + "?rule=232"}, &admin));
    finding = findings.at("findings").at(0).at("id").get<std::int64_t>();
    timescale = json_of(running.ask({"GET", path("/api/children/{child}")}, &admin))
                    .at("clocks")
                    .at(0)
                    .at("timescale")
                    .get<std::string>();
    job = json_of(running.ask({"PUT", path("/api/import-readings/{reading}"), "{}"}, &admin))
              .value("job", "");
  }

  void give_a_name(ChildId id) {
    auto& store = running.bench.service->store();
    const auto record = store.child(running.here, id);
    care::Child named = record->child;
    named.given_name = PrivateText("Zebedee");
    named.family_name = PrivateText(kFamilyName);
    service::ChangeSet set;
    set.authority = running.here;
    set.at = running.bench.clock->now();
    set.changes = {{record->child, named}};
    EXPECT_TRUE(store.apply(set));
  }

  std::string path(std::string pattern) const {
    const std::string id = pattern.starts_with("/api/imports")         ? std::to_string(import_id)
                           : pattern.starts_with("/api/return-checks") ? std::to_string(check_id)
                                                                       : "joint";
    const std::pair<const char*, std::string> values[] = {{"{id}", id},
                                                          {"{child}", std::to_string(child.value)},
                                                          {"{type}", "permanency_planning_meeting"},
                                                          {"{nth}", "1"},
                                                          {"{timescale}", timescale},
                                                          {"{column}", "first_planning_meeting"},
                                                          {"{job}", job},
                                                          {"{reading}", reading},
                                                          {"{finding}", std::to_string(finding)}};
    for (const auto& [name, value] : values)
      if (const auto at = pattern.find(name); at != std::string::npos)
        pattern.replace(at, std::string_view(name).size(), value);
    return pattern;
  }

  std::size_t looks() {
    return running.bench.service->store().looks(running.here, std::nullopt, 100'000)->size();
  }

  Running running;
  Person admin, another;  // a reading is the administrator's, in that session
  ChildId child;
  std::int64_t import_id = 0, finding = 0;
  int check_id = 0;
  std::string reading, timescale, job;
};

// What each writing route is sent; a new one needs its line here.
const std::map<std::string, std::vector<std::string>>& bodies() {
  static const std::string note =
      std::string("{\"happened_on\":\"2026-01-20\",\"note\":\"") + kFamilyName + " came\"}";
  static const std::string delay = json{{"reason", std::string(kFamilyName) + " waits"},
                                        {"decided_by", "b"},
                                        {"decided_on", "2026-02-01"},
                                        {"look_again_on", "2026-03-01"}}
                                       .dump();
  static const std::map<std::string, std::vector<std::string>> all = {
      {"POST /api/session",
       {json{{"name", "administrator"}, {"password", Workbench::kPassword}}.dump()}},
      {"PUT /api/session/password",
       {json{{"old_password", Workbench::kPassword}, {"new_password", "seven cold spoons"}}
            .dump()}},
      {"PUT /api/session/authority", {R"({"authority_id":1})"}},
      // The second one is refused, since somebody saved before.
      {"PUT /api/children/{child}/milestones/{type}/{nth}",
       {note, R"({"happened_on":"2026-01-21"})"}},
      {"PUT /api/children/{child}/delays/{timescale}", {delay, delay}},
      {"POST /api/search", {json{{"text", kNumber}}.dump(), R"({"text":"nobody at all"})"}},
      {"POST /api/imports/{id}/undo", {R"({"digest":"x"})"}},
      {"PUT /api/import-readings/{reading}", {"{}"}},
      {"POST /api/import-readings/{reading}/import", {R"({"digest":"x"})"}},
      {"POST /api/import-readings",
       {form_of(small_return({{"H9", "04/03/2020", "12/01/2026", ""}}))}},
      {"POST /api/return-checks",
       {check_form(small_return({{"H9", "04/03/2020", "12/01/2026", ""}}), {},
                   {{"year", "2026"}})}},
      {"PUT /api/return-checks/{id}/findings/{finding}/acceptance", {R"({"reason":"seen"})"}},
      {"POST /api/conflicts/settle",
       {R"({"child":1,"milestone":1,"imported_on":"2026-01-01","entered_on":"2026-01-02","counts":"entered"})"}},
      {"POST /api/unplaced/settle", {R"({"child":1,"course":1,"outcome":"open"})"}},
      {"POST /api/absences/settle", {R"({"child":1,"year":2026,"outcome":"open"})"}},
  };
  return all;
}

bool shows_a_child(const Answer& answer) {
  // A line about the files may name a row and what stood in it.
  if (answer.body.find("\"problems\":[\"") != std::string::npos) return true;
  // A workbook is packed: nobody reads names in its bytes, and everybody in it.
  if (answer.header("content-type").find("spreadsheet") != std::string::npos) return true;
  // The dates of a column stand by the child's id alone.
  if (answer.body.find("\"cells\":{\"") != std::string::npos) return true;
  for (const char* told : {kNumber, kFamilyName, "Zebedee"})
    if (answer.body.find(told) != std::string::npos) return true;
  return false;
}

class SeenRoutes : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres && !store::testing::postgres_missing().empty())
      GTEST_SKIP() << store::testing::postgres_missing();
    database = std::make_unique<store::testing::TestDatabase>(GetParam());
  }
  // Takes the access log out of the database and puts it back; or makes the database refuse it.
  void hide_the_log() { database->execute("ALTER TABLE look RENAME TO look_away"); }
  void show_the_log() { database->execute("ALTER TABLE look_away RENAME TO look"); }
  void refuse_looks() {
    database->execute(GetParam() == Kind::postgres
                          ? "CREATE TRIGGER no_looks BEFORE INSERT ON look FOR EACH STATEMENT "
                            "EXECUTE FUNCTION refuse_change()"
                          : "CREATE TRIGGER no_looks BEFORE INSERT ON look BEGIN "
                            "SELECT RAISE(ABORT, 'no'); END");
  }
  std::unique_ptr<store::testing::TestDatabase> database;
};

TEST_P(SeenRoutes, WriteALookExactlyWhenTheAnswerShowsAChild) {
  World world(database->url());
  Running& running = world.running;
  std::set<std::string> logged;
  for (const http::Route& route : http::routes()) {
    if (route.method == http::Method::del || route.pattern == "/api/events") continue;  // no answer
    const std::string name =
        std::string(http::method_name(route.method)) + " " + std::string(route.pattern);
    const std::string path = world.path(std::string(route.pattern));
    EXPECT_EQ(path.find('{'), std::string::npos) << name << ": give this test a value for it";
    const auto found = bodies().find(name);
    const auto sent = found == bodies().end() ? std::vector<std::string>{""} : found->second;
    bool succeeded = false;
    for (const std::string& body : sent) {
      Ask ask{std::string(http::method_name(route.method)), path, body};
      if (route.body == http::Body::upload) ask.content_type = kFormType;
      if (route.method == http::Method::put) ask.headers = {{"If-Match", "\"0\""}};
      const Person& who = name == "POST /api/import-readings" ? world.another : world.admin;
      const std::size_t before = world.looks();
      const Answer answer = running.ask(ask, route.access.act() ? &who : nullptr);
      succeeded = succeeded || answer.status < 300;
      // What was saved stands in the journal.
      const bool saved = route.seen == http::Seen::refused_save && answer.status == 200;
      // What is asked of one child is about that child, whether or not it names them.
      const bool of_one =
          (route.seen == http::Seen::one_child || route.seen == http::Seen::reason) &&
          answer.status == 200;
      const std::size_t expected = before + ((shows_a_child(answer) || of_one) && !saved ? 1 : 0);
      // A look may be written a moment after the answer when the database is slow.
      waits_until([&] { return world.looks() >= expected; });
      EXPECT_EQ(world.looks(), expected)
          << name << " answered " << answer.status << " " << answer.body.substr(0, 300);
      if (expected > before) logged.insert(name);
    }
    EXPECT_TRUE(succeeded || path.ends_with("/settle")) << name << ": send what it accepts";
  }
  EXPECT_THAT(logged, testing::IsSupersetOf({"GET /api/trackers/{id}",
                                             "GET /api/trackers/{id}/export",
                                             "GET /api/trackers/{id}/rows/{child}",
                                             "GET /api/trackers/{id}/columns/{column}",
                                             "GET /api/trackers/{id}/rows/{child}/because/{column}",
                                             "GET /api/children/{child}",
                                             "GET /api/children/{child}/journal",
                                             "GET /api/children/{child}/looks",
                                             "PUT /api/children/{child}/milestones/{type}/{nth}",
                                             "POST /api/search",
                                             "GET /api/import-readings/{reading}",
                                             "GET /api/absences",
                                             "GET /api/imports/{id}/problems",
                                             "GET /api/return-checks/record",
                                             "GET /api/return-checks/{id}/findings",
                                             "GET /api/return-checks/{id}/children",
                                             "GET /api/return-checks/{id}/workbook",
                                             "GET /api/return-checks/{id}/findings.csv",
                                             "GET /api/conflicts",
                                             "GET /api/access-log"}))
      << "the test sees too little";
}

TEST_P(SeenRoutes, ShowNothingThatTheDatabaseRefusesToLog) {
  World world(database->url());
  refuse_looks();
  for (const http::Route& route : http::routes()) {
    if (route.method != http::Method::get || route.seen == http::Seen::nothing) continue;
    const Answer answer =
        world.running.ask({"GET", world.path(std::string(route.pattern))}, &world.admin);
    EXPECT_FALSE(shows_a_child(answer) && answer.status < 300) << route.pattern;
    EXPECT_TRUE(answer.status == 503 || answer.status == 200) << route.pattern << answer.status;
  }
  EXPECT_EQ(world.running.ask({"GET", world.path("/api/children/{child}")}, &world.admin).status,
            503);
  EXPECT_EQ(world.running.ask({"GET", "/api/imports"}, &world.admin).status, 200)
      << "what shows nobody goes on";
}

TEST_P(SeenRoutes, GoOnWhileTheLogCannotBeWrittenAndItIsWrittenLater) {
  World world(database->url());
  const std::size_t before = world.looks();
  hide_the_log();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(world.running.ask({"GET", world.path("/api/children/{child}")}, &world.admin).status,
              200);
  show_the_log();
  EXPECT_TRUE(waits_until([&] { return world.looks() == before + 3; })) << world.looks() - before;
}

INSTANTIATE_TEST_SUITE_P(, SeenRoutes, testing::Values(Kind::sqlite, Kind::postgres),
                         [](const auto& each) { return store::testing::kind_name(each.param); });

}  // namespace
}  // namespace homeward::tests

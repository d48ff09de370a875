// Two authorities in one database: nothing of one is reached from the other, by any route.
#include <algorithm>
#include <regex>
#include <thread>

#include "http/routes.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using nlohmann::json;
using service::Role;

TEST(Crossing, NoRouteReachesAnotherAuthoritysChild) {
  Running running;
  const Person here = running.person(Role::administrator);
  const Person there = running.person(Role::administrator, true);
  const std::string foreign = std::to_string(running.child_there.value);
  const auto secret = [](const Answer& answer) {
    static const std::regex number("\\bT1\\b");  // and no time of day, T12:00
    return std::regex_search(answer.body, number) ||
           answer.body.find("Thereshire") != std::string::npos ||
           answer.body.find("2019-05-06") != std::string::npos;
  };
  // An import and a job of theirs.
  const auto theirs = small_return({{"T1", "06/05/2019", "01/10/2025", ""}});
  const auto read = [&] {
    return running
        .finished(running.ask({"POST", "/api/import-readings", form_of(theirs), kFormType}, &there),
                  there)
        .value("reading", "");
  };
  const std::string first = "/api/import-readings/" + read();
  const json seen = json_of(running.ask({"GET", first}, &there));
  const json confirmed = {{"digest", seen["digest"]}, {"all_the_same", true}};
  const Answer taken = running.ask({"POST", first + "/import", confirmed.dump()}, &there);
  const std::string job = json_of(taken).value("job", "");
  const std::string import = running.finished(taken, there).at("import_id").dump();
  const std::string reading = read();
  const Answer checking = running.ask(
      {"POST", "/api/return-checks",
       check_form(small_return({{"T1", "06/05/2019", "01/10/2025", ""}}), {}, {{"year", "2026"}}),
       kFormType},
      &there);
  const std::string check = running.finished(checking, there).at("check_id").dump();
  const std::string settle = json{{"child", running.child_there.value},
                                  {"milestone", 1},
                                  {"imported_on", "2026-01-01"},
                                  {"entered_on", "2026-01-02"},
                                  {"counts", "entered"}}
                                 .dump();
  const std::map<std::string, std::string> bodies = {
      {"/api/session/authority", json{{"authority_id", running.there.value}}.dump()},
      {"/api/children/{child}/milestones/{type}/{nth}", R"({"happened_on":"2026-01-20"})"},
      {"/api/children/{child}/delays/{timescale}",
       R"({"reason":"a","decided_by":"b","decided_on":"2026-02-01","look_again_on":"2026-03-01"})"},
      {"/api/search", R"({"text":"T1"})"},
      {"/api/return-checks/{id}/findings/{finding}/acceptance",
       R"({"reason":"a","all_of_rule":true})"},
      {"/api/conflicts/settle", settle},
      {"/api/imports/{id}/undo", R"({"digest":"x"})"},
      {"/api/import-readings/{reading}", "{}"},
      {"/api/import-readings/{reading}/import", R"({"digest":"x"})"},
      {"/api/unplaced/settle",
       json{{"child", running.child_there.value}, {"course", 1}, {"outcome", "removed"}}.dump()},
      {"/api/absences/settle",
       json{{"child", running.child_there.value}, {"year", 2026}, {"outcome", "withdrawn"}}
           .dump()}};
  const std::int64_t before = *running.bench.service->store().last_sequence(running.there);
  int tried = 0;
  for (const http::Route& route : http::routes()) {
    if (!route.access.act() || route.body == http::Body::upload || route.pattern == "/api/events" ||
        (route.method == http::Method::del && route.pattern == "/api/session"))
      continue;
    std::string path(route.pattern);
    const auto put = [&](const std::string& name, const std::string& value) {
      if (const auto at = path.find(name); at != std::string::npos)
        path.replace(at, name.size(), value);
    };
    const bool names_something = path.find('{') != std::string::npos;
    put("{child}", foreign);
    put("{type}", "permanency_planning_meeting");
    put("{nth}", "1");
    put("{timescale}", "first-planning-meeting");
    put("{column}", "first_planning_meeting");
    put("{job}", job);
    put("{reading}", reading);
    put("{finding}", "1");
    put("{id}", path.starts_with("/api/imports")         ? import
                : path.starts_with("/api/return-checks") ? check
                                                         : "joint");
    Ask ask{std::string(http::method_name(route.method)), path};
    if (const auto body = bodies.find(std::string(route.pattern)); body != bodies.end())
      ask.body = body->second;
    if (route.method == http::Method::put) ask.headers = {{"If-Match", "\"0\""}};
    const Answer answer = running.ask(ask, &here);
    EXPECT_FALSE(secret(answer)) << route.pattern << " told " << answer.body;
    const bool own_tracker = route.pattern == "/api/trackers/{id}" ||
                             route.pattern == "/api/trackers/{id}/export" ||
                             route.pattern == "/api/trackers/{id}/columns/{column}";
    if (names_something && !own_tracker) {
      EXPECT_TRUE(answer.status == 404 || answer.status == 403)
          << route.pattern << " answered " << answer.status;
    }
    ++tried;
  }
  EXPECT_GE(tried, 15);
  EXPECT_EQ(*running.bench.service->store().last_sequence(running.there), before)
      << "nothing was written there";
  // The same asked by those it belongs to, so that this test can fail.
  EXPECT_TRUE(secret(running.ask({"GET", "/api/children/" + foreign}, &there)));
  EXPECT_TRUE(secret(running.ask({"GET", "/api/return-checks/" + check + "/findings"}, &there)));
}

}  // namespace
}  // namespace homeward::tests

// docs/openapi.yaml and the server say the same.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <thread>

#include "http/routes.hpp"
#include "running.hpp"
#include "schema.hpp"

namespace homeward::tests {
namespace {

using nlohmann::json;
using service::Role;

const json& document() {
  static const json read = read_yaml(std::string(HOMEWARD_SOURCE_DIR) + "/docs/openapi.yaml");
  return read;
}

const json& resolved(const json& part) {
  if (!part.contains("$ref")) return part;
  return document().at(json::json_pointer(part["$ref"].get<std::string>().substr(1)));
}

std::string lower_method(http::Method method) {
  std::string name(http::method_name(method));
  for (char& c : name) c = static_cast<char>(std::tolower(c));
  return name;
}

const json& operation(const std::string& method, const std::string& pattern) {
  return document().at("paths").at(pattern).at(method);
}

// What an answer has that its operation does not document, or the other way round.
std::vector<std::string> undocumented(const Answer& answer, const json& operation) {
  const std::string status = std::to_string(answer.status);
  if (!operation.at("responses").contains(status)) return {"status " + status + answer.body};
  const json& response = resolved(operation["responses"][status]);
  if (!response.contains("content"))
    return answer.body.empty() ? std::vector<std::string>{}
                               : std::vector<std::string>{"a body where none is documented"};
  const std::string type = answer.header("content-type");
  if (!response["content"].contains(type)) return {"content type " + type};
  const json headers = response.value("headers", json::object());
  for (const auto& [name, header] : headers.items()) {
    std::string key = name;
    for (char& c : key) c = static_cast<char>(std::tolower(c));
    if (answer.header(key).empty()) return {"no header " + name};
  }
  if (!type.ends_with("json")) return {};
  return misfits(json_of(answer), response["content"][type]["schema"], document());
}

TEST(OpenApi, EveryRouteIsDocumentedAndNoOther) {
  std::set<std::string> served, documented;
  for (const http::Route& route : http::routes())
    served.insert(lower_method(route.method) + " " + std::string(route.pattern));
  for (const auto& [pattern, operations] : document().at("paths").items())
    for (const auto& [method, ignored] : operations.items())
      documented.insert(method + " " + pattern);
  EXPECT_EQ(served, documented);
}

TEST(OpenApi, EveryRouteTellsTheRoleItNeeds) {
  for (const http::Route& route : http::routes()) {
    const json& said = operation(lower_method(route.method), std::string(route.pattern));
    if (!route.access.act()) {
      EXPECT_FALSE(said.contains("x-role")) << route.pattern;
      continue;
    }
    const auto role = parse_name<service::Role>(said.at("x-role").get<std::string>());
    ASSERT_TRUE(role) << route.pattern;
    EXPECT_TRUE(service::role_allows(*role, *route.access.act())) << route.pattern;
    if (*role != Role::viewer) {
      EXPECT_FALSE(
          service::role_allows(static_cast<Role>(static_cast<int>(*role) - 1), *route.access.act()))
          << route.pattern;
    }
  }
}

TEST(OpenApi, EveryRouteTellsWhatOfChildrenItShows) {
  const std::map<http::Seen, std::string> words = {
      {http::Seen::nothing, "nothing"},         {http::Seen::one_child, "one_child"},
      {http::Seen::reason, "reason"},           {http::Seen::list, "list"},
      {http::Seen::carried_off, "carried_off"}, {http::Seen::refused_save, "refused_save"}};
  for (const http::Route& route : http::routes())
    EXPECT_EQ(operation(lower_method(route.method), std::string(route.pattern)).value("x-seen", ""),
              words.at(route.seen))
        << route.pattern;
}

// The path of a route with things that are there.
std::string filled(std::string pattern, const std::map<std::string, std::string>& values) {
  for (const auto& [name, value] : values)
    if (const auto at = pattern.find("{" + name + "}"); at != std::string::npos)
      pattern.replace(at, name.size() + 2, value);
  return pattern;
}

struct Filled {
  Running running;
  std::map<std::string, std::string> values;

  Filled() {
    owner = running.person(Role::administrator);
    const auto files = small_return({{"H1", "04/03/2020", "12/01/2026", ""}});
    const auto read = [&] {
      return running
          .finished(
              running.ask({"POST", "/api/import-readings", form_of(files), kFormType}, &owner),
              owner)
          .value("reading", "");
    };
    const auto digest_at = [&](const std::string& path) {
      return json_of(running.ask({"GET", path}, &owner)).value("digest", "");
    };
    const std::string first = "/api/import-readings/" + read();
    const json confirmed = {{"digest", digest_at(first)}, {"all_the_same", true}};
    const Answer taken = running.ask({"POST", first + "/import", confirmed.dump()}, &owner);
    const std::string job = json_of(taken).value("job", "");
    running.finished(taken, owner);
    const auto imports = json_of(running.ask({"GET", "/api/imports"}, &owner));
    const std::string import = imports.empty() ? "1" : std::to_string(imports[0].value("id", 1));
    reading = read();
    reading_digest = digest_at("/api/import-readings/" + reading);
    undo_digest = digest_at("/api/imports/" + import + "/undo");
    values = {{"child", std::to_string(running.child.value)},
              {"type", "permanency_planning_meeting"},
              {"nth", "1"},
              {"timescale", "first-planning-meeting"},
              {"column", "first_planning_meeting"},
              {"job", job}};
    import_id = import;
    auto queried = files;
    queried[0].bytes.replace(queried[0].bytes.find(",F,"), 3, ",U,");
    const Answer checked = running.ask(
        {"POST", "/api/return-checks", check_form(queried, {}, {{"year", "2026"}}), kFormType},
        &owner);
    check_id = running.finished(checked, owner).value("check_id", 0);
    EXPECT_GT(check_id, 0);
    const auto findings = json_of(running.ask(
        {"GET", "/api/return-checks/" + std::to_string(check_id) + "/findings?rule=232"}, &owner));
    values["finding"] = findings.at("findings").at(0).at("id").dump();
    values["reading"] = reading;
  }
  Person owner;  // a reading is theirs, in their session
  std::string import_id, session_id = "1", reading, reading_digest, undo_digest;
  int check_id = 0;

  std::string path(const std::string& pattern) const {
    auto all = values;
    all["id"] = pattern.starts_with("/api/imports")         ? import_id
                : pattern.starts_with("/api/sessions")      ? session_id
                : pattern.starts_with("/api/return-checks") ? std::to_string(check_id)
                                                            : "joint";
    return filled(pattern, all);
  }
};

std::string a_timescale(const Running& running) {
  const Answer page = [&] {
    Running& all = const_cast<Running&>(running);
    const Person viewer = all.person(Role::viewer);
    return all.ask({"GET", "/api/children/" + std::to_string(all.child.value)}, &viewer);
  }();
  return json_of(page).at("clocks").at(0).at("timescale").get<std::string>();
}

TEST(OpenApi, EveryRouteAnswersAsDocumented) {
  Filled filled_in;
  Running& running = filled_in.running;
  filled_in.values["timescale"] = a_timescale(running);
  const Person admin = filled_in.owner, another = running.person(Role::manager);
  const std::string meeting = "put /api/children/{child}/milestones/{type}/{nth}";
  const std::map<std::string, std::vector<std::string>> bodies = {
      {"post /api/session",
       {json{{"name", "administrator"}, {"password", Workbench::kPassword}}.dump(),
        R"({"name":"x","password":"y"})", "{}"}},
      {"put /api/session/authority",
       {json{{"authority_id", running.here.value}}.dump(), R"({"authority_id":99})", "{}"}},
      {"put /api/session/password",
       {json{{"old_password", Workbench::kPassword}, {"new_password", "seven cold spoons"}}.dump(),
        json{{"old_password", "not this one"}, {"new_password", "seven cold spoons"}}.dump(),
        "{}"}},
      {meeting,
       {R"({"planned_on":"2026-03-01","note":"by phone"})", R"({"happened_on":"2026-01-20"})",
        R"({"happened_on":"2030-01-20"})"}},
      {"put /api/children/{child}/delays/{timescale}",
       {R"({"reason":"a","decided_by":"b","decided_on":"2026-02-01","look_again_on":"2026-03-01"})",
        R"({"reason":"a"})"}},
      {"post /api/search", {R"({"text":"H1"})", "[]"}},
      {"post /api/imports/{id}/undo",
       {json{{"digest", "x"}}.dump(), json{{"digest", filled_in.undo_digest}}.dump(), "{}"}},
      {"put /api/import-readings/{reading}",
       {"{}", R"({"year":"2026","leading_zeros":"same_children"})", R"({"year":"soon"})"}},
      {"post /api/import-readings/{reading}/import",
       {json{{"digest", filled_in.reading_digest}}.dump(), "{}"}},
      {"post /api/absences/settle", {R"({"child":1,"year":2026,"outcome":"open"})", "{}"}},
      {"post /api/import-readings",
       {form_of(small_return({{"H9", "04/03/2020", "12/01/2026", ""}})), "--XX--\r\n"}},
      {"post /api/return-checks",
       {check_form(small_return({{"H9", "04/03/2020", "12/01/2026", ""}}), {}, {{"year", "2026"}}),
        "--XX--\r\n"}},
      {"put /api/return-checks/{id}/findings/{finding}/acceptance",
       {R"({"reason":"seen"})", R"({"reason":"seen","all_of_rule":true})", R"({"reason":" "})",
        "{}"}},
      {"post /api/unplaced/settle",
       {R"({"child":1,"course":1,"outcome":"removed"})",
        R"({"child":1,"course":1,"outcome":"joined"})", "{}"}},
      {"post /api/conflicts/settle",
       {R"({"child":1,"milestone":1,"imported_on":"2026-01-01","entered_on":"2026-01-02","counts":"entered"})",
        "{}"}},
  };
  for (const http::Route& route : http::routes()) {
    const std::string method = lower_method(route.method), pattern(route.pattern);
    if (method == "delete") continue;  // below
    const auto found = bodies.find(method + " " + pattern);
    const std::vector<std::string> sent =
        found == bodies.end() ? std::vector<std::string>{""} : found->second;
    bool succeeded = false;
    for (const std::string& body : sent) {
      Ask ask{std::string(http::method_name(route.method)), filled_in.path(pattern), body};
      if (route.body == http::Body::upload) ask.content_type = kFormType;
      if (route.method == http::Method::put) ask.headers = {{"If-Match", "\"0\""}};
      // A new upload would take the place of the reading that the other routes ask about.
      const Person& who = pattern == "/api/import-readings" ? another : admin;
      const Answer answer = running.ask(ask, route.access.act() ? &who : nullptr);
      EXPECT_THAT(undocumented(answer, operation(method, pattern)), testing::IsEmpty())
          << method << " " << pattern << " with " << body;
      succeeded = succeeded || answer.status < 300;
    }
    EXPECT_TRUE(succeeded || pattern.ends_with("/settle")) << method << " " << pattern;
  }
  // A finding is looked at while it is accepted.
  const std::string findings = "/api/return-checks/{id}/findings";
  EXPECT_THAT(
      undocumented(running.ask({"GET", filled_in.path(findings) + "?state=accepted"}, &admin),
                   operation("get", findings)),
      testing::IsEmpty());
  for (const std::string pattern :
       {"/api/return-checks/{id}/findings/{finding}/acceptance", "/api/return-checks/{id}",
        "/api/import-readings/{reading}", "/api/sessions/{id}", "/api/session"}) {
    if (pattern == "/api/sessions/{id}") {
      (void)running.bench.service->sign_in("administrator", "seven cold spoons");
      const auto sessions = json_of(running.ask({"GET", "/api/sessions"}, &admin));
      for (const json& one : sessions)
        if (!one["this_one"]) filled_in.session_id = std::to_string(one["id"].get<int>());
    }
    const Answer gone = running.ask({"DELETE", filled_in.path(pattern)}, &admin);
    EXPECT_EQ(gone.status, 204) << pattern;
    EXPECT_THAT(undocumented(gone, operation("delete", pattern)), testing::IsEmpty());
  }
}

TEST(OpenApi, EveryRouteRefusesWithoutSessionTokenOrRole) {
  Filled filled_in;
  Running& running = filled_in.running;
  const std::array roles = {Role::viewer, Role::practitioner, Role::manager, Role::administrator};
  std::vector<Person> people;
  for (const Role role : roles) people.push_back(running.person(role));
  for (const http::Route& route : http::routes()) {
    if (!route.access.act()) continue;
    const std::string method = lower_method(route.method), pattern(route.pattern);
    Ask ask{std::string(http::method_name(route.method)), filled_in.path(pattern), "{}"};
    if (route.body == http::Body::upload) ask.content_type = kFormType;
    const json& said = operation(method, pattern);

    const Answer nobody = running.ask(ask);
    EXPECT_EQ(nobody.status, 401) << method << " " << pattern;
    EXPECT_THAT(undocumented(nobody, said), testing::IsEmpty()) << pattern;
    const Person guessed{std::string(43, 'a'), people.back().csrf};
    EXPECT_EQ(running.ask(ask, &guessed).status, 401) << pattern;

    if (route.method != http::Method::get) {
      const Person without{people.back().token, ""};
      EXPECT_EQ(running.ask(ask, &without).status, 403) << method << " " << pattern;
      const Person anothers{people.back().token, people.front().csrf};
      EXPECT_EQ(running.ask(ask, &anothers).status, 403) << method << " " << pattern;
    }
    for (std::size_t i = 0; i < roles.size(); ++i) {
      if (service::role_allows(roles[i], *route.access.act())) continue;
      const Answer low = running.ask(ask, &people[i]);
      EXPECT_EQ(low.status, 403) << method << " " << pattern << " as " << to_text(roles[i]);
      EXPECT_THAT(undocumented(low, said), testing::IsEmpty()) << pattern;
    }
  }
}

TEST(OpenApi, WithExamplesOfEverythingTheSchemasHold) {
  Running running;
  const Person person = running.person(Role::administrator);
  const std::string child = std::to_string(running.child.value);
  // A conflict: the meeting is entered, and the store holds another date of a return.
  Ask meeting{"PUT", "/api/children/" + child + "/milestones/permanency_planning_meeting/1"};
  for (const auto& [version, date] :
       {std::pair{"\"0\"", "2026-01-20"}, {"\"1\"", "2026-01-21"}, {"\"1\"", "2026-01-22"}}) {
    meeting.body = json{{"happened_on", date}}.dump();
    meeting.headers = {{"If-Match", version}};
    EXPECT_THAT(undocumented(running.ask(meeting, &person),
                             operation("put", "/api/children/{child}/milestones/{type}/{nth}")),
                testing::IsEmpty());
  }
  const std::pair<std::string, std::string> pages[] = {
      {"/api/children/" + child + "/journal", "/api/children/{child}/journal"},
      {"/api/children/" + child, "/api/children/{child}"},
      {"/api/children/" + child + "/looks", "/api/children/{child}/looks"},
      {"/api/children/" + child + "?as_of=2026-02-10", "/api/children/{child}"},
      {"/api/trackers/joint?as_of=2026-02-10", "/api/trackers/{id}"},
      {"/api/access-log", "/api/access-log"}};
  for (const auto& [path, pattern] : pages)
    EXPECT_THAT(undocumented(running.ask({"GET", path}, &person), operation("get", pattern)),
                testing::IsEmpty())
        << path;
}

TEST(OpenApi, EventsAreAsDocumented) {
  Running running;
  const Person person = running.person(Role::practitioner);
  Connection stream(running.server->port());
  stream.send(running.bytes({"GET", "/api/events"}, &person));
  const auto check = [&](const std::string& kind, const std::string& schema) {
    ASSERT_TRUE(stream.read_until("event: " + kind + "\ndata: ")) << kind;
    const json data = json::parse(*stream.read_until("\n\n"));
    EXPECT_THAT(misfits(data, {{"$ref", "#/components/schemas/" + schema}}, document()),
                testing::IsEmpty());
  };
  check("hello", "EventSequence");
  Ask meeting{"PUT", "/api/children/" + std::to_string(running.child.value) +
                         "/milestones/permanency_planning_meeting/1"};
  meeting.body = R"({"happened_on":"2026-01-20"})";
  meeting.headers = {{"If-Match", "\"0\""}};
  EXPECT_EQ(running.ask(meeting, &person).status, 200);
  check("change", "ChangeEvent");
}

TEST(SchemaChecker, SeesWhatIsWrong) {
  const json schema = json::parse(R"({"type":"object","required":["a"],"additionalProperties":false,
      "properties":{"a":{"type":["integer","null"]},"on":{"type":"string","format":"date"},
                    "list":{"type":"array","items":{"enum":["x"]}}}})");
  EXPECT_TRUE(
      misfits(json::parse(R"({"a":null,"on":"2026-02-03","list":["x"]})"), schema, {}).empty());
  for (const char* wrong : {R"({})", R"({"a":"1"})", R"({"a":1.5})", R"({"a":1,"b":2})",
                            R"({"a":1,"on":"3 Feb"})", R"({"a":1,"list":["y"]})", "[]"})
    EXPECT_FALSE(misfits(json::parse(wrong), schema, {}).empty()) << wrong;
}

}  // namespace
}  // namespace homeward::tests

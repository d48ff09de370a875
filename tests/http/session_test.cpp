#include <thread>
#include "http/routes.hpp"

#include "running.hpp"
#include "service/other_accounts.hpp"

namespace homeward::tests {
namespace {

using service::Role;

Ask sign_in_as(const std::string& name, const std::string& password) {
  Ask ask{"POST", "/api/session"};
  ask.body = nlohmann::json{{"name", name}, {"password", password}}.dump();
  return ask;
}

TEST(SignIn, GivesACookieThatScriptsCannotRead) {
  Running running;
  (void)running.person(Role::viewer);
  const Answer answer = running.ask(sign_in_as("viewer", Workbench::kPassword));
  const std::string cookie = answer.header("set-cookie");
  EXPECT_TRUE(cookie.starts_with("homeward_session="));
  for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/"})
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  EXPECT_EQ(answer.body.find(cookie.substr(17, 20)), std::string::npos)
      << "the token is in the cookie only";
}

TEST(SignIn, AWrongNameAndAWrongPasswordCannotBeToldApart) {
  Running running;
  (void)running.person(Role::viewer);
  const Answer name = running.ask(sign_in_as("nobody", "correct horse"));
  const Answer password = running.ask(sign_in_as("viewer", "wrong horse battery"));
  EXPECT_EQ(name.status, 401);
  EXPECT_EQ(password.status, 401);
  EXPECT_EQ(name.body, password.body);
  EXPECT_EQ(name.header("content-type"), "application/problem+json");
}

TEST(SignIn, TooManyWrongTriesLock) {
  Running running;
  (void)running.person(Role::viewer);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(running.ask(sign_in_as("viewer", "wrong horse battery")).status, 401);
  const Answer answer = running.ask(sign_in_as("viewer", Workbench::kPassword));
  EXPECT_EQ(answer.status, 429);
}

TEST(SignIn, AFormOfAnotherSiteIsRefused) {
  Running running;
  (void)running.person(Role::viewer);
  Ask ask = sign_in_as("viewer", Workbench::kPassword);
  ask.headers = {{"Origin", "https://evil.example"}};
  EXPECT_EQ(running.ask(ask).status, 403);
  ask.headers = {{"Sec-Fetch-Site", "cross-site"}};
  EXPECT_EQ(running.ask(ask).status, 403);
  ask.headers = {};
  ask.content_type = "text/plain";
  EXPECT_EQ(running.ask(ask).status, 415);
}

std::vector<std::string> cookies_of(const Answer& answer) {
  std::vector<std::string> cookies;
  const auto [from, to] = answer.headers.equal_range("set-cookie");
  for (auto it = from; it != to; ++it) cookies.push_back(it->second);
  return cookies;
}

TEST(SignIn, ALockDoesNotStopADeviceThatSignedInBefore) {
  Running running;
  (void)running.person(Role::viewer);
  const auto cookies = cookies_of(running.ask(sign_in_as("viewer", Workbench::kPassword)));
  ASSERT_EQ(cookies.size(), 2u);
  const std::string& device = cookies[1];
  EXPECT_TRUE(device.starts_with("homeward_device_")) << device;
  for (const char* part : {"HttpOnly", "SameSite=Strict", "Path=/api/session;", "Max-Age="})
    EXPECT_NE(device.find(part), std::string::npos) << part;
  for (int i = 0; i < 5; ++i) (void)running.ask(sign_in_as("viewer", "wrong horse battery"));
  Ask again = sign_in_as("viewer", Workbench::kPassword);
  EXPECT_EQ(running.ask(again).status, 429);
  again.headers = {{"Cookie", device.substr(0, device.find(';'))}};
  EXPECT_EQ(running.ask(again).status, 200);
}

TEST(OwnAccount, AFirstPasswordOpensNothingButItsChange) {
  Running running;
  ASSERT_TRUE(running.bench.service->accounts().add("newcomer", "N", Workbench::kPassword,
                                                    running.here, Role::administrator));
  const Answer in = running.ask(sign_in_as("newcomer", Workbench::kPassword));
  const Person newcomer{cookies_of(in)[0].substr(17, 43), json_of(in)["csrf_token"]};
  EXPECT_TRUE(json_of(in)["account"]["must_change_password"]);
  for (const http::Route& route : http::routes()) {
    const std::string pattern(route.pattern);
    if (!route.access.act() || pattern == "/api/session" || pattern == "/api/session/password")
      continue;
    Ask ask{std::string(http::method_name(route.method)), pattern, "{}"};
    for (auto at = ask.path.find('{'); at != std::string::npos; at = ask.path.find('{'))
      ask.path.replace(at, ask.path.find('}') + 1 - at, "1");
    if (route.body == http::Body::upload) ask.content_type = kFormType;
    EXPECT_EQ(running.ask(ask, &newcomer).status, 403) << ask.method << " " << pattern;
  }
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &newcomer).status, 200);
  Ask change{"PUT", "/api/session/password"};
  change.body = R"({"old_password":"correct horse battery","new_password":"seven cold spoons"})";
  EXPECT_EQ(running.ask(change, &newcomer).status, 204);
  EXPECT_EQ(running.ask({"GET", "/api/trackers/joint"}, &newcomer).status, 200);
  EXPECT_EQ(running.ask({"DELETE", "/api/session"}, &newcomer).status, 204);
}

TEST(OwnAccount, SessionsAreListedWithoutWhatOpensThem) {
  Running running;
  const Person here = running.person(Role::viewer);
  Ask sign_in = sign_in_as("viewer", Workbench::kPassword);
  sign_in.headers = {{"User-Agent", "Mozilla/5.0 (iPhone) Version/18.1 Safari/604.1"}};
  const Answer in = running.ask(sign_in);
  const Person phone{cookies_of(in)[0].substr(17, 43), json_of(in)["csrf_token"]};
  const Answer listed = running.ask({"GET", "/api/sessions"}, &here);
  ASSERT_EQ(listed.status, 200);
  ASSERT_EQ(json_of(listed).size(), 2u) << listed.body;
  for (const std::string& secret :
       {here.token, here.csrf, phone.token, phone.csrf, std::string("hash")})
    EXPECT_EQ(listed.body.find(secret), std::string::npos);
  std::int64_t other = 0;
  for (const auto& one : json_of(listed)) {
    EXPECT_EQ(one["address"], "127.0.0.1");
    if (one["this_one"]) continue;
    EXPECT_EQ(one["device"], "Safari on an iPhone");
    other = one["id"];
  }
  const std::string path = "/api/sessions/" + std::to_string(other);
  const Person manager = running.person(Role::manager);
  EXPECT_EQ(running.ask({"DELETE", path}, &manager).status, 404) << "another person's";
  EXPECT_EQ(running.ask({"DELETE", path}, &here).status, 204);
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &phone).status, 401);
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &here).status, 200);
}

TEST(Session, EndsWhenItsOwnerSaysSo) {
  Running running;
  const Person viewer = running.person(Role::viewer);
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &viewer).status, 200);
  const Answer out = running.ask({"DELETE", "/api/session"}, &viewer);
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.header("set-cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &viewer).status, 401);
}

TEST(Session, EndsWhenLeftAlone) {
  Running running;
  const Person viewer = running.person(Role::viewer);
  running.bench.clock->pass(std::chrono::minutes(31));
  EXPECT_EQ(running.ask({"GET", "/api/trackers/joint"}, &viewer).status, 401);
}

TEST(Session, WritingNeedsItsToken) {
  Running running;
  Person viewer = running.person(Role::viewer);
  Ask search{"POST", "/api/search"};
  search.body = R"({"text":"H1"})";
  EXPECT_EQ(running.ask(search, &viewer).status, 200);
  viewer.csrf = "guessed";
  EXPECT_EQ(running.ask(search, &viewer).status, 403);
  viewer.csrf = "";
  EXPECT_EQ(running.ask(search, &viewer).status, 403);
}

// Also what is asked with the cookie of a session that was, by whatever route.
TEST(Session, AnEndedOneLeavesNothingInTheBrowser) {
  Running running;
  const Person person = running.person(Role::administrator);
  EXPECT_EQ(running.ask({"GET", "/api/trackers/joint"}).header("clear-site-data"), "")
      << "who never had one";
  running.bench.clock->pass(std::chrono::minutes(31));
  const Ask upload{"POST", "/api/return-checks", form_of({{"header.csv", "CHILD\n"}}), kFormType};
  for (const Ask& ask : {Ask{"GET", "/api/trackers/joint"}, Ask{"GET", "/api/session"},
                         Ask{"GET", "/api/events"}, Ask{"DELETE", "/api/session"}, upload}) {
    const Answer answer = running.ask(ask, &person);
    EXPECT_EQ(answer.status, 401) << ask.path;
    EXPECT_EQ(answer.header("clear-site-data"), "\"cache\"") << ask.path;
    EXPECT_EQ(answer.header("cache-control"), "no-store") << ask.path;
  }
}

TEST(Session, TellsHowLongItLastsIfNobodyDoesAnything) {
  Running running;
  const Person person = running.person(Role::viewer);
  const auto left = [&] {
    return json_of(running.ask({"GET", "/api/session"}, &person)).value("seconds_left", 0);
  };
  EXPECT_EQ(left(), 30 * 60);
  running.bench.clock->pass(std::chrono::minutes(20));
  EXPECT_EQ(left(), 10 * 60) << "asking does not prolong it";
  ASSERT_EQ(running.ask({"GET", "/api/trackers/joint"}, &person).status, 200);
  // It is prolonged aside, a moment later.
  for (int i = 0; i < 2000 && left() != 30 * 60; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(left(), 30 * 60);
}

TEST(Session, ThatHadEndedStaysEndedWhenTheClockGoesBack) {
  Running running;
  const Person gone = running.person(Role::viewer);
  running.bench.clock->pass(std::chrono::minutes(40));
  const Person there = running.person(Role::manager);
  ASSERT_EQ(running.ask({"GET", "/api/session"}, &there).status, 200);
  running.bench.clock->pass(std::chrono::minutes(-30));
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &gone).status, 401);
  EXPECT_EQ(running.ask({"GET", "/api/session"}, &there).status, 200);
}

TEST(Session, MovesToAnotherAuthorityOnlyWithARoleThere) {
  Running running;
  const Person viewer = running.person(Role::viewer);
  Ask move{"PUT", "/api/session/authority"};
  move.body = nlohmann::json{{"authority_id", running.there.value}}.dump();
  EXPECT_EQ(running.ask(move, &viewer).status, 404);
  ASSERT_TRUE(running.bench.service->accounts().give_role("viewer", running.there, Role::viewer));
  const Answer moved = running.ask(move, &viewer);
  EXPECT_EQ(moved.status, 200);
  EXPECT_EQ(json_of(moved)["authority"]["name"], "Thereshire");
  const Answer tracker = running.ask({"GET", "/api/trackers/joint"}, &viewer);
  EXPECT_NE(tracker.body.find("\"T1\""), std::string::npos);
  EXPECT_EQ(tracker.body.find("\"H1\""), std::string::npos);
}

}  // namespace
}  // namespace homeward::tests

#include "running.hpp"

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

TEST(Session, MovesToAnotherAuthorityOnlyWithARoleThere) {
  Running running;
  const Person viewer = running.person(Role::viewer);
  Ask move{"PUT", "/api/session/authority"};
  move.body = nlohmann::json{{"authority_id", running.there.value}}.dump();
  EXPECT_EQ(running.ask(move, &viewer).status, 404);
  const auto account = running.bench.service->store().account_named("viewer");
  ASSERT_TRUE(
      running.bench.service->store().save_grant({(*account)->id, running.there, Role::viewer}));
  const Answer moved = running.ask(move, &viewer);
  EXPECT_EQ(moved.status, 200);
  EXPECT_EQ(json_of(moved)["authority"]["name"], "Thereshire");
  const Answer tracker = running.ask({"GET", "/api/trackers/joint"}, &viewer);
  EXPECT_NE(tracker.body.find("\"T1\""), std::string::npos);
  EXPECT_EQ(tracker.body.find("\"H1\""), std::string::npos);
}

}  // namespace
}  // namespace homeward::tests

// Who may ask each route: the whole table, one class after the other.
#include <gmock/gmock.h>

#include "http/routes.hpp"
#include "running.hpp"

namespace homeward::tests {
namespace {

using http::Access;
using http::Method;
using http::Route;

std::vector<std::string> of_kind(Access::Kind kind) {
  std::vector<std::string> names;
  for (const Route& route : http::routes())
    if (route.access.kind() == kind)
      names.push_back(std::string(http::method_name(route.method)) + " " +
                      std::string(route.pattern));
  return names;
}

Ask without_blanks(const Route& route) {
  Ask ask{std::string(http::method_name(route.method)), std::string(route.pattern), "{}"};
  for (auto at = ask.path.find('{'); at != std::string::npos; at = ask.path.find('{'))
    ask.path.replace(at, ask.path.find('}') + 1 - at, "1");
  if (route.body == http::Body::upload) ask.content_type = kFormType;
  return ask;
}

// Whoever opens another route to people who are not signed in must say so here too.
TEST(Access, FewRoutesAreOpenToWhoIsNotSignedIn) {
  EXPECT_THAT(of_kind(Access::Kind::public_), testing::ElementsAre("GET /health"));
  EXPECT_THAT(of_kind(Access::Kind::figures), testing::ElementsAre("GET /metrics"));
  EXPECT_THAT(of_kind(Access::Kind::sign_in), testing::ElementsAre("POST /api/session"));
}

TEST(Access, NothingOpenShowsAChildOrChangesTheRecord) {
  for (const Route& route : http::routes()) {
    if (route.access.kind() == Access::Kind::signed_in) {
      EXPECT_TRUE(route.access.act()) << route.pattern;
      continue;
    }
    EXPECT_FALSE(route.access.act()) << route.pattern;
    EXPECT_EQ(route.seen, http::Seen::nothing) << route.pattern;
    EXPECT_TRUE(route.method == Method::get || route.access.kind() == Access::Kind::sign_in)
        << route.pattern;
  }
}

TEST(Access, IsAsTheTableSays) {
  Running running;
  const Person viewer = running.person(service::Role::viewer);
  for (const Route& route : http::routes()) {
    const Ask ask = without_blanks(route);
    Ask from_elsewhere = ask, by_another_name = ask, passed_on = ask;
    from_elsewhere.headers = {{"Sec-Fetch-Site", "cross-site"}};
    passed_on.headers = {{"X-Forwarded-For", "198.51.100.1"}};
    const auto status = [&](const Ask& what, const Person* who = nullptr) {
      return running.ask(what, who).status;
    };
    // By the name of another site: of those who know this server's address alone.
    std::string bytes = running.bytes(ask);
    const auto host = bytes.find("localhost");
    bytes.replace(host, bytes.find('\r', host) - host, "10.0.0.7:8080");
    Connection connection(running.server->port());
    connection.send(bytes);
    const int renamed = connection.receive().status;
    switch (route.access.kind()) {
      case Access::Kind::public_:
        EXPECT_EQ(status(ask), 200);
        EXPECT_EQ(status(passed_on), 200);
        EXPECT_EQ(renamed, 200);
        break;
      case Access::Kind::figures:
        EXPECT_EQ(status(ask), 200);
        EXPECT_EQ(status(passed_on), 403);
        EXPECT_EQ(status(passed_on, &viewer), 403) << "a session is no reason";
        EXPECT_EQ(renamed, 403);
        break;
      case Access::Kind::sign_in:
        EXPECT_EQ(status(ask), 400);
        EXPECT_EQ(status(from_elsewhere), 403);
        EXPECT_EQ(renamed, 421);
        break;
      case Access::Kind::signed_in:
        EXPECT_EQ(status(ask), 401) << ask.method << " " << route.pattern;
        EXPECT_EQ(renamed, 421) << ask.method << " " << route.pattern;
        if (route.method != Method::get) {
          const Person without_token{viewer.token, ""};
          EXPECT_EQ(status(ask, &without_token), 403) << ask.method << " " << route.pattern;
        }
        if (!service::role_allows(service::Role::viewer, *route.access.act())) {
          EXPECT_EQ(status(ask, &viewer), 403) << ask.method << " " << route.pattern;
        }
        break;
    }
  }
}

}  // namespace
}  // namespace homeward::tests

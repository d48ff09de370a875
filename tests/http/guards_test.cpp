// Bytes that no browser sends.
#include <set>
#include <thread>

#include "running.hpp"

namespace homeward::tests {
namespace {

using service::Role;

TEST(Guards, SmuggledRequestsAreRefusedAndTheConnectionEnds) {
  Running running;
  const std::string host = "Host: localhost\r\n";
  const std::string smuggled = "GET /api/session HTTP/1.1\r\n" + host + "\r\n";
  const std::pair<std::string, int> table[] = {
      {"POST /api/search HTTP/1.1\r\n" + host +
           "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
       400},
      {"POST /api/search HTTP/1.1\r\n" + host + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" +
           smuggled,
       400},
      {"POST /api/search HTTP/1.1\r\n" + host + "Transfer-Encoding: identity\r\n\r\n" + smuggled,
       501},
      {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n" + smuggled, 400},
      {"GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n" + smuggled, 400},
      {"GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n" + smuggled, 400},
  };
  for (const auto& [bytes, status] : table) {
    Connection connection(running.server->port());
    connection.send(bytes);
    EXPECT_EQ(connection.receive().status, status) << bytes;
    EXPECT_EQ(connection.receive().status, 0) << "nothing after it is answered";
  }
}

TEST(Guards, AnotherSitesNameIsNotAnswered) {
  Running running;
  Connection connection(running.server->port());
  connection.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_EQ(connection.receive().status, 421);
}

TEST(Guards, EveryAnswerCarriesItsProtection) {
  Running running;
  const Person person = running.person(Role::viewer);
  const std::string child = "/api/children/" + std::to_string(running.child.value);
  for (const Ask& ask : {Ask{"GET", "/"}, Ask{"GET", "/none.js"}, Ask{"GET", "/api/none"},
                         Ask{"PUT", "/api/session"}, Ask{"GET", child}, Ask{"POST", "/"}}) {
    const Answer answer = running.ask(ask, &person);
    EXPECT_NE(answer.header("content-security-policy").find("default-src 'none'"),
              std::string::npos)
        << ask.path;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << ask.path;
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer") << ask.path;
    EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin") << ask.path;
    EXPECT_EQ(answer.header("cache-control"), "no-store") << ask.path;
  }
}

TEST(Guards, BrowsersAreToldToKeepToHttpsWhereTheyComeByIt) {
  const auto told = [](const std::string& origin) {
    http::ServerOptions options;
    options.public_origin = origin;
    Running running(options);
    std::set<std::string> all;
    for (const Ask& ask : {Ask{"GET", "/"}, Ask{"GET", "/none.js"}, Ask{"GET", "/api/session"},
                           Ask{"GET", "/api/none"}, Ask{"POST", "/"}, Ask{"GET", "/health"}})
      all.insert(running.ask(ask).header("strict-transport-security"));
    Connection connection(running.server->port());
    connection.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    all.insert(connection.receive().header("strict-transport-security"));
    return all;
  };
  EXPECT_EQ(told("https://homeward.example"), std::set<std::string>{"max-age=31536000"});
  EXPECT_EQ(told("http://homeward.example"), std::set<std::string>{""});
  EXPECT_EQ(told(""), std::set<std::string>{""});
}

TEST(Guards, ThePageGetsANonceOfItsOwnEachTime) {
  http::ServerOptions options;
  options.files = {{"/index.html", "nonce:__CSP_NONCE__"}, {"/assets/a.js", "1"}};
  Running running(options);
  const Answer one = running.ask({"GET", "/"}), two = running.ask({"GET", "/children/5"});
  EXPECT_NE(one.body, two.body);
  const std::string nonce = one.body.substr(6);
  EXPECT_NE(one.header("content-security-policy").find("'nonce-" + nonce + "'"), std::string::npos);
  EXPECT_EQ(running.ask({"GET", "/assets/a.js"}).body, "1");
  EXPECT_EQ(running.ask({"GET", "/assets/b.js"}).status, 404);
}

TEST(Guards, MethodsThatARouteLacksAreNamed) {
  Running running;
  const Answer answer = running.ask({"PUT", "/api/session", "{}"});
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("allow"), "GET, HEAD, POST, DELETE");
  EXPECT_EQ(running.ask({"PATCH", "/api/session", "{}"}).status, 501);
}

TEST(Guards, LargeRequestsAreRefusedInWords) {
  Running running;
  const Person person = running.person(Role::viewer);
  Ask search{"POST", "/api/search", std::string(300 << 10, ' ')};
  const Answer large = running.ask(search, &person);
  EXPECT_EQ(large.status, 413);
  EXPECT_NE(large.body.find("256 KB"), std::string::npos);

  Connection chunked(running.server->port());
  std::string head = running.bytes({"POST", "/api/search"}, &person);
  head.replace(head.find("Content-Length: 0"), 17, "Transfer-Encoding: chunked");
  chunked.send(head + "50000\r\n" + std::string(0x50000, ' ') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.receive().status, 413);

  Ask header{"GET", "/"};
  header.headers = {{"X-Long", std::string(20 << 10, 'a')}};
  EXPECT_EQ(running.ask(header).status, 431);

  Connection endless(running.server->port());
  endless.send(head + "5;" + std::string(64 << 10, 'e'));
  EXPECT_EQ(endless.receive().status, 400) << "a chunk's line without an end";
}

TEST(Guards, SlowSendersAreLetGo) {
  http::ServerOptions options;
  options.header_timeout = std::chrono::milliseconds(100);
  options.first_request_timeout = std::chrono::milliseconds(100);
  options.body_timeout = std::chrono::milliseconds(100);
  Running running(options);
  const Person person = running.person(Role::viewer);
  Connection idle(running.server->port()), dripping(running.server->port()),
      body(running.server->port());
  std::thread drip([&] {
    const std::string head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
    dripping.send(head);
    for (int i = 0; i < 40 && dripping.send("a"); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  std::string search = running.bytes({"POST", "/api/search", R"({"text":"H1"})"}, &person);
  body.send(search.substr(0, search.size() - 1));
  EXPECT_EQ(body.receive().status, 408);
  EXPECT_TRUE(idle.closed());
  drip.join();
  EXPECT_EQ(dripping.receive().status, 408);
}

TEST(Guards, RequestsInARowAreAnsweredInOrder) {
  Running running;
  const Person person = running.person(Role::viewer);
  const Ask session{"GET", "/api/session"}, tracker{"GET", "/api/trackers/joint"},
      search{"POST", "/api/search", R"({"text":"H1"})"}, none{"GET", "/api/none"};
  Connection connection(running.server->port());
  std::string all;
  for (int i = 0; i < 20; ++i)
    for (const Ask& ask : {session, tracker, search, none}) all += running.bytes(ask, &person);
  connection.send(all);
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(json_of(connection.receive()).contains("csrf_token"));
    EXPECT_TRUE(json_of(connection.receive()).contains("rows"));
    EXPECT_TRUE(json_of(connection.receive()).contains("children"));
    EXPECT_EQ(connection.receive().status, 404);
  }
}

TEST(Guards, AConnectionIsKeptOrClosedAsAsked) {
  Running running;
  Connection old(running.server->port());
  old.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(old.receive().header("connection"), "close");
  EXPECT_TRUE(old.closed());
  Connection kept(running.server->port());
  for (int i = 0; i < 3; ++i) {
    kept.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(kept.receive().header("connection"), "keep-alive");
  }
  kept.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(kept.receive().status, 200);
  EXPECT_TRUE(kept.closed());
}

TEST(Guards, WhoHasBeenIdleLongestMakesRoomAndWhoIsSignedInStays) {
  http::ServerOptions options;
  options.connections = 3;
  Running running(options);
  const Person person = running.person(Role::viewer);
  Connection signed_in(running.server->port());
  const std::string session = running.bytes({"GET", "/api/session"}, &person);
  signed_in.send(session);
  EXPECT_EQ(signed_in.receive().status, 200);
  Connection silent(running.server->port()), slow(running.server->port());
  slow.send("GET / HTTP/1.1\r\nHost: loc");
  std::vector<Connection> fresh;
  for (int i = 0; i < 5; ++i) {
    fresh.emplace_back(running.server->port());
    fresh.back().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(fresh.back().receive().status, 200) << i;
  }
  EXPECT_TRUE(silent.closed());
  EXPECT_EQ(slow.receive().status, 0) << "a head that never ends is no use of a place either";
  signed_in.send(session);
  EXPECT_EQ(signed_in.receive().status, 200);
}

TEST(Guards, OneAddressDoesNotTakeAllConnections) {
  http::ServerOptions options;
  options.connections = 100;
  options.connections_of_one = 2;
  Running running(options);
  std::vector<Connection> many;
  for (int i = 0; i < 6; ++i) many.emplace_back(running.server->port());
  Connection last(running.server->port());
  last.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(last.receive().status, 200);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(many[static_cast<std::size_t>(i)].closed()) << i;
}

TEST(Guards, ASignInFloodOfOneAddressLeavesPlacesToOthers) {
  http::ServerOptions options;
  options.behind_proxy = true;
  options.sign_ins_of_one = 2;
  Running running(options);
  (void)running.person(Role::viewer);
  const auto sign_in = [&](const char* address, const char* name) {
    Ask ask{"POST", "/api/session"};
    ask.body = nlohmann::json{{"name", name}, {"password", Workbench::kPassword}}.dump();
    ask.headers = {{"X-Forwarded-For", address}};
    return running.bytes(ask);
  };
  std::vector<Connection> flood;
  for (int i = 0; i < 12; ++i) {
    flood.emplace_back(running.server->port());
    flood.back().send(sign_in("9.9.9.9, 192.0.2.1", "nobody"));
  }
  Connection honest(running.server->port());
  honest.send(sign_in("192.0.2.1, 192.0.2.2", "viewer"));
  EXPECT_EQ(honest.receive().status, 200);
  int turned_away = 0;
  for (Connection& one : flood) turned_away += one.receive().status == 429;
  EXPECT_GT(turned_away, 0);
}

TEST(Guards, StoppingEndsEverything) {
  Running running;
  const Person person = running.person(Role::viewer);
  Connection idle(running.server->port()), stream(running.server->port());
  idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(idle.receive().status, 200);
  stream.send(running.bytes({"GET", "/api/events"}, &person));
  ASSERT_TRUE(stream.read_until("event: hello\n"));
  running.server->stop();
  EXPECT_TRUE(idle.closed());
  EXPECT_TRUE(stream.closed());
  running.server->stop();
}

TEST(Guards, ATakenPortIsSaidInWords) {
  Running running;
  http::ServerOptions options;
  options.port = running.server->port();
  const auto second = http::Server::start(options, *running.bench.service);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unavailable);
  options.address = "not an address";
  EXPECT_EQ(http::Server::start(options, *running.bench.service).error().kind,
            ErrorKind::invalid_input);
}

}  // namespace
}  // namespace homeward::tests

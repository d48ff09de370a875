#include <thread>

#include "running.hpp"
#include "service/account_store.hpp"

namespace homeward::tests {
namespace {

using service::Role;

struct Stream {
  Stream(const Running& running, const Person& person, const std::string& last_seen = "")
      : connection(running.server->port()) {
    Ask ask{"GET", "/api/events"};
    if (!last_seen.empty()) ask.headers = {{"Last-Event-ID", last_seen}};
    connection.send(running.bytes(ask, &person));
    answer = connection.receive(true);
  }
  Connection connection;
  Answer answer;
};

std::int64_t save_meeting(Running& running, const Person& person, const char* on,
                          const char* version) {
  Ask ask{"PUT", "/api/children/" + std::to_string(running.child.value) +
                     "/milestones/permanency_planning_meeting/1"};
  ask.body = nlohmann::json{{"happened_on", on}}.dump();
  ask.headers = {{"If-Match", version}};
  const Answer saved = running.ask(ask, &person);
  EXPECT_EQ(saved.status, 200) << saved.body;
  return json_of(saved).value("sequence", 0);
}

TEST(Events, AnEditReachesThoseOfTheSameAuthority) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const Person elsewhere = running.person(Role::practitioner, true);
  Stream here(running, person), there(running, elsewhere);
  EXPECT_EQ(here.answer.header("content-type"), "text/event-stream");
  ASSERT_TRUE(here.connection.read_until("event: hello\n"));
  ASSERT_TRUE(there.connection.read_until("event: hello\n"));
  const auto sequence = save_meeting(running, person, "2026-01-20", "\"0\"");
  const auto told = here.connection.read_until("event: change\n");
  ASSERT_TRUE(told);
  EXPECT_NE(told->find("id: " + std::to_string(sequence) + "\n"), std::string::npos);
  const auto data = here.connection.read_until("\n\n");
  const auto change = nlohmann::json::parse(data->substr(data->find('{')));
  EXPECT_EQ(change["child"], running.child.value);
  EXPECT_EQ(change["by_initials"], "P");
  EXPECT_EQ(data->find("2026-01-20"), std::string::npos) << "an event says what changed, not how";

  // The other authority hears of its own change next, and of nothing before it.
  running.bench.add_child(running.there, "T2", "2021-01-01", "2026-02-01");
  const auto first = there.connection.read_until("\"child\":");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->find("\"child\":" + std::to_string(running.child.value)), std::string::npos);
}

TEST(Events, WhoComesBackHearsWhatTheyMissed) {
  Running running;
  const Person person = running.person(Role::practitioner);
  const auto first = save_meeting(running, person, "2026-01-20", "\"0\"");
  Stream before(running, person);
  ASSERT_TRUE(before.connection.read_until("event: hello\n"));
  const auto second = save_meeting(running, person, "2026-01-21", "\"1\"");
  ASSERT_TRUE(before.connection.read_until("id: " + std::to_string(second)));
  Stream back(running, person, std::to_string(first));
  const auto told = back.connection.read_until("event: hello\n");
  ASSERT_TRUE(told);
  EXPECT_NE(told->find("id: " + std::to_string(second) + "\nevent: change"), std::string::npos);
  Stream long_away(running, person, "1");
  EXPECT_NE(long_away.connection.read_until("event: hello\n")->find("event: reload"),
            std::string::npos);
}

TEST(Events, EndWithTheSession) {
  http::ServerOptions options;
  options.heartbeat = std::chrono::milliseconds(50);
  Running running(options);
  const Person person = running.person(Role::viewer), other = running.person(Role::manager);
  Stream signed_out(running, person), timed_out(running, other);
  ASSERT_TRUE(signed_out.connection.read_until("\n:\n\n")) << "a heartbeat";
  ASSERT_TRUE(timed_out.connection.read_until("event: hello\n"));
  EXPECT_EQ(running.ask({"DELETE", "/api/session"}, &person).status, 204);
  EXPECT_TRUE(signed_out.connection.closed());
  running.bench.clock->pass(std::chrono::minutes(31));
  EXPECT_TRUE(timed_out.connection.closed()) << "an open page does not keep a session alive";
}

TEST(Events, NeedASession) {
  Running running;
  EXPECT_EQ(running.ask({"GET", "/api/events"}).status, 401);
}

TEST(Events, EndSoonWhenTheAccountIsDisabled) {
  http::ServerOptions options;
  options.heartbeat = std::chrono::hours(1);
  Running running(options);
  const Person person = running.person(Role::viewer), other = running.person(Role::manager);
  Stream disabled(running, person), stays(running, other);
  ASSERT_TRUE(disabled.connection.read_until("event: hello\n"));
  ASSERT_TRUE(stays.connection.read_until("event: hello\n"));
  // Another process does it: this server reads it in the database.
  auto& store = running.bench.service->store();
  ASSERT_TRUE(store.account_store().set_disabled((*store.account_named("viewer"))->id, true, {}));
  EXPECT_TRUE(disabled.connection.closed());
  EXPECT_EQ(running.server->event_listeners(), 1u);
}

TEST(Events, TwoHundredListenersAllHear) {
  http::ServerOptions options;
  options.events.of_one = 200;
  Running running(options);
  const Person person = running.person(Role::practitioner);
  std::vector<Stream> streams;
  for (int i = 0; i < 200; ++i) streams.emplace_back(running, person);
  for (Stream& stream : streams) ASSERT_TRUE(stream.connection.read_until("event: hello\n"));
  EXPECT_EQ(running.server->event_listeners(), 200u);
  save_meeting(running, person, "2026-01-20", "\"0\"");
  for (Stream& stream : streams) ASSERT_TRUE(stream.connection.read_until("event: change\n"));
  streams.clear();
  for (int i = 0; i < 1000 && running.server->event_listeners() > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(running.server->event_listeners(), 0u) << "who leaves is forgotten at once";
}

}  // namespace
}  // namespace homeward::tests

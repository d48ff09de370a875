#include <zlib.h>

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
  EXPECT_EQ(first.header("cache-control"), "private, no-cache");

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

TEST(Tracker, OnesTagIsNotAnothers) {
  Running running;
  const Person practitioner = running.person(Role::practitioner);
  const Person viewer = running.person(Role::viewer);
  const Person there = running.person(Role::practitioner, true);
  const std::string tag = running.ask(tracker(), &practitioner).header("etag");
  const Answer read_only = running.ask(tracker({{"If-None-Match", tag}}), &viewer);
  EXPECT_EQ(read_only.status, 200) << "a viewer's cells cannot be edited";
  EXPECT_EQ(running.ask(tracker({{"If-None-Match", tag}}), &there).status, 200);
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

// The record as it was known on a past day: whatever is undone from the journal must equal what was
// there.
#include <random>
#include <thread>

#include "bench.hpp"
#include "care/columns.hpp"
#include "service/history.hpp"

namespace homeward::tests {

using namespace service;

namespace {

bool same(const care::ChildRecord& a, const care::ChildRecord& b) {
  bool equal = care::same_content(a.child, b.child);
  care::for_each_row_table([&]<class T>() {
    const auto& left = care::rows_of<T>(a);
    const auto& right = care::rows_of<T>(b);
    equal = equal && left.size() == right.size();
    for (std::size_t i = 0; equal && i < left.size(); ++i)
      equal = left[i].id == right[i].id && left[i].version == right[i].version &&
              care::same_content(left[i], right[i]);
  });
  return equal;
}

bool same(const care::Snapshot& a, const care::Snapshot& b) {
  if (a.children.size() != b.children.size()) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i)
    if (!same(a.children[i], b.children[i])) return false;
  return true;
}

}  // namespace

TEST(KnownThen, undoing_the_journal_gives_every_earlier_state_exactly) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto worker = bench.actor(authority, Role::practitioner, "worker");
  std::vector<ChildId> children;
  std::vector<std::pair<Moment, care::Snapshot>> states;
  std::mt19937 random(7);
  for (int step = 0; step < 60; ++step) {
    bench.clock->pass(std::chrono::minutes(5));
    if (step % 12 == 0) {
      children.push_back(
          bench.add_child(authority, std::to_string(1000 + step), "2020-03-01", "2025-10-06"));
    } else {
      const ChildId child = children[random() % children.size()];
      const int nth = 1 + static_cast<int>(random() % 3);
      MilestoneEdit edit =
          planning_meeting(("2026-01-" + std::to_string(10 + random() % 20)).c_str());
      edit.nth = nth;
      const auto record = bench.service->store().child(authority, child);
      ASSERT_TRUE(record);
      for (const care::Milestone& row : record->milestones)
        if (row.nth == nth) edit.expected_version = row.version;
      if (edit.expected_version > 0 && random() % 3 == 0) edit.happened_on.reset();
      ASSERT_TRUE(bench.service->save_milestone(worker, child, edit));
    }
    auto snapshot = bench.service->store().snapshot(authority);
    ASSERT_TRUE(snapshot);
    states.emplace_back(bench.clock->now() + std::chrono::milliseconds(1), std::move(*snapshot));
  }
  const care::Snapshot now = states.back().second;
  for (const auto& [moment, state] : states) {
    JournalQuery query;
    query.after_moment = moment;
    query.newest_first = true;
    query.limit = 0;
    const auto entries = bench.service->store().journal(authority, query);
    ASSERT_TRUE(entries);
    EXPECT_TRUE(same(rewind(now, *entries), state)) << iso(moment);
  }
}

TEST(KnownThen, a_past_day_shows_what_was_known_and_counted_then) {
  Workbench bench{"2026-01-30"};
  const auto authority = bench.add_authority("Northshire");
  const auto worker = bench.actor(authority, Role::practitioner, "worker");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  bench.clock->set(day("2026-02-11"));
  // Entered on 11 February that the meeting had been on 20 January: on 1 February nobody knew.
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-20")));
  const auto find = [&](std::optional<Date> as_of) {
    const auto view = bench.service->child(worker, child, as_of);
    EXPECT_TRUE(view) << (view ? "" : view.error().sentence);
    for (const ClockView& clock : view->clocks)
      if (clock.timescale == "first-planning-meeting") return clock.cell.state;
    return std::string("none");
  };
  EXPECT_EQ(find(day("2026-02-01")), "overdue");
  EXPECT_EQ(find(std::nullopt), "met");
  const auto view = bench.service->tracker(worker, "joint", day("2026-02-01"));
  ASSERT_TRUE(view);
  EXPECT_EQ((*view)->known_on, day("2026-02-01"));
  const auto earlier = bench.service->tracker(worker, "joint", day("2026-01-20"));
  ASSERT_TRUE(earlier);
  EXPECT_TRUE((*earlier)->rows.empty()) << "nothing had come in yet";
  EXPECT_FALSE(bench.service->tracker(worker, "joint", day("2026-02-12")))
      << "the future is refused";
}

// A page asks several questions at once; after a start, the first ones find nothing read yet.
TEST(KnownNow, EverybodyWhoAsksWhileTheRecordsAreReadWaitsForThem) {
  for (int round = 0; round < 20; ++round) {
    Workbench bench;
    const AuthorityId authority = bench.add_authority("Northshire");
    for (int i = 0; i < 30; ++i)
      bench.add_child(authority, std::to_string(1000 + i), "2020-01-01", "2026-01-12");
    const Actor worker = bench.actor(authority, Role::viewer);
    std::vector<std::int64_t> sequences(8, -1);
    std::vector<std::thread> people;
    for (std::int64_t& sequence : sequences)
      people.emplace_back([&] { sequence = bench.service->sequence(worker).value_or(-2); });
    for (std::thread& person : people) person.join();
    EXPECT_GT(sequences.front(), 0);
    for (const std::int64_t sequence : sequences) EXPECT_EQ(sequence, sequences.front());
  }
}

}  // namespace homeward::tests

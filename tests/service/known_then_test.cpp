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
  bool equal = care::same_content(a.child, b.child) && a.child.provenance == b.child.provenance;
  care::for_each_row_table([&]<class T>() {
    const auto& left = care::rows_of<T>(a);
    const auto& right = care::rows_of<T>(b);
    equal = equal && left.size() == right.size();
    for (std::size_t i = 0; equal && i < left.size(); ++i)
      equal = left[i].id == right[i].id && left[i].version == right[i].version &&
              left[i].provenance == right[i].provenance && care::same_content(left[i], right[i]);
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
      edit.confirmed = {"order", "same_day", "skips"};
      const auto record = bench.service->store().child(authority, child);
      ASSERT_TRUE(record);
      for (const care::Milestone& row : record->milestones)
        if (row.nth == nth) edit.expected_version = row.version;
      if (edit.expected_version > 0 && random() % 3 == 0)
        edit.happened_on = FieldEdit<Date>::removed();
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

// "As it was known on" asks by time. A clock that jumps back must not give a past day what came
// later.
TEST(KnownThen, a_clock_that_jumps_back_puts_no_edit_into_the_past) {
  Workbench bench{"2026-02-01"};
  const auto authority = bench.add_authority("Northshire");
  const ChildId child = bench.add_child(authority, "1000", "2020-03-01", "2025-10-06");
  const auto worker = bench.actor(authority, Role::practitioner, "worker");
  const auto record = [&](int nth, const char* on) {
    auto edit = planning_meeting(on);
    edit.nth = nth;
    return bench.service->save_milestone(worker, child, edit).has_value();
  };
  bench.clock->set(day("2026-02-11"));
  ASSERT_TRUE(record(1, "2026-01-12"));
  bench.clock->set(day("2026-02-08"));
  ASSERT_TRUE(record(2, "2026-01-13")) << "work goes on";
  bench.clock->set(day("2026-02-12"));
  ASSERT_TRUE(record(3, "2026-01-14"));

  const auto entries = bench.service->store().journal(authority, {});
  ASSERT_TRUE(entries);
  for (std::size_t i = 1; i < entries->size(); ++i)
    EXPECT_LE(iso((*entries)[i - 1].at), iso((*entries)[i].at)) << "written in this order";
  const auto now = bench.service->store().snapshot(authority);
  ASSERT_TRUE(now);
  const auto meetings_known_on = [&](const char* past) {
    JournalQuery query;
    query.after_moment = bench.clock->end_of(day(past));
    query.newest_first = true;
    query.limit = 0;
    const auto later = bench.service->store().journal(authority, query);
    EXPECT_TRUE(later);
    return rewind(*now, *later).children.at(0).milestones.size();
  };
  EXPECT_EQ(meetings_known_on("2026-02-09"), 0u) << "both were recorded on the 11th or later";
  EXPECT_EQ(meetings_known_on("2026-02-11"), 2u);
  EXPECT_EQ(meetings_known_on("2026-02-12"), 3u);
}

// The same for rows that returns bring, correct, confirm and withdraw: each comes back with the
// import and the row that it came from.
TEST(KnownThen, undoing_imports_gives_the_rows_back_with_where_they_came_from) {
  Workbench bench{"2026-06-01"};
  const auto authority = bench.add_authority("Northshire");
  const auto manager = bench.actor(authority, Role::manager, "manager");
  const std::string columns = "CHILD,DOB,REVIEW,REVIEW_CODE\n";
  std::vector<std::pair<Moment, care::Snapshot>> states;
  const auto deliver = [&](const std::vector<ReturnRow>& rows, const std::string& reviews,
                           int year) {
    bench.clock->pass(std::chrono::minutes(5));
    auto files = small_return(rows);
    files.push_back({"reviews.csv", columns + reviews});
    ASSERT_TRUE(bench.service->import_return(manager, std::move(files), year,
                                             [](int, std::string_view) {}));
    auto snapshot = bench.service->store().snapshot(authority);
    ASSERT_TRUE(snapshot);
    states.emplace_back(bench.clock->now() + std::chrono::milliseconds(1), std::move(*snapshot));
  };
  deliver({{"1", "01/02/2020", "01/06/2024", ""}, {"2", "01/03/2015", "01/07/2024", ""}},
          "1,01/02/2020,24/06/2024,PN1\n2,01/03/2015,24/07/2024,PN1\n", 2025);
  // The first child's review is gone, the second one's moves up a row; another birthday.
  deliver({{"2", "02/03/2015", "01/07/2024", ""}, {"1", "01/02/2020", "01/06/2024", ""}},
          "2,02/03/2015,24/07/2024,PN2\n", 2025);
  deliver({{"1", "01/02/2020", "01/06/2024", "15/09/2025"}, {"2", "02/03/2015", "03/07/2024", ""}},
          "2,02/03/2015,24/07/2025,PN1\n", 2026);
  deliver({{"1", "01/02/2020", "01/06/2024", ""}}, "1,01/02/2020,24/06/2024,PN1\n", 2025);
  for (const auto& [moment, state] : states) {
    JournalQuery query;
    query.after_moment = moment;
    query.newest_first = true;
    query.limit = 0;
    const auto entries = bench.service->store().journal(authority, query);
    ASSERT_TRUE(entries);
    EXPECT_TRUE(same(rewind(states.back().second, *entries), state)) << iso(moment);
  }
  const care::Snapshot& second = states[1].second;
  for (const care::ChildRecord& record : second.children)
    EXPECT_EQ(record.child.provenance.import,
              record.child.number.reveal() == "2" ? ImportId{2} : ImportId{1})
        << "only the second child was changed by the second delivery";
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

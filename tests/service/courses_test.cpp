// What people entered stays with its period of care when a return puts the dates right.
#include <thread>

#include "bench.hpp"
#include "care/courses.hpp"
#include "silent.hpp"

namespace homeward::tests {

using namespace service;

namespace {

constexpr const char* kMeeting = "permanency_planning_meeting";
constexpr const char* kClock = "first-planning-meeting";

struct CoursesKept : testing::Test {
  Workbench bench{"2026-12-01"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");
  ChildId child;

  // The return of 2026-27 with these stays: start, end ("" for none).
  ImportId import(const std::vector<std::pair<std::string, std::string>>& stays) {
    std::vector<ReturnRow> rows;
    for (const auto& [start, end] : stays) rows.push_back({"1", "01/02/2020", start, end});
    auto files = small_return(rows);
    const std::string& header = files[0].bytes;  // one line for the child, however many stays
    files[0].bytes = header.substr(0, header.find('\n', header.find('\n') + 1) + 1);
    files.push_back({"reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2020,27/11/2026,PN1\n"});
    auto outcome = bench.service->import_return(manager, std::move(files), 2027, kSilent);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().sentence);
    child = bench.service->store().snapshot(authority)->children.at(0).child.child;
    return outcome ? outcome->summary.id : ImportId{};
  }
  care::ChildRecord record() { return *bench.service->store().child(authority, child); }
  ChildView view() {
    auto seen = bench.service->child(manager, child, {});
    EXPECT_TRUE(seen);
    return *seen;
  }
  const HeldMilestone* held(const ChildView& seen, const std::string& type, int nth = 1) {
    for (const HeldMilestone& one : seen.milestones)
      if (one.type == type && one.nth == nth && one.version > 0) return &one;
    return nullptr;
  }
  auto enter(const std::string& type, int nth, const char* on, std::int32_t version = 0) {
    MilestoneEdit edit = planning_meeting(on, version);
    edit.type = type;
    edit.nth = nth;
    edit.confirmed = {"order", "same_day", "skips", "before_care"};
    return bench.service->save_milestone(manager, child, edit);
  }
  auto delay(const char* decided_on, const char* look_again_on) {
    DelayEdit edit;
    edit.timescale = kClock;
    edit.reason = std::string("The grandmother is being assessed");
    edit.decided_by = std::string("Team manager");
    edit.decided_on = day(decided_on);
    edit.look_again_on = day(look_again_on);
    return bench.service->save_delay(manager, child, edit);
  }
};

}  // namespace

// Of one child in care since 5 November a planning meeting, a review of another day than the return
// tells, the choice between the two, a plan and a delay are entered. Then the return comes again
// with a start two days earlier.
TEST_F(CoursesKept, a_return_that_moves_the_start_leaves_everything_there_editable_and_once) {
  import({{"05/11/2026", ""}});
  ASSERT_TRUE(enter(kMeeting, 2, "2026-11-19"));
  ASSERT_TRUE(delay("2026-11-20", "2026-12-29"));
  ASSERT_TRUE(enter("review", 1, "2026-11-26"));
  const auto open = bench.service->conflicts(manager);
  ASSERT_EQ(open->size(), 1u);
  ASSERT_TRUE(bench.service->settle(manager, child, (*open)[0].milestone, (*open)[0].imported_on,
                                    (*open)[0].entered_on, care::Source::hand));
  care::Plan plan;
  plan.child = child;
  plan.course = record().courses.at(0).course_id();
  plan.type = "adoption";
  plan.agreed_on = day("2026-11-20");
  ChangeSet set;
  set.authority = authority;
  set.at = bench.clock->now();
  set.changes.push_back({std::nullopt, plan});
  ASSERT_TRUE(bench.service->store().apply(set));
  const auto before = record();
  ASSERT_EQ(before.courses.size(), 1u) << "one for all that was entered";

  const ImportId moved = import({{"03/11/2026", ""}});
  const auto seen = view();
  EXPECT_EQ(seen.in_care_since, day("2026-11-03"));
  ASSERT_NE(held(seen, kMeeting, 2), nullptr);
  EXPECT_EQ(held(seen, kMeeting, 2)->happened_on, day("2026-11-19"));
  EXPECT_TRUE(seen.conflicts.empty()) << "what was settled stays settled";
  EXPECT_TRUE(bench.service->conflicts(manager)->empty());
  ASSERT_TRUE(seen.plan);
  EXPECT_EQ(seen.plan->type, "adoption");
  EXPECT_TRUE(seen.unplaced.empty());
  const auto waiting = std::find_if(seen.clocks.begin(), seen.clocks.end(),
                                    [](const ClockView& one) { return one.timescale == kClock; });
  ASSERT_NE(waiting, seen.clocks.end());
  EXPECT_EQ(waiting->cell.state, "purposeful_delay");
  ASSERT_TRUE(waiting->delay);
  EXPECT_EQ(waiting->delay->version, 1);
  ASSERT_EQ(record().courses.size(), 1u);
  EXPECT_EQ(record().courses[0].started_on, day("2026-11-03"))
      << "so that many small corrections cannot lead away from it";

  // Editable with the version shown, and one row still.
  const auto edited = enter(kMeeting, 2, "2026-11-18", held(seen, kMeeting, 2)->version);
  ASSERT_TRUE(edited) << edited.error().error.sentence;
  EXPECT_EQ(edited->version, 2);
  DelayEdit end;
  end.timescale = kClock;
  end.ended_on = day("2026-11-30");
  end.expected_version = waiting->delay->version;
  const auto ended = bench.service->save_delay(manager, child, end);
  ASSERT_TRUE(ended) << ended.error().error.sentence;
  const auto after = record();
  EXPECT_EQ(after.milestones.size(), 2u);
  EXPECT_EQ(after.purposeful_delays.size(), 1u);
  EXPECT_EQ(after.settlements.size(), 1u);
  EXPECT_EQ(after.courses.size(), 1u);

  // Undone as one, everything is as it was, what was edited since stays edited.
  auto undone = bench.service->undo_import(manager, moved, {}, kSilent);
  ASSERT_TRUE(undone) << undone.error().sentence;
  EXPECT_EQ(undone->left_total, 0);
  EXPECT_EQ(record().courses[0].started_on, day("2026-11-05"));
  ASSERT_NE(held(view(), kMeeting, 2), nullptr);
  EXPECT_EQ(held(view(), kMeeting, 2)->happened_on, day("2026-11-18"));
  EXPECT_TRUE(view().conflicts.empty());
}

TEST_F(CoursesKept, an_import_that_changes_nothing_else_leaves_courses_alone) {
  import({{"05/11/2026", ""}});
  ASSERT_TRUE(enter(kMeeting, 1, "2026-11-19"));
  const auto sequence = *bench.service->store().last_sequence(authority);
  import({{"05/11/2026", ""}});
  EXPECT_EQ(*bench.service->store().last_sequence(authority), sequence);
}

TEST_F(CoursesKept, a_corrected_start_is_no_fact_in_what_is_said_of_the_import) {
  import({{"05/11/2026", ""}});
  ASSERT_TRUE(enter(kMeeting, 1, "2026-11-19"));
  import({{"03/11/2026", ""}});
  const auto imports = *bench.service->imports(manager, 1);
  EXPECT_EQ(imports[0].added, 1);
  EXPECT_EQ(imports[0].withdrawn, 1);
  EXPECT_EQ(imports[0].changed, 0);
  const auto journal = *bench.service->journal(manager, child, 100);
  const auto line = std::find_if(journal.begin(), journal.end(), [](const JournalLine& one) {
    return one.what.starts_with("Course changed");
  });
  ASSERT_NE(line, journal.end());
  EXPECT_EQ(line->what, "Course changed: care from Tue 3 Nov 2026");
  EXPECT_EQ(in_words(line->before), "started on Thu 5 Nov 2026");
}

TEST_F(CoursesKept, what_the_returns_withdraw_is_listed_and_can_be_joined_to_another_period) {
  import({{"01/06/2026", "01/08/2026"}, {"05/11/2026", ""}});
  bench.clock->set(day("2026-07-01"));
  ASSERT_TRUE(enter(kMeeting, 1, "2026-06-10"));
  bench.clock->set(day("2026-12-01"));
  ASSERT_TRUE(enter(kMeeting, 1, "2026-11-19"));
  ASSERT_EQ(record().courses.size(), 2u);

  import({{"05/11/2026", ""}});
  auto seen = view();
  ASSERT_EQ(seen.unplaced.size(), 1u);
  const UnplacedView left = seen.unplaced[0];
  EXPECT_EQ(left.started_on, day("2026-06-01"));
  EXPECT_EQ(left.ended_on, day("2026-08-01"));
  EXPECT_EQ(left.entries,
            std::vector<std::string>{"First planning meeting, happened on Wed 10 Jun 2026"});
  ASSERT_EQ(left.periods.size(), 1u);
  EXPECT_EQ(left.periods[0].started_on, day("2026-11-05"));
  EXPECT_EQ(bench.service->unplaced(manager)->size(), 1u);
  EXPECT_EQ(held(seen, kMeeting, 1)->happened_on, day("2026-11-19"));

  const Actor worker = bench.actor(authority, Role::practitioner, "worker");
  EXPECT_EQ(bench.service->remove_unplaced(worker, child, left.course).error().kind,
            ErrorKind::not_allowed);
  EXPECT_EQ(
      bench.service->join_unplaced(manager, child, left.course, day("2026-01-01")).error().kind,
      ErrorKind::conflict)
      << "no such period";
  ASSERT_TRUE(bench.service->join_unplaced(manager, child, left.course, day("2026-11-05")));
  seen = view();
  EXPECT_TRUE(seen.unplaced.empty());
  ASSERT_NE(held(seen, kMeeting, 2), nullptr) << "both are there, numbered on";
  EXPECT_EQ(held(seen, kMeeting, 1)->happened_on, day("2026-06-10"));
  EXPECT_EQ(held(seen, kMeeting, 2)->happened_on, day("2026-11-19"));
  const auto settled = *bench.service->unplaced(manager);
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0].outcome, "joined");
  EXPECT_EQ(settled[0].by, "MP");
  // Each is edited as itself, and the next goes on from the last.
  ASSERT_TRUE(enter(kMeeting, 2, "2026-11-20", held(seen, kMeeting, 2)->version));
  ASSERT_TRUE(enter(kMeeting, 3, "2026-11-27"));
  EXPECT_EQ(held(view(), kMeeting, 1)->happened_on, day("2026-06-10"));
  EXPECT_EQ(held(view(), kMeeting, 2)->happened_on, day("2026-11-20"));
  EXPECT_EQ(held(view(), kMeeting, 3)->happened_on, day("2026-11-27"));

  ASSERT_TRUE(bench.service->reopen_unplaced(manager, child, left.course));
  EXPECT_EQ(view().unplaced.size(), 1u);
  EXPECT_EQ(held(view(), kMeeting, 1)->happened_on, day("2026-11-20"));
}

TEST_F(CoursesKept, what_the_returns_withdraw_can_be_removed_and_brought_back) {
  import({{"01/06/2026", "01/08/2026"}, {"05/11/2026", ""}});
  bench.clock->set(day("2026-07-01"));
  ASSERT_TRUE(enter(kMeeting, 1, "2026-06-10"));
  ASSERT_TRUE(delay("2026-06-20", "2026-09-01"));
  bench.clock->set(day("2026-12-01"));
  const ImportId withdrew = import({{"05/11/2026", ""}});
  const RowId left = view().unplaced.at(0).course;
  EXPECT_EQ(view().unplaced[0].entries.size(), 2u);
  ASSERT_TRUE(bench.service->remove_unplaced(manager, child, left));
  EXPECT_TRUE(view().unplaced.empty());
  EXPECT_TRUE(record().milestones.empty());
  EXPECT_TRUE(record().purposeful_delays.empty());
  EXPECT_EQ(bench.service->unplaced(manager)->at(0).outcome, "removed");
  EXPECT_EQ(bench.service->remove_unplaced(manager, child, left).error().kind,
            ErrorKind::not_found);
  ASSERT_TRUE(bench.service->reopen_unplaced(manager, child, left));
  EXPECT_EQ(view().unplaced.at(0).entries.size(), 2u);
  // When the return that withdrew the period is undone, nothing is left to settle.
  ASSERT_TRUE(bench.service->undo_import(manager, withdrew, {}, kSilent));
  EXPECT_TRUE(view().unplaced.empty());
  EXPECT_TRUE(bench.service->unplaced(manager)->empty());
}

TEST_F(CoursesKept, what_lies_in_the_later_part_of_a_split_period_shows_there) {
  import({{"01/06/2026", ""}});
  ASSERT_TRUE(enter(kMeeting, 1, "2026-06-10"));
  ASSERT_TRUE(enter(kMeeting, 2, "2026-11-19"));
  import({{"01/06/2026", "01/08/2026"}, {"05/11/2026", ""}});
  const auto seen = view();
  ASSERT_NE(held(seen, kMeeting, 1), nullptr);
  EXPECT_EQ(held(seen, kMeeting, 1)->happened_on, day("2026-11-19"));
  EXPECT_EQ(held(seen, kMeeting, 2), nullptr);
  ASSERT_TRUE(enter(kMeeting, 1, "2026-11-20", held(seen, kMeeting, 1)->version));
  EXPECT_EQ(record().milestones.size(), 2u);
}

TEST_F(CoursesKept, what_was_entered_before_care_can_be_edited_in_care) {
  care::Child unknown;
  unknown.number = PrivateText("1");
  unknown.born_on = day("2020-02-01");
  ChangeSet set;
  set.authority = authority;
  set.at = bench.clock->now();
  set.changes.push_back({std::nullopt, unknown});
  child = std::get<care::Child>(bench.service->store().apply(set)->rows.front()).child;
  ASSERT_TRUE(enter("legal_planning_meeting", 1, "2026-10-20"));
  EXPECT_TRUE(record().courses.empty());
  import({{"05/11/2026", ""}});
  const auto seen = view();
  ASSERT_NE(held(seen, "legal_planning_meeting"), nullptr);
  ASSERT_TRUE(enter("legal_planning_meeting", 1, "2026-10-21",
                    held(seen, "legal_planning_meeting")->version));
  EXPECT_EQ(record().milestones.size(), 1u);
}

TEST_F(CoursesKept, two_who_enter_different_things_first_at_one_moment_share_the_course) {
  import({{"05/11/2026", ""}});
  std::atomic<int> saved = 0;
  std::vector<std::thread> people;
  const char* types[] = {kMeeting, "legal_planning_meeting", "review", "matching_meeting"};
  for (const char* type : types)
    people.emplace_back([&, type] { saved += enter(type, 1, "2026-11-19").has_value(); });
  for (auto& person : people) person.join();
  EXPECT_EQ(saved, 4);
  EXPECT_EQ(record().milestones.size(), 4u);
  EXPECT_EQ(record().courses.size(), 1u);
}

}  // namespace homeward::tests

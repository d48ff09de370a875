// Recording a milestone by hand, alone and with others at the same time.
#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "bench.hpp"

namespace homeward::tests {

using namespace service;

namespace {

struct Editing : testing::Test {
  Workbench bench;
  AuthorityId authority = bench.add_authority("Northshire");
  ChildId child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  Actor worker = bench.actor(authority, Role::practitioner, "worker");

  const Cell& cell(const ChildView& view, const std::string& timescale) {
    for (const ClockView& clock : view.clocks)
      if (clock.timescale == timescale) return clock.cell;
    ADD_FAILURE() << "no clock " << timescale;
    static const Cell kNone;
    return kNone;
  }
};

}  // namespace

TEST_F(Editing, recording_the_first_planning_meeting_turns_its_clock) {
  const auto before = bench.service->child(worker, child, {});
  ASSERT_TRUE(before);
  EXPECT_EQ(cell(*before, "first-planning-meeting").state, "overdue");
  EXPECT_EQ(cell(*before, "first-planning-meeting").words, "Overdue by 12 working days");

  const auto saved = bench.service->save_milestone(worker, child, planning_meeting("2026-01-22"));
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->version, 1);
  EXPECT_GT(saved->sequence, 0);
  const auto after = bench.service->child(worker, child, {});
  ASSERT_TRUE(after);
  EXPECT_EQ(cell(*after, "first-planning-meeting").state, "met");
  EXPECT_EQ(cell(*after, "first-planning-meeting").words, "Done in 8 of 10 working days");
}

TEST_F(Editing, the_tracker_row_and_its_counts_follow_at_once) {
  const auto before = bench.service->tracker(worker, "joint", {});
  ASSERT_TRUE(before);
  ASSERT_EQ((*before)->rows.size(), 1u);
  const auto overdue = [](const TrackerRow& row) {
    const auto found = row.counted.find("overdue");
    return found == row.counted.end() ? std::vector<std::string>{} : found->second;
  };
  EXPECT_THAT(overdue((*before)->rows[0]), testing::Contains("first_planning_meeting"));
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  const auto after = bench.service->tracker(worker, "joint", {});
  ASSERT_TRUE(after);
  EXPECT_THAT(overdue((*after)->rows[0]),
              testing::Not(testing::Contains("first_planning_meeting")));
  EXPECT_GT((*after)->sequence, (*before)->sequence);
}

TEST_F(Editing, an_edit_on_top_of_somebody_elses_is_refused_with_both_values) {
  const auto other = bench.actor(authority, Role::practitioner, "other");
  ASSERT_TRUE(bench.service->save_milestone(other, child, planning_meeting("2026-01-20")));
  const auto refused = bench.service->save_milestone(worker, child, planning_meeting("2026-01-22"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.kind, ErrorKind::conflict);
  ASSERT_TRUE(refused.error().theirs);
  EXPECT_EQ(refused.error().theirs->happened_on, day("2026-01-20"));
  EXPECT_EQ(refused.error().theirs->version, 1);
  EXPECT_EQ(refused.error().theirs->by, "OP");
  // Having seen it, the person may still decide for their own.
  EXPECT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22", 1)));
}

TEST_F(Editing, of_many_at_the_same_moment_one_is_saved_and_the_others_are_told) {
  std::atomic<int> saved = 0, refused = 0;
  std::vector<std::thread> people;
  for (int i = 0; i < 8; ++i)
    people.emplace_back([&, i] {
      const auto result = bench.service->save_milestone(
          worker, child, planning_meeting(("2026-01-" + std::to_string(20 + i)).c_str()));
      if (result)
        ++saved;
      else if (result.error().error.kind == ErrorKind::conflict)
        ++refused;
    });
  for (auto& person : people) person.join();
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(refused, 7);
  const auto record = bench.service->store().child(authority, child);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->milestones.size(), 1u);
}

TEST_F(Editing, what_a_save_does_not_name_stays_as_it_was) {
  MilestoneEdit full = planning_meeting("2026-01-22");
  full.planned_on = day("2026-01-20");
  full.outcome = std::string("Plan agreed");
  full.note = std::string("Do not ring the father.");
  ASSERT_TRUE(bench.service->save_milestone(worker, child, full));
  const auto held = [&] { return bench.service->store().child(authority, child)->milestones[0]; };

  std::int32_t version = 1;
  const auto save = [&](auto name_it) {
    MilestoneEdit edit;
    edit.type = full.type;
    edit.expected_version = version;
    name_it(edit);
    const auto saved = bench.service->save_milestone(worker, child, edit);
    ASSERT_TRUE(saved) << saved.error().error.sentence;
    version = saved->version;
  };
  save([](MilestoneEdit& edit) { edit.planned_on = day("2026-01-17"); });
  EXPECT_EQ(held().planned_on, day("2026-01-17"));
  EXPECT_EQ(held().happened_on, day("2026-01-22"));
  EXPECT_EQ(held().outcome, "Plan agreed");
  EXPECT_EQ(held().note.reveal(), "Do not ring the father.");
  save([](MilestoneEdit& edit) { edit.happened_on = FieldEdit<Date>::removed(); });
  EXPECT_FALSE(held().happened_on);
  EXPECT_EQ(held().planned_on, day("2026-01-17"));
  EXPECT_EQ(held().note.reveal(), "Do not ring the father.");
  save([](MilestoneEdit& edit) { edit.outcome = FieldEdit<std::string>::removed(); });
  EXPECT_EQ(held().outcome, "");
  EXPECT_EQ(held().note.reveal(), "Do not ring the father.");
  save([](MilestoneEdit& edit) { edit.note = std::string("Ring the father first."); });
  EXPECT_EQ(held().planned_on, day("2026-01-17"));
  EXPECT_EQ(held().note.reveal(), "Ring the father first.");

  // The entry goes only when every field of it was named and removed.
  save([](MilestoneEdit& edit) { edit.planned_on = FieldEdit<Date>::removed(); });
  EXPECT_EQ(version, 6) << "the note is still there";
  save([](MilestoneEdit& edit) { edit.note = std::string("  "); });
  EXPECT_EQ(version, 0) << "blanks are no note";
  EXPECT_TRUE(bench.service->store().child(authority, child)->milestones.empty());
}

TEST_F(Editing, a_save_that_changes_nothing_writes_nothing) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  const std::size_t lines = bench.service->journal(worker, child, 10)->size();
  const auto again =
      bench.service->save_milestone(worker, child, planning_meeting("2026-01-22", 1));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version, 1);
  MilestoneEdit names_nothing;
  names_nothing.type = "permanency_planning_meeting";
  names_nothing.expected_version = 1;
  ASSERT_TRUE(bench.service->save_milestone(worker, child, names_nothing));
  EXPECT_EQ(bench.service->journal(worker, child, 10)->size(), lines);
}

TEST_F(Editing, a_text_is_measured_in_characters) {
  MilestoneEdit edit = planning_meeting("2026-01-22");
  std::string longest;
  for (std::size_t i = 0; i < kLongestText; ++i) longest += "\xc3\xab";
  edit.note = longest;
  edit.outcome = longest;
  ASSERT_TRUE(bench.service->save_milestone(worker, child, edit));
  edit.note = longest + "!";
  edit.expected_version = 1;
  const auto refused = bench.service->save_milestone(worker, child, edit);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.sentence,
            "The note has 4,001 characters; the most that can be kept is 4,000. Nothing was "
            "saved.");
}

TEST_F(Editing, clearing_an_entry_removes_it_and_the_journal_keeps_it) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  const auto cleared = bench.service->save_milestone(worker, child, planning_meeting(nullptr, 1));
  ASSERT_TRUE(cleared);
  ASSERT_TRUE(cleared->previous);
  EXPECT_EQ(cleared->previous->happened_on, day("2026-01-22")) << "what undo needs";
  const auto journal = bench.service->journal(worker, child, 10);
  ASSERT_TRUE(journal);
  EXPECT_EQ((*journal)[0].what, "Milestone removed: First planning meeting");
  EXPECT_EQ(in_words((*journal)[0].before), "happened on Thu 22 Jan 2026");
  EXPECT_EQ((*journal)[0].by, "worker Person (WP)");
  const auto viewer = bench.actor(authority, Role::viewer, "viewer");
  EXPECT_EQ((*bench.service->journal(viewer, child, 10))[0].by, "WP");
}

TEST_F(Editing, dates_that_cannot_be_are_refused_all_at_once_and_nothing_is_saved) {
  MilestoneEdit edit = planning_meeting("2026-02-12");  // tomorrow
  edit.planned_on = day("2016-02-12");                  // seven years before the birth
  const auto refused = bench.service->save_milestone(worker, child, edit);
  ASSERT_FALSE(refused);
  const std::string sentence = refused.error().error.sentence;
  EXPECT_NE(sentence.find("in the future"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("more than nine months before the child was born"), std::string::npos)
      << sentence;
  const auto record = bench.service->store().child(authority, child);
  ASSERT_TRUE(record);
  EXPECT_TRUE(record->milestones.empty());
}

TEST_F(Editing, what_may_be_right_is_asked_about_and_saved_when_it_is_confirmed) {
  MilestoneEdit second = planning_meeting("2026-01-20");
  second.nth = 2;
  second.confirmed = {"skips"};
  ASSERT_TRUE(bench.service->save_milestone(worker, child, second));
  struct Case {
    const char* why;
    const char* on;
    bool planned;
    std::vector<std::string> ids;
    const char* sentence;
  };
  const Case table[] = {
      {"the 1st after the 2nd",
       "2026-01-29",
       false,
       {"order"},
       "The 1st planning meeting (Thu 29 Jan 2026) would be later than the 2nd (Tue 20 Jan 2026)."},
      {"planned for after the 2nd",
       "2026-03-02",
       true,
       {"order"},
       "The 1st planning meeting (Mon 2 Mar 2026) would be later than the 2nd (Tue 20 Jan 2026)."},
      {"twice on one day",
       "2026-01-20",
       false,
       {"same_day"},
       "The 2nd planning meeting is recorded for the same day (Tue 20 Jan 2026)."},
      {"before care",
       "2026-01-05",
       false,
       {"before_care"},
       "Mon 5 Jan 2026 is before the child came into care (Mon 12 Jan 2026)."},
      {"before the birth",
       "2023-10-02",
       false,
       {"before_birth"},
       "Mon 2 Oct 2023 is before the child was born (Wed 1 Nov 2023)."},
  };
  for (const Case& one : table) {
    MilestoneEdit edit = planning_meeting(one.planned ? nullptr : one.on);
    if (one.planned) edit.planned_on = day(one.on);
    const auto asked = bench.service->save_milestone(worker, child, edit);
    ASSERT_FALSE(asked) << one.why;
    std::vector<std::string> ids;
    for (const Doubt& doubt : asked.error().doubts) ids.push_back(doubt.id);
    EXPECT_EQ(ids, one.ids) << one.why;
    ASSERT_FALSE(asked.error().doubts.empty());
    EXPECT_EQ(asked.error().doubts[0].sentence, one.sentence);
    edit.confirmed = {"something else"};
    EXPECT_FALSE(bench.service->save_milestone(worker, child, edit)) << one.why;
    edit.confirmed = one.ids;
    const auto saved = bench.service->save_milestone(worker, child, edit);
    ASSERT_TRUE(saved) << one.why << saved.error().error.sentence;

    // What stands is not asked about again when a save leaves its dates as they are.
    MilestoneEdit note;
    note.type = edit.type;
    note.note = std::string("Right, I looked.");
    note.expected_version = saved->version;
    const auto noted = bench.service->save_milestone(worker, child, note);
    ASSERT_TRUE(noted) << one.why;
    MilestoneEdit away = planning_meeting(nullptr, noted->version);
    away.planned_on = FieldEdit<Date>::removed();
    away.note = FieldEdit<std::string>::removed();
    ASSERT_TRUE(bench.service->save_milestone(worker, child, away)) << "removing is never doubted";
  }
}

TEST_F(Editing, a_number_that_leaves_numbers_out_is_asked_about_once) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-20")));
  MilestoneEdit twelfth = planning_meeting("2026-02-03");
  twelfth.nth = 12;
  const auto asked = bench.service->save_milestone(worker, child, twelfth);
  ASSERT_FALSE(asked);
  ASSERT_EQ(asked.error().doubts.size(), 1u);
  EXPECT_EQ(asked.error().doubts[0].id, "skips");
  EXPECT_NE(asked.error().doubts[0].sentence.find("number 12 leaves numbers out. The last one "
                                                  "recorded is number 1, so that the next is "
                                                  "number 2."),
            std::string::npos)
      << asked.error().doubts[0].sentence;
  twelfth.confirmed = {"skips"};
  const auto saved = bench.service->save_milestone(worker, child, twelfth);
  ASSERT_TRUE(saved);
  twelfth.confirmed = {};
  twelfth.happened_on = day("2026-02-04");
  twelfth.expected_version = saved->version;
  EXPECT_TRUE(bench.service->save_milestone(worker, child, twelfth)) << "it is held now";
  MilestoneEdit next = planning_meeting("2026-01-28");
  next.nth = 2;
  EXPECT_TRUE(bench.service->save_milestone(worker, child, next)) << "one between those held";
}

TEST_F(Editing, what_the_record_tells_is_not_shown_as_entered_in_the_cell) {
  care::Plan plan;
  plan.child = child;
  plan.type = "adoption";
  plan.agreed_on = day("2026-02-02");
  ChangeSet set;
  set.authority = authority;
  set.at = bench.clock->now();
  set.changes.push_back({std::nullopt, plan});
  ASSERT_TRUE(bench.service->store().apply(set));
  const auto now = [&] {
    return cell(*bench.service->child(worker, child, {}), "plan-by-second-review");
  };
  EXPECT_EQ(now().happened_on, day("2026-02-02"));
  EXPECT_NE(now().source, care::Source::hand);
  MilestoneEdit edit;
  edit.type = "permanence_plan_agreed";
  edit.planned_on = day("2026-03-02");
  ASSERT_TRUE(bench.service->save_milestone(worker, child, edit));
  EXPECT_NE(now().source, care::Source::hand) << "only the plan for it was entered";
  edit.happened_on = day("2026-02-03");
  edit.expected_version = 1;
  ASSERT_TRUE(bench.service->save_milestone(worker, child, edit));
  EXPECT_EQ(now().source, care::Source::hand);
  EXPECT_TRUE(now().conflict);
  const auto view = bench.service->child(worker, child, {});
  ASSERT_TRUE(view);
  ASSERT_EQ(view->conflicts.size(), 1u);
  EXPECT_EQ(view->conflicts[0].imported_from, "the child's record") << "of no year";
}

TEST_F(Editing, dates_in_their_order_are_not_asked_about) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-20")));
  MilestoneEdit second = planning_meeting("2026-02-03");
  second.nth = 2;
  EXPECT_TRUE(bench.service->save_milestone(worker, child, second));
  MilestoneEdit before = planning_meeting("2026-01-05");
  before.type = "legal_planning_meeting";
  EXPECT_TRUE(bench.service->save_milestone(worker, child, before)) << "they come before care";
}

TEST_F(Editing, a_review_before_the_birth_cannot_be_confirmed) {
  MilestoneEdit edit = planning_meeting("2023-10-02");
  edit.type = "review";
  edit.confirmed = {"order", "same_day", "before_birth", "before_care"};
  const auto refused = bench.service->save_milestone(worker, child, edit);
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().doubts.empty());
  EXPECT_NE(refused.error().error.sentence.find("is before the child was born (Wed 1 Nov 2023)"),
            std::string::npos)
      << refused.error().error.sentence;
}

TEST_F(Editing, a_planned_date_leaves_what_happened_until_the_save_names_it) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  MilestoneEdit plan;
  plan.type = "permanency_planning_meeting";
  plan.planned_on = day("2026-03-02");
  plan.expected_version = 1;
  ASSERT_TRUE(bench.service->save_milestone(worker, child, plan));
  EXPECT_EQ(bench.service->store().child(authority, child)->milestones[0].happened_on,
            day("2026-01-22"));
}

TEST_F(Editing, the_childs_page_and_the_tracker_show_what_is_held_and_by_whom) {
  MilestoneEdit edit = planning_meeting("2026-01-22");
  edit.planned_on = day("2026-01-20");
  edit.outcome = std::string("Plan agreed");
  edit.note = std::string("Do not ring the father.");
  ASSERT_TRUE(bench.service->save_milestone(worker, child, edit));
  const auto view = bench.service->child(worker, child, {});
  ASSERT_TRUE(view);
  ASSERT_FALSE(view->milestones.empty());
  const auto held = std::find_if(
      view->milestones.begin(), view->milestones.end(),
      [](const HeldMilestone& one) { return one.type == "permanency_planning_meeting"; });
  ASSERT_NE(held, view->milestones.end());
  EXPECT_EQ(held->happened_on, day("2026-01-22"));
  EXPECT_EQ(held->planned_on, day("2026-01-20"));
  EXPECT_EQ(held->outcome, "Plan agreed");
  EXPECT_EQ(held->note, "Do not ring the father.");
  EXPECT_EQ(held->version, 1);
  EXPECT_EQ(held->by, "WP");
  EXPECT_FALSE(held->at.empty());
  EXPECT_EQ(cell(*view, "first-planning-meeting").note, "Do not ring the father.");
  const auto point = std::find_if(view->timeline.points.begin(), view->timeline.points.end(),
                                  [](const TimelinePoint& one) { return !one.note.empty(); });
  EXPECT_NE(point, view->timeline.points.end());
  const auto row = bench.service->tracker_row(worker, "joint", child, {});
  ASSERT_TRUE(row);
  for (const auto& [column, one] : row->cells)
    if (column == "first_planning_meeting") {
      EXPECT_EQ(one.note, "Do not ring the father.");
    }
}

TEST_F(Editing, only_milestones_that_people_enter_can_be_entered) {
  MilestoneEdit edit = planning_meeting("2026-01-22");
  edit.type = "placement_started";
  EXPECT_FALSE(bench.service->save_milestone(worker, child, edit));
  edit.type = "no such thing";
  EXPECT_FALSE(bench.service->save_milestone(worker, child, edit));
  edit = planning_meeting("2026-01-22");
  edit.nth = 0;
  EXPECT_FALSE(bench.service->save_milestone(worker, child, edit));
}

// Somebody has a page open from before; meanwhile the entry was taken away and made anew.
TEST_F(Editing, a_save_from_before_a_removal_is_refused_after_the_entry_was_made_anew) {
  const auto other = bench.actor(authority, Role::practitioner, "other");
  ASSERT_TRUE(bench.service->save_milestone(other, child, planning_meeting("2026-01-20")));
  const std::int32_t seen = 1;
  ASSERT_TRUE(bench.service->save_milestone(other, child, planning_meeting(nullptr, seen)));
  auto anew = planning_meeting("2026-01-21");
  anew.note = std::string("The court moved it, do not change");
  const auto made = bench.service->save_milestone(other, child, anew);
  ASSERT_TRUE(made);
  EXPECT_GT(made->version, seen);
  const auto stale =
      bench.service->save_milestone(worker, child, planning_meeting("2026-01-22", seen));
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().error.kind, ErrorKind::conflict);
  ASSERT_TRUE(stale.error().theirs);
  EXPECT_EQ(stale.error().theirs->note, "The court moved it, do not change");
  EXPECT_EQ(stale.error().theirs->version, made->version);
}

TEST_F(Editing, others_hear_of_it_with_ids_only) {
  std::mutex mutex;
  std::vector<Event> heard;
  bench.service->listen([&](const Event& event) {
    const std::lock_guard lock(mutex);
    heard.push_back(event);
  });
  const auto saved = bench.service->save_milestone(worker, child, planning_meeting("2026-01-22"));
  ASSERT_TRUE(saved);
  for (int i = 0; i < 200; ++i) {
    {
      const std::lock_guard lock(mutex);
      if (!heard.empty()) break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  bench.service->listen({});
  const std::lock_guard lock(mutex);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].sequence, saved->sequence);
  EXPECT_EQ(heard[0].child, child);
  EXPECT_EQ(heard[0].table, "milestone");
}

}  // namespace homeward::tests

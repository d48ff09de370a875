// Recording a milestone by hand, alone and with others at the same time.
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
  const int overdue = (*before)->rows[0].overdue;
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  const auto after = bench.service->tracker(worker, "joint", {});
  ASSERT_TRUE(after);
  EXPECT_EQ((*after)->rows[0].overdue, overdue - 1);
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

TEST_F(Editing, clearing_an_entry_removes_it_and_the_journal_keeps_it) {
  ASSERT_TRUE(bench.service->save_milestone(worker, child, planning_meeting("2026-01-22")));
  const auto cleared = bench.service->save_milestone(worker, child, planning_meeting(nullptr, 1));
  ASSERT_TRUE(cleared);
  ASSERT_TRUE(cleared->previous);
  EXPECT_EQ(cleared->previous->happened_on, day("2026-01-22")) << "what undo needs";
  const auto journal = bench.service->journal(worker, child, 10);
  ASSERT_TRUE(journal);
  EXPECT_EQ((*journal)[0].what, "Milestone removed: First planning meeting");
  EXPECT_EQ((*journal)[0].before, "happened on Thu 22 Jan 2026");
  EXPECT_EQ((*journal)[0].by, "WP");
}

TEST_F(Editing, dates_that_cannot_be_are_refused_all_at_once_and_nothing_is_saved) {
  MilestoneEdit edit = planning_meeting("2026-02-12");  // tomorrow
  edit.planned_on = day("2016-02-12");                  // seven years before the birth
  const auto refused = bench.service->save_milestone(worker, child, edit);
  ASSERT_FALSE(refused);
  const std::string sentence = refused.error().error.sentence;
  EXPECT_NE(sentence.find("in the future"), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("before this child could have been known"), std::string::npos)
      << sentence;
  const auto record = bench.service->store().child(authority, child);
  ASSERT_TRUE(record);
  EXPECT_TRUE(record->milestones.empty());
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

TEST_F(Editing, a_purposeful_delay_is_shown_as_such_until_it_is_looked_at_again) {
  DelayEdit delay;
  delay.timescale = "first-planning-meeting";
  delay.reason = "The grandmother is being assessed.";
  delay.decided_by = "Team manager";
  delay.decided_on = day("2026-02-10");
  delay.look_again_on = day("2026-03-03");
  ASSERT_TRUE(bench.service->save_delay(worker, child, delay));
  const auto view = bench.service->child(worker, child, {});
  ASSERT_TRUE(view);
  const Cell& waiting = cell(*view, "first-planning-meeting");
  EXPECT_EQ(waiting.state, "purposeful_delay");
  EXPECT_NE(waiting.words.find("looked at again"), std::string::npos) << waiting.words;

  delay.reason = " ";
  delay.expected_version = 1;
  const auto refused = bench.service->save_delay(worker, child, delay);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().sentence.find("Say why"), std::string::npos);
}

TEST_F(Editing, a_purposeful_delay_can_be_ended_by_its_end_alone) {
  DelayEdit delay;
  delay.timescale = "first-planning-meeting";
  delay.reason = "The grandmother is being assessed";
  delay.decided_by = "Team manager";
  delay.decided_on = day("2026-02-03");
  delay.look_again_on = day("2026-03-03");
  ASSERT_TRUE(bench.service->save_delay(worker, child, delay));
  DelayEdit end;
  end.timescale = "first-planning-meeting";
  end.ended_on = day("2026-02-12");
  end.expected_version = 1;
  EXPECT_FALSE(bench.service->save_delay(worker, child, end)) << "tomorrow";
  end.ended_on = day("2026-02-11");
  ASSERT_TRUE(bench.service->save_delay(worker, child, end));
  const auto view = bench.service->child(worker, child, {});
  ASSERT_TRUE(view);
  EXPECT_EQ(cell(*view, "first-planning-meeting").state, "overdue");
  const auto record = bench.service->store().child(authority, child);
  EXPECT_EQ(record->purposeful_delays[0].reason.reveal(), "The grandmother is being assessed");
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

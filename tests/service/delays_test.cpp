// A delay on purpose: recorded, shown, changed, ended and taken back.
#include <algorithm>

#include "bench.hpp"

namespace homeward::tests {

using namespace service;

namespace {

constexpr const char* kTimescale = "first-planning-meeting";

struct Delays : testing::Test {
  Workbench bench;
  AuthorityId authority = bench.add_authority("Northshire");
  ChildId child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  Actor worker = bench.actor(authority, Role::practitioner, "worker");

  ClockView clock() {
    const auto view = bench.service->child(worker, child, {});
    if (view)
      for (const ClockView& clock : view->clocks)
        if (clock.timescale == kTimescale) return clock;
    ADD_FAILURE() << "no such clock";
    return {};
  }

  static DelayEdit waiting_for_grandmother() {
    DelayEdit delay;
    delay.timescale = kTimescale;
    delay.reason = std::string("The grandmother is being assessed");
    delay.decided_by = std::string("Team manager");
    delay.decided_on = day("2026-02-03");
    delay.look_again_on = day("2026-03-03");
    return delay;
  }
  static DelayEdit removal() {
    DelayEdit remove;
    remove.timescale = kTimescale;
    remove.reason = remove.decided_by = FieldEdit<std::string>::removed();
    remove.decided_on = remove.look_again_on = FieldEdit<Date>::removed();
    return remove;
  }
};

}  // namespace

TEST_F(Delays, a_purposeful_delay_is_shown_as_such_until_it_is_looked_at_again) {
  DelayEdit delay = waiting_for_grandmother();
  ASSERT_TRUE(bench.service->save_delay(worker, child, delay));
  const auto view = bench.service->child(worker, child, {});
  ASSERT_TRUE(view);
  const Cell waiting = clock().cell;
  EXPECT_EQ(waiting.state, "purposeful_delay");
  EXPECT_NE(waiting.words.find("looked at again"), std::string::npos) << waiting.words;
  // The limit, 26 January, has passed: what is next is to look at it again.
  const auto waits = std::find_if(view->next.begin(), view->next.end(), [](const auto& step) {
    return step.what == "Book the first planning meeting";
  });
  ASSERT_NE(waits, view->next.end());
  EXPECT_EQ(waits->words, "look again Tue 3 Mar");
  EXPECT_EQ(waits->due_on, day("2026-03-03"));

  delay.reason = std::string(" ");
  delay.expected_version = 1;
  const auto refused = bench.service->save_delay(worker, child, delay);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().error.sentence.find("Say why"), std::string::npos);
}

TEST_F(Delays, a_purposeful_delay_can_be_ended_by_its_end_alone) {
  const DelayEdit delay = waiting_for_grandmother();
  ASSERT_TRUE(bench.service->save_delay(worker, child, delay));
  DelayEdit end;
  end.timescale = kTimescale;
  end.ended_on = day("2026-02-12");
  end.expected_version = 1;
  EXPECT_FALSE(bench.service->save_delay(worker, child, end)) << "tomorrow";
  end.ended_on = day("2026-02-11");
  ASSERT_TRUE(bench.service->save_delay(worker, child, end));
  EXPECT_EQ(clock().cell.state, "overdue");
  const auto record = bench.service->store().child(authority, child);
  EXPECT_EQ(record->purposeful_delays[0].reason.reveal(), "The grandmother is being assessed");
}

TEST_F(Delays, a_delay_keeps_what_a_save_does_not_name_and_never_loses_what_it_needs) {
  const DelayEdit delay = waiting_for_grandmother();
  ASSERT_TRUE(bench.service->save_delay(worker, child, delay));
  const auto held = [&] {
    return bench.service->store().child(authority, child)->purposeful_delays[0];
  };

  DelayEdit later;
  later.timescale = delay.timescale;
  later.look_again_on = day("2026-04-01");
  later.expected_version = 1;
  const auto saved = bench.service->save_delay(worker, child, later);
  ASSERT_TRUE(saved) << saved.error().error.sentence;
  EXPECT_EQ(held().look_again_on, day("2026-04-01"));
  EXPECT_EQ(held().reason.reveal(), "The grandmother is being assessed");
  EXPECT_EQ(held().decided_by.reveal(), "Team manager");
  EXPECT_EQ(held().decided_on, day("2026-02-03"));

  struct Case {
    const char* sentence;
    void (*remove)(DelayEdit&);
  };
  const Case table[] = {
      {"Say why it waits. ", [](DelayEdit& e) { e.reason = FieldEdit<std::string>::removed(); }},
      {"Say who decided it. ",
       [](DelayEdit& e) { e.decided_by = FieldEdit<std::string>::removed(); }},
      {"Give the day it was decided. ",
       [](DelayEdit& e) { e.decided_on = FieldEdit<Date>::removed(); }},
      {"Give the day to look at it again. ",
       [](DelayEdit& e) { e.look_again_on = FieldEdit<Date>::removed(); }},
  };
  for (const Case& one : table) {
    DelayEdit edit;
    edit.timescale = delay.timescale;
    edit.expected_version = 2;
    one.remove(edit);
    const auto refused = bench.service->save_delay(worker, child, edit);
    ASSERT_FALSE(refused) << one.sentence;
    EXPECT_EQ(refused.error().error.sentence, std::string(one.sentence) + "Nothing was saved.");
  }
  EXPECT_EQ(held().version, 2);
}

TEST_F(Delays, a_new_delay_names_all_it_needs) {
  DelayEdit delay;
  delay.timescale = kTimescale;
  const auto refused = bench.service->save_delay(worker, child, delay);
  ASSERT_FALSE(refused);
  EXPECT_EQ(
      refused.error().error.sentence,
      "Say why it waits. Say who decided it. Give the day it was decided. Give the day to look "
      "at it again. Nothing was saved.");
}

TEST_F(Delays, a_delay_is_shown_with_its_reason_and_who_entered_it_and_its_end_can_be_taken_back) {
  const DelayEdit fresh = waiting_for_grandmother();
  const auto first = bench.service->save_delay(worker, child, fresh);
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->previous);
  const auto held = [&] { return clock().delay; };
  ASSERT_TRUE(held());
  EXPECT_EQ(held()->reason, "The grandmother is being assessed");
  EXPECT_EQ(held()->decided_by, "Team manager");
  EXPECT_EQ(held()->look_again_on, day("2026-03-03"));
  EXPECT_EQ(held()->by, bench.service->account_label(worker.account));
  EXPECT_NE(held()->at, "");

  // Somebody who did not see it meets it, with both values.
  const auto met = bench.service->save_delay(worker, child, fresh);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().error.kind, ErrorKind::conflict);
  ASSERT_TRUE(met.error().theirs);
  EXPECT_EQ(met.error().theirs->reason, "The grandmother is being assessed");
  EXPECT_EQ(met.error().theirs->version, 1);
  EXPECT_EQ(met.error().theirs->by, held()->by);

  DelayEdit end;
  end.timescale = fresh.timescale;
  end.ended_on = day("2026-02-11");
  end.expected_version = 1;
  const auto ended = bench.service->save_delay(worker, child, end);
  ASSERT_TRUE(ended);
  EXPECT_FALSE(held());
  DelayEdit back;
  back.timescale = fresh.timescale;
  back.ended_on = FieldEdit<Date>::removed();
  back.expected_version = ended->version;

  // Who saw it open meets the end, and may record a new one; then the end cannot be taken back.
  end.ended_on = day("2026-02-10");
  const auto late = bench.service->save_delay(worker, child, end);
  ASSERT_FALSE(late);
  ASSERT_TRUE(late.error().theirs);
  EXPECT_EQ(late.error().theirs->ended_on, day("2026-02-11"));
  EXPECT_EQ(late.error().theirs->version, 0);
  const auto another = bench.service->save_delay(worker, child, fresh);
  ASSERT_TRUE(another) << another.error().error.sentence;
  EXPECT_FALSE(bench.service->save_delay(worker, child, back)) << "two would be open";

  DelayEdit remove = removal();
  remove.expected_version = another->version;
  ASSERT_TRUE(bench.service->save_delay(worker, child, remove));
  ASSERT_TRUE(bench.service->save_delay(worker, child, back));
  ASSERT_TRUE(held());
  EXPECT_EQ(held()->reason, "The grandmother is being assessed");
}

// Somebody has a page open from before; meanwhile the delay ended and another one was recorded.
TEST_F(Delays, a_save_from_before_it_ended_is_refused_after_another_was_recorded) {
  const auto first = bench.service->save_delay(worker, child, waiting_for_grandmother());
  ASSERT_TRUE(first);
  DelayEdit end;
  end.timescale = kTimescale;
  end.ended_on = day("2026-02-10");
  end.expected_version = first->version;
  ASSERT_TRUE(bench.service->save_delay(worker, child, end));
  const auto another = bench.service->save_delay(worker, child, waiting_for_grandmother());
  ASSERT_TRUE(another);
  EXPECT_GT(another->version, first->version);
  end.ended_on = day("2026-02-11");
  const auto stale = bench.service->save_delay(worker, child, end);
  ASSERT_FALSE(stale) << "it is another delay";
  EXPECT_EQ(stale.error().error.kind, ErrorKind::conflict);
  ASSERT_TRUE(stale.error().theirs);
  EXPECT_EQ(stale.error().theirs->version, another->version);
}

TEST_F(Delays, a_delay_recorded_by_mistake_can_be_removed_whole) {
  ASSERT_TRUE(bench.service->save_delay(worker, child, waiting_for_grandmother()));
  DelayEdit remove = removal();
  EXPECT_FALSE(bench.service->save_delay(worker, child, remove)) << "of a version not seen";
  remove.expected_version = 1;
  const auto removed = bench.service->save_delay(worker, child, remove);
  ASSERT_TRUE(removed) << removed.error().error.sentence;
  EXPECT_EQ(removed->version, 0);
  ASSERT_TRUE(removed->previous);
  EXPECT_EQ(removed->previous->decided_by, "Team manager");
  EXPECT_TRUE(bench.service->store().child(authority, child)->purposeful_delays.empty());
  EXPECT_EQ(clock().cell.state, "overdue");
}

}  // namespace homeward::tests

// Two authorities side by side: every use case is tried from one upon the other and finds nothing.
#include "bench.hpp"
#include "service/other_accounts.hpp"

namespace homeward::tests {

using namespace service;

namespace {

// One use case tried on a child of another authority; it must fail with not_found (as if the child
// did not exist), or give nothing.
struct Try {
  const char* name;
  std::function<bool(Service&, const Actor&, ChildId)> finds_nothing;
};

template <class R>
bool is_not_found(const R& result) {
  return !result && result.error().kind == ErrorKind::not_found;
}

const std::vector<Try>& tries() {
  static const std::vector<Try> all = {
      {"child page",
       [](Service& s, const Actor& a, ChildId c) { return is_not_found(s.child(a, c, {})); }},
      {"child page of a past day",
       [](Service& s, const Actor& a, ChildId c) {
         return is_not_found(s.child(a, c, day("2026-02-01")));
       }},
      {"journal",
       [](Service& s, const Actor& a, ChildId c) { return is_not_found(s.journal(a, c, 10)); }},
      {"tracker row", [](Service& s, const Actor& a,
                         ChildId c) { return is_not_found(s.tracker_row(a, "joint", c, {})); }},
      {"tracker",
       [](Service& s, const Actor& a, ChildId c) {
         const auto view = s.tracker(a, "joint", {});
         if (!view) return false;
         for (const TrackerRow& row : (*view)->rows)
           if (row.child == c) return false;
         return true;
       }},
      {"search",
       [](Service& s, const Actor& a, ChildId) {
         const auto hits = s.search(a, "theirs");
         return hits && hits->children.empty() && hits->total == 0;
       }},
      {"milestone",
       [](Service& s, const Actor& a, ChildId c) {
         const auto saved = s.save_milestone(a, c, planning_meeting("2026-02-03"));
         return !saved && saved.error().error.kind == ErrorKind::not_found;
       }},
      {"purposeful delay",
       [](Service& s, const Actor& a, ChildId c) {
         DelayEdit edit;
         edit.timescale = "first-review";
         edit.reason = std::string("court");
         edit.decided_by = std::string("HoS");
         edit.decided_on = day("2026-02-10");
         edit.look_again_on = day("2026-03-10");
         const auto saved = s.save_delay(a, c, edit);
         return !saved && saved.error().error.kind == ErrorKind::not_found;
       }},
      {"settlement",
       [](Service& s, const Actor& a, ChildId c) {
         return is_not_found(s.settle(a, c, RowId{1}, day("2026-02-01"), day("2026-02-02"),
                                      care::Source::hand)) &&
                is_not_found(
                    s.reopen_conflict(a, c, RowId{1}, day("2026-02-01"), day("2026-02-02")));
       }},
      {"entries without a period of care",
       [](Service& s, const Actor& a, ChildId c) {
         const auto found = s.unplaced(a);
         return found && found->empty() &&
                is_not_found(s.join_unplaced(a, c, RowId{1}, day("2026-01-12"))) &&
                is_not_found(s.remove_unplaced(a, c, RowId{1})) &&
                is_not_found(s.reopen_unplaced(a, c, RowId{1}));
       }},
      {"conflicts",
       [](Service& s, const Actor& a, ChildId) {
         const auto found = s.conflicts(a);
         return found && found->empty();
       }},
      {"imports",
       [](Service& s, const Actor& a, ChildId) {
         const auto found = s.imports(a, 10);
         return found && found->empty();
       }},
      {"problems of an import",
       [](Service& s, const Actor& a, ChildId) {
         for (int id = 1; id < 5; ++id) {
           const auto found = s.import_problems(a, ImportId{id}, 0, 10);
           if (found && !found->empty()) return false;
         }
         return true;
       }},
      {"checks of returns",
       [](Service& s, const Actor& a, ChildId) {
         const auto found = s.return_checks(a, 10);
         return found && found->empty();
       }},
      {"a check of a return",
       [](Service& s, const Actor& a, ChildId) {
         const CheckId id{1};
         return is_not_found(s.return_check(a, id)) && is_not_found(s.return_findings(a, id, {})) &&
                is_not_found(s.return_check_children(a, id, 0, 10)) &&
                is_not_found(s.return_check_csv(a, id)) &&
                is_not_found(s.return_check_workbook(a, id)) &&
                is_not_found(s.accept_finding(a, id, 1, "seen", true)) &&
                is_not_found(s.withdraw_acceptance(a, id, 1)) &&
                is_not_found(s.delete_return_check(a, id));
       }},
      {"the record by the rules of the return",
       [](Service& s, const Actor& a, ChildId) {
         const auto check = s.record_check(a, {});
         return check && (*check)->children == 0 && (*check)->workers.empty();
       }},
      {"a child by the rules of the return",
       [](Service& s, const Actor& a, ChildId c) {
         return is_not_found(s.child_return_findings(a, c));
       }},
      {"access log",
       [](Service& s, const Actor& a, ChildId) {
         const auto log = s.access_log(a, std::nullopt, 10);
         return log && log->empty();
       }},
      {"who looked at a child",
       [](Service& s, const Actor& a, ChildId c) { return is_not_found(s.access_log(a, c, 10)); }},
  };
  return all;
}

}  // namespace

TEST(Crossing, no_use_case_reaches_another_authority) {
  Workbench bench;
  const auto theirs = bench.add_authority("Theirs");
  const auto ours = bench.add_authority("Ours");
  // Theirs has all that could leak: a child, an import with problems, a conflict, looks.
  const auto them = bench.actor(theirs, Role::administrator, "them");
  auto files = small_return(
      {{"theirs1", "01/02/2020", "01/06/2025", ""}, {"theirs2", "31/02/2020", "01/06/2025", ""}});
  ASSERT_TRUE(
      bench.service->import_return(them, std::move(files), 2026, [](int, std::string_view) {}));
  const auto check = bench.service->check_return(
      them, {small_return({{"theirs1", "01/02/2020", "01/06/2025", ""}}), {}, 2026, 0},
      [](int, std::string_view) {});
  ASSERT_TRUE(check);
  ASSERT_EQ(check->id, CheckId{1});
  ASSERT_GT(bench.service->return_findings(them, check->id, {})->total, 0);
  const auto hits = bench.service->search(them, "theirs1");
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->children.size(), 1u);
  const ChildId child = hits->children.front().child;
  ASSERT_TRUE(bench.service->save_milestone(them, child, planning_meeting("2026-02-02")));
  ASSERT_TRUE(bench.service->child(them, child, {}));
  const auto before = bench.service->store().child(theirs, child);
  ASSERT_TRUE(before);

  const auto us = bench.actor(ours, Role::administrator, "us");
  for (const Try& one : tries()) {
    EXPECT_TRUE(one.finds_nothing(*bench.service, us, child)) << one.name;
    // The same for a child that is nowhere: the two answers must not differ.
    EXPECT_TRUE(one.finds_nothing(*bench.service, us, ChildId{999999})) << one.name << ", no child";
  }
  const auto after = bench.service->store().child(theirs, child);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->milestones.size(), before->milestones.size());
  EXPECT_EQ(after->purposeful_delays.size(), 0u);
  EXPECT_EQ(after->settlements.size(), 0u);
  EXPECT_TRUE(bench.service->return_check(them, CheckId{1}));
  EXPECT_EQ(
      bench.service->return_findings(them, CheckId{1}, {.state = FindingState::accepted})->total,
      0);
}

TEST(Crossing, a_session_moves_only_to_authorities_with_a_grant) {
  Workbench bench;
  const auto ours = bench.add_authority("Ours");
  const auto theirs = bench.add_authority("Theirs");
  bench.actor(ours, Role::manager);
  const auto refused = bench.service->change_authority(bench.token, theirs);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  ASSERT_TRUE(bench.service->accounts().give_role("someone", theirs, Role::viewer));
  const auto moved = bench.service->change_authority(bench.token, theirs);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->authority.name, "Theirs");
  EXPECT_EQ(moved->role, Role::viewer) << "the role is that of the grant there";
}

}  // namespace homeward::tests

// Who may come in, and who may do what.
#include "bench.hpp"
#include "service/account_store.hpp"
#include "service/other_accounts.hpp"
#include "service/policy.hpp"

namespace homeward::tests {

using namespace service;

TEST(Session, ends_when_idle_and_at_the_end_of_the_working_day) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  bench.actor(authority, Role::viewer);
  bench.clock->pass(std::chrono::minutes(29));
  EXPECT_TRUE(bench.service->actor(bench.token));
  bench.clock->pass(std::chrono::minutes(29));
  EXPECT_TRUE(bench.service->actor(bench.token)) << "use prolongs it";
  bench.clock->pass(std::chrono::minutes(31));
  EXPECT_FALSE(bench.service->actor(bench.token));

  auto again = bench.service->sign_in("someone", Workbench::kPassword);
  ASSERT_TRUE(again);
  int minutes = 0;
  while (bench.service->actor(again->token)) {
    bench.clock->pass(std::chrono::minutes(20));
    minutes += 20;
    ASSERT_LE(minutes, 11 * 60) << "a session in use must still end";
  }
  EXPECT_GE(minutes, 10 * 60);
}

TEST(Session, signing_out_and_disabling_end_it) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  bench.actor(authority, Role::viewer);
  const std::string first = bench.token;
  ASSERT_TRUE(bench.service->sign_out(first));
  EXPECT_FALSE(bench.service->actor(first));
  auto second = bench.service->sign_in("someone", Workbench::kPassword);
  ASSERT_TRUE(second);
  ASSERT_TRUE(bench.service->accounts().disable("someone", authority));
  EXPECT_FALSE(bench.service->actor(second->token));
  EXPECT_FALSE(bench.service->sign_in("someone", Workbench::kPassword));
}

TEST(Session, the_token_itself_is_kept_nowhere) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  bench.actor(authority, Role::viewer);
  const auto by_token = bench.service->store().session(bench.token);
  ASSERT_TRUE(by_token);
  EXPECT_FALSE(by_token->has_value());
}

TEST(Roles, each_act_needs_its_role_and_no_less) {
  struct Row {
    Act act;
    bool viewer, practitioner, manager, administrator;
  };
  const Row table[] = {
      {Act::own_account, true, true, true, true},
      {Act::own_sessions, true, true, true, true},
      {Act::look, true, true, true, true},
      {Act::edit, false, true, true, true},
      {Act::import_data, false, false, true, true},
      {Act::settle, false, false, true, true},
      {Act::manage_accounts, false, false, false, true},
      {Act::read_access_log, false, false, false, true},
      {Act::name_colleagues, false, true, true, true},
  };
  for (const Row& row : table) {
    EXPECT_EQ(role_allows(Role::viewer, row.act), row.viewer);
    EXPECT_EQ(role_allows(Role::practitioner, row.act), row.practitioner);
    EXPECT_EQ(role_allows(Role::manager, row.act), row.manager);
    EXPECT_EQ(role_allows(Role::administrator, row.act), row.administrator);
  }
}

TEST(Roles, a_viewer_changes_nothing) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto viewer = bench.actor(authority, Role::viewer);
  const auto refused = bench.service->save_milestone(viewer, child, planning_meeting("2026-02-03"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().error.kind, ErrorKind::not_allowed);
  EXPECT_FALSE(bench.service->import_return(viewer,
                                            small_return({{"1", "01/02/2020", "01/06/2025", ""}}),
                                            std::nullopt, [](int, std::string_view) {}));
  EXPECT_FALSE(bench.service->access_log(viewer, {}, 10));
  EXPECT_TRUE(bench.service->child(viewer, child, {}));
}

TEST(Sessions, end_after_the_time_that_the_authority_sets) {
  const auto told = read_access("session_ends_after = \"90 seconds\"");
  ASSERT_TRUE(told) << told.error().sentence;
  EXPECT_EQ(told->session_idle, std::chrono::seconds(90));
  EXPECT_EQ(read_access("")->session_idle, std::chrono::minutes(30));
  EXPECT_EQ(read_access("session_ends_after = \"1 hour\"")->session_idle, std::chrono::hours(1));
  for (const char* wrong : {"soon", "30", "30 minutes or so", "1 second", "25 hours", "-5 minutes"})
    EXPECT_FALSE(read_access(std::string("session_ends_after = \"") + wrong + "\"")) << wrong;
}

TEST(Sessions, that_had_ended_stay_ended_when_the_clock_goes_back) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  (void)bench.actor(authority, Role::viewer, "away");
  const std::string away = bench.token;
  EXPECT_FALSE(bench.service->clock_went_back());
  bench.clock->pass(std::chrono::hours(1));
  EXPECT_FALSE(bench.service->clock_went_back());
  (void)bench.actor(authority, Role::viewer, "there");
  const std::string there = bench.token;
  bench.clock->pass(std::chrono::minutes(-50));
  const auto said = bench.service->clock_went_back();
  ASSERT_TRUE(said);
  EXPECT_NE(said->find("went back from 2026-02-11T13:00:00Z to 2026-02-11T12:10:00Z"),
            std::string::npos)
      << *said;
  EXPECT_FALSE(bench.service->clock_went_back()) << "it is said once";
  EXPECT_FALSE(bench.service->actor(away));
  EXPECT_TRUE(bench.service->actor(there));
}

TEST(Sessions, those_that_may_be_used_are_told_for_all_at_once) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto disabled = bench.actor(authority, Role::viewer, "disabled");
  bench.clock->pass(std::chrono::minutes(20));
  const auto there = bench.actor(authority, Role::viewer, "there");
  EXPECT_EQ(bench.service->open_sessions()->size(), 2u);
  ASSERT_TRUE(bench.service->store().account_store().set_disabled(disabled.account, true, {}));
  EXPECT_EQ(*bench.service->open_sessions(), std::vector<std::string>{there.session});
  bench.clock->pass(std::chrono::minutes(31));
  EXPECT_TRUE(bench.service->open_sessions()->empty());
}

TEST(AccessLog, each_look_at_a_child_is_logged_with_who_and_what) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto admin = bench.actor(authority, Role::administrator);
  ASSERT_TRUE(bench.service->log_look(admin, "child page", child));
  ASSERT_TRUE(bench.service->log_look(admin, "journal", child));
  const auto log = bench.service->access_log(admin, {}, 10);
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 2u);
  EXPECT_EQ((*log)[0].what, "journal");
  EXPECT_EQ((*log)[1].what, "child page");
  EXPECT_EQ((*log)[1].by, "someone Person (SP)");
  EXPECT_EQ((*log)[1].child_label, "Child 1001");
}

// The child's page asks for the record and for what the return would say: one look, one line.
TEST(AccessLog, a_look_at_a_page_is_one_line_whatever_the_page_asks_for) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto other = bench.add_child(authority, "1002", "2023-11-01", "2026-01-12");
  const auto admin = bench.actor(authority, Role::administrator);
  const auto worker = bench.actor(authority, Role::practitioner, "worker");
  const auto log = [&](std::optional<ChildId> of) {
    std::vector<std::string> lines;
    const auto looks = bench.service->access_log(admin, of, 100);
    EXPECT_TRUE(looks);
    for (const LookLine& look : *looks)
      lines.push_back(look.by + ", " + look.child_label + ", " + look.what);
    return lines;
  };
  using Lines = std::vector<std::string>;
  ASSERT_TRUE(bench.service->log_look(worker, "child page", child));
  ASSERT_TRUE(bench.service->log_look(worker, "return check", child));
  EXPECT_EQ(log(child), (Lines{"worker Person (WP), Child 1001, child page"}));
  // Either may come first; and it is one line for each look.
  bench.clock->pass(std::chrono::minutes(1));
  ASSERT_TRUE(bench.service->log_look(worker, "return check", child));
  ASSERT_TRUE(bench.service->log_look(worker, "child page", child));
  EXPECT_EQ(log(child), (Lines(2, "worker Person (WP), Child 1001, child page")));
  // What somebody else opens, of another child or long afterwards, is its own look.
  bench.clock->pass(std::chrono::minutes(1));
  ASSERT_TRUE(bench.service->log_look(worker, "child page", child));
  ASSERT_TRUE(bench.service->log_look(admin, "return check", child));
  ASSERT_TRUE(bench.service->log_look(worker, "return check", other));
  bench.clock->pass(std::chrono::minutes(1));
  ASSERT_TRUE(bench.service->log_look(worker, "return check", child));
  EXPECT_EQ(log({}), (Lines{"worker Person (WP), Child 1001, return check",
                            "worker Person (WP), Child 1002, return check",
                            "someone Person (SP), Child 1001, return check",
                            "worker Person (WP), Child 1001, child page",
                            "worker Person (WP), Child 1001, child page",
                            "worker Person (WP), Child 1001, child page"}));
}

TEST(AccessLog, tells_who_looked_at_one_child) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto other = bench.add_child(authority, "1002", "2020-11-01", "2026-01-12");
  const auto admin = bench.actor(authority, Role::administrator);
  ASSERT_TRUE(bench.service->log_look(admin, "child page", other));
  ASSERT_TRUE(bench.service->log_look(admin, "child page", child));
  const auto log = bench.service->access_log(admin, child, 10);
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 1u);
  EXPECT_EQ((*log)[0].child_label, "Child 1001");
  EXPECT_EQ(bench.service->access_log(admin, ChildId{99999}, 10).error().kind,
            ErrorKind::not_found);
}

}  // namespace homeward::tests

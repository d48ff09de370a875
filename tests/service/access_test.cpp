// Who may come in, and who may do what.
#include "bench.hpp"
#include "service/policy.hpp"

namespace homeward::tests {

using namespace service;

TEST(SignIn, a_wrong_name_and_a_wrong_password_cannot_be_told_apart) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  ASSERT_TRUE(
      bench.service->add_account("akhan", "A Khan", Workbench::kPassword, authority, Role::viewer));
  const auto wrong_name = bench.service->sign_in("nobody", Workbench::kPassword);
  const auto wrong_password = bench.service->sign_in("akhan", "not this one at all");
  ASSERT_FALSE(wrong_name);
  ASSERT_FALSE(wrong_password);
  EXPECT_EQ(wrong_name.error().sentence, wrong_password.error().sentence);
  EXPECT_EQ(wrong_name.error().kind, ErrorKind::not_signed_in);
}

TEST(SignIn, five_wrong_tries_lock_any_name_for_a_quarter_of_an_hour) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  ASSERT_TRUE(
      bench.service->add_account("akhan", "A Khan", Workbench::kPassword, authority, Role::viewer));
  // A name that does not exist locks in the same way: the lock tells nothing about who is there.
  for (const char* name : {"akhan", "nobody"}) {
    for (int i = 0; i < 5; ++i) {
      const auto refused = bench.service->sign_in(name, "wrong wrong wrong");
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().kind, ErrorKind::not_signed_in) << name;
    }
    const auto locked = bench.service->sign_in(name, Workbench::kPassword);
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().kind, ErrorKind::too_many) << name;
  }
  bench.clock->pass(std::chrono::minutes(16));
  EXPECT_TRUE(bench.service->sign_in("akhan", Workbench::kPassword));
}

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
  ASSERT_TRUE(bench.service->disable_account("someone"));
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
      {Act::look, true, true, true, true},
      {Act::edit, false, true, true, true},
      {Act::import_data, false, false, true, true},
      {Act::settle, false, false, true, true},
      {Act::manage_accounts, false, false, false, true},
      {Act::read_access_log, false, false, false, true},
  };
  for (const Row& row : table) {
    EXPECT_EQ(may(Role::viewer, row.act), row.viewer);
    EXPECT_EQ(may(Role::practitioner, row.act), row.practitioner);
    EXPECT_EQ(may(Role::manager, row.act), row.manager);
    EXPECT_EQ(may(Role::administrator, row.act), row.administrator);
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
                                            {}, [](int, std::string_view) {}));
  EXPECT_FALSE(bench.service->access_log(viewer, {}, 10));
  EXPECT_TRUE(bench.service->child(viewer, child, {}));
}

TEST(AccessLog, each_look_at_a_child_is_logged_with_who_and_what) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto admin = bench.actor(authority, Role::administrator);
  ASSERT_TRUE(bench.service->child(admin, child, {}));
  ASSERT_TRUE(bench.service->journal(admin, child, 10));
  const auto log = bench.service->access_log(admin, {}, 10);
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 2u);
  EXPECT_EQ((*log)[0].what, "journal");
  EXPECT_EQ((*log)[1].what, "child page");
  EXPECT_EQ((*log)[1].by, "someone Person (SP)");
  EXPECT_EQ((*log)[1].child_label, "Child 1001");
}

TEST(AccessLog, tells_who_looked_at_one_child) {
  Workbench bench;
  const auto authority = bench.add_authority("Northshire");
  const auto child = bench.add_child(authority, "1001", "2023-11-01", "2026-01-12");
  const auto other = bench.add_child(authority, "1002", "2020-11-01", "2026-01-12");
  const auto admin = bench.actor(authority, Role::administrator);
  ASSERT_TRUE(bench.service->child(admin, other, {}));
  ASSERT_TRUE(bench.service->child(admin, child, {}));
  const auto log = bench.service->access_log(admin, child, 10);
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 1u);
  EXPECT_EQ((*log)[0].child_label, "Child 1001");
  EXPECT_EQ(bench.service->access_log(admin, ChildId{99999}, 10).error().kind,
            ErrorKind::not_found);
}

}  // namespace homeward::tests

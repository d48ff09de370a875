// Signing in: who gets in, who is slowed, and what a person may do with their own account.
#include "bench.hpp"
#include "service/files.hpp"
#include "service/other_accounts.hpp"
#include "service/policy.hpp"

namespace homeward::tests {

using namespace service;

namespace {

const Caller kOffice{"192.0.2.7", "Edge on Windows"};
const Caller kStranger{"198.51.100.9", "another program"};
constexpr const char* kWrong = "wrong wrong wrong";
constexpr const char* kNew = "seven cold spoons";

struct Door : Workbench {
  AuthorityId authority = add_authority("Northshire");

  void add(const std::string& name, const std::string& person, Role role = Role::viewer,
           PasswordIs is = PasswordIs::own) {
    const auto added = service->accounts().add(name, person, kPassword, authority, role, is);
    ASSERT_TRUE(added) << added.error().sentence;
  }
  ErrorKind refused(const std::string& name, const std::string& password, const Caller& from) {
    const auto signed_in = service->sign_in(name, password, from);
    EXPECT_FALSE(signed_in) << name;
    return signed_in ? ErrorKind::invalid_input : signed_in.error().kind;
  }
  void try_wrongly(int times, const std::string& name, const Caller& from) {
    for (int i = 0; i < times; ++i)
      EXPECT_EQ(refused(name, kWrong, from), ErrorKind::not_signed_in) << name << ", try " << i;
  }
  std::vector<std::string> log() {
    const Actor administrator{AccountId{}, authority, Role::administrator, "", "", false};
    std::vector<std::string> lines;
    const auto events = service->security_events(administrator, 100);
    if (!events) ADD_FAILURE() << events.error().sentence;
    if (events)
      for (const SecurityLine& event : *events)
        lines.push_back(event.words + ", " + event.who + ", " + event.address);
    return lines;
  }
};

// Few tries, because each costs a password hash.
struct StrictDoor : Door {
  StrictDoor() {
    Settings strict = *load_settings(HOMEWARD_SOURCE_DIR "/config");
    strict.lockout_attempts_of_place = strict.lockout_attempts_of_name = 12;
    owner_ = std::move(service);
    const std::shared_ptr<Store> same(&owner_->store(), [](Store*) {});
    service = std::make_unique<Service>(same, clock, strict);
  }
  ~StrictDoor() { service.reset(); }

 private:
  std::unique_ptr<Service> owner_;
};

}  // namespace

TEST(SignIn, a_wrong_name_and_a_wrong_password_cannot_be_told_apart) {
  Door bench;
  bench.add("akhan", "A Khan");
  const auto wrong_name = bench.service->sign_in("nobody", Workbench::kPassword);
  const auto wrong_password = bench.service->sign_in("akhan", "not this one at all");
  ASSERT_FALSE(wrong_name);
  ASSERT_FALSE(wrong_password);
  EXPECT_EQ(wrong_name.error().sentence, wrong_password.error().sentence);
  EXPECT_EQ(wrong_name.error().kind, ErrorKind::not_signed_in);
}

TEST(SignIn, five_wrong_tries_lock_any_name_for_a_quarter_of_an_hour) {
  Door bench;
  bench.add("akhan", "A Khan");
  // A name that does not exist locks in the same way: the lock tells nothing about who is there.
  for (const char* name : {"akhan", "nobody"}) {
    bench.try_wrongly(5, name, kOffice);
    EXPECT_EQ(bench.refused(name, Workbench::kPassword, kOffice), ErrorKind::too_many) << name;
  }
  bench.clock->pass(std::chrono::minutes(16));
  EXPECT_TRUE(bench.service->sign_in("akhan", Workbench::kPassword, kOffice));
}

TEST(SignIn, a_lock_outlives_the_server_for_names_that_exist_and_for_others) {
  Door bench;
  bench.add("akhan", "A Khan");
  bench.try_wrongly(5, "akhan", kOffice);
  bench.try_wrongly(5, "nobody", kOffice);
  const std::shared_ptr<Store> same(&bench.service->store(), [](Store*) {});
  Service restarted(same, bench.clock, *load_settings(HOMEWARD_SOURCE_DIR "/config"));
  for (const char* name : {"akhan", "nobody", "NOBODY"}) {
    const auto refused = restarted.sign_in(name, Workbench::kPassword, kOffice);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::too_many) << name;
  }
}

TEST(SignIn, a_lock_slows_the_address_that_guesses_and_nobody_else) {
  Door bench;
  bench.add("akhan", "A Khan");
  bench.try_wrongly(5, "akhan", kStranger);
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, kStranger), ErrorKind::too_many);
  EXPECT_TRUE(bench.service->sign_in("akhan", Workbench::kPassword, kOffice));
}

TEST(SignIn, an_address_that_tries_many_names_is_slowed_for_all_of_them) {
  StrictDoor bench;
  bench.add("akhan", "A Khan");
  for (int i = 0; i < 3; ++i) bench.try_wrongly(4, "name" + std::to_string(i), kStranger);
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, kStranger), ErrorKind::too_many);
  EXPECT_TRUE(bench.service->sign_in("akhan", Workbench::kPassword, kOffice));
  // One subscriber has a whole /64.
  for (int i = 0; i < 12; ++i)
    bench.try_wrongly(1, "name" + std::to_string(i), {"2001:db8::" + std::to_string(i), ""});
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, {"2001:db8::ffff:1", ""}),
            ErrorKind::too_many);
}

TEST(SignIn, a_device_that_signed_in_before_is_not_kept_out_by_strangers) {
  StrictDoor bench;
  bench.add("akhan", "A Khan");
  bench.add("blee", "B Lee");
  const auto before = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  ASSERT_TRUE(before);
  Caller known = kOffice;
  known.known_devices = {"nonsense", before->device};
  // From everywhere, also from the office's own address: the name is locked wherever one comes
  // from.
  bench.try_wrongly(5, "akhan", kOffice);
  bench.try_wrongly(5, "akhan", {"203.0.113.1", ""});
  bench.try_wrongly(2, "akhan", {"203.0.113.2", ""});
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, {"192.0.2.200", ""}), ErrorKind::too_many);
  const auto again = bench.service->sign_in("akhan", Workbench::kPassword, known);
  ASSERT_TRUE(again) << again.error().sentence;

  // It is of that person on that device, cannot be made by others, and does not guess for ever.
  Caller others = known;
  others.address = "203.0.113.5";
  EXPECT_EQ(bench.refused("akhan", kWrong, others), ErrorKind::not_signed_in);
  others.known_devices = {before->device + "0"};
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, others), ErrorKind::too_many);
  bench.try_wrongly(5, "blee", known);
  EXPECT_EQ(bench.refused("blee", Workbench::kPassword, known), ErrorKind::too_many);
  bench.try_wrongly(4, "akhan", known);
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, known), ErrorKind::too_many);
  bench.clock->pass(std::chrono::minutes(60 * 24 * 401));
  bench.try_wrongly(5, "akhan", kOffice);
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, known), ErrorKind::too_many)
      << "after more than a year it is a device like others";
}

TEST(SignIn, is_the_same_name_however_it_is_typed) {
  Door bench;
  bench.add("m.o’brien-lee", "M O'Brien");
  for (const char* typed : {"m.o'brien-lee", "M.O’Brien‑Lee", " m.o\u02bcbrien–lee\u00a0"}) {
    const auto signed_in = bench.service->sign_in(typed, Workbench::kPassword);
    ASSERT_TRUE(signed_in) << typed;
    EXPECT_EQ(signed_in->info.name, "M O'Brien");
  }
  EXPECT_FALSE(bench.service->sign_in("m.obrien-lee", Workbench::kPassword)) << "another name";
  bench.add("zoë", "Z Larkhurst");
  EXPECT_TRUE(bench.service->sign_in("ZOE\u0308", Workbench::kPassword));
  // No two accounts that differ only in this.
  const auto second = bench.service->accounts().add("M.O'BRIEN\u2010LEE", "M O'Brien", kNew,
                                                    bench.authority, Role::viewer);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  ASSERT_TRUE(bench.service->accounts().disable("m.o`brien-lee", bench.authority));
  EXPECT_FALSE(bench.service->sign_in("m.o'brien-lee", Workbench::kPassword));
}

TEST(SignIn, finds_an_account_that_was_kept_as_it_was_typed) {
  Door bench;
  Account made;
  made.sign_in_name = "m.o’lee–zoë";  // as earlier versions kept it
  bench.add("before", "M Lee");
  made.password_hash = (*bench.service->store().account_named("before"))->password_hash;
  ASSERT_TRUE(bench.service->store().account_store().add(made, bench.authority, Role::viewer, {}));
  for (const char* typed : {"m.o’lee–zoë", "m.o'lee-zoe\u0308", "M.O'Lee-Zoë"})
    EXPECT_TRUE(bench.service->sign_in(typed, Workbench::kPassword)) << typed;
}

TEST(OwnAccount, a_first_password_opens_nothing_but_its_change) {
  Door bench;
  const auto child = bench.add_child(bench.authority, "1001", "2023-11-01", "2026-01-12");
  bench.add("akhan", "A Khan", Role::administrator, PasswordIs::first);
  const auto signed_in = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  ASSERT_TRUE(signed_in);
  EXPECT_TRUE(signed_in->info.must_change_password);
  EXPECT_FALSE(signed_in->info.last_data_on);
  const auto actor = bench.service->actor(signed_in->token);
  ASSERT_TRUE(actor);
  for (const Act act : {Act::own_sessions, Act::look, Act::see_places, Act::edit, Act::export_data,
                        Act::import_data, Act::settle, Act::manage_accounts, Act::read_access_log,
                        Act::name_colleagues})
    EXPECT_FALSE(bench.service->allowed(*actor, act));
  EXPECT_FALSE(bench.service->child(*actor, child, {}));
  EXPECT_FALSE(bench.service->tracker(*actor, "joint", {}));
  EXPECT_FALSE(bench.service->security_events(*actor, 10));
  const auto changed = bench.service->change_password(*actor, Workbench::kPassword, kNew, kOffice);
  ASSERT_TRUE(changed) << changed.error().sentence;
  const auto after = bench.service->actor(signed_in->token);
  ASSERT_TRUE(after) << "the session goes on";
  EXPECT_TRUE(bench.service->child(*after, child, {}));
  EXPECT_FALSE(bench.service->sign_in("akhan", Workbench::kPassword, kOffice));
}

TEST(OwnAccount, a_new_password_needs_the_old_one_keeps_the_rules_and_ends_other_sessions) {
  Door bench;
  bench.add("akhan", "Amira Khan");
  const auto here = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  const auto phone = bench.service->sign_in("akhan", Workbench::kPassword, kStranger);
  ASSERT_TRUE(here && phone);
  const auto actor = *bench.service->actor(here->token);
  const auto change = [&](const char* from, const char* to) {
    const auto changed = bench.service->change_password(actor, from, to, kOffice);
    return changed ? std::optional<ErrorKind>() : changed.error().kind;
  };
  EXPECT_EQ(change(kWrong, kNew), ErrorKind::not_allowed);
  for (const char* weak : {"short", "password1234", "amira-amira-x", "            "})
    EXPECT_EQ(change(Workbench::kPassword, weak), ErrorKind::invalid_input) << weak;
  EXPECT_EQ(change(Workbench::kPassword, Workbench::kPassword), ErrorKind::invalid_input);
  EXPECT_TRUE(bench.service->actor(phone->token));
  EXPECT_EQ(change(Workbench::kPassword, kNew), std::nullopt);
  EXPECT_TRUE(bench.service->actor(here->token));
  EXPECT_FALSE(bench.service->actor(phone->token));
  // Somebody at an open screen does not guess for ever.
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(change(kWrong, "nine warm lanterns"), ErrorKind::not_allowed);
  EXPECT_EQ(change(kNew, "nine warm lanterns"), ErrorKind::too_many);
}

TEST(OwnAccount, lists_ones_sessions_and_ends_them) {
  Door bench;
  bench.add("akhan", "A Khan");
  bench.add("blee", "B Lee");
  const auto here = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  bench.clock->pass(std::chrono::minutes(3));
  const auto phone =
      bench.service->sign_in("akhan", Workbench::kPassword, {"203.0.113.5", "Safari on an iPhone"});
  const auto other = bench.service->sign_in("blee", Workbench::kPassword, kOffice);
  ASSERT_TRUE(here && phone && other);
  const auto actor = *bench.service->actor(here->token);
  const auto mine = bench.service->sessions(actor);
  ASSERT_TRUE(mine);
  ASSERT_EQ(mine->size(), 2u);
  const SessionLine& of_phone = (*mine)[0].this_one ? (*mine)[1] : (*mine)[0];
  EXPECT_EQ(of_phone.device, "Safari on an iPhone");
  EXPECT_EQ(of_phone.address, "203.0.113.5");
  EXPECT_FALSE(of_phone.this_one);
  const auto theirs = bench.service->sessions(*bench.service->actor(other->token))->front().id;
  EXPECT_EQ(bench.service->end_session(actor, theirs, kOffice).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(bench.service->end_session(actor, of_phone.id, kOffice));
  EXPECT_FALSE(bench.service->actor(phone->token));
  EXPECT_TRUE(bench.service->actor(other->token));
  EXPECT_TRUE(bench.service->actor(here->token));
}

TEST(OwnAccount, sessions_that_have_ended_are_deleted) {
  Door bench;
  bench.add("akhan", "A Khan");
  const auto ended = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  bench.clock->pass(std::chrono::minutes(31));
  const auto open = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  ASSERT_TRUE(ended && open);
  ASSERT_TRUE(bench.service->tidy_sessions());
  bench.clock->pass(std::chrono::minutes(-31));
  EXPECT_FALSE(bench.service->actor(ended->token)) << "also when the clock goes back";
  EXPECT_TRUE(bench.service->actor(open->token));
}

TEST(SecurityLog, tells_what_happened_and_from_where_and_never_what_was_typed) {
  Door bench;
  bench.add("akhan", "A Khan");
  bench.try_wrongly(1, Workbench::kPassword, kStranger);  // typed into the wrong field
  bench.try_wrongly(5, "akhan", kStranger);
  const auto here = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  ASSERT_TRUE(here);
  ASSERT_TRUE(bench.service->sign_out(here->token, kOffice));
  ASSERT_TRUE(bench.service->accounts().unlock("akhan", bench.authority));
  ASSERT_TRUE(bench.service->accounts().give_role("akhan", bench.authority, Role::manager));
  ASSERT_TRUE(bench.service->accounts().disable("akhan", bench.authority));
  ASSERT_TRUE(bench.service->accounts().enable("akhan", bench.authority));
  ASSERT_TRUE(bench.service->accounts().give_password("akhan", bench.authority, kNew));
  ASSERT_TRUE(bench.service->accounts().revoke_role("akhan", bench.authority));
  const std::string who = ", A Khan (akhan), ";
  const std::string wrong = "Wrong name or password" + who + "198.51.100.9";
  EXPECT_EQ(bench.log(),
            (std::vector<std::string>{
                "Role taken away: manager" + who + "command line",
                "New password given" + who + "command line",
                "Account enabled" + who + "command line", "Account disabled" + who + "command line",
                "Role given: manager" + who + "command line", "Unlocked" + who + "command line",
                "Signed out" + who + "192.0.2.7", "Signed in" + who + "192.0.2.7",
                "Locked after too many wrong tries" + who + "198.51.100.9", wrong, wrong, wrong,
                wrong, wrong, "Wrong name or password, , 198.51.100.9",
                "Account added: viewer" + who + "command line"}));
}

TEST(SecurityLog, is_for_administrators_of_the_authority) {
  Door bench;
  const auto elsewhere = bench.add_authority("Southshire");
  bench.add("akhan", "A Khan");
  EXPECT_FALSE(bench.service->security_events(bench.actor(bench.authority, Role::manager), 10));
  const auto theirs =
      bench.service->security_events(bench.actor(elsewhere, Role::administrator, "other"), 10);
  ASSERT_TRUE(theirs);
  for (const SecurityLine& line : *theirs) EXPECT_EQ(line.who, "other Person (other)");
}

TEST(OtherAccounts, adding_never_touches_an_account_that_is_there) {
  Door bench;
  const auto elsewhere = bench.add_authority("Southshire");
  bench.add("j.smith", "Jane Smith", Role::administrator);
  for (const AuthorityId authority : {bench.authority, elsewhere}) {
    const auto second =
        bench.service->accounts().add("J.Smith", "John Smith", kNew, authority, Role::viewer);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::conflict);
    EXPECT_NE(second.error().sentence.find("an administrator in Northshire"), std::string::npos)
        << second.error().sentence;
    EXPECT_EQ(second.error().sentence.find("Jane"), std::string::npos) << "it may reach a log";
  }
  const auto signed_in = bench.service->sign_in("j.smith", Workbench::kPassword);
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->info.name, "Jane Smith");
  EXPECT_EQ(signed_in->info.authorities.size(), 1u);
  bench.add("a.other", "Another Administrator", Role::administrator);
  ASSERT_TRUE(bench.service->accounts().disable("j.smith", bench.authority));
  EXPECT_FALSE(
      bench.service->accounts().add("j.smith", "Jane Smith", kNew, bench.authority, Role::viewer));
  EXPECT_FALSE(bench.service->sign_in("j.smith", kNew));
}

TEST(OtherAccounts, each_act_is_bound_to_an_authority_in_which_the_account_has_a_role) {
  Door bench;
  const auto elsewhere = bench.add_authority("Southshire");
  bench.add("j.smith", "Jane Smith", Role::administrator);
  Accounts& accounts = bench.service->accounts();
  for (const auto& refused :
       {accounts.give_password("j.smith", elsewhere, kNew),
        accounts.revoke_role("j.smith", elsewhere), accounts.disable("j.smith", elsewhere),
        accounts.enable("j.smith", elsewhere), accounts.unlock("j.smith", elsewhere)}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
    EXPECT_NE(refused.error().sentence.find("an administrator in Northshire"), std::string::npos)
        << refused.error().sentence;
  }
  EXPECT_TRUE(bench.service->sign_in("j.smith", Workbench::kPassword));
}

TEST(OtherAccounts, nothing_but_enabling_brings_a_disabled_account_back) {
  Door bench;
  bench.add("akhan", "A Khan");
  Accounts& accounts = bench.service->accounts();
  ASSERT_TRUE(accounts.disable("akhan", bench.authority));
  ASSERT_TRUE(accounts.give_password("akhan", bench.authority, kNew, PasswordIs::own));
  ASSERT_TRUE(accounts.give_role("akhan", bench.authority, Role::manager));
  ASSERT_TRUE(accounts.unlock("akhan", bench.authority));
  EXPECT_FALSE(bench.service->sign_in("akhan", kNew));
  ASSERT_TRUE(accounts.revoke_role("akhan", bench.authority));
  ASSERT_TRUE(accounts.give_role("akhan", bench.authority, Role::viewer));
  EXPECT_FALSE(bench.service->sign_in("akhan", kNew));
  ASSERT_TRUE(accounts.enable("akhan", bench.authority));
  EXPECT_TRUE(bench.service->sign_in("akhan", kNew));
}

TEST(OtherAccounts, an_operator_unlocks_a_name) {
  Door bench;
  bench.add("akhan", "A Khan");
  bench.try_wrongly(5, "akhan", kOffice);
  EXPECT_TRUE(bench.service->accounts().find("akhan")->locked);
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, kOffice), ErrorKind::too_many);
  EXPECT_FALSE(bench.service->accounts().unlock("akhan", bench.authority)->locked);
  EXPECT_TRUE(bench.service->sign_in("akhan", Workbench::kPassword, kOffice));
}

TEST(OtherAccounts, a_role_taken_away_ends_the_sessions_in_that_authority) {
  Door bench;
  bench.add("akhan", "A Khan");
  const auto signed_in = bench.service->sign_in("akhan", Workbench::kPassword, kOffice);
  ASSERT_TRUE(signed_in);
  ASSERT_TRUE(bench.service->accounts().revoke_role("akhan", bench.authority));
  EXPECT_FALSE(bench.service->actor(signed_in->token));
  EXPECT_EQ(bench.refused("akhan", Workbench::kPassword, kOffice), ErrorKind::not_allowed);
}

}  // namespace homeward::tests

// Accounts, roles, sessions, wrong tries and the security log, as both databases keep them.
#include <algorithm>

#include "database.hpp"
#include "service/account_store.hpp"

namespace homeward::store::testing {
namespace {

using service::Account;
using service::Begun;
using service::CountKey;
using service::CountRule;
using service::kAny;
using service::Role;
using service::SecurityAct;
using service::SecurityEvent;
using service::Session;

class Accounts : public StoreTest {
 protected:
  service::AccountStore& desk() { return store_->account_store(); }

  Account new_account(const std::string& name, Role role = Role::viewer) {
    Account account;
    account.sign_in_name = name;
    account.name = PrivateText{"Ada Khan"};
    account.initials = "AK";
    account.password_hash = "$argon2id$…";
    account.worker = WorkerId{4};
    account.must_change_password = true;
    auto added = desk().add(account, here_.id, role, told(SecurityAct::account_added, {}));
    if (!added) ADD_FAILURE() << added.error().sentence;
    return added ? *added : account;
  }
  static SecurityEvent told(SecurityAct act, AccountId account) {
    return {moment(5), act, account, {}, {}, "192.0.2.7", std::nullopt};
  }
  Account now(const Account& account) { return **store_->account(account.id); }

  Session new_session(const Account& account, const std::string& hash) {
    Session session;
    session.token_hash = hash;
    session.csrf_token = "csrf";
    session.account = account.id;
    session.authority = here_.id;
    session.started_at = moment(1);
    session.last_seen_at = moment(2);
    session.ends_at = moment(300);
    session.address = "192.0.2.7";
    session.device = "Edge on Windows";
    return session;
  }
  Begun begin(const Account& account, const std::string& hash, const std::string& checked,
              const std::vector<CountKey>& keys = {}) {
    const auto begun = desk().begin_session(new_session(account, hash), checked, keys,
                                            told(SecurityAct::signed_in, account.id));
    EXPECT_TRUE(begun) << (begun ? "" : begun.error().sentence);
    return begun.value_or(Begun::changed);
  }
  Begun begin(const Account& account, const std::string& hash) {
    return begin(account, hash, now(account).password_hash);
  }
  std::vector<SecurityAct> acts(AuthorityId authority) {
    std::vector<SecurityAct> found;
    const auto events = desk().security_events(authority, 100);
    if (!events) ADD_FAILURE() << events.error().sentence;
    if (events)
      for (const SecurityEvent& event : *events) found.push_back(event.act);
    return found;
  }
};

TEST_P(Accounts, AreFoundByNameAndId) {
  const auto account = new_account("a.khan");
  ASSERT_TRUE(account.id);
  EXPECT_EQ(store_->account_named("b.khan")->has_value(), false);
  EXPECT_EQ(store_->account(AccountId{99})->has_value(), false);
  const auto by_name = store_->account_named("a.khan");
  ASSERT_TRUE(by_name && *by_name);
  const Account& found = **by_name;
  EXPECT_EQ(found.id, account.id);
  EXPECT_EQ(found.name.reveal(), "Ada Khan");
  EXPECT_EQ(found.initials, "AK");
  EXPECT_EQ(found.password_hash, "$argon2id$…");
  EXPECT_EQ(found.worker, WorkerId{4});
  EXPECT_FALSE(found.disabled);
  EXPECT_TRUE(found.must_change_password);
  EXPECT_EQ(found.last_signed_in_at, std::nullopt);
}

TEST_P(Accounts, ASignInNameBelongsToOneAccountAndASecondIsRefusedWhole) {
  const auto first = new_account("a.khan", Role::administrator);
  Account again;
  again.sign_in_name = "a.khan";
  again.password_hash = "another";
  EXPECT_EQ(
      desk().add(again, there_.id, Role::viewer, told(SecurityAct::account_added, {})).error().kind,
      ErrorKind::conflict);
  EXPECT_EQ(now(first).password_hash, first.password_hash);
  EXPECT_EQ(store_->grants(first.id)->size(), 1u);
  EXPECT_TRUE(acts(there_.id).empty());
}

TEST_P(Accounts, EachChangeWritesWhatItNamesAndNothingElse) {
  const auto account = new_account("a.khan");
  ASSERT_TRUE(desk().set_disabled(account.id, true, told(SecurityAct::disabled, account.id)));
  ASSERT_TRUE(desk().set_password(account.id, "second", false, {}, {},
                                  told(SecurityAct::password_given, account.id)));
  ASSERT_TRUE(desk().give_role({account.id, there_.id, Role::manager},
                               told(SecurityAct::role_given, account.id)));
  EXPECT_TRUE(now(account).disabled) << "only enabling enables";
  EXPECT_EQ(now(account).password_hash, "second");
  EXPECT_FALSE(now(account).must_change_password);
  ASSERT_TRUE(desk().set_disabled(account.id, false, told(SecurityAct::enabled, account.id)));
  EXPECT_FALSE(now(account).disabled);
  EXPECT_EQ(now(account).password_hash, "second");
  ASSERT_TRUE(
      desk().set_worker(account.id, WorkerId{7}, told(SecurityAct::worker_set, account.id)));
  EXPECT_EQ(now(account).worker, WorkerId{7});
  EXPECT_EQ(now(account).password_hash, "second");
  EXPECT_EQ(acts(here_.id).front(), SecurityAct::worker_set);
  ASSERT_TRUE(desk().set_worker(account.id, {}, told(SecurityAct::worker_set, account.id)));
  EXPECT_FALSE(now(account).worker);
  EXPECT_EQ(desk().set_disabled(AccountId{99}, true, told(SecurityAct::disabled, {})).error().kind,
            ErrorKind::not_found);
}

TEST_P(Accounts, APasswordIsReplacedOnlyIfItIsStillTheOneThatWasChecked) {
  const auto account = new_account("a.khan");
  const auto told_changed = told(SecurityAct::password_changed, account.id);
  EXPECT_FALSE(*desk().set_password(account.id, "mine", false, "not that", {}, told_changed));
  EXPECT_EQ(now(account).password_hash, account.password_hash);
  EXPECT_TRUE(
      *desk().set_password(account.id, "mine", false, account.password_hash, {}, told_changed));
  EXPECT_EQ(now(account).password_hash, "mine");
}

TEST_P(Accounts, ARoleIsGivenAndTakenAwayInOneAuthority) {
  const auto account = new_account("a.khan");
  ASSERT_TRUE(desk().give_role({account.id, there_.id, Role::manager},
                               told(SecurityAct::role_given, account.id)));
  ASSERT_TRUE(desk().give_role({account.id, there_.id, Role::viewer},
                               told(SecurityAct::role_given, account.id)));
  ASSERT_EQ(store_->grants(account.id)->size(), 2u);
  EXPECT_EQ(store_->grants(account.id)->at(1).role, Role::viewer);
  EXPECT_EQ(store_->accounts(there_.id)->size(), 1u);
  ASSERT_EQ(begin(account, "here"), Begun::yes);
  auto elsewhere = new_session(account, "there");
  elsewhere.authority = there_.id;
  ASSERT_EQ(*desk().begin_session(elsewhere, account.password_hash, {},
                                  told(SecurityAct::signed_in, account.id)),
            Begun::yes);
  ASSERT_TRUE(
      desk().revoke_role(account.id, there_.id, told(SecurityAct::role_revoked, account.id)));
  EXPECT_EQ(store_->grants(account.id)->size(), 1u);
  EXPECT_TRUE(store_->session("here")->has_value());
  EXPECT_FALSE(store_->session("there")->has_value()) << "sessions in it end";
  EXPECT_EQ(desk()
                .revoke_role(account.id, there_.id, told(SecurityAct::role_revoked, account.id))
                .error()
                .kind,
            ErrorKind::not_found);
  EXPECT_EQ(desk()
                .give_role({AccountId{99}, here_.id, Role::viewer},
                           told(SecurityAct::role_given, account.id))
                .error()
                .kind,
            ErrorKind::not_found);
}

TEST_P(Accounts, SessionsBeginMoveAndEnd) {
  const auto account = new_account("a.khan"), other = new_account("b.khan");
  ASSERT_EQ(begin(account, "h1"), Begun::yes);
  ASSERT_TRUE(desk().prolong_session("h1", moment(20), moment(400)));
  ASSERT_TRUE(desk().move_session("h1", there_.id));
  const auto found = store_->session("h1");
  ASSERT_TRUE(found && *found);
  EXPECT_TRUE((*found)->id);
  EXPECT_EQ((*found)->csrf_token, "csrf");
  EXPECT_EQ((*found)->account, account.id);
  EXPECT_EQ((*found)->authority, there_.id);
  EXPECT_EQ((*found)->started_at, moment(1));
  EXPECT_EQ((*found)->last_seen_at, moment(20));
  EXPECT_EQ((*found)->ends_at, moment(400));
  EXPECT_EQ((*found)->address, "192.0.2.7");
  EXPECT_EQ((*found)->device, "Edge on Windows");
  EXPECT_EQ(now(account).last_signed_in_at, moment(1));

  ASSERT_EQ(begin(account, "h2"), Begun::yes);
  ASSERT_EQ(begin(other, "h3"), Begun::yes);
  const auto sessions = desk().sessions(account.id, moment(30));
  ASSERT_EQ(sessions->size(), 2u);
  EXPECT_EQ(sessions->front().token_hash, "h1") << "the last used first";
  EXPECT_EQ(desk().sessions(account.id, moment(350))->size(), 1u) << "one has ended by itself";
  const auto others = desk().sessions(other.id, moment(30))->front().id;
  const auto ended = told(SecurityAct::session_ended, account.id);
  EXPECT_FALSE(*desk().end_session(account.id, others, ended)) << "nobody ends another's";
  EXPECT_TRUE(*desk().end_session(account.id, sessions->back().id, ended));
  EXPECT_FALSE(store_->session("h2")->has_value());
  ASSERT_TRUE(store_->end_session("h1"));
  ASSERT_TRUE(store_->end_session("never")) << "ending an ended session is no error";
  ASSERT_TRUE(desk().prolong_session("h1", moment(30), moment(400)));
  ASSERT_TRUE(desk().move_session("h1", here_.id));
  EXPECT_FALSE(store_->session("h1")->has_value()) << "a request under way does not bring it back";
}

TEST_P(Accounts, DisablingAndANewPasswordEndTheSessions) {
  const auto account = new_account("a.khan");
  begin(account, "h1");
  begin(account, "h2");
  ASSERT_TRUE(desk().set_password(account.id, "mine", false, {}, "h2",
                                  told(SecurityAct::password_changed, account.id)));
  EXPECT_FALSE(store_->session("h1")->has_value());
  EXPECT_TRUE(store_->session("h2")->has_value()) << "the one that changed it goes on";
  ASSERT_TRUE(desk().set_disabled(account.id, true, told(SecurityAct::disabled, account.id)));
  EXPECT_FALSE(store_->session("h2")->has_value());
}

TEST_P(Accounts, NoSessionBeginsOnWhatWasCheckedAndHasChanged) {
  const auto account = new_account("a.khan");
  const std::string checked = account.password_hash;
  ASSERT_TRUE(desk().set_password(account.id, "second", false, {}, {},
                                  told(SecurityAct::password_given, account.id)));
  EXPECT_EQ(begin(account, "h1", checked), Begun::changed);
  ASSERT_TRUE(desk().set_disabled(account.id, true, told(SecurityAct::disabled, account.id)));
  EXPECT_EQ(begin(account, "h2", "second"), Begun::changed);
  EXPECT_FALSE(store_->session("h1")->has_value());
  EXPECT_FALSE(store_->session("h2")->has_value());
}

TEST_P(Accounts, WrongTriesAreCountedByNameAndPlaceAndAreForgotten) {
  const auto account = new_account("a.khan");
  const CountKey here{"name", "192.0.2.7"}, there{"name", "192.0.2.8"}, any{"name", kAny};
  const auto fail_at = [&](int second, const CountKey& key, int most = 3) {
    const std::vector<CountRule> rules{{key, most}, {any, 100}};
    return *desk().count_failure(
        rules, {moment(second), moment(second - 60), moment(second + 60)},
        {moment(second), SecurityAct::failed, account.id, {}, {}, key.place, std::nullopt});
  };
  const auto locked = [&](const CountKey& key, int second) {
    return *desk().is_locked(std::vector{key}, moment(second));
  };
  EXPECT_FALSE(fail_at(100, here));
  EXPECT_FALSE(fail_at(101, here));
  EXPECT_FALSE(fail_at(102, there)) << "counted for itself";
  EXPECT_FALSE(locked(here, 103));
  EXPECT_TRUE(fail_at(103, here));
  EXPECT_TRUE(locked(here, 104));
  EXPECT_FALSE(locked(there, 104)) << "a lock is of one place";
  EXPECT_EQ(*desk().locked_names(moment(104)), std::set<std::string>{"name"});
  EXPECT_EQ(begin(account, "h1", account.password_hash, {here}), Begun::locked)
      << "the right password, guessed while it was being locked";
  EXPECT_FALSE(locked(here, 163));
  EXPECT_TRUE(desk().locked_names(moment(163))->empty());
  EXPECT_FALSE(fail_at(170, here)) << "and it begins again";

  EXPECT_FALSE(fail_at(171, here));
  EXPECT_FALSE(fail_at(300, here)) << "older ones are forgotten";
  EXPECT_FALSE(fail_at(301, here));
  EXPECT_EQ(begin(account, "h2", account.password_hash, {there}), Begun::yes);
  EXPECT_TRUE(fail_at(302, here)) << "signing in elsewhere clears nothing here";
  ASSERT_TRUE(desk().unlock("name", told(SecurityAct::unlocked, account.id)));
  EXPECT_FALSE(locked(here, 303));
}

TEST_P(Accounts, SigningInClearsTheCountOfItsPlace) {
  const auto account = new_account("a.khan");
  const CountKey key{"name", "192.0.2.7"};
  const auto one_more = [&] {
    return *desk().count_failure(std::vector<CountRule>{{key, 2}},
                                 {moment(1), moment(0), moment(9)},
                                 told(SecurityAct::failed, account.id));
  };
  EXPECT_FALSE(one_more());
  EXPECT_EQ(begin(account, "h1", account.password_hash, {key}), Begun::yes);
  EXPECT_FALSE(one_more());
  EXPECT_TRUE(one_more());
}

TEST_P(Accounts, TheSecurityLogIsOfThoseWhoseAuthorityItWas) {
  const auto account = new_account("a.khan");
  auto given = told(SecurityAct::role_given, account.id);
  given.authority = there_.id;
  given.role = Role::manager;
  ASSERT_TRUE(desk().give_role({account.id, there_.id, Role::manager}, given));
  ASSERT_TRUE(desk().log(told(SecurityAct::signed_in, account.id)));
  using Acts = std::vector<SecurityAct>;
  EXPECT_EQ(acts(here_.id), (Acts{SecurityAct::signed_in, SecurityAct::account_added}));
  EXPECT_EQ(acts(there_.id), (Acts{SecurityAct::signed_in, SecurityAct::role_given}));
  auto revoked = told(SecurityAct::role_revoked, account.id);
  revoked.authority = there_.id;
  ASSERT_TRUE(desk().revoke_role(account.id, there_.id, revoked));
  ASSERT_TRUE(desk().log(told(SecurityAct::failed, account.id)));
  EXPECT_EQ(acts(there_.id).front(), SecurityAct::role_revoked) << "what was, stays; no more comes";
  // A name without an account is nobody's: each authority's administrators see that it was tried.
  ASSERT_TRUE(desk().log(told(SecurityAct::failed, {})));
  EXPECT_EQ(acts(there_.id).front(), SecurityAct::failed);
  const auto events = desk().security_events(here_.id, 1);
  ASSERT_EQ(events->size(), 1u);
  EXPECT_FALSE(events->front().account);
  EXPECT_EQ(events->front().address, "192.0.2.7");
  EXPECT_EQ(events->front().at, moment(5));
}

TEST_P(Accounts, EndedSessionsAndForgottenTriesAreDeleted) {
  const auto account = new_account("a.khan");
  begin(account, "h1");
  ASSERT_TRUE(desk().prolong_session("h1", moment(2), moment(900)));
  begin(account, "h2");  // ends at 300
  const std::vector<CountRule> rules{{{"name", "a"}, 9}};
  ASSERT_TRUE(desk().count_failure(rules, {moment(1), moment(0), moment(60)},
                                   told(SecurityAct::failed, account.id)));
  ASSERT_TRUE(desk().tidy(moment(300), moment(100)));
  EXPECT_TRUE(store_->session("h1")->has_value());
  EXPECT_FALSE(store_->session("h2")->has_value());
}

TEST_P(Accounts, ASecretIsTheOneThatWasKeptFirst) {
  EXPECT_EQ(*desk().secret("sign-in", "one"), "one");
  EXPECT_EQ(*desk().secret("sign-in", "two"), "one");
  EXPECT_EQ(*desk().secret("other", "two"), "two");
}

TEST_P(Accounts, SessionsThatMayBeUsedAreToldForAllAtOnce) {
  const auto first = new_account("a.khan"), second = new_account("b.khan");
  EXPECT_EQ(begin(first, "h1"), Begun::yes);
  EXPECT_EQ(begin(second, "h2"), Begun::yes);
  const auto open = [&](int now) {
    auto told = store_->open_sessions(moment(now));
    if (!told) ADD_FAILURE() << told.error().sentence;
    std::sort(told->begin(), told->end());
    return *told;
  };
  EXPECT_EQ(open(10), (std::vector<std::string>{"h1", "h2"}));
  EXPECT_TRUE(open(300).empty()) << "they have ended";
  ASSERT_TRUE(desk().set_disabled(first.id, true, told(SecurityAct::disabled, first.id)));
  EXPECT_EQ(open(10), std::vector<std::string>{"h2"});
  ASSERT_TRUE(desk().revoke_role(second.id, here_.id, told(SecurityAct::role_revoked, second.id)));
  EXPECT_TRUE(open(10).empty());
}

HOMEWARD_ON_EACH_DATABASE(Accounts);

class KeptAccounts : public Accounts {};

TEST_P(KeptAccounts, TheSecurityLogCanOnlyGrow) {
  new_account("a.khan");
  for (const char* sql : {"UPDATE security_event SET address = 'x'", "DELETE FROM security_event"})
    EXPECT_ANY_THROW(database_->execute(sql)) << sql;
  EXPECT_EQ(acts(here_.id).size(), 1u);
}

HOMEWARD_ON_EACH_KEPT_DATABASE(KeptAccounts);

}  // namespace
}  // namespace homeward::store::testing

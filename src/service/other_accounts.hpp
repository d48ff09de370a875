// Other people's accounts, as the command line manages them: the operating system has decided who
// may run it. Each act is about an authority in which the account has a role, and gives the account
// as it is afterwards. Only enable() brings back an account that was disabled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/account_store.hpp"
#include "service/passwords.hpp"

namespace homeward::service {

class SignInKeys;
struct Settings;

enum class NoAdministrator { refused, accepted };

enum class PasswordIs { first, own };  // a first one is to be changed at the first sign-in

struct AccountRole {
  care::Authority authority;
  Role role = Role::viewer;
};
struct AccountState {
  Account account;
  std::vector<AccountRole> roles;
  bool locked = false;  // somewhere, for a while

  // The worker that the account is in one of these authorities; its id is 0 for none.
  care::Worker worker;

  std::optional<Role> role_in(AuthorityId authority) const;
  // "a manager in Alphashire and a viewer in Betashire", without `but`; empty if there are none.
  std::string roles_in_words(AuthorityId but = {}) const;
};

class Accounts {
 public:
  Accounts(Store& store, const WallClock& clock, const Settings& settings, SignInKeys& keys)
      : store_(store), clock_(clock), settings_(settings), keys_(keys) {}

  // Finds an account in any authority; not_found if there is none.
  Result<AccountState> find(std::string_view sign_in_name);
  // not_found, with the authorities to name, if the account has no role in this one.
  Result<AccountState> find_in(AuthorityId authority, std::string_view sign_in_name);
  Result<std::vector<AccountState>> list(AuthorityId authority);

  // conflict, saying whose it is, if there is an account of that name in any authority.
  Result<AccountState> add(std::string_view sign_in_name, std::string_view person,
                           std::string_view password, AuthorityId authority, Role role,
                           PasswordIs password_is = PasswordIs::first);
  // Ends the sessions. A disabled account stays so.
  Result<AccountState> give_password(std::string_view sign_in_name, AuthorityId authority,
                                     std::string_view password,
                                     PasswordIs password_is = PasswordIs::first);
  // Below, `without`: go on although an authority is left without an administrator who can sign in;
  // otherwise a conflict, which says so.
  // Works also for somebody who has a role only in another authority: ask find() before.
  Result<AccountState> give_role(std::string_view sign_in_name, AuthorityId authority, Role role,
                                 NoAdministrator without = NoAdministrator::refused);
  // `number`: of a worker of that authority, as the return gives it (SW_ID); empty: the account is
  // no worker. not_found if there is no such worker, conflict if another account is that worker.
  Result<AccountState> set_worker(std::string_view sign_in_name, AuthorityId authority,
                                  std::string_view number);
  Result<AccountState> revoke_role(std::string_view sign_in_name, AuthorityId authority,
                                   NoAdministrator without = NoAdministrator::refused);
  // Concerns every authority in which the account has a role.
  Result<AccountState> disable(std::string_view sign_in_name, AuthorityId authority,
                               NoAdministrator without = NoAdministrator::refused);
  Result<AccountState> enable(std::string_view sign_in_name, AuthorityId authority);
  // Forgets the wrong tries of that name, wherever they came from.
  Result<AccountState> unlock(std::string_view sign_in_name, AuthorityId authority);

 private:
  Result<AccountState> state_of(Account account);
  // A conflict if without this account an authority has no administrator who can sign in; of all
  // authorities if none is named.
  Status keep_administrators(const AccountState& state, std::optional<AuthorityId> authority);
  SecurityEvent event(SecurityAct act, AccountId account) const;
  Status check_password(std::string_view password, const Account& account) const;

  Store& store_;
  const WallClock& clock_;
  const Settings& settings_;
  SignInKeys& keys_;
};

// The account with this name, in any spelling that text::same_name takes as the same.
Result<std::optional<Account>> account_of(Store& store, std::string_view typed);

}  // namespace homeward::service

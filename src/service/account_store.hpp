// The port through which accounts, roles, sessions and counts of wrong tries change. Each method
// writes what it names and nothing else, in one transaction with its entry in the security log. No
// method writes back a whole account that was read earlier.
#pragma once

#include <set>
#include <span>

#include "service/ports.hpp"

namespace homeward::service {

enum class SecurityAct : std::uint8_t {
  account_added,
  signed_in,
  failed,
  locked,
  unlocked,
  disabled,
  enabled,
  password_given,    // by somebody else
  password_changed,  // by its owner
  role_given,
  role_revoked,
  signed_out,
  session_ended,  // by its owner, from another one
  worker_set
};
constexpr auto names_of(SecurityAct) {
  return named<SecurityAct>("account added", "signed in", "failed", "locked", "unlocked",
                            "disabled", "enabled", "password given", "password changed",
                            "role given", "role revoked", "signed out", "session ended",
                            "worker set");
}

struct SecurityEvent {
  Moment at{};
  SecurityAct act = SecurityAct::failed;
  AccountId account;      // whom it concerns; 0: a name without an account
  AccountId by;           // who did it to somebody else; 0: nobody signed in, see the address
  AuthorityId authority;  // of a role; otherwise 0: all that the account has a role in
  std::string address;    // of the network, or "command line"
  std::optional<Role> role;
};

// What is counted: wrong tries for a name from a place. kAny stands for every name, or every place.
struct CountKey {
  std::string name, place;
};
inline constexpr const char* kAny = "*";
struct CountRule {
  CountKey key;
  int most = 0;  // with so many it is locked
};
struct CountTerms {
  Moment now{};
  Moment forgotten_before{};  // a count whose last failure is older begins again
  Moment locked_until{};
};

enum class Begun : std::uint8_t {
  yes,
  changed,  // the account was disabled or its password changed since it was checked
  locked
};

class AccountStore {
 public:
  virtual ~AccountStore() = default;

  // A new account with its first role. conflict if there is one of that sign-in name.
  virtual Result<Account> add(const Account& account, AuthorityId authority, Role role,
                              const SecurityEvent& event) = 0;
  // Ends the account's sessions except `kept_session` (may be empty). With `checked_hash` (may be
  // empty) the password is set only if the present one is still that one; false: it is not, and
  // nothing was written.
  virtual Result<bool> set_password(AccountId account, const std::string& hash, bool must_change,
                                    const std::string& checked_hash,
                                    const std::string& kept_session,
                                    const SecurityEvent& event) = 0;
  // Disabling ends the sessions.
  virtual Status set_disabled(AccountId account, bool disabled, const SecurityEvent& event) = 0;
  // Which worker of an authority's list the person is; 0: none.
  virtual Status set_worker(AccountId account, WorkerId worker, const SecurityEvent& event) = 0;
  // The workers of the authority's list, by id.
  virtual Result<std::vector<care::Worker>> workers(AuthorityId authority) = 0;
  virtual Status give_role(const Grant& grant, const SecurityEvent& event) = 0;
  // Ends the sessions in that authority.
  virtual Status revoke_role(AccountId account, AuthorityId authority,
                             const SecurityEvent& event) = 0;

  // Wrong tries.
  virtual Result<bool> is_locked(std::span<const CountKey> keys, Moment now) = 0;
  // Adds one to each count; true if one of them is locked by it, which the security log then says
  // too.
  virtual Result<bool> count_failure(std::span<const CountRule> rules, const CountTerms& terms,
                                     const SecurityEvent& event) = 0;
  // Every count of that name.
  virtual Status unlock(const std::string& name_key, const SecurityEvent& event) = 0;
  virtual Result<std::set<std::string>> locked_names(Moment now) = 0;

  // Writes the session only if, in the same transaction, the account is not disabled, its password
  // is still `checked_hash` and none of `keys` is locked; then the count of the first key is
  // cleared.
  virtual Result<Begun> begin_session(const Session& session, const std::string& checked_hash,
                                      std::span<const CountKey> keys,
                                      const SecurityEvent& event) = 0;
  // Prolongs a session that has not ended meanwhile; otherwise writes nothing.
  virtual Status prolong_session(const std::string& token_hash, Moment last_seen_at,
                                 Moment ends_at) = 0;
  virtual Status move_session(const std::string& token_hash, AuthorityId authority) = 0;
  // The sessions that have not ended, the last used first.
  virtual Result<std::vector<Session>> sessions(AccountId account, Moment now) = 0;
  // False if the account has no such session.
  virtual Result<bool> end_session(AccountId account, SessionId session,
                                   const SecurityEvent& event) = 0;

  // Newest first: the events of the authority, and those of names without an account.
  virtual Result<std::vector<SecurityEvent>> security_events(AuthorityId authority, int limit) = 0;
  virtual Status log(const SecurityEvent& event) = 0;

  // The secret of that name. `proposal` is stored and given if there was none.
  virtual Result<std::string> secret(const std::string& name, const std::string& proposal) = 0;

  // Deletes sessions that have ended, and old counts that lock nothing.
  virtual Status tidy(Moment now, Moment forgotten_before) = 0;
};

}  // namespace homeward::service

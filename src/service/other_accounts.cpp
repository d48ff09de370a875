#include "service/other_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "service/secrets.hpp"
#include "service/service.hpp"
#include "service/sign_in_keys.hpp"

namespace homeward::service {

namespace {

std::string initials_of(const std::string& person) {
  std::string initials;
  for (const auto part : text::split(person, ' '))
    if (!part.empty() && initials.size() < 4) initials += text::upper(part.substr(0, 1));
  return initials;
}

const char* article_for(Role role) {
  return role == Role::administrator ? "an " : "a ";
}

}  // namespace

std::optional<Role> AccountState::role_in(AuthorityId authority) const {
  for (const AccountRole& one : roles)
    if (one.authority.id == authority) return one.role;
  return std::nullopt;
}

std::string AccountState::roles_in_words(AuthorityId but) const {
  std::vector<std::string> words;
  for (const AccountRole& one : roles)
    if (one.authority.id != but)
      words.push_back(article_for(one.role) + std::string(to_text(one.role)) + " in " +
                      one.authority.name);
  if (words.size() < 2) return text::join(words, "");
  const std::string last = std::move(words.back());
  words.pop_back();
  return text::join(words, ", ") + " and " + last;
}

// Accounts made before names were kept as text::same_name gives them are found by comparing; when
// several fit, the one written exactly so.
Result<std::optional<Account>> account_of(Store& store, std::string_view typed) {
  const std::string name = text::same_name(typed);
  auto exact = store.account_named(name);
  if (!exact || *exact) return exact;
  auto written = store.account_named(text::lower(text::trim(typed)));
  if (!written || *written) return written;
  const auto authorities = store.authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  std::optional<Account> found;
  for (const care::Authority& authority : *authorities) {
    auto accounts = store.accounts(authority.id);
    if (!accounts) return tl::unexpected(accounts.error());
    for (Account& account : *accounts) {
      if (text::same_name(account.sign_in_name) != name) continue;
      if (found && found->id != account.id) return std::optional<Account>();
      found = std::move(account);
    }
  }
  return found;
}

Result<AccountState> Accounts::state_of(Account account) {
  AccountState state;
  state.account = std::move(account);
  const auto authorities = store_.authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  const auto grants = store_.grants(state.account.id);
  if (!grants) return tl::unexpected(grants.error());
  for (const Grant& grant : *grants)
    for (const care::Authority& authority : *authorities)
      if (authority.id == grant.authority) state.roles.push_back({authority, grant.role});
  for (const AccountRole& one : state.roles) {
    if (!state.account.worker) break;
    auto workers = store_.account_store().workers(one.authority.id);
    if (!workers) return tl::unexpected(workers.error());
    for (care::Worker& worker : *workers)
      if (worker.id == state.account.worker) state.worker = std::move(worker);
  }
  auto key = keys_.name_key(state.account.sign_in_name);
  if (!key) return tl::unexpected(key.error());
  const auto locked = store_.account_store().locked_names(clock_.now());
  if (!locked) return tl::unexpected(locked.error());
  state.locked = locked->contains(*key);
  return state;
}

SecurityEvent Accounts::event(SecurityAct act, AccountId account) const {
  return {clock_.now(), act, account, {}, {}, "command line", std::nullopt};
}

Status Accounts::check_password(std::string_view password, const Account& account) const {
  if (auto fault = password_fault(password, account.sign_in_name, account.name.reveal(),
                                  settings_.passwords))
    return fail(ErrorKind::invalid_input, *fault + " Nothing was changed.");
  return {};
}

Result<AccountState> Accounts::find(std::string_view sign_in_name) {
  auto found = account_of(store_, sign_in_name);
  if (!found) return tl::unexpected(found.error());
  if (!*found)
    return fail(ErrorKind::not_found, fmt::format("There is no account “{}”. “homeward user list” "
                                                  "shows those of an authority.",
                                                  text::trim(sign_in_name)));
  return state_of(std::move(**found));
}

Result<AccountState> Accounts::find_in(AuthorityId authority, std::string_view sign_in_name) {
  auto state = find(sign_in_name);
  if (!state || state->role_in(authority)) return state;
  const std::string elsewhere = state->roles_in_words();
  return fail(
      ErrorKind::not_found,
      elsewhere.empty()
          ? fmt::format("“{}” has no role in any authority. Nothing was changed; give one by "
                        "“homeward user role”.",
                        state->account.sign_in_name)
          : fmt::format("“{}” has no role in this authority, but is {}. Nothing was changed; if "
                        "you mean that person, name that authority with --authority.",
                        state->account.sign_in_name, elsewhere));
}

Result<std::vector<AccountState>> Accounts::list(AuthorityId authority) {
  auto accounts = store_.accounts(authority);
  if (!accounts) return tl::unexpected(accounts.error());
  std::vector<AccountState> states;
  for (Account& account : *accounts) {
    auto state = state_of(std::move(account));
    if (!state) return tl::unexpected(state.error());
    states.push_back(std::move(*state));
  }
  return states;
}

Result<AccountState> Accounts::add(std::string_view sign_in_name, std::string_view person,
                                   std::string_view password, AuthorityId authority, Role role,
                                   PasswordIs password_is) {
  Account account;
  account.sign_in_name = text::same_name(sign_in_name);
  account.name = PrivateText(std::string(text::trim(person)));
  if (account.sign_in_name.empty() || text::characters(account.sign_in_name) > 100)
    return fail(ErrorKind::invalid_input, "A sign-in name has 1 to 100 characters.");
  auto existing = account_of(store_, sign_in_name);
  if (!existing) return tl::unexpected(existing.error());
  if (*existing) {
    auto state = state_of(std::move(**existing));
    if (!state) return tl::unexpected(state.error());
    const std::string roles = state->roles_in_words();
    return fail(ErrorKind::conflict,
                fmt::format("There is already an account “{}”: {}{}. Nothing was changed. For "
                            "another person choose another sign-in name; to give this one a role "
                            "or a new password, see “homeward user --help”.",
                            state->account.sign_in_name,
                            roles.empty() ? "without a role in any authority" : roles,
                            state->account.disabled ? ", disabled" : ""));
  }
  if (auto right = check_password(password, account); !right) return tl::unexpected(right.error());
  account.initials = initials_of(account.name.reveal());
  account.password_hash = secrets::hash_password(password, settings_.password_cost);
  account.must_change_password = password_is == PasswordIs::first;
  SecurityEvent told = event(SecurityAct::account_added, {});
  told.authority = authority;
  told.role = role;
  auto added = store_.account_store().add(account, authority, role, told);
  if (!added) return tl::unexpected(added.error());
  return state_of(std::move(*added));
}

Result<AccountState> Accounts::give_password(std::string_view sign_in_name, AuthorityId authority,
                                             std::string_view password, PasswordIs password_is) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  const AccountId id = state->account.id;
  if (auto right = check_password(password, state->account); !right)
    return tl::unexpected(right.error());
  if (auto given = store_.account_store().set_password(
          id, secrets::hash_password(password, settings_.password_cost),
          password_is == PasswordIs::first, {}, {}, event(SecurityAct::password_given, id));
      !given)
    return tl::unexpected(given.error());
  return find(sign_in_name);
}

Status Accounts::keep_administrators(const AccountState& state,
                                     std::optional<AuthorityId> authority) {
  if (state.account.disabled) return {};
  for (const AccountRole& one : state.roles) {
    if (one.role != Role::administrator || (authority && one.authority.id != *authority)) continue;
    const auto accounts = list(one.authority.id);
    if (!accounts) return tl::unexpected(accounts.error());
    const bool another =
        std::any_of(accounts->begin(), accounts->end(), [&](const AccountState& other) {
          return other.account.id != state.account.id && !other.account.disabled &&
                 other.role_in(one.authority.id) == Role::administrator;
        });
    if (!another)
      return fail(ErrorKind::conflict,
                  fmt::format("“{}” is the last administrator of {} who can sign in: nobody could "
                              "read its access log or its sign-ins any more. Nothing was changed. "
                              "Make somebody else an administrator first (“homeward user role NAME "
                              "--role administrator”), or add --no-administrator-left.",
                              state.account.sign_in_name, one.authority.name));
  }
  return {};
}

Result<AccountState> Accounts::give_role(std::string_view sign_in_name, AuthorityId authority,
                                         Role role, NoAdministrator without) {
  auto state = find(sign_in_name);
  if (!state) return state;
  if (role != Role::administrator && without == NoAdministrator::refused)
    if (auto kept = keep_administrators(*state, authority); !kept)
      return tl::unexpected(kept.error());
  SecurityEvent told = event(SecurityAct::role_given, state->account.id);
  told.authority = authority;
  told.role = role;
  if (auto given = store_.account_store().give_role({state->account.id, authority, role}, told);
      !given)
    return tl::unexpected(given.error());
  return find(sign_in_name);
}

Result<AccountState> Accounts::set_worker(std::string_view sign_in_name, AuthorityId authority,
                                          std::string_view number) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  const std::string wanted(text::trim(number));
  WorkerId worker;
  if (!wanted.empty()) {
    const auto workers = store_.account_store().workers(authority);
    if (!workers) return tl::unexpected(workers.error());
    for (const care::Worker& one : *workers)
      if (text::upper(one.number.reveal()) == text::upper(wanted)) worker = one.id;
    if (!worker)
      return fail(ErrorKind::not_found,
                  "No worker of this authority has that number. It is what the return calls SW_ID; "
                  "workers are known once a return or an extract that names them has been "
                  "imported. Nothing was changed.");
    const auto accounts = store_.accounts(authority);
    if (!accounts) return tl::unexpected(accounts.error());
    for (const Account& other : *accounts)
      if (other.worker == worker && other.id != state->account.id)
        return fail(
            ErrorKind::conflict,
            fmt::format("“{}” is that worker already, and two people cannot be one. Nothing "
                        "was changed; take the worker from that account first (“homeward "
                        "user worker {} --nobody”).",
                        other.sign_in_name, other.sign_in_name));
  }
  const AccountId id = state->account.id;
  if (auto done = store_.account_store().set_worker(id, worker, event(SecurityAct::worker_set, id));
      !done)
    return tl::unexpected(done.error());
  return find(sign_in_name);
}

Result<AccountState> Accounts::revoke_role(std::string_view sign_in_name, AuthorityId authority,
                                           NoAdministrator without) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  if (without == NoAdministrator::refused)
    if (auto kept = keep_administrators(*state, authority); !kept)
      return tl::unexpected(kept.error());
  SecurityEvent told = event(SecurityAct::role_revoked, state->account.id);
  told.authority = authority;
  told.role = state->role_in(authority);
  if (auto revoked = store_.account_store().revoke_role(state->account.id, authority, told);
      !revoked)
    return tl::unexpected(revoked.error());
  return find(sign_in_name);
}

Result<AccountState> Accounts::disable(std::string_view sign_in_name, AuthorityId authority,
                                       NoAdministrator without) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  if (without == NoAdministrator::refused)
    if (auto kept = keep_administrators(*state, std::nullopt); !kept)
      return tl::unexpected(kept.error());
  const AccountId id = state->account.id;
  if (auto done = store_.account_store().set_disabled(id, true, event(SecurityAct::disabled, id));
      !done)
    return tl::unexpected(done.error());
  return find(sign_in_name);
}

Result<AccountState> Accounts::enable(std::string_view sign_in_name, AuthorityId authority) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  const AccountId id = state->account.id;
  if (auto done = store_.account_store().set_disabled(id, false, event(SecurityAct::enabled, id));
      !done)
    return tl::unexpected(done.error());
  return find(sign_in_name);
}

Result<AccountState> Accounts::unlock(std::string_view sign_in_name, AuthorityId authority) {
  auto state = find_in(authority, sign_in_name);
  if (!state) return state;
  const AccountId id = state->account.id;
  auto key = keys_.name_key(state->account.sign_in_name);
  if (!key) return tl::unexpected(key.error());
  if (auto done = store_.account_store().unlock(*key, event(SecurityAct::unlocked, id)); !done)
    return tl::unexpected(done.error());
  return find(sign_in_name);
}

}  // namespace homeward::service

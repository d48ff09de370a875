// Accounts: each command says whom it concerns and what changed, and touches nobody else.
#include <cstdio>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "service/other_accounts.hpp"
#include "service/policy.hpp"
#include "service/secrets.hpp"

namespace homeward::cli {

namespace {

using service::AccountState;
using service::PasswordIs;
using service::Role;

struct Desk {
  Opened opened;
  care::Authority authority;
  service::Accounts& accounts() const { return opened.service->accounts(); }
};

Result<Desk> sit_down(const Place& place, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return tl::unexpected(opened.error());
  auto authority = find_authority(*opened->store, place.authority);
  if (!authority) return tl::unexpected(authority.error());
  return Desk{std::move(*opened), std::move(*authority)};
}

// "Jane Smith (j.smith)"
std::string person(const AccountState& state) {
  const std::string& name = state.account.name.reveal();
  return (name.empty() ? "Somebody without a name" : name) + " (" + state.account.sign_in_name +
         ")";
}

std::string role_here(const AccountState& state, const care::Authority& authority) {
  const auto role = state.role_in(authority.id);
  return (role ? std::string(to_text(*role)) : "no role") + " in " + authority.name;
}

// "Jane Smith (j.smith), manager in Alphashire"
std::string whom(const AccountState& state, const care::Authority& authority) {
  return person(state) + ", " + role_here(state, authority);
}

// What reaches people in other authorities is asked about first.
bool may_reach(const AccountState& state, const care::Authority& authority, const char* what,
               bool yes) {
  const std::string elsewhere = state.roles_in_words(authority.id);
  if (elsewhere.empty()) return true;
  std::printf("%s; elsewhere %s. %s\n", whom(state, authority).c_str(), elsewhere.c_str(), what);
  std::fflush(stdout);
  if (yes || agreed("Go on?")) return true;
  std::fprintf(stderr, "Nothing was changed. Add --yes to do it.\n");
  return false;
}

Result<std::string> new_password(const UserArguments& arguments) {
  if (arguments.generate) return service::secrets::generated_password();
  return read_new_password();
}

// A password that need not be changed is known to somebody else for good.
Result<PasswordIs> password_is(const UserArguments& arguments, const care::Authority& authority) {
  if (!arguments.password_stays) return PasswordIs::first;
  if (authority.synthetic) return PasswordIs::own;
  return fail(ErrorKind::invalid_input,
              "--password-stays is for synthetic authorities. Leave it out: at the first sign-in "
              "the person is asked for a password that nobody else knows.");
}

void print_password(const AccountState& state, const UserArguments& arguments,
                    const std::string& password) {
  if (!arguments.generate) return;
  std::printf("Sign-in name: %s\nPassword:     %s\n", state.account.sign_in_name.c_str(),
              password.c_str());
}

// "the worker Caroline Hazelbeck (SW0012)"
std::string worker_words(const AccountState& state) {
  if (!state.worker.id) return state.account.worker ? "a worker of another authority" : "no worker";
  const std::string& name = state.worker.name.reveal();
  return "the worker " + (name.empty() ? state.worker.number.reveal()
                                       : name + " (" + state.worker.number.reveal() + ")");
}

service::NoAdministrator last_one(const UserArguments& arguments) {
  return arguments.no_administrator_left ? service::NoAdministrator::accepted
                                         : service::NoAdministrator::refused;
}

const char* change_asked(PasswordIs is) {
  return is == PasswordIs::first
             ? "At the next sign-in a password of their own is asked for before anything else."
             : "The password stays as it is.";
}

}  // namespace

int user_add(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  const auto role = parse_name<service::Role>(arguments.role);
  if (!role)
    return refuse({ErrorKind::invalid_input,
                   "--role is one of viewer, practitioner, manager, administrator."});
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto is = password_is(arguments, desk->authority);
  if (!is) return refuse(is.error());
  const auto password = new_password(arguments);
  if (!password) return refuse(password.error());
  const auto added = desk->accounts().add(arguments.sign_in_name, arguments.person, *password,
                                          desk->authority.id, *role, *is);
  if (!added) return refuse(added.error());
  std::printf("Added %s. %s\n", whom(*added, desk->authority).c_str(), change_asked(*is));
  print_password(*added, arguments, *password);
  return 0;
}

int user_password(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto is = password_is(arguments, desk->authority);
  if (!is) return refuse(is.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  if (!may_reach(*before, desk->authority, "The new password is for all of it.", arguments.yes))
    return 1;
  if (!arguments.generate)
    std::fprintf(stderr, "New password for %s.\n", whom(*before, desk->authority).c_str());
  const auto password = new_password(arguments);
  if (!password) return refuse(password.error());
  const auto given =
      desk->accounts().give_password(arguments.sign_in_name, desk->authority.id, *password, *is);
  if (!given) return refuse(given.error());
  std::printf("New password given to %s. Open sessions were ended. %s%s\n",
              whom(*given, desk->authority).c_str(), change_asked(*is),
              given->account.disabled
                  ? " The account stays disabled; “homeward user enable” lets it sign in."
                  : "");
  print_password(*given, arguments, *password);
  return 0;
}

int user_role(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  const auto role = parse_name<service::Role>(arguments.role);
  if (!role)
    return refuse({ErrorKind::invalid_input,
                   "--role is one of viewer, practitioner, manager, administrator."});
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find(arguments.sign_in_name);
  if (!before) return refuse(before.error());
  const std::string added =
      "A role in " + desk->authority.name + " would be given beside that, to the same person.";
  if (!before->role_in(desk->authority.id) &&
      !may_reach(*before, desk->authority, added.c_str(), arguments.yes))
    return 1;
  const auto after = desk->accounts().give_role(arguments.sign_in_name, desk->authority.id, *role,
                                                last_one(arguments));
  if (!after) return refuse(after.error());
  std::printf("%s: was %s, is now %s.%s\n", person(*after).c_str(),
              role_here(*before, desk->authority).c_str(),
              role_here(*after, desk->authority).c_str(),
              after->account.disabled ? " The account stays disabled." : "");
  return 0;
}

int user_worker(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  if (arguments.number.empty() != arguments.nobody)
    return refuse({ErrorKind::invalid_input,
                   "Say who the person is: --number and the worker's number, or --nobody."});
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  const auto after = desk->accounts().set_worker(arguments.sign_in_name, desk->authority.id,
                                                 arguments.nobody ? "" : arguments.number);
  if (!after) return refuse(after.error());
  std::printf("%s: was %s, is now %s.\n", whom(*after, desk->authority).c_str(),
              worker_words(*before).c_str(), worker_words(*after).c_str());
  return 0;
}

int user_revoke(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  const auto after =
      desk->accounts().revoke_role(arguments.sign_in_name, desk->authority.id, last_one(arguments));
  if (!after) return refuse(after.error());
  const std::string left = after->roles_in_words();
  std::printf("%s: was %s, has no role there now; open sessions there were ended. %s\n",
              person(*after).c_str(), role_here(*before, desk->authority).c_str(),
              left.empty() ? "Without a role anywhere nobody can sign in."
                           : ("Still " + left + ".").c_str());
  return 0;
}

int user_disable(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  if (!may_reach(*before, desk->authority,
                 "Disabled, the account cannot sign in there either; to end its role here alone "
                 "use “homeward user revoke”.",
                 arguments.yes))
    return 1;
  const auto after =
      desk->accounts().disable(arguments.sign_in_name, desk->authority.id, last_one(arguments));
  if (!after) return refuse(after.error());
  std::printf("%s: %s disabled. Nobody can sign in with it; open sessions were ended.\n",
              whom(*after, desk->authority).c_str(),
              before->account.disabled ? "was already" : "is now");
  return 0;
}

int user_enable(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  if (!may_reach(*before, desk->authority, "Enabled, the account can sign in there too.",
                 arguments.yes))
    return 1;
  const auto after = desk->accounts().enable(arguments.sign_in_name, desk->authority.id);
  if (!after) return refuse(after.error());
  std::printf("%s: %s, with the password as it was.\n", whom(*after, desk->authority).c_str(),
              before->account.disabled ? "was disabled, can sign in again" : "was not disabled");
  return 0;
}

int user_unlock(const Place& place, const UserArguments& arguments, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto before = desk->accounts().find_in(desk->authority.id, arguments.sign_in_name);
  if (!before) return refuse(before.error());
  const auto after = desk->accounts().unlock(arguments.sign_in_name, desk->authority.id);
  if (!after) return refuse(after.error());
  std::printf("%s: %s; wrong tries of this name are forgotten.%s\n",
              whom(*after, desk->authority).c_str(),
              before->locked ? "was locked, is unlocked" : "was not locked",
              after->account.disabled ? " The account stays disabled." : "");
  return 0;
}

int user_list(const Place& place, const Adapters& adapters) {
  auto desk = sit_down(place, adapters);
  if (!desk) return refuse(desk.error());
  const auto states = desk->accounts().list(desk->authority.id);
  if (!states) return refuse(states.error());
  for (const AccountState& state : *states) {
    const service::Account& account = state.account;
    std::string more =
        account.last_signed_in_at
            ? "last signed in " + desk->opened.service->date_of(*account.last_signed_in_at).iso()
            : "never signed in";
    if (account.disabled) more += ", disabled";
    if (state.locked) more += ", locked";
    if (account.worker) more += ", " + worker_words(state);
    if (account.must_change_password) more += ", first password not changed yet";
    const auto role = state.role_in(desk->authority.id);
    std::printf("%-24s %-14s %s (%s)\n", account.sign_in_name.c_str(),
                std::string(role ? to_text(*role) : "").c_str(), account.name.reveal().c_str(),
                more.c_str());
  }
  return 0;
}

}  // namespace homeward::cli

// Signing in and out, sessions, accounts.
#include <algorithm>

#include "base/text.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

tl::unexpected<Error> wrong_sign_in() {
  return fail(ErrorKind::not_signed_in, "The name or the password is not right.");
}

tl::unexpected<Error> session_ended() {
  return fail(ErrorKind::not_signed_in, "Your session has ended. Sign in again to go on.");
}

tl::unexpected<Error> too_many_tries(const Settings& settings) {
  return fail(ErrorKind::too_many, "There were too many wrong tries. Wait " +
                                       text::plural(settings.lockout_minutes, "minute") +
                                       " and try again, or ask an administrator.");
}

// Names without an account lock as accounts do, so that the lock tells nothing about who is there.
constexpr std::size_t kMostStrangers = 10'000;

bool is_locked(const Account& account, Moment now) {
  return account.locked_until && *account.locked_until > now;
}

void count_failure(Account& account, Moment now, const Settings& settings) {
  if (++account.failed_attempts < settings.lockout_attempts) return;
  account.locked_until = now + minutes(settings.lockout_minutes);
  account.failed_attempts = 0;
}

// What a person may do in one authority, or nothing.
std::optional<Role> role_in(const std::vector<Grant>& grants, AuthorityId authority) {
  for (const Grant& grant : grants)
    if (grant.authority == authority) return grant.role;
  return std::nullopt;
}

struct Opened {
  Session session;
  Account account;
  std::vector<Grant> grants;
  Role role = Role::viewer;
};

// The session behind a token, if it may still be used now.
Result<Opened> open_session(Store& store, Moment now, std::string_view token) {
  if (token.empty()) return session_ended();
  auto session = store.session(secrets::sha256_hex(token));
  if (!session) return tl::unexpected(session.error());
  if (!*session || (*session)->ends_at <= now) return session_ended();
  auto account = store.account((*session)->account);
  if (!account) return tl::unexpected(account.error());
  if (!*account || (*account)->disabled) return session_ended();
  auto grants = store.grants((*account)->id);
  if (!grants) return tl::unexpected(grants.error());
  const auto role = role_in(*grants, (*session)->authority);
  if (!role) return session_ended();
  return Opened{std::move(**session), std::move(**account), std::move(*grants), *role};
}

Result<SessionInfo> info_of(Service& service, Store& store, const WallClock& clock,
                            const Settings& settings, const Opened& opened) {
  auto authorities = store.authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  SessionInfo info;
  info.account = opened.account.id;
  info.name = opened.account.name.reveal();
  info.initials = opened.account.initials;
  info.role = opened.role;
  info.can_edit = may(opened.role, Act::edit);
  info.can_import = may(opened.role, Act::import_data);
  info.can_see_log = may(opened.role, Act::read_access_log);
  info.csrf_token = opened.session.csrf_token;
  info.today = clock.today();
  for (const care::Authority& authority : *authorities) {
    if (authority.id == opened.session.authority) info.authority = authority;
    if (role_in(opened.grants, authority.id))
      info.authorities.push_back({authority.id.value, authority.name});
  }
  for (const journey::Tracker& tracker : settings.config.trackers)
    info.trackers.emplace_back(tracker.id, tracker.name);
  const Actor actor{opened.account.id, opened.session.authority, opened.role,
                    opened.account.initials};
  if (const auto imports = service.imports(actor, 20); imports) {
    const auto last = std::find_if(imports->begin(), imports->end(), [](const ImportSummary& one) {
      return one.state == ImportState::done;
    });
    if (last != imports->end()) {
      info.last_data_on = clock.date_of(last->at);
      info.last_data_words =
          "Data last came in on " + info.last_data_on->words() + " from " + last->source_name;
    }
  }
  return info;
}

}  // namespace

Result<SignedIn> Service::sign_in(std::string_view name, std::string_view password) {
  // The same work is done for a name that does not exist, so that the time tells nothing.
  static const std::string kNobody = secrets::hash_password("nobody has this password");
  const Moment now = rooms_->clock->now();
  const std::string sign_in_name = text::lower(text::trim(name));
  if (password.size() > 1024) return wrong_sign_in();
  auto found = rooms_->store->account_named(sign_in_name);
  if (!found) return tl::unexpected(found.error());
  const bool matches =
      secrets::password_matches(*found ? (*found)->password_hash : kNobody, password);
  if (!*found) {
    const std::lock_guard lock(rooms_->mutex);
    auto& strangers = rooms_->strangers;
    if (strangers.size() > kMostStrangers) strangers.clear();
    Account& stranger = strangers[secrets::sha256_hex(sign_in_name)];
    if (is_locked(stranger, now)) return too_many_tries(rooms_->settings);
    count_failure(stranger, now, rooms_->settings);
    return wrong_sign_in();
  }
  Account account = **found;
  if (is_locked(account, now)) return too_many_tries(rooms_->settings);
  if (!matches || account.disabled) {
    count_failure(account, now, rooms_->settings);
    if (auto saved = rooms_->store->save_account(account); !saved)
      return tl::unexpected(saved.error());
    return wrong_sign_in();
  }
  auto grants = rooms_->store->grants(account.id);
  if (!grants) return tl::unexpected(grants.error());
  if (grants->empty())
    return fail(ErrorKind::not_allowed,
                "Your account has no role in any authority yet. Ask an administrator for one.");
  if (account.failed_attempts > 0 || account.locked_until) {
    account.failed_attempts = 0;
    account.locked_until.reset();
    if (auto saved = rooms_->store->save_account(account); !saved)
      return tl::unexpected(saved.error());
  }
  SignedIn signed_in;
  signed_in.token = secrets::token();
  Session session;
  session.token_hash = secrets::sha256_hex(signed_in.token);
  session.csrf_token = secrets::token();
  session.account = account.id;
  session.authority = grants->front().authority;
  session.started_at = session.last_seen_at = now;
  session.ends_at = now + minutes(rooms_->settings.session_idle_minutes);
  if (auto saved = rooms_->store->save_session(session); !saved)
    return tl::unexpected(saved.error());
  auto info = session_info(signed_in.token);
  if (!info) return tl::unexpected(info.error());
  signed_in.info = std::move(*info);
  return signed_in;
}

Result<Actor> Service::actor(std::string_view token) {
  const Moment now = rooms_->clock->now();
  auto opened = open_session(*rooms_->store, now, token);
  if (!opened) return tl::unexpected(opened.error());
  Session& session = opened->session;
  // Prolonged at most once a minute: looking must not mean writing each time.
  if (now - session.last_seen_at > minutes(1)) {
    session.last_seen_at = now;
    session.ends_at = std::min<Moment>(now + minutes(rooms_->settings.session_idle_minutes),
                                       session.started_at + hours(rooms_->settings.session_hours));
    if (auto saved = rooms_->store->save_session(session); !saved)
      return tl::unexpected(saved.error());
  }
  return Actor{opened->account.id, session.authority, opened->role, opened->account.initials};
}

Result<SessionInfo> Service::session_info(std::string_view token) {
  auto opened = open_session(*rooms_->store, rooms_->clock->now(), token);
  if (!opened) return tl::unexpected(opened.error());
  return info_of(*this, *rooms_->store, *rooms_->clock, rooms_->settings, *opened);
}

Result<SessionInfo> Service::change_authority(std::string_view token, AuthorityId authority) {
  auto opened = open_session(*rooms_->store, rooms_->clock->now(), token);
  if (!opened) return tl::unexpected(opened.error());
  const auto role = role_in(opened->grants, authority);
  if (!role) return fail(ErrorKind::not_found, "There is no such authority that you may work in.");
  opened->session.authority = authority;
  opened->role = *role;
  if (auto saved = rooms_->store->save_session(opened->session); !saved)
    return tl::unexpected(saved.error());
  return info_of(*this, *rooms_->store, *rooms_->clock, rooms_->settings, *opened);
}

bool Service::csrf_matches(std::string_view token, std::string_view csrf_token) {
  const auto session = rooms_->store->session(secrets::sha256_hex(token));
  return session && *session && secrets::equal_in_constant_time((*session)->csrf_token, csrf_token);
}

Status Service::sign_out(std::string_view token) {
  return rooms_->store->end_session(secrets::sha256_hex(token));
}

Actor Service::operator_in(AuthorityId authority) const {
  return {AccountId{}, authority, Role::administrator, ""};
}

Result<Account> Service::add_account(std::string_view sign_in_name, std::string_view name,
                                     std::string_view password, AuthorityId authority, Role role) {
  const std::string lower = text::lower(text::trim(sign_in_name));
  if (lower.empty() || lower.size() > 100)
    return fail(ErrorKind::invalid_input, "A sign-in name has 1 to 100 characters.");
  if (password.size() < 12)
    return fail(ErrorKind::invalid_input, "A password has at least 12 characters.");
  auto existing = rooms_->store->account_named(lower);
  if (!existing) return tl::unexpected(existing.error());
  Account account = *existing ? **existing : Account{};
  account.sign_in_name = lower;
  account.name = PrivateText(std::string(text::trim(name)));
  account.initials.clear();
  for (const auto part : text::split(account.name.reveal(), ' '))
    if (!part.empty() && account.initials.size() < 4)
      account.initials += text::upper(part.substr(0, 1));
  account.password_hash = secrets::hash_password(password);
  account.disabled = false;
  account.failed_attempts = 0;
  account.locked_until.reset();
  auto saved = rooms_->store->save_account(account);
  if (!saved) return saved;
  if (auto granted = rooms_->store->save_grant({saved->id, authority, role}); !granted)
    return tl::unexpected(granted.error());
  if (*existing)
    if (auto ended = rooms_->store->end_sessions_of(saved->id); !ended)
      return tl::unexpected(ended.error());
  return saved;
}

Status Service::disable_account(std::string_view sign_in_name) {
  auto found = rooms_->store->account_named(text::lower(text::trim(sign_in_name)));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorKind::not_found, "There is no account of that name.");
  Account account = **found;
  account.disabled = true;
  if (auto saved = rooms_->store->save_account(account); !saved)
    return tl::unexpected(saved.error());
  return rooms_->store->end_sessions_of(account.id);
}

Result<std::vector<std::pair<Account, Role>>> Service::accounts(AuthorityId authority) {
  auto accounts = rooms_->store->accounts(authority);
  if (!accounts) return tl::unexpected(accounts.error());
  std::vector<std::pair<Account, Role>> out;
  for (Account& account : *accounts) {
    auto grants = rooms_->store->grants(account.id);
    if (!grants) return tl::unexpected(grants.error());
    if (const auto role = role_in(*grants, authority)) out.emplace_back(std::move(account), *role);
  }
  return out;
}

std::string Service::account_label(AccountId account) {
  if (!account) return "system";
  {
    const std::lock_guard lock(rooms_->mutex);
    const auto found = rooms_->labels.find(account.value);
    if (found != rooms_->labels.end()) return found->second;
  }
  const auto found = rooms_->store->account(account);
  if (!found || !*found) return "somebody";
  const std::lock_guard lock(rooms_->mutex);
  return rooms_->labels[account.value] = (*found)->initials;
}

}  // namespace homeward::service

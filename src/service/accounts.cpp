// Sessions: whose they are, how long they last, and signing out.
#include <algorithm>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "service/operator_key.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"
#include "service/wall_clock.hpp"

namespace homeward::service {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

tl::unexpected<Error> session_ended() {
  return fail(ErrorKind::not_signed_in, "Your session has ended. Sign in again to go on.");
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
Result<Opened> open_session(Store& store, const SignedOut& signed_out, Moment now,
                            std::string_view token) {
  if (token.empty()) return session_ended();
  const std::string hash = secrets::sha256_hex(token);
  if (signed_out.contains(hash)) return session_ended();
  auto session = store.session(hash);
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
  info.worker = opened.account.worker;
  info.role = opened.role;
  info.must_change_password = opened.account.must_change_password;
  info.can_edit = role_allows(opened.role, Act::edit);
  info.can_import = role_allows(opened.role, Act::import_data);
  info.can_see_log = role_allows(opened.role, Act::read_access_log);
  info.can_export = role_allows(opened.role, Act::export_data, settings.access);
  info.csrf_token = opened.session.csrf_token;
  info.seconds_left = std::chrono::ceil<std::chrono::seconds>(opened.session.ends_at - clock.now());
  info.today = clock.today();
  for (const care::Authority& authority : *authorities) {
    if (authority.id == opened.session.authority) info.authority = authority;
    if (role_in(opened.grants, authority.id))
      info.authorities.push_back({authority.id.value, authority.name});
  }
  for (const journey::Tracker& tracker : settings.config.trackers)
    info.trackers.emplace_back(tracker.id, tracker.name);
  const Actor actor{
      opened.account.id,       opened.session.authority,  opened.role,
      opened.account.initials, opened.session.token_hash, opened.account.must_change_password};
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

Result<Actor> Service::actor(std::string_view token, Presence presence) {
  const Moment now = rooms_->clock->now();
  auto opened = open_session(*rooms_->store, rooms_->signed_out, now, token);
  if (!opened) return tl::unexpected(opened.error());
  Session& session = opened->session;
  // Prolonged at most once a minute (of a short one, more often): looking must not mean writing
  // each time.
  const std::chrono::milliseconds idle = rooms_->settings.access.session_idle;
  const Moment::duration seldom = std::min<Moment::duration>(minutes(1), idle / 10);
  if (presence == Presence::there && now - session.last_seen_at > seldom) {
    session.last_seen_at = now;
    session.ends_at =
        std::min<Moment>(now + idle, session.started_at + hours(rooms_->settings.session_hours));
    rooms_->prolonging.prolong(session.token_hash, {session.last_seen_at, session.ends_at});
  }
  return Actor{opened->account.id,       session.authority,  opened->role,
               opened->account.initials, session.token_hash, opened->account.must_change_password};
}

Status Service::allowed(const Actor& actor, Act act) const {
  return require(actor, act, rooms_->settings.access);
}

Status Service::log_look(const Actor& actor, std::string what, ChildId child,
                         std::vector<ChildId> children) {
  return rooms_->looks.log({rooms_->clock->now(), actor.account, actor.authority, child,
                            std::move(what), std::move(children)});
}

Result<SessionInfo> Service::session_info(std::string_view token) {
  auto opened = open_session(*rooms_->store, rooms_->signed_out, rooms_->clock->now(), token);
  if (!opened) return tl::unexpected(opened.error());
  return info_of(*this, *rooms_->store, *rooms_->clock, rooms_->settings, *opened);
}

Result<bool> Service::session_is_open(std::string_view token, AuthorityId authority) {
  const std::string hash = secrets::sha256_hex(token);
  if (rooms_->signed_out.contains(hash)) return false;
  const auto session = rooms_->store->session(hash);
  if (!session) return tl::unexpected(session.error());
  return *session && (*session)->ends_at > rooms_->clock->now() &&
         (*session)->authority == authority;
}

Result<SessionInfo> Service::change_authority(std::string_view token, AuthorityId authority) {
  auto opened = open_session(*rooms_->store, rooms_->signed_out, rooms_->clock->now(), token);
  if (!opened) return tl::unexpected(opened.error());
  const auto role = role_in(opened->grants, authority);
  if (!role) return fail(ErrorKind::not_found, "There is no such authority that you may work in.");
  opened->session.authority = authority;
  opened->role = *role;
  if (auto saved =
          rooms_->store->account_store().move_session(opened->session.token_hash, authority);
      !saved)
    return tl::unexpected(saved.error());
  return info_of(*this, *rooms_->store, *rooms_->clock, rooms_->settings, *opened);
}

Result<bool> Service::csrf_matches(std::string_view token, std::string_view csrf_token) {
  const auto session = rooms_->store->session(secrets::sha256_hex(token));
  if (!session) return tl::unexpected(session.error());
  return *session && secrets::equal_in_constant_time((*session)->csrf_token, csrf_token);
}

Result<std::vector<std::string>> Service::open_sessions() {
  return rooms_->store->open_sessions(rooms_->clock->now());
}

std::optional<std::string> Service::clock_went_back() {
  constexpr std::chrono::seconds kNoise{2};  // as a clock is set right all the time
  Moment last{};
  const Moment now = rooms_->clock->now();
  {
    const std::lock_guard lock(rooms_->mutex);
    last = rooms_->last_asked_at.value_or(now);
    if (now < last && last - now <= kNoise) return std::nullopt;
    rooms_->last_asked_at = now;
  }
  if (now >= last) return std::nullopt;
  std::string sentence = "The clock of this machine went back from " + iso(last) + " to " +
                         iso(now) +
                         ". The journal's times stay in order: until the clock has "
                         "caught up, changes carry the last time it holds.";
  // By the time that has been, they had ended.
  if (!rooms_->store->account_store().tidy(last, Moment{}))
    sentence += " Sessions that had ended could not be taken away.";
  return sentence;
}

Status Service::sign_out(std::string_view token, const Caller& from) {
  const std::string hash = secrets::sha256_hex(token);
  rooms_->readings.drop_session(hash);
  (void)rooms_->store->jobs().drop_uploads_of_session(hash);  // else when their time has come
  const auto session = rooms_->store->session(hash);
  // Signed out is signed out, also when nothing of it can be written just now.
  if (auto ended = rooms_->store->end_session(hash); !ended) {
    if (ended.error().kind != ErrorKind::unavailable) return ended;
    rooms_->signed_out.add(hash);
    return {};
  }
  rooms_->signed_out.write(*rooms_->store);
  if (session && *session)
    (void)rooms_->store->account_store().log({rooms_->clock->now(),
                                              SecurityAct::signed_out,
                                              (*session)->account,
                                              {},
                                              {},
                                              from.address,
                                              std::nullopt});
  return {};
}

void Service::write_signed_out() {
  rooms_->signed_out.write(*rooms_->store);
}

Actor operator_in(const OperatorKey&, AuthorityId authority) {
  return {AccountId{}, authority, Role::administrator, "", "", false};
}

Accounts& Service::accounts() {
  return rooms_->accounts;
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

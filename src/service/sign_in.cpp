// Signing in, and changing one's own password: whoever knows the right one may, and whoever guesses
// is slowed where they guess from.
#include "base/fold.hpp"
#include "base/text.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

using std::chrono::minutes;

tl::unexpected<Error> wrong_sign_in() {
  return fail(ErrorKind::not_signed_in, "The name or the password is not right.");
}

tl::unexpected<Error> too_many_tries(const Settings& settings) {
  return fail(ErrorKind::too_many, "There were too many wrong tries. Wait " +
                                       text::plural(settings.lockout_minutes, "minute") +
                                       " and try again, or ask an administrator.");
}

// Under what a wrong try of a name is counted, and the device if it is known.
struct Counted {
  std::vector<CountRule> rules;
  std::vector<CountKey> keys;
  std::string device;

  void add(std::string name, std::string place, int most) {
    keys.push_back({name, place});
    rules.push_back({{std::move(name), std::move(place)}, most});
  }
};

// A device on which the person has signed in before counts for itself alone: strangers, who try
// from elsewhere, cannot lock it.
Result<Counted> counted_under(SignInKeys& keys, const Settings& settings, std::string_view name,
                              AccountId account, const Caller& from, Moment now) {
  Counted counted;
  auto key = keys.name_key(name);
  if (!key) return tl::unexpected(key.error());
  for (const std::string& token : from.known_devices) {
    auto device = keys.device_of(token, now);
    if (!device) return tl::unexpected(device.error());
    if (!*device || (*device)->account != account) continue;
    counted.device = std::move((*device)->id);
    counted.add(*key, "device " + counted.device, settings.lockout_attempts);
    return counted;
  }
  const std::string network = network_of(from.address);
  counted.add(*key, network, settings.lockout_attempts);
  counted.add(kAny, network, settings.lockout_attempts_of_place);
  counted.add(*key, kAny, settings.lockout_attempts_of_name);
  return counted;
}

Status count(Store& store, const Settings& settings, const Counted& counted, AccountId account,
             const Caller& from, Moment now) {
  const minutes lockout(settings.lockout_minutes);
  const auto done = store.account_store().count_failure(
      counted.rules, {now, now - lockout, now + lockout},
      {now, SecurityAct::failed, account, {}, {}, from.address, std::nullopt});
  return done ? Status() : tl::unexpected(done.error());
}

}  // namespace

bool Service::knows_device(const Caller& from) {
  if (!rooms_->keys.ready()) return false;
  const Moment now = rooms_->clock->now();
  for (const std::string& token : from.known_devices)
    if (const auto device = rooms_->keys.device_of(token, now); device && *device) return true;
  return false;
}

Result<SignedIn> Service::sign_in(std::string_view name, std::string_view password,
                                  const Caller& from) {
  // The same work is done for a name that does not exist, so that the time tells nothing.
  static const std::string kNobody = secrets::hash_password("nobody has this password");
  Store& store = *rooms_->store;
  const Settings& settings = rooms_->settings;
  if (text::characters(password) > kLongestPassword) return wrong_sign_in();
  auto found = account_of(store, name);
  if (!found) return tl::unexpected(found.error());
  const Account account = found->value_or(Account{});
  const Moment begun = rooms_->clock->now();
  auto counted = counted_under(rooms_->keys, settings, account.id ? account.sign_in_name : name,
                               account.id, from, begun);
  if (!counted) return tl::unexpected(counted.error());
  const auto locked = store.account_store().is_locked(counted->keys, begun);
  if (!locked) return tl::unexpected(locked.error());
  if (*locked) return too_many_tries(settings);

  const bool matches =
      secrets::password_matches(account.id ? account.password_hash : kNobody, password);
  const Moment now = rooms_->clock->now();
  if (!matches || !account.id || account.disabled) {
    if (auto status = count(store, settings, *counted, account.id, from, now); !status)
      return tl::unexpected(status.error());
    return wrong_sign_in();
  }
  auto grants = store.grants(account.id);
  if (!grants) return tl::unexpected(grants.error());
  if (grants->empty())
    return fail(ErrorKind::not_allowed,
                "Your account has no role in any authority yet. Ask an administrator for one.");
  SignedIn signed_in;
  signed_in.token = secrets::token();
  auto device = rooms_->keys.device_token(account.id, counted->device, now);
  if (!device) return tl::unexpected(device.error());
  signed_in.device = std::move(*device);
  Session session;
  session.token_hash = secrets::sha256_hex(signed_in.token);
  session.csrf_token = secrets::token();
  session.account = account.id;
  session.authority = grants->front().authority;
  session.started_at = session.last_seen_at = now;
  session.ends_at = now + settings.access.session_idle;
  session.address = from.address;
  session.device = from.device;
  // What was checked above may have changed meanwhile: it counts only if it still holds now.
  const auto written = store.account_store().begin_session(
      session, account.password_hash, counted->keys,
      {now, SecurityAct::signed_in, account.id, {}, {}, from.address, std::nullopt});
  if (!written) return tl::unexpected(written.error());
  if (*written == Begun::locked) return too_many_tries(settings);
  if (*written == Begun::changed) return wrong_sign_in();
  auto info = session_info(signed_in.token);
  if (!info) return tl::unexpected(info.error());
  signed_in.info = std::move(*info);
  return signed_in;
}

Status Service::change_password(const Actor& actor, std::string_view old_password,
                                std::string_view new_password, const Caller& from) {
  if (auto allowed = require(actor, Act::own_account); !allowed) return allowed;
  Store& store = *rooms_->store;
  const Settings& settings = rooms_->settings;
  auto found = store.account(actor.account);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorKind::not_found, "There is no such account.");
  const Account& account = **found;
  const Moment begun = rooms_->clock->now();
  auto counted =
      counted_under(rooms_->keys, settings, account.sign_in_name, account.id, from, begun);
  if (!counted) return tl::unexpected(counted.error());
  const auto locked = store.account_store().is_locked(counted->keys, begun);
  if (!locked) return tl::unexpected(locked.error());
  if (*locked) return too_many_tries(settings);
  if (auto fault = password_fault(new_password, account.sign_in_name, account.name.reveal(),
                                  settings.passwords))
    return fail(ErrorKind::invalid_input, *fault);
  if (!secrets::password_matches(account.password_hash, old_password)) {
    if (auto status = count(store, settings, *counted, account.id, from, rooms_->clock->now());
        !status)
      return status;
    return fail(ErrorKind::not_allowed, "Your old password is not right. Nothing was changed.");
  }
  if (old_password == new_password)
    return fail(ErrorKind::invalid_input, "The new password is the old one. Choose another.");
  const auto changed = store.account_store().set_password(
      account.id, secrets::hash_password(new_password, rooms_->settings.password_cost), false,
      account.password_hash, actor.session,
      {rooms_->clock->now(),
       SecurityAct::password_changed,
       account.id,
       {},
       {},
       from.address,
       std::nullopt});
  if (!changed) return tl::unexpected(changed.error());
  if (!*changed)
    return fail(ErrorKind::conflict,
                "Your password was changed by somebody else just now. Nothing was changed here; "
                "sign in again.");
  return {};
}

}  // namespace homeward::service

// The security log as administrators read it, and one's own sessions.
#include <algorithm>

#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

struct Words {
  const char* act;    // for a program
  const char* words;  // for people
};

Words words_of(SecurityAct act) {
  switch (act) {
    case SecurityAct::account_added:
      return {"account_added", "Account added"};
    case SecurityAct::signed_in:
      return {"signed_in", "Signed in"};
    case SecurityAct::failed:
      return {"failed", "Wrong name or password"};
    case SecurityAct::locked:
      return {"locked", "Locked after too many wrong tries"};
    case SecurityAct::unlocked:
      return {"unlocked", "Unlocked"};
    case SecurityAct::disabled:
      return {"disabled", "Account disabled"};
    case SecurityAct::enabled:
      return {"enabled", "Account enabled"};
    case SecurityAct::password_given:
      return {"password_given", "New password given"};
    case SecurityAct::password_changed:
      return {"password_changed", "Password changed"};
    case SecurityAct::role_given:
      return {"role_given", "Role given"};
    case SecurityAct::role_revoked:
      return {"role_revoked", "Role taken away"};
    case SecurityAct::signed_out:
      return {"signed_out", "Signed out"};
    case SecurityAct::session_ended:
      return {"session_ended", "Session ended by its owner, from another session"};
    case SecurityAct::worker_set:
      return {"worker_set", "Worker of the account set"};
  }
  return {"failed", ""};
}

}  // namespace

Result<std::vector<SecurityLine>> Service::security_events(const Actor& actor, int limit) {
  if (auto allowed = require(actor, Act::read_access_log); !allowed)
    return tl::unexpected(allowed.error());
  auto events =
      rooms_->store->account_store().security_events(actor.authority, std::clamp(limit, 1, 1000));
  if (!events) return tl::unexpected(events.error());
  std::map<std::int64_t, std::string> names;
  const auto name_of = [&](AccountId id) -> std::string {
    if (!id) return {};
    std::string& name = names[id.value];
    if (!name.empty()) return name;
    const auto account = rooms_->store->account(id);
    name = account && *account ? (*account)->name.reveal() + " (" + (*account)->sign_in_name + ")"
                               : "somebody";
    return name;
  };
  std::vector<SecurityLine> lines;
  for (const SecurityEvent& event : *events) {
    const Words words = words_of(event.act);
    SecurityLine& line = lines.emplace_back();
    line.at = event.at;
    line.act = words.act;
    line.words = words.words;
    if (event.role) line.words += ": " + std::string(to_text(*event.role));
    line.who = name_of(event.account);
    line.by = name_of(event.by);
    line.address = event.address;
    line.refused = event.act == SecurityAct::failed || event.act == SecurityAct::locked;
  }
  return lines;
}

Result<std::vector<SessionLine>> Service::sessions(const Actor& actor) {
  if (auto allowed = require(actor, Act::own_sessions); !allowed)
    return tl::unexpected(allowed.error());
  auto sessions = rooms_->store->account_store().sessions(actor.account, rooms_->clock->now());
  if (!sessions) return tl::unexpected(sessions.error());
  std::vector<SessionLine> lines;
  for (const Session& session : *sessions)
    lines.push_back({session.id, session.started_at, session.last_seen_at, session.address,
                     session.device, session.token_hash == actor.session});
  return lines;
}

Status Service::end_session(const Actor& actor, SessionId session, const Caller& from) {
  if (auto allowed = require(actor, Act::own_sessions); !allowed) return allowed;
  const auto ended = rooms_->store->account_store().end_session(actor.account, session,
                                                                {rooms_->clock->now(),
                                                                 SecurityAct::session_ended,
                                                                 actor.account,
                                                                 {},
                                                                 {},
                                                                 from.address,
                                                                 std::nullopt});
  if (!ended) return tl::unexpected(ended.error());
  if (!*ended) return fail(ErrorKind::not_found, "There is no such session, or it has ended.");
  return {};
}

Status Service::tidy_sessions() {
  if (auto key = rooms_->keys.name_key({}); !key) return tl::unexpected(key.error());
  const Moment now = rooms_->clock->now();
  return rooms_->store->account_store().tidy(
      now, now - std::chrono::minutes(rooms_->settings.lockout_minutes));
}

}  // namespace homeward::service

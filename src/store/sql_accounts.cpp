#include "store/sql_accounts.hpp"

#include "store/account_sql.hpp"
#include "store/record_reader.hpp"
#include "store/sql_store.hpp"

namespace homeward::store {

using service::SecurityEvent;

Result<service::Account> SqlAccounts::add(const service::Account& account, AuthorityId authority,
                                          service::Role role, const SecurityEvent& event) {
  service::Account added;
  const Status status = store_.write({}, [&](Connection& db, auto&) {
    added = add_account(db, account, authority, role);
    SecurityEvent told = event;
    told.account = added.id;
    log_event(db, told);
  });
  if (!status) return tl::unexpected<Error>(status.error());
  return added;
}

Result<bool> SqlAccounts::set_password(AccountId account, const std::string& hash, bool must_change,
                                       const std::string& checked_hash,
                                       const std::string& kept_session,
                                       const SecurityEvent& event) {
  bool done = false;
  const Status status = store_.write({}, [&](Connection& db, auto&) {
    done = store::set_password(db, account, hash, must_change, checked_hash);
    if (!done) return;
    end_sessions_of(db, account, kept_session);
    log_event(db, event);
  });
  if (!status) return tl::unexpected<Error>(status.error());
  return done;
}

Status SqlAccounts::set_disabled(AccountId account, bool disabled, const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) {
    store::set_disabled(db, account, disabled);
    if (disabled) end_sessions_of(db, account, {});
    log_event(db, event);
  });
}

Status SqlAccounts::set_worker(AccountId account, WorkerId worker, const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) {
    store::set_worker(db, account, worker);
    log_event(db, event);
  });
}

Result<std::vector<care::Worker>> SqlAccounts::workers(AuthorityId authority) {
  std::vector<care::Worker> workers;
  const Status status = store_.read([&](Connection& db) { workers = read_workers(db, authority); });
  if (!status) return tl::unexpected<Error>(status.error());
  return workers;
}

Status SqlAccounts::give_role(const service::Grant& grant, const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) {
    save_grant(db, grant);
    log_event(db, event);
  });
}

Status SqlAccounts::revoke_role(AccountId account, AuthorityId authority,
                                const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) {
    remove_grant(db, account, authority);
    end_sessions_in(db, account, authority);
    log_event(db, event);
  });
}

Result<bool> SqlAccounts::is_locked(std::span<const service::CountKey> keys, service::Moment now) {
  bool locked = false;
  const Status status =
      store_.read([&](Connection& db) { locked = store::is_locked(db, keys, now); });
  if (!status) return tl::unexpected<Error>(status.error());
  return locked;
}

Result<bool> SqlAccounts::count_failure(std::span<const service::CountRule> rules,
                                        const service::CountTerms& terms,
                                        const SecurityEvent& event) {
  bool locked = false;
  const Status status = store_.write({}, [&](Connection& db, auto&) {
    locked = false;
    for (const service::CountRule& rule : rules)
      locked = store::count_failure(db, rule, terms) || locked;
    log_event(db, event);
    if (!locked) return;
    SecurityEvent told = event;
    told.act = service::SecurityAct::locked;
    log_event(db, told);
  });
  if (!status) return tl::unexpected<Error>(status.error());
  return locked;
}

Status SqlAccounts::unlock(const std::string& name_key, const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) {
    clear_counts_of(db, name_key);
    log_event(db, event);
  });
}

Result<std::set<std::string>> SqlAccounts::locked_names(service::Moment now) {
  std::set<std::string> names;
  const Status status = store_.read([&](Connection& db) { names = read_locked_names(db, now); });
  if (!status) return tl::unexpected<Error>(status.error());
  return names;
}

Result<service::Begun> SqlAccounts::begin_session(const service::Session& session,
                                                  const std::string& checked_hash,
                                                  std::span<const service::CountKey> keys,
                                                  const SecurityEvent& event) {
  auto begun = service::Begun::yes;
  const Status status = store_.write({}, [&](Connection& db, auto&) {
    begun = service::Begun::yes;
    if (store::is_locked(db, keys, session.started_at)) {
      begun = service::Begun::locked;
    } else if (!mark_signed_in(db, session.account, checked_hash, session.started_at)) {
      begun = service::Begun::changed;
    } else {
      insert_session(db, session);
      if (!keys.empty()) clear_count(db, keys.front());
      log_event(db, event);
    }
  });
  if (!status) return tl::unexpected<Error>(status.error());
  return begun;
}

Status SqlAccounts::prolong_session(const std::string& token_hash, service::Moment last_seen_at,
                                    service::Moment ends_at) {
  return store_.write({}, [&](Connection& db, auto&) {
    store::prolong_session(db, token_hash, last_seen_at, ends_at);
  });
}

Status SqlAccounts::move_session(const std::string& token_hash, AuthorityId authority) {
  return store_.write(
      {}, [&](Connection& db, auto&) { store::move_session(db, token_hash, authority); });
}

Result<std::vector<service::Session>> SqlAccounts::sessions(AccountId account,
                                                            service::Moment now) {
  std::vector<service::Session> sessions;
  const Status status =
      store_.read([&](Connection& db) { sessions = read_sessions(db, account, now); });
  if (!status) return tl::unexpected<Error>(status.error());
  return sessions;
}

Result<bool> SqlAccounts::end_session(AccountId account, service::SessionId session,
                                      const SecurityEvent& event) {
  bool ended = false;
  const Status status = store_.write({}, [&](Connection& db, auto&) {
    ended = end_session_of(db, account, session);
    if (ended) log_event(db, event);
  });
  if (!status) return tl::unexpected<Error>(status.error());
  return ended;
}

Result<std::vector<SecurityEvent>> SqlAccounts::security_events(AuthorityId authority, int limit) {
  std::vector<SecurityEvent> events;
  const Status status =
      store_.read([&](Connection& db) { events = read_events(db, authority, limit); });
  if (!status) return tl::unexpected<Error>(status.error());
  return events;
}

Status SqlAccounts::log(const SecurityEvent& event) {
  return store_.write({}, [&](Connection& db, auto&) { log_event(db, event); });
}

Result<std::string> SqlAccounts::secret(const std::string& name, const std::string& proposal) {
  std::string kept;
  const Status status =
      store_.write({}, [&](Connection& db, auto&) { kept = kept_secret(db, name, proposal); });
  if (!status) return tl::unexpected<Error>(status.error());
  return kept;
}

Status SqlAccounts::tidy(service::Moment now, service::Moment forgotten_before) {
  return store_.write({}, [&](Connection& db, auto&) {
    delete_ended_sessions(db, now);
    delete_forgotten_counts(db, now, forgotten_before);
  });
}

}  // namespace homeward::store

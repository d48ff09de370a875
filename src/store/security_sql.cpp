// Counts of wrong tries, the servers' shared secrets, and the security log.
#include "store/account_sql.hpp"
#include "store/values.hpp"

namespace homeward::store {

namespace {

service::SecurityAct act_of(std::string_view word) {
  const auto act = parse_name<service::SecurityAct>(word);
  if (!act)
    refuse(ErrorKind::unavailable,
           "The security log holds a word that this program does not know. Use the newer program.");
  return *act;
}

void insert_event(Connection& db, const service::SecurityEvent& event, AuthorityId authority) {
  Statement& insert = db.prepare(
      "INSERT INTO security_event (at, act, account_id, by_account_id, authority_id, address, "
      "role) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)");
  put(insert, event.at);
  put(insert, event.act);
  with(insert, event.account, event.by, authority, event.address, event.role).run();
}

}  // namespace

bool is_locked(Connection& db, std::span<const service::CountKey> keys, service::Moment now) {
  Statement& select = db.prepare(
      "SELECT 1 FROM sign_in_count WHERE name_key = ? AND place = ? AND locked_until > ?");
  for (const service::CountKey& key : keys) {
    with(select, key.name, key.place, now);
    const bool locked = select.next();
    select.reset();
    if (locked) return true;
  }
  return false;
}

bool count_failure(Connection& db, const service::CountRule& rule,
                   const service::CountTerms& terms) {
  Statement& count = db.prepare(
      "INSERT INTO sign_in_count (name_key, place, failures, last_failed_at) VALUES (?, ?, 1, ?) "
      "ON CONFLICT (name_key, place) DO UPDATE SET failures = CASE WHEN "
      "sign_in_count.last_failed_at < ? THEN 1 ELSE sign_in_count.failures + 1 END, "
      "last_failed_at = excluded.last_failed_at");
  with(count, rule.key.name, rule.key.place, terms.now, terms.forgotten_before).run();
  Statement& lock = db.prepare(
      "UPDATE sign_in_count SET failures = 0, locked_until = ? WHERE name_key = ? AND place = ? "
      "AND "
      "failures >= ?");
  return with(lock, terms.locked_until, rule.key.name, rule.key.place, rule.most).run() > 0;
}

void clear_count(Connection& db, const service::CountKey& key) {
  Statement& remove = db.prepare("DELETE FROM sign_in_count WHERE name_key = ? AND place = ?");
  with(remove, key.name, key.place).run();
}

void clear_counts_of(Connection& db, const std::string& name_key) {
  with(db.prepare("DELETE FROM sign_in_count WHERE name_key = ?"), name_key).run();
}

std::set<std::string> read_locked_names(Connection& db, service::Moment now) {
  Statement& select =
      db.prepare("SELECT DISTINCT name_key FROM sign_in_count WHERE locked_until > ?");
  with(select, now);
  const ResetOnExit reset(select);
  std::set<std::string> names;
  while (select.next()) names.emplace(select.text(0));
  return names;
}

void delete_forgotten_counts(Connection& db, service::Moment now, service::Moment before) {
  Statement& remove = db.prepare(
      "DELETE FROM sign_in_count WHERE last_failed_at < ? AND (locked_until IS NULL OR "
      "locked_until <= ?)");
  with(remove, before, now).run();
}

std::string kept_secret(Connection& db, const std::string& name, const std::string& proposal) {
  Statement& insert = db.prepare(
      "INSERT INTO server_secret (name, secret) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
  with(insert, name, proposal).run();
  Statement& select = db.prepare("SELECT secret FROM server_secret WHERE name = ?");
  with(select, name);
  const ResetOnExit reset(select);
  if (!select.next()) refuse(ErrorKind::unavailable, "The database did not keep a secret.");
  return std::string(select.text(0));
}

void log_event(Connection& db, const service::SecurityEvent& event) {
  if (event.authority || !event.account) return insert_event(db, event, event.authority);
  std::vector<AuthorityId> concerned;
  for (const service::Grant& grant : read_grants(db, event.account))
    concerned.push_back(grant.authority);
  if (concerned.empty()) concerned.emplace_back();
  for (const AuthorityId authority : concerned) insert_event(db, event, authority);
}

std::vector<service::SecurityEvent> read_events(Connection& db, AuthorityId authority, int limit) {
  Statement& select = db.prepare(
      "SELECT act, at, account_id, by_account_id, authority_id, address, role FROM security_event "
      "WHERE authority_id = ? OR (authority_id IS NULL AND account_id IS NULL) "
      "ORDER BY id DESC LIMIT ?");
  with(select, authority, limit);
  const ResetOnExit reset(select);
  std::vector<service::SecurityEvent> events;
  while (select.next()) {
    service::SecurityEvent& event = events.emplace_back();
    std::string act;
    RowReader read(select);
    read(act, event.at, event.account, event.by, event.authority, event.address, event.role);
    event.act = act_of(act);
  }
  return events;
}

}  // namespace homeward::store

// Sessions. One that has ended is never written again: a request under way cannot bring it back.
#include "store/account_sql.hpp"
#include "store/values.hpp"

namespace homeward::store {

namespace {

const std::string kSessionColumns =
    "id, token_hash, csrf_token, account_id, authority_id, started_at, last_seen_at, ends_at, "
    "address, device";

service::Session get_session(const Statement& row) {
  service::Session session;
  RowReader read(row);
  read(session.id, session.token_hash, session.csrf_token, session.account, session.authority,
       session.started_at, session.last_seen_at, session.ends_at, session.address, session.device);
  return session;
}

}  // namespace

std::optional<service::Session> read_session(Connection& db, std::string_view token_hash) {
  Statement& select =
      db.prepare("SELECT " + kSessionColumns + " FROM session WHERE token_hash = ?");
  const ResetOnExit reset(select);
  check_text(token_hash);
  select.add_text(token_hash);
  if (!select.next()) return std::nullopt;
  return get_session(select);
}

std::vector<service::Session> read_sessions(Connection& db, AccountId account,
                                            service::Moment now) {
  Statement& select = db.prepare(
      "SELECT " + kSessionColumns +
      " FROM session WHERE account_id = ? AND ends_at > ? ORDER BY last_seen_at DESC, id");
  with(select, account, now);
  const ResetOnExit reset(select);
  std::vector<service::Session> sessions;
  while (select.next()) sessions.push_back(get_session(select));
  return sessions;
}

bool mark_signed_in(Connection& db, AccountId account, const std::string& checked_hash,
                    service::Moment at) {
  Statement& update = db.prepare(
      "UPDATE account SET last_signed_in_at = ? WHERE id = ? AND password_hash = ? AND disabled = "
      "?");
  return with(update, at, account, checked_hash, false).run() > 0;
}

void insert_session(Connection& db, service::Session session) {
  session.id.value = db.reserve_ids("session", 1).front();
  Statement& insert = db.prepare("INSERT INTO session (" + kSessionColumns + ") VALUES (" +
                                 placeholders_for(kSessionColumns) + ")");
  with(insert, session.id, session.token_hash, session.csrf_token, session.account,
       session.authority, session.started_at, session.last_seen_at, session.ends_at,
       session.address, session.device)
      .run();
}

void prolong_session(Connection& db, const std::string& token_hash, service::Moment last_seen_at,
                     service::Moment ends_at) {
  Statement& update =
      db.prepare("UPDATE session SET last_seen_at = ?, ends_at = ? WHERE token_hash = ?");
  with(update, last_seen_at, ends_at, token_hash).run();
}

void move_session(Connection& db, const std::string& token_hash, AuthorityId authority) {
  Statement& update = db.prepare("UPDATE session SET authority_id = ? WHERE token_hash = ?");
  with(update, authority, token_hash).run();
}

void end_session(Connection& db, std::string_view token_hash) {
  Statement& remove = db.prepare("DELETE FROM session WHERE token_hash = ?");
  check_text(token_hash);
  remove.add_text(token_hash);
  remove.run();
}

void end_sessions_of(Connection& db, AccountId account, const std::string& kept) {
  if (kept.empty()) {
    with(db.prepare("DELETE FROM session WHERE account_id = ?"), account).run();
    return;
  }
  Statement& remove = db.prepare("DELETE FROM session WHERE account_id = ? AND token_hash <> ?");
  with(remove, account, kept).run();
}

void end_sessions_in(Connection& db, AccountId account, AuthorityId authority) {
  Statement& remove = db.prepare("DELETE FROM session WHERE account_id = ? AND authority_id = ?");
  with(remove, account, authority).run();
}

bool end_session_of(Connection& db, AccountId account, service::SessionId session) {
  Statement& remove = db.prepare("DELETE FROM session WHERE account_id = ? AND id = ?");
  return with(remove, account, session).run() > 0;
}

std::vector<std::string> read_open_sessions(Connection& db, service::Moment now) {
  Statement& select = db.prepare(
      "SELECT s.token_hash FROM session s JOIN account a ON a.id = s.account_id "
      "JOIN account_grant g ON g.account_id = s.account_id AND g.authority_id = s.authority_id "
      "WHERE s.ends_at > ? AND a.disabled = ?");
  with(select, now, false);
  const ResetOnExit reset(select);
  std::vector<std::string> open;
  while (select.next()) open.emplace_back(select.text(0));
  return open;
}

void delete_ended_sessions(Connection& db, service::Moment now) {
  with(db.prepare("DELETE FROM session WHERE ends_at <= ?"), now).run();
}

}  // namespace homeward::store

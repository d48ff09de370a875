#include "store/desk_sql.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "store/change_writer.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

const std::string kAccountColumns =
    "id, sign_in_name, name, initials, password_hash, worker_id, disabled, failed_attempts, "
    "locked_until";
const std::string kSessionColumns =
    "token_hash, csrf_token, account_id, authority_id, started_at, last_seen_at, ends_at";
const std::string kImportColumns =
    "id, at, by_account_id, state, source_name, content_hash, collection_years, children, "
    "episodes, "
    "problems, added, changed, withdrawn, unchanged, sentence";

std::string years_text(const std::vector<int>& years) {
  return fmt::format("{}", fmt::join(years, ","));
}

std::vector<int> parse_years(std::string_view text) {
  std::vector<int> years;
  for (const std::string_view part : text::split(text, ',')) {
    int year = 0;
    if (std::from_chars(part.data(), part.data() + part.size(), year).ec == std::errc{})
      years.push_back(year);
  }
  return years;
}

service::Account get_account(const Statement& row) {
  service::Account account;
  RowReader read(row);
  read(account.id, account.sign_in_name, account.name, account.initials, account.password_hash,
       account.worker, account.disabled, account.failed_attempts, account.locked_until);
  return account;
}

void put_account(Parameters& to, const service::Account& account) {
  put(to, account.sign_in_name);
  put(to, account.name);
  put(to, account.initials);
  put(to, account.password_hash);
  put(to, account.worker);
  put(to, account.disabled);
  put(to, account.failed_attempts);
  put(to, account.locked_until);
}

std::string insert_of(std::string_view table, std::string_view columns) {
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, placeholders_for(columns));
}

}  // namespace

care::Authority save_authority(Connection& db, care::Authority authority) {
  if (authority.id) {
    Statement& update = db.prepare(
        "UPDATE authority SET name = ?, dfe_number = ?, ons_code = ?, synthetic = ? WHERE id = ?");
    with(update, authority.name, authority.dfe_number, authority.ons_code, authority.synthetic,
         authority.id);
    if (update.run() == 0) refuse(ErrorKind::not_found, "There is no such authority.");
    return authority;
  }
  authority.id.value = db.reserve_ids("authority", 1).front();
  Statement& insert =
      db.prepare(insert_of("authority", "id, name, dfe_number, ons_code, synthetic"));
  with(insert, authority.id, authority.name, authority.dfe_number, authority.ons_code,
       authority.synthetic)
      .run();
  return authority;
}

ImportId write_import(Connection& db, AuthorityId authority, const service::ImportRecord& record) {
  const service::ImportSummary& summary = record.summary;
  const ImportId id{db.reserve_ids("data_import", 1).front()};
  const std::string years = years_text(summary.collection_years);
  Statement& insert = db.prepare(insert_of("data_import", "authority_id, " + kImportColumns));
  with(insert, authority, id, summary.at, summary.by, summary.state, summary.source_name,
       summary.content_hash, years, summary.children, summary.episodes, summary.problems,
       summary.added, summary.changed, summary.withdrawn, summary.unchanged, summary.sentence)
      .run();
  if (record.problems.empty()) return id;
  const auto bulk = db.bulk_insert("import_problem",
                                   "authority_id, import_id, nth, file, source_row, column_name, "
                                   "found, sentence, effect");
  std::int64_t nth = 0;
  for (const service::ImportProblem& problem : record.problems) {
    put(*bulk, authority);
    put(*bulk, id);
    put(*bulk, ++nth);
    put(*bulk, problem.file);
    put_unless_zero(*bulk, problem.row);
    put(*bulk, problem.column);
    put(*bulk, problem.found);
    put(*bulk, problem.sentence);
    put(*bulk, problem.effect);
    bulk->end_row();
  }
  bulk->finish();
  return id;
}

std::vector<service::ImportSummary> read_imports(Connection& db, AuthorityId authority, int limit) {
  Statement& select =
      db.prepare("SELECT " + kImportColumns +
                 " FROM data_import WHERE authority_id = ? ORDER BY id DESC LIMIT ?");
  with(select, authority, limit);
  const ResetOnExit reset(select);
  std::vector<service::ImportSummary> imports;
  while (select.next()) {
    service::ImportSummary& summary = imports.emplace_back();
    std::string years;
    RowReader read(select);
    read(summary.id, summary.at, summary.by, summary.state, summary.source_name,
         summary.content_hash, years, summary.children, summary.episodes, summary.problems,
         summary.added, summary.changed, summary.withdrawn, summary.unchanged, summary.sentence);
    summary.collection_years = parse_years(years);
  }
  return imports;
}

std::vector<service::ImportProblem> read_import_problems(Connection& db, AuthorityId authority,
                                                         ImportId import, int offset, int limit) {
  Statement& select = db.prepare(
      "SELECT file, source_row, column_name, found, sentence, effect FROM import_problem "
      "WHERE authority_id = ? AND import_id = ? ORDER BY nth LIMIT ? OFFSET ?");
  with(select, authority, import, limit, offset);
  const ResetOnExit reset(select);
  std::vector<service::ImportProblem> problems;
  while (select.next()) {
    service::ImportProblem& problem = problems.emplace_back();
    RowReader read(select);
    read(problem.file, problem.row, problem.column, problem.found, problem.sentence,
         problem.effect);
  }
  return problems;
}

std::optional<service::Account> read_account_named(Connection& db, std::string_view sign_in_name) {
  Statement& select =
      db.prepare("SELECT " + kAccountColumns + " FROM account WHERE sign_in_name = ?");
  const ResetOnExit reset(select);
  check_text(sign_in_name);
  select.add_text(sign_in_name);
  if (!select.next()) return std::nullopt;
  return get_account(select);
}

std::optional<service::Account> read_account(Connection& db, AccountId id) {
  Statement& select = db.prepare("SELECT " + kAccountColumns + " FROM account WHERE id = ?");
  const ResetOnExit reset(select);
  with(select, id);
  if (!select.next()) return std::nullopt;
  return get_account(select);
}

std::vector<service::Account> read_accounts(Connection& db, AuthorityId authority) {
  Statement& select = db.prepare("SELECT " + kAccountColumns +
                                 " FROM account WHERE id IN (SELECT account_id FROM account_grant "
                                 "WHERE authority_id = ?) ORDER BY sign_in_name");
  with(select, authority);
  const ResetOnExit reset(select);
  std::vector<service::Account> accounts;
  while (select.next()) accounts.push_back(get_account(select));
  return accounts;
}

service::Account save_account(Connection& db, service::Account account) {
  try {
    if (account.id) {
      Statement& update = db.prepare(
          "UPDATE account SET sign_in_name = ?, name = ?, initials = ?, password_hash = ?, "
          "worker_id = ?, disabled = ?, failed_attempts = ?, locked_until = ? WHERE id = ?");
      put_account(update, account);
      if (with(update, account.id).run() == 0)
        refuse(ErrorKind::not_found, "There is no such account.");
      return account;
    }
    account.id.value = db.reserve_ids("account", 1).front();
    Statement& insert = db.prepare(insert_of("account", kAccountColumns));
    put(insert, account.id);
    put_account(insert, account);
    insert.run();
    return account;
  } catch (const DatabaseError& error) {
    if (error.failure() != Failure::unique) throw;
    throw DatabaseError(Failure::unique, ErrorKind::conflict,
                        "There is already an account with this sign-in name. Nothing was written; "
                        "choose another name.");
  }
}

std::vector<service::Grant> read_grants(Connection& db, AccountId account) {
  Statement& select = db.prepare(
      "SELECT account_id, authority_id, role FROM account_grant WHERE account_id = ? "
      "ORDER BY authority_id");
  with(select, account);
  const ResetOnExit reset(select);
  std::vector<service::Grant> grants;
  while (select.next()) {
    service::Grant& grant = grants.emplace_back();
    RowReader read(select);
    read(grant.account, grant.authority, grant.role);
  }
  return grants;
}

void save_grant(Connection& db, const service::Grant& grant) {
  Statement& insert = db.prepare(insert_of("account_grant", "account_id, authority_id, role") +
                                 " ON CONFLICT (account_id, authority_id) DO UPDATE SET role = "
                                 "excluded.role");
  with(insert, grant.account, grant.authority, grant.role).run();
}

void save_session(Connection& db, const service::Session& session) {
  Statement& insert = db.prepare(
      insert_of("session", kSessionColumns) +
      " ON CONFLICT (token_hash) DO UPDATE SET csrf_token = excluded.csrf_token, account_id = "
      "excluded.account_id, authority_id = excluded.authority_id, started_at = "
      "excluded.started_at, last_seen_at = excluded.last_seen_at, ends_at = excluded.ends_at");
  with(insert, session.token_hash, session.csrf_token, session.account, session.authority,
       session.started_at, session.last_seen_at, session.ends_at)
      .run();
}

std::optional<service::Session> read_session(Connection& db, std::string_view token_hash) {
  Statement& select =
      db.prepare("SELECT " + kSessionColumns + " FROM session WHERE token_hash = ?");
  const ResetOnExit reset(select);
  check_text(token_hash);
  select.add_text(token_hash);
  if (!select.next()) return std::nullopt;
  service::Session session;
  RowReader read(select);
  read(session.token_hash, session.csrf_token, session.account, session.authority,
       session.started_at, session.last_seen_at, session.ends_at);
  return session;
}

void end_session(Connection& db, std::string_view token_hash) {
  Statement& remove = db.prepare("DELETE FROM session WHERE token_hash = ?");
  check_text(token_hash);
  remove.add_text(token_hash);
  remove.run();
}

void end_sessions_of(Connection& db, AccountId account) {
  Statement& remove = db.prepare("DELETE FROM session WHERE account_id = ?");
  with(remove, account).run();
}

void log_look(Connection& db, const service::Look& look) {
  Statement& insert = db.prepare(insert_of("look", "at, account_id, authority_id, child_id, what"));
  with(insert, look.at, look.account, look.authority, look.child, look.what).run();
}

std::vector<service::Look> read_looks(Connection& db, AuthorityId authority,
                                      std::optional<ChildId> child, int limit) {
  Statement& select =
      db.prepare(std::string("SELECT at, account_id, authority_id, child_id, what FROM look "
                             "WHERE authority_id = ?") +
                 (child ? " AND child_id = ?" : "") + " ORDER BY id DESC LIMIT ?");
  with(select, authority);
  if (child) put(select, *child);
  put(select, limit);
  const ResetOnExit reset(select);
  std::vector<service::Look> looks;
  while (select.next()) {
    service::Look& look = looks.emplace_back();
    RowReader read(select);
    read(look.at, look.account, look.authority, look.child, look.what);
  }
  return looks;
}

}  // namespace homeward::store

#include "store/account_sql.hpp"

#include "store/values.hpp"

namespace homeward::store {

namespace {

const std::string kAccountColumns =
    "id, sign_in_name, name, initials, password_hash, worker_id, disabled, must_change_password, "
    "last_signed_in_at";

service::Account get_account(const Statement& row) {
  service::Account account;
  RowReader read(row);
  read(account.id, account.sign_in_name, account.name, account.initials, account.password_hash,
       account.worker, account.disabled, account.must_change_password, account.last_signed_in_at);
  return account;
}

void change_one(Statement& update) {
  if (update.run() == 0) refuse(ErrorKind::not_found, "There is no such account.");
}

}  // namespace

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

service::Account add_account(Connection& db, service::Account account, AuthorityId authority,
                             service::Role role) {
  try {
    account.id.value = db.reserve_ids("account", 1).front();
    Statement& insert = db.prepare("INSERT INTO account (" + kAccountColumns + ") VALUES (" +
                                   placeholders_for(kAccountColumns) + ")");
    with(insert, account.id, account.sign_in_name, account.name, account.initials,
         account.password_hash, account.worker, account.disabled, account.must_change_password,
         account.last_signed_in_at)
        .run();
  } catch (const DatabaseError& error) {
    if (error.failure() != Failure::unique) throw;
    throw DatabaseError(Failure::unique, ErrorKind::conflict,
                        "There is already an account with this sign-in name. Nothing was written; "
                        "choose another name.");
  }
  save_grant(db, {account.id, authority, role});
  return account;
}

bool set_password(Connection& db, AccountId account, const std::string& hash, bool must_change,
                  const std::string& checked_hash) {
  const std::string sql =
      "UPDATE account SET password_hash = ?, must_change_password = ? WHERE id = ?";
  if (checked_hash.empty()) {
    change_one(with(db.prepare(sql), hash, must_change, account));
    return true;
  }
  Statement& update = db.prepare(sql + " AND password_hash = ?");
  return with(update, hash, must_change, account, checked_hash).run() > 0;
}

void set_disabled(Connection& db, AccountId account, bool disabled) {
  change_one(with(db.prepare("UPDATE account SET disabled = ? WHERE id = ?"), disabled, account));
}

void set_worker(Connection& db, AccountId account, WorkerId worker) {
  change_one(with(db.prepare("UPDATE account SET worker_id = ? WHERE id = ?"), worker, account));
}

void save_grant(Connection& db, const service::Grant& grant) {
  Statement& insert = db.prepare(
      "INSERT INTO account_grant (account_id, authority_id, role) VALUES (?, ?, ?) "
      "ON CONFLICT (account_id, authority_id) DO UPDATE SET role = excluded.role");
  with(insert, grant.account, grant.authority, grant.role).run();
}

void remove_grant(Connection& db, AccountId account, AuthorityId authority) {
  Statement& remove =
      db.prepare("DELETE FROM account_grant WHERE account_id = ? AND authority_id = ?");
  if (with(remove, account, authority).run() == 0)
    refuse(ErrorKind::not_found, "This account has no role in that authority.");
}

}  // namespace homeward::store

// What is not the record: authorities, imports, accounts, grants, sessions and the access log.
// All of it throws DatabaseError and runs inside an open transaction.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

care::Authority save_authority(Connection& db, care::Authority authority);

std::vector<service::ImportSummary> read_imports(Connection& db, AuthorityId authority, int limit);
std::vector<service::ImportProblem> read_import_problems(Connection& db, AuthorityId authority,
                                                         ImportId import, int offset, int limit);

std::optional<service::Account> read_account_named(Connection& db, std::string_view sign_in_name);
std::optional<service::Account> read_account(Connection& db, AccountId id);
std::vector<service::Account> read_accounts(Connection& db, AuthorityId authority);
service::Account save_account(Connection& db, service::Account account);
std::vector<service::Grant> read_grants(Connection& db, AccountId account);
void save_grant(Connection& db, const service::Grant& grant);

void save_session(Connection& db, const service::Session& session);
std::optional<service::Session> read_session(Connection& db, std::string_view token_hash);
void end_session(Connection& db, std::string_view token_hash);
void end_sessions_of(Connection& db, AccountId account);

void log_look(Connection& db, const service::Look& look);
// Newest first.
std::vector<service::Look> read_looks(Connection& db, AuthorityId authority,
                                      std::optional<ChildId> child, int limit);

}  // namespace homeward::store

// Accounts, roles and sessions in SQL: reading them, and changes that each write what they name.
// All of it throws DatabaseError and runs inside an open transaction.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "service/account_store.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// account_sql.cpp
std::optional<service::Account> read_account_named(Connection& db, std::string_view sign_in_name);
std::optional<service::Account> read_account(Connection& db, AccountId id);
std::vector<service::Account> read_accounts(Connection& db, AuthorityId authority);
std::vector<service::Grant> read_grants(Connection& db, AccountId account);
service::Account add_account(Connection& db, service::Account account, AuthorityId authority,
                             service::Role role);
// False if `checked_hash` (unless empty) is no longer the account's.
bool set_password(Connection& db, AccountId account, const std::string& hash, bool must_change,
                  const std::string& checked_hash);
void set_disabled(Connection& db, AccountId account, bool disabled);
void set_worker(Connection& db, AccountId account, WorkerId worker);
void save_grant(Connection& db, const service::Grant& grant);
void remove_grant(Connection& db, AccountId account, AuthorityId authority);

// session_sql.cpp
std::optional<service::Session> read_session(Connection& db, std::string_view token_hash);
std::vector<service::Session> read_sessions(Connection& db, AccountId account, service::Moment now);
// Locks the account until the transaction ends; false if it is disabled or its password another.
bool mark_signed_in(Connection& db, AccountId account, const std::string& checked_hash,
                    service::Moment at);
void insert_session(Connection& db, service::Session session);
void prolong_session(Connection& db, const std::string& token_hash, service::Moment last_seen_at,
                     service::Moment ends_at);
void move_session(Connection& db, const std::string& token_hash, AuthorityId authority);
void end_session(Connection& db, std::string_view token_hash);
// All of the account's but that of `kept` (a token hash, may be empty).
void end_sessions_of(Connection& db, AccountId account, const std::string& kept);
void end_sessions_in(Connection& db, AccountId account, AuthorityId authority);
bool end_session_of(Connection& db, AccountId account, service::SessionId session);
std::vector<std::string> read_open_sessions(Connection& db, service::Moment now);
void delete_ended_sessions(Connection& db, service::Moment now);

// security_sql.cpp
bool is_locked(Connection& db, std::span<const service::CountKey> keys, service::Moment now);
// True if it is locked by this one.
bool count_failure(Connection& db, const service::CountRule& rule,
                   const service::CountTerms& terms);
void clear_count(Connection& db, const service::CountKey& key);
void clear_counts_of(Connection& db, const std::string& name_key);
std::set<std::string> read_locked_names(Connection& db, service::Moment now);
void delete_forgotten_counts(Connection& db, service::Moment now, service::Moment before);
std::string kept_secret(Connection& db, const std::string& name, const std::string& proposal);
void log_event(Connection& db, const service::SecurityEvent& event);
std::vector<service::SecurityEvent> read_events(Connection& db, AuthorityId authority, int limit);

}  // namespace homeward::store

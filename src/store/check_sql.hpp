// Checks of returns in SQL. All of it throws DatabaseError and runs inside an open transaction.
#pragma once

#include "service/check_store.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// check_writer.cpp
service::CheckId write_check(Connection& db, const service::NewCheck& check);
void remove_check(Connection& db, const service::CheckEdit& edit);
std::int64_t delete_check_files(Connection& db, Date today, service::Moment at);

// check_reader.cpp
std::vector<service::CheckSummary> read_checks(Connection& db, AuthorityId authority, int limit);
service::CheckDetail read_check(Connection& db, AuthorityId authority, service::CheckId check);
service::FindingPage read_findings(Connection& db, AuthorityId authority, service::CheckId check,
                                   const service::FindingQuery& query);
service::FoundChildren read_found_children(Connection& db, AuthorityId authority,
                                           service::CheckId check, std::int64_t offset,
                                           std::int64_t limit);
std::optional<service::Fingerprints> read_latest_fingerprints(Connection& db, AuthorityId authority,
                                                              int collection_year);

// acceptance_sql.cpp
std::int64_t accept_findings(Connection& db, const service::CheckEdit& edit,
                             const std::string& reason, bool all_of_rule);
void withdraw_acceptance(Connection& db, const service::CheckEdit& edit);

// One line of the journal about a table that is no part of a child's record. Empty: none.
struct DeskEntry {
  service::Operation operation = service::Operation::insert;
  std::string table;
  std::int64_t row = 0;
  std::string before, after;  // JSON objects
};
void journal_desk(Connection& db, const service::CheckEdit& edit,
                  const std::vector<DeskEntry>& entries);

[[noreturn]] void no_such_check();

}  // namespace homeward::store

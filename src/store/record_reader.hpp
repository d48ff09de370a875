// Reads the record and the journal, inside one read transaction.
#pragma once

#include <vector>

#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// Throws DatabaseError (not_found for an unknown authority).
care::Snapshot read_snapshot(Connection& db, AuthorityId authority);
// Throws DatabaseError (not_found for an unknown child, or one of another authority).
care::ChildRecord read_child(Connection& db, AuthorityId authority, ChildId child);

std::vector<care::Authority> read_authorities(Connection& db);
std::vector<care::Worker> read_workers(Connection& db, AuthorityId authority);
std::vector<service::JournalEntry> read_journal(Connection& db, AuthorityId authority,
                                                const service::JournalQuery& query);
// 0 if there is none.
std::int64_t read_last_sequence(Connection& db, AuthorityId authority);

}  // namespace homeward::store

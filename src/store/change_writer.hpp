// Writes one ChangeSet inside an open transaction of a connection: lists, import, facts, journal.
//
// Rows without an id (ports.hpp gives new rows the id 0) are named like this: a fact whose child is
// 0 belongs to the child inserted last before it in the set; a child, team, worker or sibling group
// with a negative id is new, and the same negative number elsewhere in the set means it. An
// inserted row with a positive id is one that was removed here before and comes back.
#pragma once

#include <vector>

#include "service/ports.hpp"
#include "store/sql.hpp"

namespace homeward::store {

// Sets with more changes than this are told to browsers as one bulk event, as imports are.
inline constexpr std::size_t kBulkEventFrom = 50;

// Throws DatabaseError; the transaction must then be given up. `events` takes what is to be told
// once the transaction is committed.
service::Applied write_changes(Connection& db, const service::ChangeSet& set,
                               std::vector<service::Event>& events);

// Writes the summary and problems of an import and returns its id.
ImportId write_import(Connection& db, AuthorityId authority, const service::ImportRecord& record);

// Refuses (conflict, not_found) an import that is undone already or never brought anything in.
void mark_undone(Connection& db, AuthorityId authority, ImportId import, service::Moment at,
                 AccountId by);

}  // namespace homeward::store

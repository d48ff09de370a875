// The inverse of journal entries, for the rows that nobody has changed since. Private to service/.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "service/look_over.hpp"
#include "service/ports.hpp"

namespace homeward::service {

struct Inverse {
  std::vector<Change> changes;
  // Facts that were added, changed and removed, and are now taken out, put back and brought back.
  std::int64_t taken_out = 0, put_back = 0, brought_back = 0;
  std::int64_t children_taken_out = 0;
  std::vector<UndoLeft> left;
};

// `entries` in the order of the journal. `record_of` gives a child as it is now, or nothing.
//  - A row that was changed since stays as it is; so does one that a later import brought again.
//  - A child who was new stays, with all that came with it, once a person has worked on it; and as
//    long as any fact about it stays.
//  - A row that was removed since needs no undoing.
Inverse inverse_of(std::span<const JournalEntry> entries,
                   const std::function<const care::ChildRecord*(ChildId)>& record_of);

// What a person did together with the last change of that row of the child's: the entries of the
// journal, in its order. Empty if an import changed it last.
Result<std::vector<JournalEntry>> done_together(Store& store, AuthorityId authority,
                                                std::string_view table, const care::Stored& row);

}  // namespace homeward::service

// What must change in the database to turn one state of a child's record into another.
#pragma once

#include <vector>

#include "care/record.hpp"
#include "service/ports.hpp"

namespace homeward::service {

// Rows are matched by id within their table: rows of `after` without an id (0), or whose id is not
// in `before`, are inserts; rows of `before` that are gone are removals; rows whose columns differ,
// or that a return of another year now stands for, are updates. `before` null: the child is new.
// The child's own change comes first, removals before inserts within a table; courses are removed
// last of all, because other rows point to them.
//
// An update that leaves every column as it was is a confirmation: it keeps an older return that
// comes in late from overriding what a newer one has confirmed.
std::vector<Change> diff(const care::ChildRecord* before, const care::ChildRecord& after);

bool is_confirmation(const Change& change);
// No fact about the child, and not counted as one: a note that a return lacked the child, and which
// period of care a course is.
bool is_bookkeeping(const Change& change);

}  // namespace homeward::service

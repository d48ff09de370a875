// What must change in the database to turn one state of a child's record into another.
#pragma once

#include <vector>

#include "care/record.hpp"
#include "service/ports.hpp"

namespace homeward::service {

// Rows are matched by id within their table: rows of `after` without an id (0), or whose id is not
// in `before`, are inserts; rows of `before` that are gone are removals; rows whose columns differ
// are updates (provenance alone is no difference). `before` null: the child is new.
// The child's own change comes first, removals before inserts within a table.
std::vector<Change> diff(const care::ChildRecord* before, const care::ChildRecord& after);

}  // namespace homeward::service

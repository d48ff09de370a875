// What the case system knew on a day.
#pragma once

#include "care/record.hpp"

namespace homeward::synthetic {

// A meeting is written into the diary this many days ahead.
inline constexpr int kPlannedAheadDays = 42;

// The record as it would have been known at the end of `day`: rows that begin later are absent;
// rows that end later are open (without what is only recorded at an end); later dates are unknown.
// Health outcomes and care leavers of a year are known from its last day, adoption details from the
// adoption order, planned meetings six weeks ahead. A child who is not in care yet has no rows but
// keeps the Child. Later days only add: as_known(as_known(r, later), day) = as_known(r, day).
care::ChildRecord as_known(const care::ChildRecord& record, Date day);
care::ChildRecord as_known(care::ChildRecord&& record, Date day);

}  // namespace homeward::synthetic

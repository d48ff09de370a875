// What the case system knew on a day.
#pragma once

#include "care/record.hpp"

namespace homeward::synthetic {

// A meeting is written into the diary this many days ahead.
inline constexpr int kPlannedAheadDays = 42;

// The record as it would have been known at the end of `day`: rows that begin later are absent,
// ends later than the day are open (with what is only recorded at an end), dates later are unknown.
// Health outcomes and care leavers of a year are known from its last day, adoption details from the
// adoption order, planned meetings six weeks ahead. A child not yet in care has no rows but keeps
// the Child. Knowing only grows: as_known(as_known(r, later), day) = as_known(r, day).
care::ChildRecord as_known(const care::ChildRecord& record, Date day);
care::ChildRecord as_known(care::ChildRecord&& record, Date day);

}  // namespace homeward::synthetic

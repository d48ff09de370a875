// What people recorded about a child on the joint tracker: plans, meetings, decisions, delays on
// purpose, and now and then a date that differs from the imported one.
#pragma once

#include "synthetic/child.hpp"

namespace homeward::synthetic {

// For periods of care that overlap the time in which the tracker was used, and those that began in
// the two years before it (the baseline that somebody looked up when tracking began). Dates may lie
// in the future.
void add_tracking(const World& world, const Life& life, const std::vector<PeriodPath>& paths,
                  care::ChildRecord& record);

}  // namespace homeward::synthetic

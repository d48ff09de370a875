// The facts of a child's whole life in care, future included: as_known leaves what was known on a
// day.
#pragma once

#include "synthetic/care_path.hpp"
#include "synthetic/life.hpp"

namespace homeward::synthetic {

struct PeriodPath {
  Period period;
  CarePath path;
};

// Everything but what people record on the tracker (tracking.hpp) and provenance. Worker spells
// that ended before the history began are left out, and so are health outcomes, care leavers' rows
// and missing periods of years before it. `paths` gets one entry for each period.
care::ChildRecord whole_life(const World& world, const Life& life, std::vector<PeriodPath>& paths);

// A child on short breaks (V4) only, begun within the two years before as_of.
care::ChildRecord short_break_child(const World& world, std::uint64_t index);

const Postcode& family_home(const World& world, std::uint64_t family);

}  // namespace homeward::synthetic

// What the yearly parts of the return say about a child: missing periods, deprivations of liberty,
// health (OC2), care leavers (OC3), the adoption (AD1). Each appends to a record whose episodes
// stand.
#pragma once

#include "synthetic/care_path.hpp"

namespace homeward::synthetic {

care::Adoption adoption(const Period& period, const CarePath& path, Random& random);
void missing_periods(const World& world, const Life& life, Random& random,
                     care::ChildRecord& record);
void deprivations_of_liberty(const World& world, const Life& life, Random& random,
                             care::ChildRecord& record);
// One row for each collection year of the history in which the child was in care all year.
void health_outcomes(const World& world, const Life& life, Random& random,
                     care::ChildRecord& record);
// One row for each collection year with the 17th to 21st birthday after leaving care.
void care_leavers(const World& world, const Life& life, Random& random, care::ChildRecord& record);

}  // namespace homeward::synthetic

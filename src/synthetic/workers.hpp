// Who works with a child: posts of one team after another, and everybody who holds the post.
#pragma once

#include "synthetic/child.hpp"

namespace homeward::synthetic {

// Spells follow on without a gap through each period of care. Brothers and sisters mostly share a
// post.
void worker_spells(const World& world, const Life& life, const std::vector<PeriodPath>& paths,
                   care::ChildRecord& record);

}  // namespace homeward::synthetic

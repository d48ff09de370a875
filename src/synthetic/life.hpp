// The outline of one family's children: who they are, when they come into care and how they leave.
// Cheap, so that children who left before the history begins can be passed over.
#pragma once

#include <vector>

#include "synthetic/world.hpp"

namespace homeward::synthetic {

// How a period of care ends.
enum class Ending : std::uint8_t {
  home,
  relatives,
  guardianship,
  arrangements_order,
  adoption,
  adulthood,
  custody,
  other_authority,
  died,
  other
};

// The dates of an adoption, drawn together so that they stand in order: decided_on < ordered_on <=
// placed_on, matched_on < placed_on < the end of the period.
struct AdoptionPath {
  Date decided_on, ordered_on, matched_on, placed_on;
};

struct Period {
  Date started_on, ended_on;  // ended_on may lie in the future
  Ending ending = Ending::home;
  AdoptionPath adoption;  // when ending is adoption
};

struct Life {
  std::uint64_t index = 0;  // of the child: the same for the same seed
  std::uint64_t family = 0;
  int family_size = 1;  // children of the family who ever come into care
  int place_in_family = 0;
  Date born_on;
  Code sex, ethnicity, need;
  bool uasc = false;
  bool proceedings = false;  // the court is asked for a care order in the first period
  bool same_family_name = true;
  std::vector<Period> periods;  // at least one; none ends after the 18th birthday

  bool in_care_on(Date day) const {
    for (const Period& period : periods)
      if (period.started_on <= day && day < period.ended_on) return true;
    return false;
  }
  // The end of the last period begun by `day`; there is one.
  Date last_ended(Date day) const {
    Date ended = periods.front().ended_on;
    for (const Period& period : periods)
      if (period.started_on <= day) ended = period.ended_on;
    return ended;
  }
  Date eighteenth_birthday() const { return birthday(born_on, 18); }
};

// Families come into care at an even rate over the 18 years before as_of.
std::vector<Life> family_lives(const World& world, std::uint64_t family);

}  // namespace homeward::synthetic

// The episodes of one period of care: where the child lived, under which legal status, and why
// either changed. They keep the rules of the SSDA903 return (docs/rules.md).
#pragma once

#include "synthetic/life.hpp"

namespace homeward::synthetic {

// What other parts of the record follow from.
struct CarePath {
  care::OptionalDate proceedings_on, final_order_on;  // interim care order; care or placement order
  care::OptionalDate long_term_match_on;    // the foster home became a long-term match (U1, U4)
  care::OptionalDate adoption_reversed_on;  // an adoption plan of this period given up
  care::OptionalDate adoption_decided_on;
  bool adopted_by_foster_carer = false;
};

// Appends the episodes to `out`; dates may lie in the future, the last episode ends with the
// period. A period without a settled plan for adoption may have had one that was reversed.
CarePath add_episodes(const World& world, const Life& life, const Period& period, Random& random,
                      const Postcode& home, std::vector<care::Episode>& out);

// A child on short breaks by agreement (V4): one episode, at no address.
care::Episode short_break_episode(const World& world, Random& random, Date started_on,
                                  Date ended_on);

}  // namespace homeward::synthetic

// The homes of one period of care, one after another.
#pragma once

#include <string>
#include <vector>

#include "synthetic/life.hpp"

namespace homeward::synthetic {

struct Home {
  Date from;
  Code type, provider, urn;
  const Postcode* postcode = nullptr;
  bool same_carer = false;  // as in the home before: a new record, not a move
  Code why;                 // reason for placement change, on the episode before; blank: temporary
};

// Homes in order; each lasts until the next one begins.
class Homes {
 public:
  // Drops every home that begins on `home.from` or later. A home equal to the one before is not
  // added.
  void move(Home home);
  // Puts a temporary stay into the home of that day, with the return to it, if it lasts long enough
  // around and `quiet` (days that must not be touched) are not near.
  void stay_away(Date from, int days, Code type, const std::vector<Date>& quiet, Date period_ends);

  const std::vector<Home>& all() const { return homes_; }
  const Home& on(Date day) const;
  bool empty() const { return homes_.empty(); }

 private:
  std::vector<Home> homes_;
};

// What the next home must offer the child.
struct Wish {
  int age = 0;
  bool uasc = false;
  bool relatives = false;  // a relative or friend is wanted
  bool adopters = false;   // early permanence: carers who may adopt
  bool later = false;      // not the first home of the period
  const Postcode* family_home = nullptr;
};

Home find_home(const World& world, Random& random, Date from, const Wish& wish);
Home with_relatives(const World& world, Random& random, Date from, const Postcode& family_home);
Home with_parents(Random& random, Date from, const Postcode& family_home);
Home with_adopters(const World& world, Random& random, Date from, const Postcode& family_home);
// Supported accommodation, as the care plan says.
Home find_supported(const World& world, Random& random, Date from, const Postcode& family_home);
Home in_custody(Random& random, Date from);

// Why a home that did not last was left.
Code why_moved(Random& random, int age);

}  // namespace homeward::synthetic

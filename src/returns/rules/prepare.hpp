// From the text cells of two returns to children with typed rows.
#pragma once

#include <functional>
#include <vector>

#include "returns/check.hpp"
#include "returns/rules/rows.hpp"

namespace homeward::returns::rules {

// Typed rows of one return, each table in the order of Prepared::children.
struct TypedTables {
  std::vector<HeaderRow> header;
  std::vector<EpisodeRow> episodes;
  std::vector<ReviewRow> reviews;
  std::vector<UascRow> uasc;
  std::vector<Oc2Row> oc2;
  std::vector<Oc3Row> oc3;
  std::vector<Ad1Row> ad1;
  std::vector<PlacedAdoptionRow> placed_adoption;
  std::vector<PrevPermRow> prev_perm;
  std::vector<MissingRow> missing;
  std::vector<SwEpisodeRow> sw_episodes;
  std::vector<DoloRow> dolo;
};

struct Prepared {
  TypedTables now, last;
  std::vector<Child> children;  // views into `now` and `last`; in order of first mention
};

// Rows without a child's number are left out (reading has reported them).
Prepared prepare(const Return& now, const Return* last, const Year& year, const Parallel& parallel);

// Fills the derived items of every episode of both years.
void derive(Prepared& prepared, const Postcodes* postcodes, const Providers* providers,
            std::string_view own_area, const Parallel& parallel);

// The authority in which most children's homes lie; empty if no home is known.
std::string most_homes_in(const Prepared& prepared, const Postcodes& postcodes);

}  // namespace homeward::returns::rules

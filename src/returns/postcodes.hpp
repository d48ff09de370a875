// Where a postcode lies: what the items PL_LA, PL_LOCATION and PL_DISTANCE are derived from.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace homeward::returns {

struct PostcodePlace {
  // Upper-tier authority: its ONS code in England ("E10000016", as it is since the last
  // reorganisation known here), or "WAL", "SCO", "NIR"; empty where the file knows none.
  std::string area;
  double east_m = 0, north_m = 0;  // Ordnance Survey grid; both 0 = no grid reference
  bool in_england() const { return area.starts_with('E'); }
};

// "me9 0ap" and "ME90AP" are one postcode: upper case, without spaces.
std::string plain_postcode(std::string_view text);

class Postcodes {
 public:
  // Reads only the `wanted` postcodes (plain_postcode) out of a file of any size, in one pass. The
  // columns are known by their names, in any order, other columns are passed over:
  //  - pcd, utla, east, north (our sample), or
  //  - those of the ONS Postcode Directory: pcd, pcd2, pcds or pcd7/pcd8; oscty and oslaua (or
  //    laua, cty, with or without a year: "lad23cd", "cty23cd"), oseast1m, osnrth1m (or east1m,
  //    north1m), ctry.
  // In the Directory the county counts where there is one (E10…), else the district. An authority
  // code of before a reorganisation becomes its successor's (area_today).
  // Errors: no such columns; not text; the file is empty.
  static Result<Postcodes> read(const std::string& name, std::string_view bytes,
                                const std::vector<std::string>& wanted);

  // Null if the postcode is blank or not in the file. `text` in any spelling.
  const PostcodePlace* find(std::string_view text) const;
  std::size_t size() const { return places_.size(); }

 private:
  std::vector<std::pair<std::string, PostcodePlace>> places_;  // by postcode
};

// The ONS code of the authority that answers today for the area of an older one (reorganisations of
// 2019 to 2023: Dorset, Bournemouth Christchurch and Poole, Buckinghamshire, North and West
// Northamptonshire, Cumberland, Westmorland and Furness, North Yorkshire, Somerset). A county that
// was split has none: the district then tells. Any other code stays as it is.
std::string_view area_today(std::string_view ons_code);

// Miles in a straight line between two places, one decimal: grid metres / 1000 / 1.6093, rounded
// half up. 999.9 if `home` is outside England or has no grid reference (source: domain section 2).
float miles_between(const PostcodePlace& home, const PostcodePlace& place);

}  // namespace homeward::returns

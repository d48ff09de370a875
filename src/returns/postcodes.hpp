// Where a postcode lies: what the items PL_LA, PL_LOCATION and PL_DISTANCE are derived from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "returns/areas.hpp"
#include "returns/parallel.hpp"

namespace homeward::returns {

struct PostcodePlace {
  // Upper-tier authority: its ONS code in England ("E10000016", as it is since the last
  // reorganisation known here), or "WAL", "SCO", "NIR"; empty where the file knows none.
  std::string area;
  double east_m = 0, north_m = 0;  // grid of Great Britain; both 0 = no grid reference
  bool in_england() const { return area.starts_with('E'); }
  bool on_grid() const { return east_m != 0 || north_m != 0; }
};

// "me9 0ap" and "ME90AP" are one postcode: upper case, without spaces.
std::string plain_postcode(std::string_view text);

class Postcodes {
 public:
  // Reads only the `wanted` postcodes (in any spelling) out of a CSV file of any size, in one pass.
  // The columns are known by their names, in any order and case; other columns are passed over:
  //  - pcd, utla, east, north (our sample), or
  //  - those of the ONS Postcode Directory and of what was cut out of it: pcd, pcd2, pcds, pcd7 or
  //    pcd8; oscty and oslaua, or the latter alone (or cty, laua, lad, with or without a year:
  //    "cty25cd", "lad25cd"), oseast1m and osnrth1m (or east1m, north1m), ctry; where the grid
  //    reference has no columns, lat and long.
  // In the Directory the county counts where there is one (E10…), else the district, which tells
  // its county. An authority code of before a reorganisation becomes its successor's (areas.hpp).
  // Cells may be quoted, but a line break inside quotes ends the row. Of two rows for one postcode
  // the first counts. Cells are separated by commas, semicolons, tabs or bars, whichever gives the
  // heading its columns. Northern Ireland's references, which the Directory gives in the Irish
  // grid, become those of the grid of Great Britain. `done` hears, from any thread, of each piece
  // of the bytes that will not be looked at again. Errors: no such columns; not text; the file is
  // empty.
  static Result<Postcodes> read(const std::string& name, std::string_view bytes,
                                const std::vector<std::string>& wanted,
                                const Parallel& parallel = {},
                                const std::function<void(std::string_view)>& done = {});

  // Null if the postcode is blank or not in the file. `text` in any spelling. What it points to
  // lives as long as this, also when this is moved.
  const PostcodePlace* find(std::string_view text) const;
  std::size_t size() const { return places_.size(); }

 private:
  class Scan;
  // The wanted postcodes, hashed; a slot with key 0 is free.
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t place = 0;  // in places_, from 1; 0 = not in the file
  };
  void make_room();
  // Where `key` stands, or would.
  std::size_t slot_of(std::uint64_t key) const;

  std::vector<Slot> slots_;  // a power of two of them, at least twice what is wanted
  std::vector<PostcodePlace> places_;
};

// Miles in a straight line between two places, one decimal: grid metres / 1000 / 1.6093, rounded
// half up, as the community's validator calculates PL_DISTANCE (docs/sources.md). 999.9 if `home`
// is outside England or has no grid reference; nothing if only `place` has none.
std::optional<float> miles_between(const PostcodePlace& home, const PostcodePlace& place);

}  // namespace homeward::returns

// References of other systems in the grid of Great Britain.
#pragma once

namespace homeward::returns {

struct GridReference {
  double east_m = 0, north_m = 0;
};

// From the Irish grid (Irish Transverse Mercator of 1965) to the National Grid of Great Britain.
// The datums' difference is left out, so it is right to about 200 m. Only for places in or near
// Ireland.
GridReference british_from_irish(GridReference irish);

// From latitude and longitude in degrees, as satellites give them (WGS 84), to some 5 m. Only for
// places in or near Great Britain.
GridReference british_from_degrees(double lat, double lon);

}  // namespace homeward::returns

// The upper-tier authorities of England by their ONS codes, through reorganisations.
#pragma once

#include <string_view>

namespace homeward::returns {

// The ONS code of the authority that is responsible today for the area of an older one, county or
// district (reorganisations of 2019 to 2023, and codes that changed with a boundary). Empty for a
// county that was split between two (Dorset, Northamptonshire, Cumbria): its districts tell which.
// Any other code is given back as it is. The result lives as long as `ons_code`.
std::string_view area_today(std::string_view ons_code);

// What PL_LA calls the area of any ONS code: the upper-tier authority of England as it is today, or
// "WAL", "SCO", "NIR" (which are given back as they are); for a district below a county, the
// county. Empty where the code does not tell: a split county, a pseudo code, the Channel Islands
// and the Isle of Man. The result lives as long as `ons_code`.
std::string_view placement_area(std::string_view ons_code);

}  // namespace homeward::returns

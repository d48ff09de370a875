// The upper-tier authorities of England: their ONS codes through reorganisations, their DfE
// numbers.
#pragma once

#include <string_view>

#include "base/code.hpp"

namespace homeward::returns {

// The ONS code of the authority that answers today for the area of an older one, county or district
// (reorganisations of 2019 to 2023, and codes that changed with a boundary). Empty for a county
// that was split between two (Dorset, Northamptonshire, Cumbria): its district tells which. Any
// other code stays as it is. What is given lives as long as `ons_code`.
std::string_view area_today(std::string_view ons_code);

// What PL_LA calls the area of any ONS code: the upper-tier authority of England as today, or
// "WAL", "SCO", "NIR" (which also stay as they are). Empty where the code does not tell: a district
// below a county, a split county, a pseudo code, the Channel Islands and the Isle of Man. What is
// given lives as long as `ons_code`.
std::string_view placement_area(std::string_view ons_code);

// A DfE number of an English local authority ("886"): one of today's 153, or of a former one, back
// to the counties of 1974, since what an authority once did is returned under its old number.
bool is_dfe_la_number(Code number);

}  // namespace homeward::returns

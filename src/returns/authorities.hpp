// The local authorities of England with children's services, by their names and DfE numbers.
#pragma once

#include <string>
#include <string_view>

#include "base/code.hpp"

namespace homeward::returns {

// The authority that a cell of a list means: its ONS code as placement_area (areas.hpp) gives it.
// Takes an ONS code, a DfE number ("886") or a name in any usual spelling: "Bath & North East
// Somerset", "London Borough of Barnet", "Bristol City Council", "Herefordshire, County of", "st
// helens". Names and numbers of before a reorganisation give the successor. Empty: no such
// authority, or one that was split between two (Cumbria, Northamptonshire, Dorset's old number).
std::string authority_area(std::string_view text);

// A DfE number of an English local authority ("886"): one of today's 153, or of a former one, back
// to the counties of 1974, because what an authority did then is returned under its number of then.
bool is_dfe_la_number(Code number);

}  // namespace homeward::returns

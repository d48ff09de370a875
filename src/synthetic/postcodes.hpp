// Real postcodes at which nobody of this data lives: the homes and carers of synthetic children are
// put at them, so that distances and "in or out of area" can be calculated.
#pragma once

#include <span>
#include <string_view>

namespace homeward::synthetic {

struct Postcode {
  std::string_view text;       // seven characters, as the ONS writes it
  std::string_view authority;  // ONS code of the upper-tier authority it lies in
  int east, north;             // metres, Ordnance Survey national grid
};

// The authority in whose area the synthetic children's homes lie (Kent): a return of a synthetic
// authority is checked as if it were returned by this one. No child, carer or worker is of Kent.
inline constexpr std::string_view kOwnArea = "E10000016";

std::span<const Postcode> own_postcodes();
std::span<const Postcode> near_postcodes();  // other authorities around
std::span<const Postcode> far_postcodes();   // the rest of England

// Straight line, metres.
int distance(const Postcode& a, const Postcode& b);

}  // namespace homeward::synthetic

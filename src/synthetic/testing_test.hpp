// What the tests of this room share: one authority of some size, made once.
#pragma once

#include <gtest/gtest.h>

#include <set>

#include "synthetic/authority.hpp"

namespace homeward::synthetic::testing {

inline Date day(const char* iso) {
  return Date::parse_iso(iso).value();
}

// Weekends and Christmas; enough for what is tested here.
inline const Calendar& calendar() {
  static const Calendar kCalendar = [] {
    std::vector<Date> days;
    for (int year = 2006; year <= 2030; ++year)
      for (const unsigned d : {25u, 26u}) days.push_back(*Date::of(year, 12, d));
    return Calendar(std::move(days), 2006, 2030);
  }();
  return kCalendar;
}

inline Options options(int children, std::uint64_t seed = 7) {
  Options out;
  out.children = children;
  out.seed = seed;
  out.as_of = day("2026-07-15");
  return out;
}

inline const SyntheticAuthority& large() {
  static const SyntheticAuthority kLarge = generate(options(2500), calendar());
  return kLarge;
}

}  // namespace homeward::synthetic::testing

// The day in London of a moment told in UTC.
#pragma once

#include <optional>

#include "base/date.hpp"

namespace homeward {

// `minute` of the day in UTC, 0 to 1439. Summer time is an hour ahead, from 01:00 UTC on the last
// Sunday of March to 01:00 UTC on the last Sunday of October. Source: the Summer Time Order 2002
// (SI 2002/262) and, with the same rule from 1996 on, those of 1994 and 1997. Before 1996 clocks
// changed on other days, and for some years were ahead in winter too: for a day before 1996 nothing
// is given where the answer depends on it.
std::optional<Date> london_day(Date day, int minute);

}  // namespace homeward

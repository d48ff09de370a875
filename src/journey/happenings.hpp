// Happenings: the dated steps that a child's record tells by itself. A milestone of
// config/milestones.toml names one in `read_from`.
//
// A new happening is one function and one entry of the table in happenings.cpp: config files, the
// journey and the timeline follow from the entry.
#pragma once

#include <span>
#include <string_view>

#include "base/names.hpp"

namespace homeward::journey {

struct MilestoneType;
struct Telling;  // happenings.cpp

// Where a milestone stands on the timeline of a child's page.
enum class Lane {
  meeting,   // meetings and reviews; whatever people enter
  decision,  // orders, plans, matches, coming into care and leaving it
  none,      // on no lane of its own: homes and orders are drawn as such, birthdays on the scale
};
constexpr auto names_of(Lane) {
  return named<Lane>("meeting", "decision", "none");
}

struct Happening {
  std::string_view name;  // as in read_from
  // Appends the milestones of this type that the record tells, in order.
  void (*tell)(Telling& telling, const MilestoneType& type);
  // The key of the milestone that must hold a whole number above 0 (MilestoneType::parameter), and
  // what it asks; empty: it has none.
  std::string_view parameter = {}, asks = {};
  bool repeats = false;  // counted 1st, 2nd …: the milestone must say so too
  // Told without a period of care as well. The others are not.
  bool without_care = false;
  // Its first one begins the period of care.
  bool begins_care = false;
  // Known for the collection years of the returns that hold the child, and for no other.
  bool told_year_by_year = false;
  // Its number can be told only if the record reaches back to the first one of the period.
  bool numbered_from_start = false;
  Lane lane = Lane::decision;
};

// The table.
std::span<const Happening> happenings();
// Nothing if there is none of that name.
const Happening* find_happening(std::string_view name);

}  // namespace homeward::journey

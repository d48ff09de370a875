// What a child's record tells, as of a day.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/calendar.hpp"
#include "care/periods.hpp"
#include "care/record.hpp"
#include "care/told.hpp"

namespace homeward::care {

// The courses of a child are the periods of care.
struct ChildTold : Told {
  const ChildRecord* record = nullptr;
  std::vector<PeriodOfCare> periods;  // as `courses`
  std::vector<Placement> placements;  // of all periods begun by as_of; an end after it is not told
  std::vector<Spell> homes;           // the placements of the present period
  Code legal_status, placement_type;  // of the last episode on as_of; blank before any

  // Nothing before any.
  const PeriodOfCare* period() const { return periods.empty() ? nullptr : &periods.back(); }
  std::optional<Age> age() const;  // nothing if the birth date is unknown, or lies after as_of
  // Moves to another home in the 12 months to as_of.
  int moves_12_months() const;
};

// Pure. Facts dated after `as_of` are not told. The record must outlive what is told of it, and be
// sorted (sort_record).
ChildTold tell(const ChildRecord& record, Date as_of);

// The happenings and traits of a child.
const Kind& child_kind();
std::span<const Happening> child_happenings();
std::span<const Trait> child_traits();

// For the functions of those tables: what they are asked of is a child.
const ChildTold& child_of(const Told& told);

// Of the child's life until as_of, the share of `days`: 0 to 100, rounded down. Nothing if either
// is unknown, before birth, or if the days are more than the life.
std::optional<int> share_of_life_percent(const ChildTold& told, std::optional<int> days);

}  // namespace homeward::care

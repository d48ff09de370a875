// One reading of what is told and what was entered, which clocks, stages and next steps share.
#pragma once

#include <vector>

#include "base/calendar.hpp"
#include "base/check.hpp"
#include "care/told.hpp"
#include "journey/config.hpp"
#include "journey/journey.hpp"
#include "journey/traits.hpp"

namespace homeward::journey {

// Pointers go to what is told, to the facts and to the config, which must outlive it.
struct Reading {
  const care::Told* told = nullptr;
  const Config* config = nullptr;
  Date as_of;
  // Of the present course. What was entered may have put right what is told.
  std::optional<Date> began_on;
  const care::Plan* plan = nullptr;
  std::vector<const care::Plan*> parallel_plans;
  std::vector<DatedMilestone> milestones;    // by type in the config's order, then by nth (0 first)
  std::vector<std::uint32_t> first_of_type;  // milestones of type i: [first_of_type[i], [i + 1])
  Reached reached;                           // which of them have happened
  std::optional<StageReached> stage;
  bool permanent = false;  // that stage is permanence
  Traits traits;           // made last, of all the rest

  // Nothing if there is none. A reference with nth 0 gives the latest that has happened.
  const DatedMilestone* find(const MilestoneRef& ref) const;
  // The first on or after `from` (after it, if `strictly`) that has happened.
  const DatedMilestone* next_after(const MilestoneRef& ref, Date from, bool strictly) const;
  // The earliest planned one that has not happened; with nth 0 one planned on or after `from`.
  const DatedMilestone* planned(const MilestoneRef& ref, std::optional<Date> from) const;
  // The number of the next one of its kind, for entering it; 0: it cannot be told.
  int next_number(const MilestoneRef& ref) const;
  // Is it known which of its kind is the first of this course?
  bool tells_numbers_of(const MilestoneType& type) const;
  // In the present course; nothing without one, or if its start is unknown.
  std::optional<int> days_in_course() const;
};

Reading read(const care::Told& told, const Config& config);

// Conflicts that nobody has settled as they stand now.
std::vector<Conflict> conflicts(const Reading& reading);

// Nothing without a course.
std::optional<StageReached> stage_reached(const Reading& reading);
std::vector<FinishedStay> finished_stays(const Reading& reading);

std::vector<Clock> clocks(const Reading& reading, const Calendar& calendar);

// What has been booked is named with its day, and stands where that day falls; a booked day that
// has passed asks whether it happened.
std::vector<NextStep> next_steps(const std::vector<Clock>& clocks,
                                 const std::optional<StageReached>& stage, Date as_of);

std::vector<UnknownDate> unknown_dates(const std::vector<Clock>& clocks);

// "First review", "Permanency planning meeting": what one milestone is called in a sentence.
std::string milestone_name(const MilestoneType& type, int nth);

// "Fri 6 Mar"; with its year when it is not the year of as_of.
std::string near(Date day, Date as_of);

// "first", "second" … "tenth", "11th".
std::string ordinal(int nth);

}  // namespace homeward::journey

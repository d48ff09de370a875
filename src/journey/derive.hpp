// What the record says as of a day: the one reading of it that clocks, stages and next steps share.
#pragma once

#include <vector>

#include "base/calendar.hpp"
#include "base/check.hpp"
#include "care/courses.hpp"
#include "care/periods.hpp"
#include "care/record.hpp"
#include "journey/config.hpp"
#include "journey/journey.hpp"
#include "journey/traits.hpp"

namespace homeward::journey {

// The days for which the returns we hold would show a review of this child. Without imported facts
// both ends are open: everything was entered here, and no day is left out.
struct Covered {
  std::optional<Date> from, until;
  bool contains(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

// Pointers go into the record and the config, which must outlive it.
struct Reading {
  const care::ChildRecord* record = nullptr;
  const Config* config = nullptr;
  Date as_of;
  std::vector<care::PeriodOfCare> periods;
  std::vector<care::Placement> placements;  // of all periods
  int period = -1;                          // place in periods; -1 = none yet
  bool in_care = false;
  care::Courses courses;  // which entered facts stand in the present period
  Covered covered;
  std::optional<Date> came_into_care_on;
  Code legal_status, placement_type;  // of the last episode on as_of
  const care::Placement* placement =
      nullptr;  // the present home (not a temporary stay away from it)
  const care::Plan* plan = nullptr;
  std::vector<const care::Plan*> parallel_plans;
  std::vector<DatedMilestone> milestones;    // by type in the config's order, then by nth (0 first)
  std::vector<std::uint32_t> first_of_type;  // milestones of type i: [first_of_type[i], [i + 1])
  Reached reached;                           // which of them have happened
  std::optional<StageReached> stage;
  bool permanent = false;        // that stage is permanence
  Traits traits;                 // made last, of all the rest
  bool reviews_numbered = true;  // false: which review is the first is not known

  const care::PeriodOfCare* present_period() const {
    HOMEWARD_CHECK(period < static_cast<int>(periods.size()));
    return period < 0 ? nullptr : &periods[static_cast<std::size_t>(period)];
  }
  // Nothing if there is none. A reference with nth 0 gives the latest that has happened.
  const DatedMilestone* find(const MilestoneRef& ref) const;
  // The first on or after `from` (after it, if `strictly`) that has happened.
  const DatedMilestone* next_after(const MilestoneRef& ref, Date from, bool strictly) const;
  // The earliest planned one that has not happened; with nth 0 one planned on or after `from`.
  const DatedMilestone* planned(const MilestoneRef& ref, std::optional<Date> from) const;
  // The number of the next one of its kind, for entering it; 0: it cannot be told.
  int next_number(const MilestoneRef& ref) const;
  // Is it known which of its kind is the first of this period?
  bool tells_numbers_of(const MilestoneType& type) const;
  // In the present period; nothing without one, or if its start is unknown.
  std::optional<int> days_in_care() const;
};

// The days to which the steps of one period of care belong: those after the period before it.
struct Window {
  std::optional<Date> after, until;
  bool contains(Date day) const { return (!after || *after < day) && (!until || day <= *until); }
};

// Appends the milestones of this type that the record itself tells, in order.
void derive(const MilestoneType& type, Reading& reading, const Window& window);

Reading read(const care::ChildRecord& record, const Config& config, Date as_of);

// Conflicts that nobody has settled as they stand now.
std::vector<Conflict> conflicts(const Reading& reading);

// Nothing without a period of care.
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

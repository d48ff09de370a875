#include "synthetic/as_known.hpp"

#include <algorithm>
#include <utility>

#include "care/codes.hpp"
#include "care/courses.hpp"

namespace homeward::synthetic {

namespace {

using care::OptionalDate;

void forget_after(OptionalDate& date, Date day) {
  if (date && *date > day) date.reset();
}

template <class T, class Test>
void keep(std::vector<T>& rows, Test known) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](T& row) { return !known(row); }),
             rows.end());
}

Date last_day(int collection_year) {
  return Date::of(collection_year, 3, 31).value_or(Date{});
}

bool episode_known(care::Episode& row, Date day) {
  if (row.started_on > day) return false;
  if (row.ended_on && *row.ended_on > day) {
    row.ended_on.reset();
    row.reason_ended = Code{};
    row.reason_for_placement_change = Code{};
  }
  return true;
}

bool milestone_known(care::Milestone& row, Date day) {
  forget_after(row.happened_on, day);
  if (row.planned_on && *row.planned_on > day + kPlannedAheadDays) row.planned_on.reset();
  if (!row.happened_on) {
    row.outcome.clear();
    row.note = PrivateText{};
  }
  return row.happened_on || row.planned_on;
}

}  // namespace

care::ChildRecord as_known(care::ChildRecord&& known, Date day) {
  if (known.child.first_child_born_on && *known.child.first_child_born_on > day) {
    known.child.first_child_born_on.reset();
    known.child.is_mother = false;
  }
  forget_after(known.child.uasc_ceased_on, day);

  keep(known.episodes, [&](care::Episode& row) { return episode_known(row, day); });
  const bool came_into_care = !known.episodes.empty();
  bool adopted = false;
  for (const care::Episode& row : known.episodes) adopted |= care::is_adopted(row.reason_ended);

  keep(known.reviews, [&](const care::Review& row) { return row.held_on <= day; });
  keep(known.adoptions, [&](const care::Adoption&) { return adopted; });
  keep(known.adoption_decisions, [&](care::AdoptionDecision& row) {
    if (row.reversed_on && *row.reversed_on > day) {
      row.reversed_on.reset();
      row.reason_reversed = Code{};
    }
    return row.decided_on && *row.decided_on <= day;
  });
  keep(known.previous_permanence, [&](const care::PreviousPermanence&) { return came_into_care; });
  keep(known.missing_periods, [&](care::MissingPeriod& row) {
    forget_after(row.ended_on, day);
    return row.started_on <= day;
  });
  keep(known.health_outcomes,
       [&](const care::HealthOutcome& row) { return last_day(row.year) <= day; });
  keep(known.care_leavers, [&](const care::CareLeaver& row) { return last_day(row.year) <= day; });
  keep(known.worker_spells, [&](care::WorkerSpell& row) {
    forget_after(row.ended_on, day);
    return row.started_on <= day;
  });
  keep(known.deprivations_of_liberty, [&](care::DeprivationOfLiberty& row) {
    forget_after(row.ended_on, day);
    return row.started_on <= day;
  });
  keep(known.courses, [&](care::Course& row) {
    forget_after(row.ended_on, day);
    return row.started_on <= day;
  });
  const auto begun = [&](CourseId course) {
    return !course ||
           std::any_of(known.courses.begin(), known.courses.end(),
                       [&](const care::Course& row) { return row.course_id() == course; });
  };
  keep(known.plans, [&](care::Plan& row) {
    forget_after(row.ended_on, day);
    return row.agreed_on <= day && begun(row.course);
  });
  keep(known.milestones,
       [&](care::Milestone& row) { return milestone_known(row, day) && begun(row.course); });
  keep(known.purposeful_delays, [&](care::PurposefulDelay& row) {
    forget_after(row.ended_on, day);
    return row.decided_on <= day && begun(row.course);
  });
  keep(known.courses,
       [&](const care::Course& row) { return care::has_entries(known, row.course_id()); });
  if (!came_into_care) known.settlements.clear();
  return std::move(known);
}

care::ChildRecord as_known(const care::ChildRecord& record, Date day) {
  return as_known(care::ChildRecord(record), day);
}

}  // namespace homeward::synthetic

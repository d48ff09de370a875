// Periods of care and placements, read off the episodes.
#pragma once

#include <span>
#include <vector>

#include "care/courses.hpp"
#include "care/record.hpp"

namespace homeward::care {

// Continuous time looked after: from an S episode to a care-ending reason. Short breaks (V3, V4)
// are periods of their own, marked as such, because published figures and clocks leave them out.
// `start_known` is false when the first episode we hold is not an S (a return holds only the
// episodes that were open in its year).
struct PeriodOfCare : ToldCourse {
  Code reason_ended;
  std::size_t first_episode = 0, episodes = 0;  // a slice of the child's episodes
  bool short_break = false;                     // every episode is V3 or V4
};

// One home. How moves are counted is a choice of ours (docs/sources.md): a new placement starts
// with S, P or B, after temporary T0-T4 episodes are left out; a placement that a temporary one
// interrupts continues; T, U and L never start one; adoption by the present carer (A3, A5) is no
// move.
struct Placement {
  Date started_on;
  OptionalDate ended_on;
  Code type;  // the last type it had
  Code provider;
  Code urn;
  std::size_t first_episode = 0, last_episode = 0;
  std::optional<bool> ended_planned;  // by reason for placement change; unknown if none was given
  bool start_known = true;            // false: its first episode did not bring a new carer
  bool moved_by_ending = false;  // ended with a move to another placement (not by leaving care)
};

// `episodes` sorted by start. Gaps and overlaps are tolerated: a gap ends a period only if the
// earlier episode ended care or the later one starts with S. No episodes gives nothing.
std::vector<PeriodOfCare> periods_of_care(std::span<const Episode> episodes);
std::vector<Placement> placements(std::span<const Episode> episodes);

// The same periods, as the courses that a child's record tells.
std::vector<ToldCourse> told_courses(std::span<const Episode> episodes);

// Of `periods` in order: the period that `day` falls in; otherwise the latest one that began before
// it; nothing if none did.
const PeriodOfCare* period_on(std::span<const PeriodOfCare> periods, Date day);

// Moves (one placement ending and another following in the same period) with the new placement
// starting in (from, to].
int moves_between(std::span<const Placement> placements, Date from, Date to);

// Brings the vectors of a record into their stated order; are they in it?
void sort_record(ChildRecord& record);
bool is_sorted(const ChildRecord& record);

}  // namespace homeward::care

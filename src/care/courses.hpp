// Which period of care each entered fact belongs to: the one place that decides it. A fact points
// to a course; the course is found again among the periods that the episodes tell, also when a
// return has put their dates right.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "care/periods.hpp"
#include "care/record.hpp"

namespace homeward::care {

inline constexpr int kNoPeriod = -1;

// For each of `stored`, in order, its place in `told` (the periods of the whole record, in order):
//  1. that of the course which a person made it part of; else
//  2. the period that starts on its very day; else
//  3. the period in which its start lies (a start was put earlier, or periods were joined); else
//  4. the next period, if it begins before the course ends (a start was put later). A course ends
//  at
//     the latest where the next one starts.
// kNoPeriod: the returns tell no such period any more. No course is two periods; one period may be
// several courses. Pure.
std::vector<int> recognise(std::span<const PeriodOfCare> told, std::span<const Course> stored);

// Courses in which something was entered and that are no period of care any more: a person has to
// say where they belong.
std::vector<const Course*> to_settle(const ChildRecord& record);

// Whether a milestone, plan or delay points to the course (a settlement alone tells nothing).
bool has_entries(const ChildRecord& record, CourseId course);

// The course that stands for a period, of those that are it: the one that begins with it, else the
// first. Null if there is none. `periods`: as recognise() gives them.
const Course* course_of(const ChildRecord& record, const std::vector<int>& periods, int period,
                        Date started_on);

// Brings start and end of each course up to date with the period that it is, so that many small
// corrections cannot lead away from it.
void refresh_courses(ChildRecord& record);

struct EnteredMilestone {
  const Milestone* row = nullptr;
  int nth = 1;  // the number under which it shows
};

// Where the entered facts of one record stand on a day. The record must outlive it.
//
// An entry stands in the period that its course is; but if its date lies in a later one, it stands
// there (the returns have split the period). An entry without a course was made before care: it
// stands in the period that it leads to or lies in.
class Courses {
 public:
  Courses() = default;
  // `told`: the periods of the whole record; of a record without courses those begun by `as_of` are
  // enough. The present period is the latest begun by `as_of`.
  Courses(const ChildRecord& record, std::span<const PeriodOfCare> told, Date as_of);

  // Does an entry with that course and date stand in the present period? Before any period every
  // entry without a course does.
  bool in_present(CourseId course, OptionalDate day) const;

  // Those of the present period. Where several courses came together in it, two may have one
  // number: those of the later course then go on from the last of the earlier one.
  std::vector<EnteredMilestone> milestones() const;
  // The one that shows under that number; null if there is none.
  const Milestone* milestone(std::string_view type, int nth) const;

  // Where a new milestone goes, so that it shows under the number `nth`, which is not taken.
  struct Slot {
    const Course* course = nullptr;  // null: a new one, or none before care
    int nth = 1;
  };
  Slot slot_for(std::string_view type, int nth) const;

  // The course that takes what is entered now; null if the present period has none yet.
  const Course* present() const;
  bool in_care_yet() const { return begun_ > 0; }
  // A new course for the present period.
  Course new_course() const;

 private:
  struct Shift {
    CourseId course;
    std::string_view type;
    int by = 0;
  };
  int home_of(CourseId course) const;
  std::vector<EnteredMilestone> standing() const;
  std::vector<Shift> shifts(const std::vector<EnteredMilestone>& standing) const;
  int highest_left_behind(CourseId course, std::string_view type) const;

  const ChildRecord* record_ = nullptr;
  Date as_of_;
  int begun_ = 0;
  Date began_;  // of the present period
  OptionalDate ended_;
  OptionalDate before_ended_;   // of the period before it
  std::vector<int> period_of_;  // of the record's courses
};

}  // namespace homeward::care

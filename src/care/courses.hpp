// To which course each entered fact belongs: the one place that decides it. A fact points to a
// stored course; the stored course is found again among those that the record tells, also when a
// return has put their dates right.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "care/tracking.hpp"

namespace homeward::care {

// A course as the record tells it, such as a period of care.
struct ToldCourse {
  Date started_on;
  OptionalDate ended_on;
  bool start_known = true;  // false: it began on that day or earlier
};

inline constexpr int kNotTold = -1;

// For each of `stored`, in order, its place in `told` (the courses of the whole record, in order):
//  1. that of the course which a person made it part of; else
//  2. the told course that starts on its very day; else
//  3. the one in which its start lies (a start was put earlier, or two were joined); else
//  4. the next one, if it begins before the stored course ends (a start was put later). A stored
//  course ends at the latest where the next one starts.
// kNotTold: the record tells no such course any more. No stored course is two told ones; one told
// course may be several stored ones. Pure.
std::vector<int> recognise(std::span<const ToldCourse> told, std::span<const Course> stored);

// Courses in which something was entered and that the record does not tell any more: a person has
// to say where they belong.
std::vector<const Course*> to_settle(const Tracking& tracking, std::span<const ToldCourse> told);

// Whether a milestone, plan or delay points to the course (a settlement alone tells nothing).
bool has_entries(const Tracking& tracking, CourseId course);

// The stored course that stands for a told one, of those that are it: the one that begins with it,
// else the first. Null if there is none. `places`: as recognise() gives them.
const Course* course_of(const Tracking& tracking, const std::vector<int>& places, int told,
                        Date started_on);

// Brings start and end of each stored course up to date with the told one that it is, so that many
// small corrections cannot lead away from it.
void refresh_courses(Tracking& tracking, std::span<const ToldCourse> told);

struct EnteredMilestone {
  const Milestone* row = nullptr;
  int nth = 1;  // the number under which it shows
};

// Where the entered facts about one subject stand on a day. The facts must outlive it.
//
// An entry stands in the told course that its own is; but if its date lies in a later one, it
// stands there (the returns have split the period of care). An entry without a course was made
// before the first: it stands in the one that it leads to or lies in.
class Courses {
 public:
  Courses() = default;
  // `told`: the courses of the whole record; if none is stored, those begun by `as_of` are enough.
  // The present one is the latest begun by `as_of`.
  Courses(const Tracking& tracking, std::span<const ToldCourse> told, Date as_of);

  // Does an entry with that course and date stand in the present course? Before any has begun every
  // entry without a course does.
  bool in_present(CourseId course, OptionalDate day) const;

  // Those of the present course. Where several stored courses came together in it, two may have one
  // number: those of the later course then go on from the last of the earlier one.
  std::vector<EnteredMilestone> milestones() const;
  // The one that shows under that number; null if there is none.
  const Milestone* milestone(std::string_view type, int nth) const;

  // Where a new milestone goes, so that it shows under the number `nth`, which is not taken.
  struct Slot {
    const Course* course = nullptr;  // null: a new one, or none before the first
    int nth = 1;
  };
  Slot slot_for(std::string_view type, int nth) const;

  // The course that takes what is entered now; null if the present one is not stored yet.
  const Course* present() const;
  bool any_begun() const { return begun_ > 0; }
  // A new stored course for the present one.
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

  const Tracking* tracking_ = nullptr;
  Date as_of_;
  int begun_ = 0;
  Date began_;  // of the present course
  OptionalDate ended_;
  OptionalDate before_ended_;  // of the course before it
  std::vector<int> place_of_;  // among the told, of the stored courses
};

}  // namespace homeward::care

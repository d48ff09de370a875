#include "care/courses.hpp"

#include <algorithm>
#include <map>

#include "care/columns.hpp"

namespace homeward::care {

namespace {

constexpr std::size_t kLongestChain = 16;  // of courses made part of another

std::size_t place(std::span<const Course> courses, CourseId id) {
  return static_cast<std::size_t>(
      std::find_if(courses.begin(), courses.end(),
                   [&](const Course& one) { return one.course_id() == id; }) -
      courses.begin());
}

// Before this day the course was over.
OptionalDate course_end(std::span<const Course> stored, const Course& course) {
  OptionalDate end = course.ended_on;
  for (const Course& other : stored)
    if (!other.part_of && other.started_on > course.started_on && (!end || other.started_on < *end))
      end = other.started_on;
  return end;
}

int place_among(std::span<const ToldCourse> told, std::span<const Course> stored,
                const Course& course) {
  if (course.kind != course_kind::kCare) return kNotTold;
  std::size_t begun = 0;
  while (begun < told.size() && told[begun].started_on <= course.started_on) ++begun;
  if (begun > 0) {
    const ToldCourse& latest = told[begun - 1];
    if (latest.started_on == course.started_on || !latest.ended_on ||
        course.started_on < *latest.ended_on)
      return static_cast<int>(begun) - 1;
  }
  const OptionalDate end = course_end(stored, course);
  if (begun == told.size() || (end && *end <= told[begun].started_on)) return kNotTold;
  // Of several that start on one day the last is the one that goes on.
  std::size_t next = begun;
  while (next + 1 < told.size() && told[next + 1].started_on == told[begun].started_on) ++next;
  return static_cast<int>(next);
}

OptionalDate day_of(const Milestone& row) {
  return row.happened_on ? row.happened_on : row.planned_on;
}

}  // namespace

std::vector<int> recognise(std::span<const ToldCourse> told, std::span<const Course> stored) {
  std::vector<int> places;
  places.reserve(stored.size());
  for (const Course& course : stored) {
    const Course* root = &course;
    for (std::size_t i = 0; i < kLongestChain && root->part_of; ++i) {
      const std::size_t at = place(stored, root->part_of);
      if (at == stored.size()) break;
      root = &stored[at];
    }
    places.push_back(place_among(told, stored, *root));
  }
  return places;
}

bool has_entries(const Tracking& tracking, CourseId course) {
  const auto any = [&](const auto& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto& row) { return row.course == course; });
  };
  return any(tracking.milestones) || any(tracking.purposeful_delays) || any(tracking.plans);
}

std::vector<const Course*> to_settle(const Tracking& tracking, std::span<const ToldCourse> told) {
  std::vector<const Course*> left;
  const auto places = recognise(told, tracking.courses);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] == kNotTold && has_entries(tracking, tracking.courses[i].course_id()))
      left.push_back(&tracking.courses[i]);
  return left;
}

const Course* course_of(const Tracking& tracking, const std::vector<int>& places, int told,
                        Date started_on) {
  const Course* first = nullptr;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Course& course = tracking.courses[i];
    if (places[i] != told || course.part_of) continue;
    if (course.started_on == started_on) return &course;
    if (!first) first = &course;
  }
  return first;
}

void refresh_courses(Tracking& tracking, std::span<const ToldCourse> told) {
  const auto places = recognise(told, tracking.courses);
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Course* found = course_of(tracking, places, static_cast<int>(i), told[i].started_on);
    if (!found) continue;
    Course& course = tracking.courses[place(tracking.courses, found->course_id())];
    course.started_on = told[i].started_on;
    course.ended_on = told[i].ended_on;
  }
  std::stable_sort(tracking.courses.begin(), tracking.courses.end(), ByTableOrder{});
}

Courses::Courses(const Tracking& tracking, std::span<const ToldCourse> told, Date as_of)
    : tracking_(&tracking), as_of_(as_of) {
  std::size_t begun = 0;
  while (begun < told.size() && told[begun].started_on <= as_of) ++begun;
  begun_ = static_cast<int>(begun);
  if (begun > 0) {
    began_ = told[begun - 1].started_on;
    ended_ = told[begun - 1].ended_on;
  }
  std::size_t before = begun;
  while (before > 0 && told[before - 1].started_on == began_) --before;
  if (before > 0 && told[before - 1].ended_on && *told[before - 1].ended_on <= as_of)
    before_ended_ = told[before - 1].ended_on;
  if (!tracking.courses.empty()) place_of_ = recognise(told, tracking.courses);
}

int Courses::home_of(CourseId course) const {
  const std::size_t at = place(tracking_->courses, course);
  if (at == tracking_->courses.size()) return kNotTold;
  const Course& found = tracking_->courses[at];
  // On an earlier day that course had not begun.
  return !found.part_of && found.started_on > as_of_ ? kNotTold : place_of_[at];
}

bool Courses::in_present(CourseId course, OptionalDate day) const {
  if (!course) return !before_ended_ || !day || *day > *before_ended_;
  const int home = home_of(course);
  if (home == kNotTold || home >= begun_) return false;
  return home == begun_ - 1 || (day && *day >= began_);
}

std::vector<EnteredMilestone> Courses::standing() const {
  std::vector<EnteredMilestone> rows;
  for (const Milestone& row : tracking_->milestones)
    if (in_present(row.course, day_of(row))) rows.push_back({&row, row.nth});
  return rows;
}

int Courses::highest_left_behind(CourseId course, std::string_view type) const {
  int highest = 0;
  for (const Milestone& row : tracking_->milestones)
    if (row.course == course && row.type == type && !in_present(course, day_of(row)))
      highest = std::max(highest, row.nth);
  return highest;
}

std::vector<Courses::Shift> Courses::shifts(const std::vector<EnteredMilestone>& standing) const {
  const auto rank = [&](const EnteredMilestone& one) {
    return one.row->course ? place(tracking_->courses, one.row->course) + 1 : 0;
  };
  std::vector<EnteredMilestone> rows = standing;
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    return std::pair(rank(a), std::string_view(a.row->type)) <
           std::pair(rank(b), std::string_view(b.row->type));
  });
  std::vector<Shift> found;
  std::map<std::string_view, std::vector<int>> taken;
  for (auto group = rows.begin(); group != rows.end();) {
    const Milestone& first = *group->row;
    const auto end = std::find_if(group, rows.end(), [&](const EnteredMilestone& one) {
      return one.row->course != first.course || one.row->type != first.type;
    });
    int lowest = first.nth;
    for (auto one = group; one != end; ++one) lowest = std::min(lowest, one->row->nth);
    Shift shift{first.course, first.type, 0};
    // What a split brought here begins with one again.
    if (first.course && home_of(first.course) != begun_ - 1)
      if (const int left = highest_left_behind(first.course, first.type); left < lowest)
        shift.by = -left;
    std::vector<int>& numbers = taken[first.type];
    const bool clash = std::any_of(group, end, [&](const EnteredMilestone& one) {
      return std::find(numbers.begin(), numbers.end(), one.row->nth + shift.by) != numbers.end();
    });
    if (clash) shift.by += *std::max_element(numbers.begin(), numbers.end());
    for (; group != end; ++group) numbers.push_back(group->row->nth + shift.by);
    if (shift.by != 0) found.push_back(shift);
  }
  return found;
}

std::vector<EnteredMilestone> Courses::milestones() const {
  auto rows = standing();
  const bool one_course = std::all_of(rows.begin(), rows.end(), [&](const EnteredMilestone& one) {
    return one.row->course == rows.front().row->course;
  });
  if (rows.empty() || (one_course && (!rows.front().row->course ||
                                      home_of(rows.front().row->course) == begun_ - 1)))
    return rows;
  for (const Shift& shift : shifts(rows))
    for (EnteredMilestone& one : rows)
      if (one.row->course == shift.course && one.row->type == shift.type)
        one.nth = one.row->nth + shift.by;
  return rows;
}

const Milestone* Courses::milestone(std::string_view type, int nth) const {
  for (const EnteredMilestone& one : milestones())
    if (one.row->type == type && one.nth == nth) return one.row;
  return nullptr;
}

Courses::Slot Courses::slot_for(std::string_view type, int nth) const {
  const auto all = shifts(standing());
  Slot last;
  last.nth = nth;
  for (std::size_t i = place_of_.size(); i-- > 0;) {
    const Course& course = tracking_->courses[i];
    if (home_of(course.course_id()) != begun_ - 1 || begun_ == 0) continue;
    int shift = 0, highest = 0;
    for (const Shift& one : all)
      if (one.course == course.course_id() && one.type == type) shift = one.by;
    bool taken = false;
    for (const Milestone& row : tracking_->milestones) {
      if (row.course != course.course_id() || row.type != type) continue;
      taken |= row.nth == nth - shift;
      highest = std::max(highest, row.nth);
    }
    if (nth > shift && !taken) return {&course, nth - shift};
    if (!last.course) last = {&course, highest + 1};
  }
  return last;
}

const Course* Courses::present() const {
  for (std::size_t i = place_of_.size(); i-- > 0;)
    if (begun_ > 0 && home_of(tracking_->courses[i].course_id()) == begun_ - 1)
      return &tracking_->courses[i];
  return nullptr;
}

Course Courses::new_course() const {
  Course course;
  course.started_on = began_;
  course.ended_on = ended_;
  return course;
}

}  // namespace homeward::care

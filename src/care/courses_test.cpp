#include "care/courses.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "care/testing.hpp"

namespace homeward::care {
namespace {

using testing::day;

ToldCourse period(const char* start, const char* end = nullptr) {
  ToldCourse out;
  out.started_on = day(start);
  if (end) out.ended_on = day(end);
  return out;
}

Course course(int id, const char* start, const char* end = nullptr, int part_of = 0) {
  Course out;
  out.id = RowId{id};
  out.started_on = day(start);
  if (end) out.ended_on = day(end);
  out.part_of = CourseId{part_of};
  return out;
}

TEST(Recognise, FindsThePeriodThatACourseIs) {
  struct Case {
    const char* what;
    std::vector<ToldCourse> told;
    std::vector<Course> stored;
    std::vector<int> periods;
  };
  const Case cases[] = {
      {"the same day", {period("2026-11-05")}, {course(1, "2026-11-05")}, {0}},
      {"two days earlier", {period("2026-11-03")}, {course(1, "2026-11-05")}, {0}},
      {"two days later", {period("2026-11-07")}, {course(1, "2026-11-05")}, {0}},
      {"the exact one before the nearer one",
       {period("2026-11-03", "2026-11-05"), period("2026-11-05")},
       {course(1, "2026-11-05")},
       {1}},
      {"two periods joined",
       {period("2026-01-12")},
       {course(1, "2026-01-12", "2026-03-02"), course(2, "2026-04-01")},
       {0, 0}},
      {"joined, with a start put later",
       {period("2026-01-14")},
       {course(1, "2026-01-12", "2026-03-02"), course(2, "2026-04-01")},
       {0, 0}},
      {"split: the part with its start",
       {period("2026-01-12", "2026-03-02"), period("2026-04-01")},
       {course(1, "2026-01-12")},
       {0}},
      {"withdrawn, with a later one of its own course",
       {period("2026-11-05")},
       {course(1, "2026-01-12"), course(2, "2026-11-05")},
       {kNotTold, 0}},
      {"withdrawn, over before the later one",
       {period("2026-11-05")},
       {course(1, "2026-01-12", "2026-03-02")},
       {kNotTold}},
      {"withdrawn, after all that is told",
       {period("2024-01-08", "2024-06-03")},
       {course(1, "2026-01-12")},
       {kNotTold}},
      {"nothing told", {}, {course(1, "2026-01-12")}, {kNotTold}},
      {"a person made it part of another",
       {period("2026-11-05")},
       {course(1, "2026-01-12", "2026-03-02", 2), course(2, "2026-11-05")},
       {0, 0}},
      {"part of one that is gone itself",
       {period("2026-11-05")},
       {course(1, "2025-01-12", "2025-03-02", 2), course(2, "2026-01-12", "2026-03-02")},
       {kNotTold, kNotTold}},
  };
  for (const Case& one : cases) EXPECT_EQ(recognise(one.told, one.stored), one.periods) << one.what;
}

TEST(Recognise, DoesNotGoRoundInACircle) {
  const std::vector<Course> stored{course(1, "2026-01-12", nullptr, 2),
                                   course(2, "2026-11-05", nullptr, 1)};
  EXPECT_EQ(recognise({}, stored), (std::vector<int>{kNotTold, kNotTold}));
}

// Random stays of one child and entries made at random times between random corrections: what
// follows holds whatever the returns say.
class History {
 public:
  explicit History(std::uint64_t seed) : random_(seed) {}

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  Date some_day() { return day("2024-01-01") + below(700); }

  // Stays that do not touch, each with an end but perhaps the last.
  void tell_anew() {
    record.episodes.clear();
    Date from = day("2024-01-01") + below(60);
    for (int i = below(4); i > 0; --i) {
      const Date until = from + (1 + below(250));
      add_stay(from, i == 1 && below(2) == 0 ? OptionalDate{} : until);
      from = until + (1 + below(80));
    }
  }
  // One of: a start moved, an end moved, a stay withdrawn, one split, two joined, all told anew.
  void correct() {
    auto& stays = record.episodes;
    const auto at = stays.empty() ? std::size_t{0}
                                  : static_cast<std::size_t>(below(static_cast<int>(stays.size())));
    const int what = below(6);
    if (stays.empty() || what == 0) {
      tell_anew();
    } else if (what == 1) {
      stays[at].started_on = stays[at].started_on + (below(15) - 7);
    } else if (what == 2) {
      stays.erase(stays.begin() + static_cast<std::ptrdiff_t>(at));
    } else if (what == 3 && stays[at].ended_on && *stays[at].ended_on - stays[at].started_on > 10) {
      Episode later = stays[at];
      later.started_on = stays[at].started_on + 6;
      stays[at].ended_on = stays[at].started_on + 3;
      stays.push_back(later);
    } else if (what == 4 && at + 1 < stays.size()) {
      stays[at].ended_on = stays[at + 1].ended_on;
      stays[at].reason_ended = stays[at + 1].reason_ended;
      stays.erase(stays.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    } else if (stays[at].ended_on) {
      stays[at].ended_on =
          std::max(stays[at].started_on + 1, *stays[at].ended_on + (below(40) - 20));
    }
    sort_record(record);
    refresh_courses(record, told_courses(record.episodes));
  }
  // As the service does: into the present course, or a new one.
  void enter(Date today) {
    const auto told = told_courses(record.episodes);
    const Courses courses(record, told, today);
    const int nth = 1 + below(3);
    if (courses.milestone("meeting", nth)) return;  // an edit of that one: nothing new
    const auto slot = courses.slot_for("meeting", nth);
    Milestone row;
    row.id = RowId{static_cast<std::int64_t>(record.milestones.size()) + 1};
    row.type = "meeting";
    row.nth = slot.nth;
    row.happened_on = today - below(20);
    if (slot.course) row.course = slot.course->course_id();
    if (!slot.course && courses.any_begun()) {
      Course made = courses.new_course();
      made.id = RowId{static_cast<std::int64_t>(record.courses.size()) + 1};
      row.course = made.course_id();
      record.courses.push_back(made);
    }
    record.milestones.push_back(row);
    sort_record(record);
  }

  ChildRecord record;

 private:
  void add_stay(Date from, OptionalDate until) {
    Episode stay;
    stay.started_on = from;
    stay.reason_for_new_episode = *Code::parse("S");
    stay.legal_status = *Code::parse("V2");
    stay.placement_type = *Code::parse("U6");
    stay.ended_on = until;
    if (until) stay.reason_ended = *Code::parse("E4A");
    record.episodes.push_back(stay);
  }
  std::mt19937_64 random_;
};

// On the last day told of each period: which rows show, and under which numbers.
void check_every_entry_is_found_once(const ChildRecord& record) {
  const auto told = told_courses(record.episodes);
  std::map<RowId, int> shown;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Date last = i + 1 < told.size() ? told[i + 1].started_on - 1 : day("2030-01-01");
    if (last < told[i].started_on) continue;  // two that start on one day
    std::set<std::pair<std::string, int>> numbers;
    for (const auto& one : Courses(record, told, last).milestones()) {
      ++shown[one.row->id];
      RC_ASSERT(one.nth > 0);
      RC_ASSERT(numbers.insert({one.row->type, one.nth}).second);  // never two under one number
      RC_ASSERT(Courses(record, told, last).milestone(one.row->type, one.nth) == one.row);
    }
  }
  const auto left = to_settle(record, told);
  for (const Milestone& row : record.milestones) {
    const bool listed = std::any_of(left.begin(), left.end(), [&](const Course* course) {
      return course->course_id() == row.course;
    });
    if (told.empty() && !row.course) continue;  // shows before any period
    RC_ASSERT(listed || shown[row.id] > 0);     // never lost
    if (listed) RC_ASSERT(shown[row.id] == 0);
  }
  // At the end of all, each shows in its own period alone: never doubled.
  std::set<std::pair<CourseId, int>> keys;
  for (const Milestone& row : record.milestones)
    RC_ASSERT(keys.insert({row.course, row.nth}).second);
  std::set<Date> starts;
  for (const Course& course : record.courses)
    RC_ASSERT(starts.insert(course.started_on).second);  // the store holds one of a day
}

TEST(Courses, KeepEveryEntryWhateverTheReturnsSay) {
  EXPECT_TRUE(rc::check("moved, split, joined and withdrawn periods lose and double nothing", [] {
    History history(*rc::gen::arbitrary<std::uint64_t>());
    history.tell_anew();
    for (int step = 0; step < 14; ++step) {
      if (history.below(2) == 0) {
        history.enter(history.some_day());
      } else {
        history.correct();
      }
      check_every_entry_is_found_once(history.record);
    }
  }));
}

}  // namespace
}  // namespace homeward::care

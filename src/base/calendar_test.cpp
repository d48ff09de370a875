#include "base/calendar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace homeward {
namespace {

Date day(std::string_view iso) {
  return Date::parse_iso(iso).value();
}

// 2020, 2022 and 2026 of the list in config/bank-holidays.toml.
const Calendar& calendar() {
  static const Calendar kCalendar = [] {
    std::vector<Date> days;
    for (const char* iso :
         {"2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31",
          "2020-12-25", "2020-12-28", "2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03",
          "2021-05-31", "2021-08-30", "2021-12-27", "2021-12-28", "2022-01-03", "2022-04-15",
          "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
          "2022-12-26", "2022-12-27", "2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01",
          "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26", "2024-01-01",
          "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25",
          "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26",
          "2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06",
          "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"})
      days.push_back(day(iso));
    std::reverse(days.begin(), days.end());  // any order will do
    return Calendar(days, 2020, 2026);
  }();
  return kCalendar;
}

TEST(Calendar, KnowsTheDaysThatAreNotWorked) {
  struct Row {
    const char* day;
    bool worked;
    const char* why;
  };
  const Row rows[] = {
      {"2026-02-11", true, "a Wednesday"},
      {"2026-02-14", false, "a Saturday"},
      {"2026-02-15", false, "a Sunday"},
      {"2026-04-03", false, "Good Friday"},
      {"2026-04-06", false, "Easter Monday"},
      {"2026-12-25", false, "Christmas Day"},
      {"2026-12-28", false, "Boxing Day was a Saturday: the Monday stands for it"},
      {"2020-05-08", false, "early May moved to Friday for VE Day"},
      {"2020-05-04", true, "so the first Monday of May 2020 was worked"},
      {"2022-06-02", false, "spring holiday moved to the Thursday"},
      {"2022-05-30", true, "so the last Monday of May 2022 was worked"},
      {"2022-06-03", false, "Platinum Jubilee"},
      {"2022-09-19", false, "state funeral"},
      {"2023-05-08", false, "coronation"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(calendar().is_working_day(day(row.day)), row.worked) << row.day << ": " << row.why;
}

TEST(Calendar, TheDayOfTheTriggerIsNotCounted) {
  struct Row {
    const char* from;
    Limit limit;
    const char* deadline;
  };
  const Row rows[] = {
      {"2026-01-12", {10, Unit::working_days}, "2026-01-26"},
      {"2026-01-12", {20, Unit::working_days}, "2026-02-09"},
      {"2026-01-10", {1, Unit::working_days}, "2026-01-12"},  // from a Saturday
      {"2026-04-02", {1, Unit::working_days}, "2026-04-07"},  // over Easter
      {"2026-03-30", {5, Unit::working_days}, "2026-04-08"},
      {"2022-09-16", {1, Unit::working_days}, "2022-09-20"},  // over the state funeral
      {"2025-12-24", {3, Unit::working_days}, "2025-12-31"},
      {"2025-12-31", {1, Unit::working_days}, "2026-01-02"},
      {"2026-03-27", {7, Unit::calendar_days}, "2026-04-03"},  // Good Friday: not moved
      {"2026-01-30", {6, Unit::weeks}, "2026-03-13"},
      {"2026-01-31", {3, Unit::months}, "2026-04-30"},
      {"2025-10-06", {6, Unit::months}, "2026-04-06"},  // Easter Monday: not moved
  };
  for (const Row& row : rows)
    EXPECT_EQ(calendar().deadline(day(row.from), row.limit).iso(), row.deadline)
        << row.limit.words() << " from " << row.from;
}

TEST(Calendar, CountsWhatHasPassed) {
  struct Row {
    const char* from;
    const char* to;
    Unit unit;
    int passed;
  };
  const Row rows[] = {
      {"2026-01-12", "2026-02-11", Unit::working_days, 22},
      {"2026-01-26", "2026-02-11", Unit::working_days, 12},
      {"2026-01-12", "2026-01-12", Unit::working_days, 0},
      {"2026-01-12", "2026-01-09", Unit::working_days, -1},
      {"2026-04-02", "2026-04-07", Unit::working_days, 1},
      {"2026-01-12", "2026-02-11", Unit::calendar_days, 30},
      {"2026-01-12", "2026-02-22", Unit::weeks, 5},
      {"2026-01-12", "2026-02-23", Unit::weeks, 6},
      {"2026-01-31", "2026-02-28", Unit::months, 1},
      {"2026-01-12", "2026-04-11", Unit::months, 2},
      {"2026-01-12", "2026-04-12", Unit::months, 3},
      {"2025-11-30", "2026-02-28", Unit::months, 3},
      // Outside the years of the list only weekends are known.
      {"2009-12-21", "2009-12-28", Unit::working_days, 5},
      {"2019-12-30", "2020-01-03", Unit::working_days, 3},
      {"2026-12-24", "2027-01-04", Unit::working_days, 5},
  };
  for (const Row& row : rows)
    EXPECT_EQ(calendar().elapsed(day(row.from), day(row.to), row.unit), row.passed)
        << row.from << " to " << row.to;
}

TEST(Calendar, SaysWhichYearsItKnows) {
  EXPECT_TRUE(calendar().knows(day("2020-01-01")));
  EXPECT_TRUE(calendar().knows(day("2026-12-31")));
  EXPECT_FALSE(calendar().knows(day("2019-12-31")));
  EXPECT_FALSE(calendar().knows(day("2027-01-01")));
}

TEST(Calendar, AddingAndCountingAreInverse) {
  EXPECT_TRUE(rc::check("working_days_between(add_working_days(n)) = n", [] {
    // Also before and after the years of the list.
    const Date from = Date::from_day_number(*rc::gen::inRange(17500, 21500));
    const int n = *rc::gen::inRange(0, 400);
    const Date later = calendar().add_working_days(from, n);
    RC_ASSERT(calendar().working_days_between(from, later) == n);
    RC_ASSERT(n == 0 || calendar().is_working_day(later));
    RC_ASSERT(calendar().working_days_between(later, from) == -n);
  }));
}

TEST(Calendar, CountingEqualsLookingAtEachDay) {
  EXPECT_TRUE(rc::check("working days one by one", [] {
    const Date from = Date::from_day_number(*rc::gen::inRange(17500, 21500));
    const int length = *rc::gen::inRange(0, 900);
    int counted = 0;
    for (int i = 1; i <= length; ++i) counted += calendar().is_working_day(from + i) ? 1 : 0;
    RC_ASSERT(calendar().working_days_between(from, from + length) == counted);
  }));
}

TEST(Calendar, MonthsPassedAgreeWithTheDeadline) {
  EXPECT_TRUE(rc::check("a deadline in months is the first day on which they have passed", [] {
    const Date from = Date::from_day_number(*rc::gen::inRange(17500, 21500));
    const int months = *rc::gen::inRange(1, 40);
    const Date deadline = calendar().deadline(from, {months, Unit::months});
    RC_ASSERT(calendar().elapsed(from, deadline, Unit::months) == months);
    RC_ASSERT(calendar().elapsed(from, deadline - 1, Unit::months) == months - 1);
  }));
}

TEST(Limit, IsSaidInWords) {
  EXPECT_EQ((Limit{10, Unit::working_days}).words(), "10 working days");
  EXPECT_EQ((Limit{1, Unit::months}).words(), "1 month");
  EXPECT_EQ((Limit{6, Unit::weeks}).words(), "6 weeks");
  EXPECT_EQ((Limit{121, Unit::calendar_days}).words(), "121 days");
  EXPECT_EQ(parse_unit("working_days"), Unit::working_days);
  EXPECT_EQ(parse_unit("calendar_days"), Unit::calendar_days);
  EXPECT_EQ(parse_unit("weeks"), Unit::weeks);
  EXPECT_EQ(parse_unit("months"), Unit::months);
  EXPECT_FALSE(parse_unit("school_days"));
}

}  // namespace
}  // namespace homeward

#include "base/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace homeward {
namespace {

Date the_day(std::string_view iso) {
  return Date::parse_iso(iso).value();
}

TEST(Date, ReadsOnlyRealDaysWrittenExactly) {
  struct Row {
    const char* text;
    bool is_a_day;
  };
  const Row rows[] = {
      {"2026-02-03", true},  {"2024-02-29", true},  {"2026-02-29", false},  {"2025-02-31", false},
      {"2026-13-01", false}, {"2026-00-10", false}, {"2026-1-01", false},   {"2026/01/01", false},
      {"03/02/2026", false}, {"", false},           {"2026-02-03 ", false}, {"1799-12-31", false},
      {"1800-01-01", true},  {"2199-12-31", true},  {"2200-01-01", false},  {"2026-0a-01", false},
      {"1900-02-29", false}, {"2000-02-29", true},  {"-026-02-03", false},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Date::parse_iso(row.text).has_value(), row.is_a_day) << row.text;
}

TEST(Date, IsWrittenForPeopleForReturnsAndForMachines) {
  const Date date = the_day("2026-02-03");
  EXPECT_EQ(date.words(), "Tue 3 Feb 2026");
  EXPECT_EQ(date.short_words(), "Tue 3 Feb");
  EXPECT_EQ(date.british(), "03/02/2026");
  EXPECT_EQ(date.iso(), "2026-02-03");
}

TEST(Date, EveryDaySurvivesBeingWrittenAndRead) {
  EXPECT_TRUE(rc::check("iso round trip", [] {
    const auto number = *rc::gen::inRange(the_day("1800-01-01").day_number(),
                                          the_day("2199-12-31").day_number() + 1);
    const Date date = Date::from_day_number(number);
    RC_ASSERT(Date::parse_iso(date.iso()) == date);
    RC_ASSERT(Date::of(date.year(), date.month(), date.day()) == date);
  }));
}

TEST(Months, TheSameDayNumberElseTheLastDayOfTheMonth) {
  struct Row {
    const char* from;
    int months;
    const char* expected;
  };
  const Row rows[] = {
      {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},
      {"2026-01-31", 3, "2026-04-30"},  {"2026-01-12", 3, "2026-04-12"},
      {"2025-08-31", 6, "2026-02-28"},  {"2025-12-15", 1, "2026-01-15"},
      {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
      {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -12, "2025-01-15"},
      {"2026-05-01", 0, "2026-05-01"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(add_months(the_day(row.from), row.months).iso(), row.expected)
        << row.from << " + " << row.months;
}

TEST(Age, FullYearsAndMonths) {
  struct Row {
    const char* born;
    const char* on;
    int years, months;
    const char* words;
  };
  const Row rows[] = {
      {"2023-11-05", "2026-02-11", 2, 3, "2y 3m"},
      {"2023-11-05", "2026-02-04", 2, 2, "2y 2m"},
      {"2023-11-05", "2026-02-05", 2, 3, "2y 3m"},
      {"2025-09-01", "2026-02-11", 0, 5, "5m"},
      {"2026-02-11", "2026-02-11", 0, 0, "0m"},
      {"2014-02-12", "2026-02-11", 11, 11, "11"},
      {"2014-02-11", "2026-02-11", 12, 0, "12"},
      // Born on 29 February: the birthday of a common year is 1 March.
      {"2008-02-29", "2026-02-28", 17, 11, "17"},
      {"2008-02-29", "2026-03-01", 18, 0, "18"},
      {"2008-02-29", "2028-02-29", 20, 0, "20"},
      {"2020-02-29", "2021-02-28", 0, 11, "11m"},
      {"2020-02-29", "2021-03-01", 1, 0, "1y 0m"},
      {"2025-01-31", "2025-02-28", 0, 1, "1m"},
  };
  for (const Row& row : rows) {
    const auto age = age_on(the_day(row.born), the_day(row.on));
    ASSERT_TRUE(age) << row.born << " on " << row.on;
    EXPECT_EQ(*age, (Age{row.years, row.months})) << row.born << " on " << row.on;
    EXPECT_EQ(age->words(), row.words);
  }
}

TEST(Age, NobodyHasAnAgeBeforeBirth) {
  EXPECT_FALSE(age_on(the_day("2026-02-12"), the_day("2026-02-11")));
}

TEST(Age, GrowsByExactlyOneYearOnEachBirthdayAndNeverFalls) {
  EXPECT_TRUE(rc::check("age steps on birthdays", [] {
    const auto born = Date::from_day_number(*rc::gen::inRange(-20000, 40000));
    const int years = *rc::gen::inRange(1, 30);
    const Date that_day = birthday(born, years);
    RC_ASSERT(age_on(born, that_day) == (Age{years, 0}));
    RC_ASSERT(age_on(born, that_day - 1)->years == years - 1);
    const auto on = born + *rc::gen::inRange(0, 12000);
    RC_ASSERT(*age_on(born, on) <= *age_on(born, on + 1));
  }));
}

TEST(Span, CountsDaysUpToButNotIncludingTheDayAsked) {
  struct Row {
    const char* from;
    const char* until;  // "" = still open
    const char* as_of;
    int days;
    bool contains;
  };
  const Row rows[] = {
      {"2026-01-12", "", "2026-02-11", 30, true},
      {"2026-01-12", "2026-01-20", "2026-02-11", 8, false},
      {"2026-01-12", "2026-02-11", "2026-02-11", 30, false},
      {"2026-01-12", "", "2026-01-12", 0, true},
      {"2026-01-12", "", "2026-01-01", 0, false},
  };
  for (const Row& row : rows) {
    const Span span{the_day(row.from), Date::parse_iso(row.until)};
    EXPECT_EQ(span.days(the_day(row.as_of)), row.days) << row.from << " " << row.until;
    EXPECT_EQ(span.contains(the_day(row.as_of)), row.contains) << row.from << " " << row.until;
  }
}

}  // namespace
}  // namespace homeward

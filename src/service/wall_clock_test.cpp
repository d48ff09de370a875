#include "service/wall_clock.hpp"

#include <gtest/gtest.h>

namespace homeward::service {

namespace {
Moment moment(const char* iso_day, int hour, int minute) {
  return Moment{std::chrono::days{Date::parse_iso(iso_day)->day_number()} +
                std::chrono::hours(hour) + std::chrono::minutes(minute)};
}
}  // namespace

// Moments are UTC; days are those of Europe/London.
TEST(WallClock, the_day_is_that_of_london_in_winter_and_summer) {
  struct Row {
    const char* utc_day;
    int hour, minute;
    const char* london_day;
  };
  const Row table[] = {
      {"2026-01-15", 23, 59, "2026-01-15"}, {"2026-07-15", 22, 59, "2026-07-15"},
      {"2026-07-15", 23, 0, "2026-07-16"},   // British Summer Time: midnight has passed
      {"2026-03-29", 0, 30, "2026-03-29"},   // the morning the clocks go forward
      {"2026-10-25", 23, 30, "2026-10-25"},  // the night after they went back
  };
  const SystemClock clock;
  for (const Row& row : table)
    EXPECT_EQ(clock.date_of(moment(row.utc_day, row.hour, row.minute)).iso(), row.london_day)
        << row.utc_day << " " << row.hour << ":" << row.minute;
}

TEST(WallClock, a_day_ends_when_the_next_one_begins) {
  const SystemClock clock;
  for (const char* text : {"2026-01-15", "2026-03-28", "2026-03-29", "2026-07-15", "2026-10-25"}) {
    const Date day = *Date::parse_iso(text);
    EXPECT_EQ(clock.date_of(clock.end_of(day)), day + 1) << text;
    EXPECT_EQ(clock.date_of(clock.end_of(day) - std::chrono::milliseconds(1)), day) << text;
  }
}

TEST(WallClock, moments_are_written_in_utc) {
  EXPECT_EQ(iso(moment("2026-07-15", 13, 5)), "2026-07-15T13:05:00Z");
}

}  // namespace homeward::service

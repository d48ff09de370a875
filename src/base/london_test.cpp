#include "base/london.hpp"

#include <gtest/gtest.h>

namespace homeward {
namespace {

TEST(London, IsAnHourAheadInSummerSince1996) {
  struct Row {
    const char* day;
    int hour, minute;
    const char* london;  // null: cannot be told
  };
  const Row rows[] = {
      {"2014-06-13", 22, 59, "2014-06-13"}, {"2014-06-13", 23, 0, "2014-06-14"},
      {"2014-06-13", 0, 0, "2014-06-13"},   {"2014-01-13", 23, 59, "2014-01-13"},
      {"2014-03-29", 23, 30, "2014-03-29"}, {"2014-03-30", 23, 0, "2014-03-31"},  // begins
      {"2014-10-25", 23, 0, "2014-10-26"},  {"2014-10-26", 23, 0, "2014-10-26"},  // ends
      {"2014-12-31", 23, 0, "2014-12-31"},  {"1996-03-30", 23, 0, "1996-03-30"},
      {"1996-03-31", 23, 0, "1996-04-01"},  {"1996-10-26", 23, 0, "1996-10-27"},
      {"1996-10-27", 23, 0, "1996-10-27"},  {"2026-03-29", 23, 0, "2026-03-30"},
      {"2026-10-24", 23, 0, "2026-10-25"},  {"2026-10-25", 23, 0, "2026-10-25"},
      {"1995-06-01", 21, 59, "1995-06-01"}, {"1995-06-01", 23, 0, nullptr},
      {"1970-01-01", 23, 0, nullptr},
  };
  for (const Row& row : rows) {
    const auto day = london_day(*Date::parse_iso(row.day), row.hour * 60 + row.minute);
    EXPECT_EQ(day ? day->iso() : "none", row.london ? row.london : "none")
        << row.day << " " << row.hour << ":" << row.minute;
  }
}

}  // namespace
}  // namespace homeward

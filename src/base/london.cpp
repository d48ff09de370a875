#include "base/london.hpp"

namespace homeward {

namespace {

constexpr int kHour = 60;

// Of a month of 31 days.
Date last_sunday(int year, unsigned month) {
  const Date last = *Date::of(year, month, 31);
  return last - static_cast<int>(last.weekday());
}

bool in_summer(Date day, int minute) {
  const Date begins = last_sunday(day.year(), 3), ends = last_sunday(day.year(), 10);
  const bool begun = day > begins || (day == begins && minute >= kHour);
  const bool ended = day > ends || (day == ends && minute >= kHour);
  return begun && !ended;
}

}  // namespace

std::optional<Date> london_day(Date day, int minute) {
  constexpr int kSameRuleSince = 1996;
  constexpr int kMostAhead = 2 * kHour;  // double summer time, 1941 to 1947
  if (day.year() < kSameRuleSince) {
    if (minute + kMostAhead < 24 * kHour) return day;
    return std::nullopt;
  }
  return in_summer(day, minute) && minute >= 23 * kHour ? day + 1 : day;
}

}  // namespace homeward

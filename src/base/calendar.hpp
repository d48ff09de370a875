// The working-day calendar of England: which days are worked, and how limits are counted.
//
// How working days, weeks and months are counted: conventions of ours, used everywhere and tested
// by table in calendar_test.cpp. That the Care Planning Regulations 2010 count so is unconfirmed
// (docs/sources.md).
//  - A working day is not a Saturday, a Sunday or a bank holiday.
//  - The day of the event is not counted: from Mon 12 Jan, "within 10 working days" ends Mon 26
//    Jan.
//  - A limit in calendar days, weeks or months that ends on a day off is not moved.
//  - Months: the same day number, else the last day of the month.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace homeward {

enum class Unit { working_days, calendar_days, weeks, months };

// "working_days", "calendar_days", "weeks", "months"; anything else is nothing.
std::optional<Unit> parse_unit(std::string_view text);

// A length of time as a rule states it. `amount` is positive.
struct Limit {
  int amount = 0;
  Unit unit = Unit::working_days;
  std::string words() const;  // "10 working days", "1 month"
  auto operator<=>(const Limit&) const = default;
};

class Calendar {
 public:
  // `bank_holidays` in any order. Years from `first_year` to `last_year` are taken as complete;
  // outside them only weekends are known, and knows() says no.
  Calendar(std::vector<Date> bank_holidays, int first_year, int last_year);

  bool is_working_day(Date day) const;
  bool knows(Date day) const { return day.year() >= first_year_ && day.year() <= last_year_; }
  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }

  // The n-th working day after `from` (before it, if n is negative). n = 0 gives `from` itself.
  Date add_working_days(Date from, int n) const;

  // Working days in (from, to]: how many have passed on `to` since `from`. Negative if to < from.
  int working_days_between(Date from, Date to) const;

  // The last day on which something due within `limit` of `from` is still in time.
  Date deadline(Date from, Limit limit) const;

  // Whole units passed on `to` since `from`: working days as above, calendar days, completed weeks
  // or completed months. Negative if to < from.
  int elapsed(Date from, Date to, Unit unit) const;

 private:
  // working_before_[i] = working days among the days [first_day_, first_day_ + i).
  Date first_day_, last_day_;
  std::vector<std::int32_t> working_before_;
  std::vector<Date> bank_holidays_;  // sorted
  int first_year_, last_year_;
};

}  // namespace homeward

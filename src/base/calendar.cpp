#include "base/calendar.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace homeward {

namespace {
// Working days among Monday to Friday of the n days from `start`, ignoring bank holidays.
int weekdays_in(Date start, int n) {
  int count = n / 7 * 5;
  for (int i = 0; i < n % 7; ++i)
    if (!(start + i).is_weekend()) ++count;
  return count;
}
}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
  if (text == "working_days") return Unit::working_days;
  if (text == "calendar_days") return Unit::calendar_days;
  if (text == "weeks") return Unit::weeks;
  if (text == "months") return Unit::months;
  return std::nullopt;
}

std::string Limit::words() const {
  switch (unit) {
    case Unit::working_days:
      return text::plural(amount, "working day");
    case Unit::calendar_days:
      return text::plural(amount, "day");
    case Unit::weeks:
      return text::plural(amount, "week");
    case Unit::months:
      return text::plural(amount, "month");
  }
  return {};
}

Calendar::Calendar(std::vector<Date> bank_holidays, int first_year, int last_year)
    : first_day_(*Date::of(first_year, 1, 1)),
      last_day_(*Date::of(last_year, 12, 31)),
      bank_holidays_(std::move(bank_holidays)),
      first_year_(first_year),
      last_year_(last_year) {
  std::sort(bank_holidays_.begin(), bank_holidays_.end());
  working_before_.reserve(static_cast<std::size_t>(last_day_ - first_day_) + 2);
  std::int32_t working = 0;
  for (Date day = first_day_; day <= last_day_; day = day + 1) {
    working_before_.push_back(working);
    if (is_working_day(day)) ++working;
  }
  working_before_.push_back(working);
}

bool Calendar::is_working_day(Date day) const {
  return !day.is_weekend() &&
         !std::binary_search(bank_holidays_.begin(), bank_holidays_.end(), day);
}

Date Calendar::add_working_days(Date from, int n) const {
  const int step = n < 0 ? -1 : 1;
  Date day = from;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day = day + step;
    if (is_working_day(day)) --left;
  }
  return day;
}

int Calendar::working_days_between(Date from, Date to) const {
  if (to < from) return -working_days_between(to, from);
  if (from >= first_day_ && to <= last_day_) {
    const auto before = [&](Date day) {
      return working_before_[static_cast<std::size_t>(day - first_day_)];
    };
    return before(to + 1) - before(from + 1);
  }
  const auto holidays_to = std::upper_bound(bank_holidays_.begin(), bank_holidays_.end(), to);
  const auto holidays_from = std::upper_bound(bank_holidays_.begin(), bank_holidays_.end(), from);
  return weekdays_in(from + 1, to - from) -
         static_cast<int>(
             std::count_if(holidays_from, holidays_to, [](Date day) { return !day.is_weekend(); }));
}

Date Calendar::deadline(Date from, Limit limit) const {
  switch (limit.unit) {
    case Unit::working_days:
      return add_working_days(from, limit.amount);
    case Unit::calendar_days:
      return from + limit.amount;
    case Unit::weeks:
      return from + 7 * limit.amount;
    case Unit::months:
      return add_months(from, limit.amount);
  }
  return from;
}

int Calendar::elapsed(Date from, Date to, Unit unit) const {
  if (to < from) return -elapsed(to, from, unit);
  switch (unit) {
    case Unit::working_days:
      return working_days_between(from, to);
    case Unit::calendar_days:
      return to - from;
    case Unit::weeks:
      return (to - from) / 7;
    case Unit::months: {
      int months = (to.year() - from.year()) * 12 + static_cast<int>(to.month()) -
                   static_cast<int>(from.month());
      if (add_months(from, months) > to) --months;
      return months;
    }
  }
  return 0;
}

}  // namespace homeward

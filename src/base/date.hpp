// Date: a civil date (a square on the wall calendar). It has no time of day and no zone.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace homeward {

class Date {
 public:
  // 1 January 1970. Use std::optional<Date> for a date that may be unknown.
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days days)
      : days_(static_cast<std::int32_t>(days.time_since_epoch().count())) {}

  // Nothing if there is no such day (31 February) or the year is outside 1800 to 2199.
  static constexpr std::optional<Date> of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    if (year < 1800 || year > 2199 || !ymd.ok()) return std::nullopt;
    return Date{std::chrono::sys_days{ymd}};
  }

  // "2026-02-03", exactly.
  static std::optional<Date> parse_iso(std::string_view text);

  constexpr std::chrono::year_month_day ymd() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days_}}};
  }
  constexpr int year() const { return static_cast<int>(ymd().year()); }
  constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }
  constexpr unsigned day() const { return static_cast<unsigned>(ymd().day()); }
  // 0 = Sunday … 6 = Saturday.
  constexpr unsigned weekday() const {
    return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days_}}}.c_encoding();
  }
  constexpr bool is_weekend() const { return weekday() == 0 || weekday() == 6; }

  // Calendar days since 1 January 1970.
  constexpr std::int32_t day_number() const { return days_; }
  static constexpr Date from_day_number(std::int32_t number) {
    Date date;
    date.days_ = number;
    return date;
  }

  std::string iso() const;          // 2026-02-03
  std::string british() const;      // 03/02/2026, as the SSDA903 return writes it
  std::string words() const;        // Tue 3 Feb 2026
  std::string short_words() const;  // Tue 3 Feb

  constexpr Date operator+(int days) const { return from_day_number(days_ + days); }
  constexpr Date operator-(int days) const { return from_day_number(days_ - days); }
  constexpr int operator-(Date other) const { return days_ - other.days_; }  // calendar days
  constexpr auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

// Months: the same day number, or the last day of the month if it has none (31 January + 1 month =
// 28 or 29 February). `months` may be negative. A convention of ours, used everywhere
// (docs/sources.md).
Date add_months(Date date, int months);

// A person born on 29 February has their birthday on 1 March in a common year: an age is reached
// on the first day on which that many full years have passed.
Date birthday(Date born_on, int age_years);

struct Age {
  int years = 0;
  int months = 0;             // completed months beyond the years, 0 to 11
  std::string words() const;  // "2y 3m"; "5m" under one year; "12" from 10 years on
  constexpr auto operator<=>(const Age&) const = default;
};

// Nothing if `on` is before `born_on`.
std::optional<Age> age_on(Date born_on, Date on);

// A half-open span of days: it includes `from` and excludes `until`; no `until` means still open.
struct Span {
  Date from;
  std::optional<Date> until;
  bool contains(Date day) const { return from <= day && (!until || day < *until); }
  // Calendar days up to `as_of` (not counting as_of itself), never negative.
  int days(Date as_of) const {
    const Date end = until && *until < as_of ? *until : as_of;
    return end > from ? end - from : 0;
  }
  auto operator<=>(const Span&) const = default;
};

}  // namespace homeward
